"""Owns purposes that are wider than any ground, grounds without their purpose, and purposes the registry lacks."""

import re
from collections.abc import Iterable, Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, folded, found, has_part, missing, place_of, section
from app.policy.linting.grounds import basis, kinds
from app.policy.stated import Item, Said

_CATCH_ALL = re.compile(
    r"(?:그\s*밖(?:에|의)|기타|그\s*외|이\s*외).{0,20}(?:필요|인정|목적|업무|사유|사항|용도|등)"
    r"|(?:회사|기관|운영자|관리자|당사|본사|책임자|경영)\S{0,3}\s*(?:필요|인정|정하|판단|결정)"
    r"|필요하다고\s*(?:인정|판단)|필요한\s*(?:모든|일체)|모든\s*(?:목적|용도|업무)"
    r"|\b(?:any other|other) (?:purposes?|business|needs)",
    re.IGNORECASE,
)
_OFF_GROUND = re.compile(
    r"마케팅|판촉|판매|광고|상품\s*(?:홍보|기획|개발)|영업\s*(?:활동|분석|전략)|고객\s*(?:분석|성향|동선)|구매\s*(?:성향|유형)"
    r"|근태|출퇴근|(?:근무|업무)\s*(?:태도|감시|평가|실태|상황|성과)|인사\s*(?:평가|고과|관리)|징계|(?:직원|근로자|임직원|종업원)\S{0,2}\s*(?:감시|통제|관찰|평가)"
    r"|노무\s*관리|(?:얼굴|안면|생체)\S{0,3}\s*(?:인식|식별|분석)"
    r"|\b(?:marketing|advertis|appraisal|attendance|performance of staff)",
    re.IGNORECASE,
)


def widened(text: Text) -> Iterator[Hit]:
    """Yield purposes that are lawful in one half and open-ended, or none of 법 25①, in the other."""
    seen: set[str] = set()
    everywhere = [*text.stated.purposes, *(one for row in text.stated.rows for one in row.purposes)]
    for one in everywhere:
        wide = _CATCH_ALL.search(one.value) or _OFF_GROUND.search(one.value)
        if wide and kinds(one.value) and one.value not in seen:
            seen.add(one.value)
            message = N_("목적 '{purpose}' 가운데 '{words}'은(는) 법 제25조제1항의 어느 호에도 없습니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), purpose=one.value, words=wide[0].strip())


def ground_without_purpose(text: Text) -> Iterator[Hit]:
    """Yield items of 법 25① that a text takes as its basis without any purpose that rests on them."""
    if not has_part(text) or missing(text, Item.PURPOSE) is not Severity.ERROR:
        return
    told = [*text.stated.purposes, *(one for row in text.stated.rows for one in row.purposes)]
    known = {kind for one in told for kind in kinds(one.value)}
    if not told or any(not kinds(one.value) for one in told):
        return  # A purpose nobody can place may be the one.
    own = section(text, Item.PURPOSE)
    seen: set[int] = set()
    for one in basis(text):
        item = one.value.item
        inside = own is not None and own.heading.where.line <= one.where.line <= own.last_line
        counts = inside and one.value.article == "25" and one.value.paragraph == 1 and item in _TOLD_BY
        if counts and item is not None and str(item) not in known and item not in seen:
            seen.add(item)
            message = N_("설치 근거 '{cited}'에 따른 목적이 적혀 있지 않습니다.")
            yield found(message, one.where, Severity.INFO, cited=one.text.strip())


_TOLD_BY = {2, 3}  # The items whose purposes can be told from their words.
_PARTS = re.compile(r"\s*(?:[,·ㆍ/;]|및|와\s|과\s|또는|그리고|\band\b)\s*")
_SMALL = re.compile(r"(?:을|를|의)?\s*(?:위하여|위한|위해|목적|용도)$|등$")


def purposes_differ(text: Text) -> Iterator[Hit]:
    """Yield purposes the registry does not have, and purposes of the registry the text leaves out."""
    if text.expected is None or not has_part(text) or not text.expected.purposes or not text.stated.purposes:
        return
    wanted, stated = _parts(text.expected.purposes), _parts(text.stated.purposes)
    for part, one in stated.items():
        if not _is_in(part, wanted):
            message = N_("목적 '{purpose}'의 '{part}'은(는) 대장에 없습니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), purpose=one.value, part=part)
    for part, one in wanted.items():
        if not _is_in(part, stated) and not text.partial:
            message = N_("대장에 있는 목적 '{purpose}'이(가) 글에 없습니다.")
            yield found(message, place_of(text, Item.PURPOSE), purpose=one.value)


def _parts(purposes: Iterable[Said[str]]) -> dict[str, Said[str]]:
    """Return what purposes are made of: "범죄의 예방 및 수사" is 범죄의 예방, and 수사."""
    return {
        part: one
        for one in purposes
        for piece in _PARTS.split(one.value)
        if len(part := _SMALL.sub("", piece).strip()) > 1
    }


def _is_in(part: str, others: Iterable[str]) -> bool:
    own = _bare(part)
    return any(own in _bare(other) or _bare(other) in own for other in others)


def _bare(part: str) -> str:
    return re.sub(r"의(?=예방|보호|관리|안전|점검|감시|수사)", "", folded(part))
