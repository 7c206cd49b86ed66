"""Owns sentences about places: values they state for all of them, and sums."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.policy.reading.by_place import exceptions
from app.policy.reading.columns import Field, field_of
from app.policy.reading.place_names import LONGEST_NAME
from app.policy.reading.rows_entries import Entry
from app.policy.reading.values import count_of, folded
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import is_phone, says_department, says_person
from app.policy.reading.values_words import NATIVE, native, periods_by_place
from app.policy.stated import Item, Said

_LONGEST_LINE, _ONE_OF = 80, 0.5  # Letters of a line that begins with its period; one of several periods.
_SENTENCE: Final = re.compile(
    r"(?:^|[\s,])(?P<key>관리하는\s?책임자|관리\s?책임자|접근\s?권한자|"
    r"접근\s?권한이 있는 사람|접근할 수 있는 (?:사람|직원)|볼 수 있는 (?:사람|직원)|담당\s?부서|"
    r"(?:촬영|녹화)\s?시간|보관\s?기간|보유\s?기간|보관\s?장소|설치\s?대수)"
    r"\s*(?:은|는)\s*(?P<value>[^.]+?)\s*(?:(?:으)?로\s*(?:지정|정|하며|하고|하되|한다|합니다|함)|"
    r"이며|이고|이다|입니다|임(?![가-힣])|에\s*(?:보관|저장)|(?:까지\s*)?보관|,\s|\.|$)"
)
_NOT_FOOTAGE: Final = re.compile(
    r"대장|접속|로그|출력물|기록(?:은|을|부)|문서|신청서|청구서|이력|logs?\b|record of|"
    r"register",
    re.IGNORECASE,
)
_STORED: Final = re.compile(
    r"(?:\d\s*(?:일|개월|주)(?:\s*간|\s*동안)?|영상(?:정보)?(?:은|는))\s+"
    r"(?P<place>[가-힣A-Za-z0-9 ()]{2,30}?)에\s*(?:보관|저장|보존)"
)
_RECORDER: Final = re.compile(
    r"(?:녹화(?:기|장치|장비)|저장\s?(?:장치|장비|서버)|서버|DVR|NVR)(?:는|은)\s+"
    r"(?P<place>[가-힣A-Za-z0-9 ()]{2,30}?)에\s*(?:있|설치|두|둡)"
)
_FOOTAGE_STORED: Final = re.compile(
    r"(?:^|\s)(?:촬영된\s|녹화된\s)?영상(?:정보)?(?:은|는)\s+"
    r"(?P<place>[가-힣A-Za-z0-9 ()]{2,30}?)에\s*(?:보관|저장|보존)"
)
_ERASED: Final = re.compile(
    r"영상[^.]{0,30}?(?P<period>\d{1,3}\s*(?:일|개월|주))(?:이|을|간)?\s*(?:지나|경과|넘|후|보관)"
    r"[^.]{0,30}?(?:지워|지우|지웁|삭제|덮어|폐기|파기)"
)
_RECORDED_BY: Final = re.compile(
    r"(?:(?<=[가-힣])에\s*(?:있는|둔|설치(?:한|된)))?\s+(?:녹화기|녹화장치|저장장치|DVR|NVR)$", re.IGNORECASE
)
_TAKES_PLACE: Final = re.compile(
    r"(?:촬영|녹화)(?:은|는)\s+(?P<hours>\S[^.,]{1,40}?)\s*(?:동안|에만|에|중)?\s*(?:이루어|진행|실시|합니다|하며|하고|한다|됩니다)"
)
_APPOINTED: Final = re.compile(r"^\S{2,20}[이가]\s*지정(?:한|하는)\s+")
_KEEPS: Final = re.compile(r"\s*(?:간|동안)?\s*(?:보관|보존|저장)(?:합니다|한다|함|하며|하고)")
_KEPT: Final = re.compile(
    r"(?P<text>[^.]*?(?:보관|보유|보존|저장)[^.]*|[^.]*\b(?:kept|retained|stored|deleted|"
    r"erased|overwritten)\b[^.]*)",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?:(?:촬영|녹화|저장)\s*(?:된\s*|한\s*)?(?:일|시점|시|날)?\s*(?:로|으로)?\s*(?:부터|"
    r"후)\s*)?(?:최대\s*|최장\s*)?(?:\d{1,3}\s*(?:[~-]\s*\d{1,3}\s*)?(?:일|개월|주|년)|"
    r"한\s*달)\s*(?:간|이내|동안)?"
    r"|(?:for\s+)?(?:up to\s+)?\d{1,3}\s+(?:days?|months?|weeks?)(?:\s+(?:from|after)\s+(?:the\s+)?(?:date of\s+|"
    r"day of\s+)?recording)?",
    re.IGNORECASE,
)
_FILMED: Final = re.compile(
    r"(?:연중\s*)?24\s*시간(?:\s*(?:연속|상시|365일))?|24 hours a day|round the clock", re.IGNORECASE
)
TOTAL: Final = re.compile(
    r"(?:총|모두(?:\s*합쳐서?)?|전체|전부|합계|합하여|합\s?계\s*:?)\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\s*(?:대|개의? 카메라)|"
    rf"(?:총|모두|전체|합계|합하여)\s*(?P<native>{NATIVE})\s*대(?!문|역)|"
    r"\b(?:There are|a total of|in total,?|total(?: of)?:?)\s*(?P<english>[\d,]{1,7})\s*(?:fixed\s+)?(?:CCTV\s+)?"
    r"(?:cameras?|"
    r"devices?|units?)|"
    r"(?P<after>[\d,]{1,7})\s*(?:CCTV\s+)?(?:cameras?|devices?) in (?:total|all)",
    re.IGNORECASE,
)


_IN_ENGLISH: Final = re.compile(
    r"\b(?P<key>person in charge|manager|CCTV manager|persons? with access)\s+"
    r"(?:is|are)\s+(?:the\s+)?(?P<value>[^.]+?)\s*(?:\.|$)|"
    r"\b(?P<stored>stored|kept)\s+(?:at|in|on)\s+(?:the\s+)?(?P<place>[a-z][^.,;]{2,40}?)\s*(?:\.|,|;|$)",
    re.IGNORECASE,
)


def stated_in_sentence(entry: Entry, text: str, said: Said[str], items: tuple[Item, ...]) -> bool:
    """Note what a sentence states for all places, and return whether it states anything."""
    folded_text = folded(text)
    found = False
    if Item.KEEPING in items and (set_up := _RECORDER.search(folded_text)):
        entry.add(Field.STORAGE, _replaced(said, set_up["place"]))
        found = True
    for one in _SENTENCE.finditer(folded_text):
        what = Field.ACCESS if one["key"].startswith(("접근", "볼")) else field_of(one["key"].replace("하는", ""))
        value = _whole_period(folded_text, one) if what is Field.RETENTION else one["value"].strip()
        value = _APPOINTED.sub("", value) if what in {Field.ACCESS, Field.MANAGER} else value
        if what is not None and _fits(what, value):
            entry.add(what, _replaced(said, value))
            found = True
    for one in _IN_ENGLISH.finditer(folded_text):
        what = Field.STORAGE if one["place"] else field_of(one["key"])
        value = one["place"] or one["value"]
        if what is not None and (what is not Field.STORAGE or Item.KEEPING in items) and _fits(what, value):
            entry.add(what, _replaced(said, value))
            found = True
    stored = (_STORED if Item.KEEPING in items else _FOOTAGE_STORED).search(folded_text)
    place = re.sub(r"^.*\d\s*(?:일|개월|주)(?:간|\s*동안)?\s*", "", stored["place"]) if stored else ""
    if not _NOT_FOOTAGE.search(folded_text) and _fits(Field.STORAGE, place):
        entry.add(Field.STORAGE, _replaced(said, _RECORDED_BY.sub("", place)))
        found = True
    if Item.KEEPING in items or not items:
        found = _keeping(entry, folded_text, said, surely=Item.KEEPING in items) or found
    return found


def _whole_period(text: str, one: re.Match[str]) -> str:
    """Return what a sentence says of a period, to its end where it names places one by one."""
    rest = text[one.start("value") :].split(". ", maxsplit=1)[0]
    whole = re.sub(r"(?:으?로)?\s*(?:정?한다|정?합니다|정?함|보관\w*|이다|입니다|임)?\s*\.?\s*$", "", rest)
    return whole if periods_by_place(whole) or exceptions(whole)[1] else one["value"].strip()


def _keeping(entry: Entry, text: str, said: Said[str], *, surely: bool) -> bool:
    found = False
    periods = list(_PERIOD.finditer(text))
    last = next((one for one in periods if len(periods) > 1 and _KEEPS.match(text[one.end() :])), None)
    period = last or next(iter(periods), None)
    begins = surely and period is not None and period.start() == 0 and len(text) <= _LONGEST_LINE
    erased = not _NOT_FOOTAGE.search(text) and (gone := _ERASED.search(text)) is not None
    if Field.RETENTION not in entry.cells and erased and gone is not None and (surely or "촬영" in text):
        entry.add(Field.RETENTION, _replaced(said, gone["period"]))
        found = True
    kept = not _NOT_FOOTAGE.search(text) and (_KEPT.search(text) is not None or begins)
    of_footage = surely or "촬영" in text or "recording" in text
    if Field.RETENTION not in entry.cells and kept and of_footage and period and retention_of(period.group()):
        one = _replaced(said, period.group().strip())
        several = len({again.group().strip() for again in periods}) > 1
        entry.add(Field.RETENTION, replace(one, confidence=_ONE_OF) if several else one)
        found = True
    if (
        Field.HOURS not in entry.cells
        and (hours := _FILMED.search(text))
        and re.search(r"촬영|녹화|운영|가동|film|record|operat", text)
    ):
        entry.add(Field.HOURS, _replaced(said, hours.group()))
        found = True
    if Field.HOURS not in entry.cells and (told := _TAKES_PLACE.search(text)) and hours_of(told["hours"]):
        entry.add(Field.HOURS, _replaced(said, told["hours"]))
        found = True
    return found


def _fits(what: Field, value: str) -> bool:
    if what is Field.MANAGER or what is Field.ACCESS:
        return len(value) <= LONGEST_NAME and (says_person(value) or says_department(value) or bool(is_phone(value)))
    if what is Field.RETENTION:
        return retention_of(value) is not None
    if what is Field.HOURS:
        return hours_of(value) is not None
    if what is Field.COUNT:
        return count_of(value) is not None
    return 1 < len(value) <= LONGEST_NAME


def _replaced(said: Said[str], value: str) -> Said[str]:
    return Said(value, value, said.where, min(said.confidence, 0.8), shared=True)


def totals_in(text: str, said: Said[str]) -> Iterator[Said[int]]:
    """Yield the sums a sentence states ("총 172대")."""
    for one in TOTAL.finditer(folded(text)):
        digits = one["number"] or one["english"] or one["after"]
        if one["native"]:
            yield Said(native(one["native"]), one.group(), said.where, 0.8)
        elif digits.strip(","):
            yield Said(int(digits.replace(",", "")), one.group(), said.where, 0.9)
