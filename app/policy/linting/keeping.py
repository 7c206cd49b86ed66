"""Owns how long footage is kept, and from when (RET)."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.periods import guideline_retention_days
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found, has_part, lacking, missing, nobody, part_lines, place_of, section
from app.policy.linting.contents import says_nothing
from app.policy.printed import Where
from app.policy.stated import Item, Said, StatedRetention

_UNITS = {"일": 1, "주": 7, "개월": 30, "달": 30, "월": 30, "년": 365, "day": 1, "week": 7, "month": 30, "year": 365}
_LENGTH = re.compile(r"(\d{1,4})\s*(일|주|개월|달|월|년|days?|weeks?|months?|years?)", re.IGNORECASE)
_TWO_WAYS = re.compile(r"(\d{1,3})\s*(개월|달|주|년|months?|weeks?)\s*\(\s*(\d{1,4})\s*(일|days?)?\s*\)", re.IGNORECASE)
_MONTH = (28, 31)


def periods(text: Text) -> Iterator[Hit]:
    """Yield places without a period, with two, or with one that is no number of days."""
    severity = missing(text, Item.KEEPING)
    if has_part(text) and severity and not says_nothing(text, Item.KEEPING):
        gaps = lacking(text, "retention")
        if nobody(text, "retention"):
            yield found(N_("보관기간이 없습니다."), place_of(text, Item.KEEPING), severity)
        else:
            for row in (row for row in gaps if row.count or row.hours or row.storage):
                yield found(N_("'{place}'의 보관기간이 없습니다."), row.name.where, severity, place=row.name.value)
    yield from _two_values(text)
    for said in _each(text):
        yield from _unclear(said)
    yield from _sentences(text)


def _each(text: Text) -> Iterator[Said[StatedRetention]]:
    """Yield each stated period once."""
    seen: set[tuple[Where, StatedRetention]] = set()
    for row in text.stated.rows:
        said = row.retention
        if said and (said.where, said.value) not in seen:
            seen.add((said.where, said.value))
            yield said


def _days(kept: StatedRetention) -> tuple[int | None, int | None, int | None]:
    return kept.days, kept.least, kept.most


def _two_values(text: Text) -> Iterator[Hit]:
    stated: dict[tuple[str, str | None], Said[StatedRetention]] = {}
    for row in text.stated.rows:
        said = row.retention
        if said is None or _days(said.value) == (None, None, None):
            continue
        name = (row.name.value, row.part.value if row.part else None)
        first = stated.setdefault(name, said)
        if _days(first.value) != _days(said.value) and first.where != said.where:
            message = N_("'{place}'의 보관기간이 둘입니다: {line}째 줄은 {one}, {other_line}째 줄은 {other}")
            values = {"one": length(first.value), "other": length(said.value)}
            lines = {"line": first.where.line, "other_line": said.where.line}
            for where in {first.where: None, said.where: None}:
                yield found(message, where, Severity.ERROR, place=row.name.value, **values, **lines)


def length(kept: StatedRetention) -> str:
    """Return a period in short: "20일", "15~30일"."""
    if kept.days is not None:
        return f"{kept.days}일"
    return f"{kept.least if kept.least is not None else ''}~{kept.most if kept.most is not None else ''}일"


_ROUGHLY = re.compile(
    r"(?:약|대략)\s*\d|\d\s*(?:일|주|개월|달)\s*(?:쯤|정도|내외|가량|안팎|남짓|전후)|\babout \d", re.IGNORECASE
)
_A_CELL = 30  # Letters: a longer text says more than the period.


def _unclear(said: Said[StatedRetention]) -> Iterator[Hit]:
    kept = said.value
    twice = _TWO_WAYS.search(said.text)
    if kept.recorded and 0 in {kept.days, kept.most}:
        message = N_("보관기간 '{period}'은(는) 기간이 아닙니다. 촬영한 영상을 며칠 보관하는지 적으십시오.")
        yield found(message, said.where, capped(said, Severity.ERROR), period=said.text.strip())
    elif kept.recorded and _ROUGHLY.search(said.text) and len(said.text) <= _A_CELL:
        message = N_("보관기간 '{period}'이(가) 하나로 정해지지 않았습니다.")
        yield found(message, said.where, capped(said, Severity.WARNING), period=said.text.strip())
    elif twice and not _same(int(twice[1]) * _UNITS[twice[2].rstrip("s").lower()], int(twice[3])):
        message = N_("보관기간 '{period}'은(는) 두 가지로 읽힙니다.")
        yield found(message, said.where, capped(said, Severity.ERROR), period=said.text.strip())
    elif kept.recorded and kept.days is None:
        if kept.least is not None and kept.most is not None:
            message = N_("보관기간 '{period}'이(가) 하나로 정해지지 않았습니다.")
            yield found(message, said.where, capped(said, Severity.WARNING), period=said.text.strip())
        elif kept.least is None and kept.most is None and not said.shared:
            message = N_("보관기간 '{period}'이(가) 며칠인지 알 수 없습니다.")
            yield found(message, said.where, capped(said, Severity.WARNING), period=said.text.strip())


def _same(days: int, other: int) -> bool:
    months = days // 30
    return days == other or (days % 30 == 0 and _MONTH[0] * months <= other <= _MONTH[1] * months + 1)


_KEPT = re.compile(r"(?:보관|보존|저장)(?:기간)?|\b(?:kept|stored|retained)\b", re.IGNORECASE)
_OTHER_RECORD = re.compile(
    r"관리대장|접속\s*기록|로그|이의|통지|청구|요구|요청|신청|열람|증거|수사|개인\s*정보|출력물|위탁|초과|넘(?:겨|는)|log|register|request|announce"
    r"|period ends|파기|사유|이상\s*보관\s*하지",
    re.IGNORECASE,
)


def _sentences(text: Text) -> Iterator[Hit]:
    """Yield sentences of the section on keeping that name a period no row has."""
    own = section(text, Item.KEEPING)
    stated = {day for said in _each(text) for day in _days(said.value) if day is not None}
    if own is None or not stated:
        return
    read = {said.where.line for said in _each(text)}
    for number, line in part_lines(text):
        inside = own.heading.where.line < number <= own.last_line and number not in read and "|" not in line
        if not inside or not _KEPT.search(line) or _OTHER_RECORD.search(line):
            continue
        for amount, unit in _LENGTH.findall(line):
            days = int(amount) * _UNITS[unit.rstrip("s").lower()]
            if not any(_same(days, one) or _same(one, days) for one in stated):
                message = N_("이 문장의 보관기간({days}일)이 설치장소별 보관기간과 다릅니다.")
                yield found(message, Where(number), Severity.ERROR, days=days)


_NO_REASON = re.compile(r"(?:사유|이유|reason)[^:：]{0,10}[:：]\s*[-–—.)]*\s*$", re.IGNORECASE)


_REASON = re.compile(r"위하여|위해|위한|때문|까닭|사유(?!\s*[:：]?\s*$)|이유|대비|대응|필요하", re.IGNORECASE)


def _gives_reason(text: Text, said: Said[StatedRetention]) -> bool:
    """Return whether the words themselves, or the line that is no row of a table, give a reason."""
    line = text.words_at.get(said.where.line, "")
    return _REASON.search(said.text) is not None or ("|" not in line and _REASON.search(line) is not None)


def too_long(text: Text) -> Iterator[Hit]:
    """Yield periods beyond the guideline's days without a reason."""
    limit = guideline_retention_days(text.on).days or 0
    for said in _each(text):
        if _NO_REASON.search(said.text):
            yield found(N_("30일을 넘겨 보관하는 사유가 비어 있습니다."), said.where, Severity.WARNING)
            continue
        most = said.value.days if said.value.days is not None else said.value.most
        month = re.search(r"1\s*(?:개월|달)|one month", said.text) is not None
        told = said.value.reason or _gives_reason(text, said)
        if most is not None and most > limit + (1 if month else 0) and not told:
            message = N_("보관기간 {days}일은 {limit}일보다 길지만 적은 이유가 없습니다.")
            yield found(message, said.where, capped(said, Severity.WARNING), days=most, limit=limit)


def no_start(text: Text) -> Iterator[Hit]:
    """Yield periods that do not say what they are counted from."""
    for said in _each(text):
        counted = any(one is not None for one in _days(said.value))
        if counted and said.value.recorded and not said.value.from_recording:
            message = N_("보관기간 '{period}'은(는) 언제부터 세는지 알 수 없습니다.")
            yield found(message, said.where, Severity.INFO, period=said.text.strip())


_PARKING = re.compile(r"주차|parking|car park", re.IGNORECASE)
_PARKING_DAYS = 30


def parking(text: Text) -> Iterator[Hit]:
    """Yield car parks whose footage is kept less than a month."""
    for row in text.stated.rows:
        told = " ".join(one.value for one in (row.name, row.part, row.kind, row.location) if one)
        kept = row.retention.value if row.retention else None
        shortest = None if kept is None else kept.days if kept.days is not None else kept.least
        if row.retention and _PARKING.search(told) and shortest is not None and shortest < _PARKING_DAYS - 2:
            message = N_(
                "'{place}': 30대를 넘는 주차장이면 한 달 이상 보관해야 하는지 확인하십시오. 지금은 {days}일입니다."
            )
            yield found(message, row.name.where, place=row.name.value, days=shortest)
