"""Owns values that one sentence states place by place: exceptions in brackets, provisos, subjects with their values."""

import re
from collections.abc import Sequence
from typing import Final

from app.policy.reading.values import folded, is_otherwise, outside_brackets

_PROVISO: Final = r"(?:단|다만|그러나|※)\s*,?\s*"
_BRACKET: Final = re.compile(r"^(?P<main>[^()]+?)\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\.?$")
_AFTER: Final = re.compile(rf"^(?P<main>.+?)\s*[,.;]?\s+{_PROVISO}(?P<inside>.+)$")
_SAID: Final = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9][^,;:：]{0,38}?[가-힣A-Za-z0-9)])\s*(?:은|는|의\s*경우(?:에는|는|에)?)\s+(?P<value>\S.*)"
)
_TYPED: Final = re.compile(r"\d\s*(?:일|개월|주|시간)|\d{1,2}:\d\d|시간")
_PERIOD: Final = re.compile(
    r"(?P<name>[가-힣A-Za-z][^,;:：()]{0,24}?[가-힣])\s+(?P<value>\d{1,3}\s*(?:일|개월|주)(?:\s*간)?)"
)
_LONGEST: Final = 300  # Letters of what states values by place.
_REASON: Final = re.compile(r"\s+[-–]\s+.*$")
_NO_SUBJECT: Final = re.compile(
    r"(?:영상|보관|촬영|녹화|기간|시간|장소|자료|정보|본교|본원|본사|당사|회사|우리|기관|책임자|권한자|담당자|부서"
    r"|시|때|후|최대|최소|이상|약|총|까지|부터|단|수사|사고|필요|요청|민원|법령)"
    r"(?:정보|기간|시간|장소)?$|^(?:본|당|우리|이|그|저희)\s|^(?:영상|개인|정보주체|촬영|보관|녹화|고정형)|CCTV$",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"^(?P<name>[^,;:：]{1,30}?)(?:은|는|의\s*경우(?:에는|는)?)\s(?:.*?\s)?(?P<period>(?:최대\s*|촬영\s?일로부터\s*)?\d{1,3}\s*(?:일|개월|주)(?:\s*간)?)"
    r"\s*(?:이내|동안|만)?\s*(?:을|를)?\s*(?:간\s*)?(?:보관|보존|저장|적용)?[가-힣]{0,4}\.?$"
)


def subject(text: str) -> bool:
    """Return whether words before a topic particle can be a place, and not the footage, its period or the operator."""
    return is_otherwise(text.strip()) or _NO_SUBJECT.search(text.strip()) is None


