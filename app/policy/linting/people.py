"""Owns who is in charge, who has access, who is responsible for privacy, and who works on the operator's behalf."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import (
    SURE,
    beginning,
    capped,
    folded,
    found,
    has_part,
    lacking,
    missing,
    nobody,
    part_lines,
    place_of,
    places,
    stands_unread,
)
from app.policy.linting.contents import says_nothing
from app.policy.stated import Item, Officer, Said, StatedPerson, StatedRow

if TYPE_CHECKING:
    from app.policy.printed import Where

_TEAM = re.compile(r"(?:팀|과|부|실|본부|처|센터|부서)$|^(?:.*\s)?(?:team|department|division)$", re.IGNORECASE)
_BY_RULE = re.compile(r"(?:^|\s)(?:각|해당|소관)\s|지정(?:한|된)\s*(?:자|사람)|승인(?:된|받은)", re.IGNORECASE)


_HAS_ACCESS = re.compile(r"(?:접근\s*권한자?|열람\s*권한자?|운영\s*담당자?)\s*[:：]|운영\s*담당자?\s*\|")
_IN_CHARGE = re.compile(r"(?:관리|운영|총괄)\s*책임자\s*[:：]|(?:관리|운영|총괄)\s*책임자\s*\|")


def unjoinable(text: Text) -> bool:
    """Return whether the rows with numbers and the rows with people are of different places."""
    named = places(text).values()
    counted = [rows for rows in named if any(row.count for row in rows) and not any(row.managers for row in rows)]
    headed = [rows for rows in named if any(row.managers for row in rows) and not any(row.count for row in rows)]
    joined = [rows for rows in named if any(row.count for row in rows) and any(row.managers for row in rows)]
    return len(counted) > 1 and len(headed) > 1 and len(joined) <= 1


def not_joined(text: Text) -> Iterator[Hit]:
    """Yield a text whose tables name different places, so that nobody can tell who is in charge of which cameras."""
    if unjoinable(text):
        message = N_("설치 대수의 표와 관리책임자의 표에 같은 이름이 없어, 어느 카메라를 누가 맡는지 알 수 없습니다.")
        yield found(message, place_of(text, Item.PEOPLE))


def managers(text: Text) -> Iterator[Hit]:
    """Yield places without a manager, a department or a phone."""
    people = _each(text, "managers")
    for one in people:
        yield from _no_post(one)
    severity = missing(text, Item.PEOPLE)
    if not has_part(text) or severity is None or says_nothing(text, Item.PEOPLE):
        return
    gaps = [row for row in lacking(text, "managers") if row.count or row.location or row.retention]
    if nobody(text, "managers"):
        if stands_unread(text, Item.PEOPLE, _IN_CHARGE):
            message = N_("관리책임자를 읽지 못했습니다. 사람이 확인하십시오.")
            yield found(message, place_of(text, Item.PEOPLE), Severity.INFO)
        else:
            yield found(N_("관리책임자가 없습니다."), place_of(text, Item.PEOPLE), severity)
        return
    if gaps and not unjoinable(text):
        for row in gaps:
            message = N_("'{place}'의 관리책임자가 없습니다.")
            yield found(message, row.name.where, capped(row.name, severity), place=row.name.value)
    where = people[0].where
    if not any(one.value.department for one in people):
        yield found(N_("관리책임자의 담당 부서가 없습니다."), where, severity)
    else:
        yield from _without_department(text, severity)
    if not any(one.value.phones for one in people):
        yield found(N_("관리책임자의 연락처가 없습니다."), where, Severity.WARNING)
    else:
        yield from _without_phone(text)


def _each(text: Text, field: str) -> list[Said[StatedPerson]]:
    """Return each person named in a field once, in order."""
    seen: set[tuple[Where, StatedPerson]] = set()
    people = []
    for row in text.stated.rows:
        for one in getattr(row, field):
            if (one.where, one.value) not in seen:
                seen.add((one.where, one.value))
                people.append(one)
    return people


def _name(one: Said[StatedPerson]) -> str:
    return one.value.title or one.value.department or one.text


def _of_places(text: Text) -> Iterator[tuple[list[StatedRow], list[Said[StatedPerson]]]]:
    for rows in places(text).values():
        people = [one for row in rows for one in row.managers]
        if people:
            yield rows, people


def _without_department(text: Text, severity: Severity) -> Iterator[Hit]:
    for rows, people in _of_places(text):
        if not any(one.value.department or _TEAM.search(_name(one)) for one in people):
            message = N_("'{place}'의 관리책임자 {post}의 담당 부서가 없습니다.")
            bad = capped(people[0], severity)
            yield found(message, people[0].where, bad, place=rows[0].name.value, post=_name(people[0]))


def _without_phone(text: Text) -> Iterator[Hit]:
    for rows, people in _of_places(text):
        if not any(one.value.phones for one in people):
            message = N_("'{place}'의 관리책임자 {post}의 연락처가 없습니다.")
            in_words = "번호" in text.words_at.get(people[0].where.line, "")
            bad = Severity.INFO if in_words else capped(people[0], Severity.WARNING)
            yield found(message, people[0].where, bad, place=rows[0].name.value, post=_name(people[0]))


def _no_post(one: Said[StatedPerson]) -> Iterator[Hit]:
    title = one.value.title or ""
    if (not title and one.value.department) or (title and _TEAM.search(title) and not one.value.department):
        message = N_("관리책임자가 직위가 아니라 부서({name})입니다.")
        yield found(message, one.where, capped(one, Severity.WARNING), name=_name(one))
    elif _BY_RULE.search(title):
        message = N_("관리책임자 '{name}'이(가) 누구인지 직위로 적으십시오.")
        yield found(message, one.where, Severity.INFO, name=title)


def accessors(text: Text) -> Iterator[Hit]:
    """Yield places without anybody who has access, and rows whose access holders are only guessed from above."""
    severity = missing(text, Item.PEOPLE)
    if not has_part(text) or says_nothing(text, Item.PEOPLE):
        return
    gaps = [row for row in lacking(text, "accessors") if row.count or row.location or row.managers]
    if nobody(text, "accessors"):
        if stands_unread(text, Item.PEOPLE, _HAS_ACCESS):
            message = N_("접근권한자를 읽지 못했습니다. 사람이 확인하십시오.")
            yield found(message, place_of(text, Item.PEOPLE), Severity.INFO)
        elif severity:
            yield found(N_("접근권한자가 없습니다."), place_of(text, Item.PEOPLE), severity)
    elif not unjoinable(text):
        for row in gaps:
            message = N_("'{place}'의 접근권한자가 없습니다.")
            yield found(message, row.name.where, severity or Severity.INFO, place=row.name.value)
    for row in text.stated.rows:
        guessed = row.accessors and all(one.shared and one.confidence < SURE for one in row.accessors)
        own = row.managers[0] if row.managers else None
        if guessed and own and not own.shared and own.where.line != row.accessors[0].where.line:
            message = N_("'{place}' 줄에 접근권한자가 없습니다. 윗줄과 같다면 그렇게 적으십시오.")
            yield found(message, own.where, Severity.WARNING, place=row.name.value)


_EVERYBODY = re.compile(
    r"(?:모든|전체|전)\s*(?:임직원|직원|사원|근무자|종업원|구성원)|(?:임직원|직원|사원|구성원|근무자)\s*(?:모두|전체|전원|누구나|일동)"
    r"|모든\s*(?:사람|분|이용자|방문자|출입자)|누구나|아무나|누구든지|제한\s*(?:없|을?\s*두지)|전\s*사원|불특정"
    r"|\b(?:all|any) (?:staff|employees?)|every(?:one|body)|any(?:one|body)",
    re.IGNORECASE,
)


def everybody(text: Text) -> Iterator[Hit]:
    """Yield access holders who are everybody: the item asks who may see the footage, and few may."""
    for one in _each(text, "accessors"):
        if _EVERYBODY.search(_name(one)):
            message = N_("접근권한자가 '{name}'입니다. 맡은 일에 필요한 직위로 좁혀 적으십시오.")
            yield found(message, one.where, capped(one, Severity.WARNING), name=_name(one))


_OTHER_WORK = re.compile(
    r"마케팅|판촉|광고|홍보|상품\s*(?:기획|개발|추천)|판매|영업|고객\s*(?:분석|성향|동선|관리)|구매\s*(?:성향|분석)|통계\s*판매|텔레마케팅"
    r"|인사\s*(?:평가|관리)|근태|근무\s*(?:평가|감시|태도)|채권|추심|얼굴\s*(?:인식|분석)|\b(?:marketing|advertis|sales|promotion|appraisal)",
    re.IGNORECASE,
)
_SALE_OF_DEVICES = re.compile(r"(?:기기|장비|카메라|CCTV|부품)\S{0,2}\s*(?:판매|영업)|판매[·ㆍ,\s]*(?:및\s*)?설치")


def other_work(text: Text) -> Iterator[Hit]:
    """Yield companies of the camera part whose work has nothing to do with what the cameras are there for."""
    first, last = text.stated.first_line or 0, text.stated.last_line or -1
    for one in text.stated.processors:
        work = _SALE_OF_DEVICES.sub("", one.value.work or "")
        other = _OTHER_WORK.search(work)
        if other and first <= one.where.line <= last:
            message = N_("수탁자 {name}의 업무 '{work}'은(는) 설치 목적 밖의 이용입니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), name=one.value.name, work=other[0])


def departments_differ(text: Text) -> Iterator[Hit]:
    """Yield people whose post names another team than their department."""
    seen: set[Where] = set()
    for one in (*_each(text, "managers"), *_each(text, "accessors")):
        title, department = one.value.title or "", one.value.department or ""
        named = re.match(r"^(.{2,14}?(?:팀|과|실|처|본부|센터))(?=장|\s|$)", title)
        if named is None or not department or one.where in seen or len(folded(named[1])) < 3:  # noqa: PLR2004  # "총무" alone is no unit.
            continue
        unit, own = folded(named[1]), folded(department)
        if unit not in own and own not in unit and re.search(r"(?:팀|과)$", department) and unit[-1] == own[-1]:
            seen.add(one.where)
            message = N_("{post}의 부서가 '{department}'(으)로도 적혀 있습니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), post=title, department=department)


_RESPONSIBLE = re.compile(r"책임자|책임관|CPO|Privacy Officer|Data Protection Officer", re.IGNORECASE)
_NOT_OFFICERS = ("팀장", "과장", "대리", "주임", "담당", "담당자", "사원", "매니저", "파트장")
_PROCESSES = re.compile(r"위탁|수탁|용역|유지\s*보수|entrust|processor|contract", re.IGNORECASE)


def privacy_officers(text: Text) -> Iterator[Hit]:
    """Yield privacy officers who are two, of a contractor, or no officers of the company."""
    heads = [one for one in text.stated.officers if _RESPONSIBLE.search(one.value.role) and one.value.person.title]
    posts = {folded(one.value.person.title or "") for one in heads}
    for one in heads:
        post = one.value.person.title or ""
        of = _outsider(text, one)
        if of:
            message = N_("{role}({post})이(가) 수탁자로 보이는 '{company}' 소속입니다.")
            yield found(message, one.where, capped(one, Severity.ERROR), role=one.value.role, post=post, company=of)
        elif len(posts) > 1:
            message = N_("개인정보 보호책임자로 읽히는 사람이 {count}명입니다: {role} {post}")
            yield found(message, one.where, Severity.WARNING, count=len(posts), role=one.value.role, post=post)
        elif post.endswith(_NOT_OFFICERS):
            message = N_("개인정보 보호책임자 {post}은(는) 대표자나 임원인지 확인하십시오.")
            yield found(message, one.where, Severity.WARNING, post=post)


def _outsider(text: Text, one: Said[Officer]) -> str | None:
    """Return the company an officer is of, where that is neither the operator nor a unit of it but is told of work."""
    of = one.value.of
    operator = folded(text.stated.organisation.value) if text.stated.organisation else ""
    if not of or not operator or folded(of) in operator or operator in folded(of):
        return None
    named = [number for number, line in enumerate(text.printed.lines, 1) if of in line and number != one.where.line]
    entrusted = any(_PROCESSES.search(line) for line in text.printed.lines)
    company = re.compile(rf"(?:㈜|\(주\)|주식회사)\s*{re.escape(of)}|{re.escape(of)}\s*(?:㈜|\(주\)|주식회사)")
    listed = any(company.search(text.printed.lines[number - 1]) for number in named)
    return of if entrusted and listed else None


_ENTRUSTED = re.compile(r"위탁|수탁|용역|entrust|processor|contractor", re.IGNORECASE)


def processors(text: Text) -> Iterator[Hit]:
    """Yield a text that neither lists nor rules out companies working on the cameras; and companies without work."""
    stated = text.stated
    if not has_part(text):
        return
    for one in stated.processors:
        if not one.value.work:
            message = N_("수탁자 {name}이(가) 맡은 업무가 없습니다.")
            yield found(message, one.where, capped(one, Severity.INFO), name=one.value.name)
    told = any(_ENTRUSTED.search(line) for _number, line in part_lines(text))
    if not (stated.processors or stated.no_processors or told) and missing(text, Item.OTHER) is Severity.ERROR:
        message = N_("CCTV를 설치·유지보수하거나 보는 수탁자가 있는지 적혀 있지 않습니다. 없으면 없다고 적으십시오.")
        yield found(message, beginning(text), Severity.INFO)
