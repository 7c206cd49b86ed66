"""Owns days, hours and phone numbers that cannot be: no day of the calendar, no hour of the day, too few digits."""

import re
from collections.abc import Iterator
from datetime import date

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import beginning, capped, found, has_part, missing, section
from app.policy.printed import Where
from app.policy.stated import Item, Revision, Said

_DAY = re.compile(r"(?<![\d\-.])((?:19|20)\d\d)\s*[.\-/년]\s*(\d{1,2})\s*[.\-/월]\s*(\d{1,2})(?![\d\-])")
_CHANGES = re.compile(r"시행|개정|제정|변경|공고|이력|effective|revis|amend|in force", re.IGNORECASE)
_APPENDED = re.compile(r"부\s*칙")
_OLDER = re.compile(r"이전|종료|폐지|만료|지난|까지|~|superseded|until", re.IGNORECASE)
_STATED = re.compile(r"시행\s*일\s*자?\s*[:：]|부터\s*시행|effective (?:date|from)", re.IGNORECASE)
"""The day the text itself holds from, not a line of its history."""
_AFTER_WORDS = 3  # Lines: a table of changes stands close to its caption.


def impossible_days(text: Text) -> Iterator[Hit]:
    """Yield days of changes that no calendar has."""
    for number, words in _impossible(text):
        yield found(N_("'{day}'은(는) 달력에 없는 날입니다."), Where(number), day=words)


def _impossible(text: Text) -> Iterator[tuple[int, str]]:
    told = -10
    for number, line in text.told if has_part(text) else ():
        told = number if _CHANGES.search(line) else told
        for one in _DAY.finditer(line) if number - told <= _AFTER_WORDS else ():
            try:
                date(int(one[1]), int(one[2]), int(one[3]))
            except ValueError:
                yield number, one[0]


def effective_day(text: Text) -> Iterator[Hit]:
    """Yield a text that does not say since when it holds, or says a day that its own history contradicts."""
    revised = text.stated.revisions
    if not has_part(text) or not revised or any(_impossible(text)):
        return
    effective = _last(revised, "effective")
    changed = _last([one for one in revised if not _OLDER.search(one.text)], "revised")
    if effective is None:
        appended = any(_APPENDED.search(line) for _number, line in text.told)
        bad = Severity.INFO if appended or missing(text, Item.OTHER) is not Severity.ERROR else Severity.WARNING
        yield found(N_("시행일이 없습니다."), revised[-1].where, bad)
    elif changed is not None and changed.value.on > effective.value.on and _contradicts(text, effective, changed):
        message = N_("시행일({effective})이 마지막 변경({changed})보다 앞섭니다.")
        values = {"effective": effective.value.on, "changed": changed.value.on}
        yield found(message, changed.where, capped(changed, Severity.WARNING), **values)


def _contradicts(text: Text, effective: Said[Revision], changed: Said[Revision]) -> bool:
    """Return whether the day stands apart from the history: in a list of days it is one of the history's."""
    first, last = effective.where.line, changed.where.line
    between = [words for line, words in text.told if first < line < last]
    close = last - first <= _AFTER_WORDS or all(_DAY.search(words) for words in between)
    listed = "|" not in changed.text and last >= first and close
    return _STATED.search(effective.text) is not None and not listed


def _last(revised: "tuple[Said[Revision], ...] | list[Said[Revision]]", kind: str) -> Said[Revision] | None:
    return max((one for one in revised if one.value.kind == kind), key=lambda one: one.value.on, default=None)


_HOURS = re.compile(r"(\d{1,3})\s*(?:시간|시(?!간)|:\d\d|hours?)", re.IGNORECASE)
_HOURS_A_DAY = 24


def impossible_hours(text: Text) -> Iterator[Hit]:
    """Yield hours of filming beyond the day's 24."""
    seen: set[Where] = set()
    for row in text.stated.rows:
        said = row.hours
        if said is None or said.where in seen or said.shared:
            continue
        seen.add(said.where)
        if any(int(one) > _HOURS_A_DAY for one in _HOURS.findall(said.value)):
            message = N_("촬영시간 '{hours}'은(는) 하루에 있을 수 없습니다.")
            yield found(message, said.where, Severity.WARNING, hours=said.value)