def exceptions(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the value for all, and the places with values of their own ("30일 (승강기는 15일, 놀이터는 60일)").

    Without a value for all ("직영점은 점장, 공장은 공장장") the first is empty. No place is named: (text, ()).
    """
    whole = folded(text)
    if len(whole) > _LONGEST:
        return whole, ()
    for pattern in (_BRACKET, _AFTER):
        parted = pattern.match(whole)
        told = _each(re.sub(rf"^{_PROVISO}", "", parted["inside"])) if parted else ()
        if parted and told:
            return parted["main"].strip(), told
    first, *rest = outside_brackets(whole, ",") or [""]
    if rest and _TYPED.search(first) and not _SAID.fullmatch(first) and (told := _each(", ".join(rest))):
        return first, told
    told = _each(whole)
    return ("", told) if len(told) > 1 else (whole, ())


def _each(text: str) -> tuple[tuple[str, str], ...]:
    pieces = _pieces(text)
    plain = [_REASON.sub("", one).strip(" .") for one in pieces]
    found = [_SAID.fullmatch(one) or _PERIOD.fullmatch(one) for one in plain]
    if not found or not all(one is not None and subject(one["name"]) for one in found):
        return ()
    return tuple((one["name"].strip(), one["value"].strip()) for one in found if one)


def _pieces(text: str) -> Sequence[str]:
    """Return clauses at commas; what names no place goes on from the clause before ("헬스장, 도서관은 …")."""
    found: list[str] = []
    waiting = ""
    for piece in outside_brackets(text, ",;/"):
        joined = f"{waiting}, {piece}" if waiting else piece
        if _SAID.fullmatch(piece.strip(" .")) or _PERIOD.fullmatch(piece.strip(" .")):
            found.append(joined.replace(", ", "·") if waiting else piece)
            waiting = ""
        else:
            waiting = joined
    return [*found, waiting] if waiting else found


_RUN: Final = re.compile(
    r"^(?P<name>[^,;:：]{1,30}?)(?:은|는|의\s*경우(?:에는|는)?)\s+(?P<person>\S.{1,50}?)(?:이|가|에서)\s*(?:따로\s*|별도로\s*|직접\s*)?"
    r"(?:관리|담당|책임)[가-힣 ]{0,8}\.?$"
)


_OPENED: Final = re.compile(r"^(?:\([^()]{2,20}\)\s*)?[①-⑳]?\s*")  # "(관리책임자) ①": the heading of an article.
_IN_CHARGE: Final = re.compile(
    r"^(?P<name>[^.;:：]{2,50}?)의\s*(?:관리\s*책임자|책임자|담당자)(?:은|는)\s+(?P<person>\S[^.]{1,50}?)\s*(?:(?:으로|로)\s*(?:한다|합니다|함|정\S*|지정\S*)|입니다|이다|임)\.?$"
)


def run_by(text: str) -> tuple[str, str] | None:
    """Return the place and the person of "수장고는 소장품관리팀장이 따로 관리합니다", or None if it is no such line."""
    whole = _OPENED.sub("", folded(text).strip(" ※*"))
    found = _RUN.match(whole) or _IN_CHARGE.match(whole)
    return (found["name"].strip(), found["person"].strip()) if found and subject(found["name"]) else None


def kept_of(text: str) -> tuple[str, str] | None:
    """Return the place and the period of "생활관은 신고에 대비하여 60일간 보관함", or None if it is no such line."""
    found = _KEPT.match(folded(text).strip(" ※*"))
    name = re.sub(r"(?:\s*의|\s)\s*(?:영상(?:정보)?|CCTV|녹화물|경우)$", "", found["name"].strip()) if found else ""
    return (name, found["period"].strip()) if found and subject(name) else None


def kept_each(text: str) -> list[tuple[str, str]]:
    """Return the places of "다만 승강기는 15일, 놀이터는 60일 보관합니다" with their periods, or nothing."""
    whole = re.sub(rf"^{_PROVISO}", "", folded(text).strip(" ※*"))
    clauses = outside_brackets(whole, ",;") if len(whole) <= _LONGEST else []
    told = [kept_of(one) for one in clauses]
    if len(told) > 1 and all(told):
        return [one for one in told if one]
    one = kept_of(whole)
    return [one] if one and len({*re.findall(r"\d+\s*(?:일|개월|주)", whole)}) == 1 else []


_STORED: Final = re.compile(
    r"^(?P<name>[^,;:：]{2,30}?)(?:\s*의)?\s*(?:영상(?:정보)?|녹화물)(?:은|는)\s+(?P<place>[^,;:：]{2,30}?)에(?:서)?\s*(?:따로\s*)?(?:보관|저장|보존)"
)


def stored_of(text: str) -> list[tuple[str, str]]:
    """Return the places of "기숙사 영상정보는 사감실에 보관한다" with where their footage is kept."""
    found = [
        _STORED.match(one.strip(" ※*"))
        for one in re.split(r"(?<=[하되이있][며고]),?\s+|(?<=다\.)\s+", folded(text)[:_LONGEST])
    ]
    return [(one["name"].strip(), one["place"].strip()) for one in found if one and subject(one["name"])]


_FILMED: Final = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9][^,.;:：]{1,24}?)(?:만|은|는)\s+(?P<hours>(?:(?:오전|오후|평일|매일)\s*)?\d{1,2}\s*(?:시|:\d\d)"
    r"[^,.;]{0,24}?(?:까지|\d{1,2}:\d\d))\s*(?:만\s*)?(?:에\s*)?(?:촬영|녹화|운영|가동)"
)


def filmed_of(text: str) -> list[tuple[str, str]]:
    """Return the places of "지하 주차장만 오전 7시부터 오후 10시까지 촬영합니다" with their hours."""
    found = _FILMED.finditer(folded(text)[:_LONGEST])
    return [(one["name"].strip(), one["hours"].strip()) for one in found if subject(one["name"])]


def without_provisos(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return sentences without those that except a place ("다만, 교육원은 15일간 보관한다."), and these places."""
    kept: list[str] = []
    told: list[tuple[str, str]] = []
    for sentence in re.split(r"(?<=[다음함됨]\.)\s+", text):
        begun = re.match(_PROVISO, sentence)
        several = kept_each(sentence) if begun or any(_TYPED.search(one) for one in kept) else []
        told += several
        if not several:
            kept.append(sentence)
    return " ".join(kept), tuple(told)