_AREA = r"(?:02|03[1-3]|04[1-4]|05[1-5]|06[1-4]|01[016-9]|050\d?|0[78]0)"
_NUMBER = re.compile(rf"(?<![\d\-./]){_AREA}[-) ]\s?(\d{{1,6}})-(\d{{1,7}})(?![\d\-])")
_RIGHT = re.compile(rf"{_AREA}[-) ]\s?\d{{3,4}}-\d{{4}}$")
_LETTERED = re.compile(
    rf"(?<![\dA-Za-z\-./]){_AREA}-(?=[\d\-]*[A-Za-z])(?![XxOo\-]+\b)[\dA-Za-z]{{2,4}}-[\dA-Za-z]{{3,5}}(?![\dA-Za-z\-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


def impossible_phones(text: Text) -> Iterator[Hit]:
    """Yield phone numbers with too few or too many digits, or with letters; a manager's is said by MGR-01."""
    managed = {one.where.line for row in text.stated.rows for one in row.managers if not one.value.phones}
    for number, line in text.part:
        for one in _NUMBER.finditer(line):
            if not _RIGHT.match(one[0]) and not _YEAR.match(one[2]) and number not in managed:
                message = N_("전화번호 '{phone}'의 자릿수가 맞지 않습니다.")
                yield found(message, Where(number), phone=one[0])
        for one in _LETTERED.finditer(line):
            yield found(N_("전화번호 '{phone}'에 글자가 섞여 있습니다."), Where(number), phone=one[0])


_OFFICER = re.compile(
    r"개인\s*정보\s*(?:보호\s*)?(?:최고\s*|총괄\s*)?책임(?:자|관)|\bCPO\b|privacy officer", re.IGNORECASE
)
_REACHED = re.compile(r"\d{2,4}-|\d{6,}|@|전화|연락처|대표\s*번호")
_SENT_TO = re.compile(r"에게|께\b|연락|문의|요구|to the|contact", re.IGNORECASE)
_PHONE = re.compile(r"\d{2,4}-\d{3,4}|\d{3,4}-\d{4}")


def _unreachable(text: Text) -> Iterator[Hit]:
    """Yield the officer of whom a text of our kind, with a section of its own, tells no way to be reached."""
    lines = [line for _number, line in text.told if _OFFICER.search(line)]
    told = any(one.value.person.phones for one in text.stated.officers)
    if told or not section(text, Item.OTHER) or not lines or any(_REACHED.search(line) for line in lines):
        return
    message = N_("개인정보 보호책임자의 연락처가 없습니다.")
    yield found(message, text.stated.officers[0].where, Severity.WARNING)


_NOBODY = re.compile(
    r"개인\s*정보\s*보호\s*책임(?:자|관)\S{0,2}\s*(?:[:：|]\s*)?(?:따로\s*|별도로\s*)?(?:미\s*지정|공석(?:입니다|임)|없음|없습니다|미정|지정하지\s*않|두지\s*않|지정되지\s*않)"
)


def unnamed_officer(text: Text) -> Iterator[Hit]:
    """Yield the place where people are sent to a privacy officer nobody can reach: no post, department or phone."""
    if not has_part(text) or missing(text, Item.OTHER) is not Severity.ERROR:
        return
    nobody = next(((number, line) for number, line in text.told if _NOBODY.search(line)), None)
    if nobody:
        yield found(N_("개인정보 보호책임자가 지정되어 있지 않습니다."), Where(nobody[0]), Severity.WARNING)
        return
    if text.stated.officers:
        yield from _unreachable(text)
        return
    named = [(number, line) for number, line in text.told if _OFFICER.search(line)]
    if not named:
        yield found(N_("개인정보 보호책임자가 적혀 있지 않습니다."), beginning(text), Severity.INFO)
    elif all(_SENT_TO.search(line) and not _PHONE.search(line) for _number, line in named):
        message = N_("개인정보 보호책임자에게 말하라고 했지만 누구인지, 어떻게 연락하는지 적지 않았습니다.")
        bad = Severity.WARNING if section(text, Item.OTHER) else Severity.INFO
        yield found(message, Where(named[0][0]), bad)
