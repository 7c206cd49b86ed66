"""Owns how long and when: retention periods and hours of filming as texts put them."""

import re
from typing import Final, TypedDict

from app.policy.reading.values import LIKELY, SURE, UNSURE, Parsed, folded, says_nothing
from app.policy.stated import StatedRetention

_DAY: Final = 24  # Hours.
_LONGEST_CELL: Final = 80
_UNITS: Final = {
    "일": 1, "일간": 1, "주": 7, "주간": 7, "주일": 7, "개월": 30, "개월간": 30, "달": 30, "달간": 30, "월": 30,
    "년": 365, "년간": 365, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30,
    "year": 365, "years": 365,
}  # fmt: skip
_WORDS: Final = {
    "한": 1, "두": 2, "세": 3, "네": 4, "여섯": 6, "일": 1, "이": 2, "삼": 3, "육": 6, "삼십": 30, "육십": 60, "십": 10,
    "이십": 20,
    "one": 1, "two": 2, "three": 3, "six": 6, "thirty": 30, "sixty": 60, "ninety": 90, "fourteen": 14, "seven": 7,
}  # fmt: skip
_UNIT: Final = r"(?P<unit{n}>개월간?|주일|주간?|달간?|일간?(?!\s*(?:자|시))|년간?|days?|weeks?|months?|years?)"
_NUMBER: Final = (
    r"(?P<number{n}>\d{{1,4}}|한|두|세|네|여섯|삼십|육십|이십|십|one|two|three|six|seven|"
    r"fourteen|thirty|sixty|ninety)"
)
_PERIOD: Final = re.compile(
    (r"(?<![\d.\-/가-힣])" + _NUMBER.format(n="") + r"\s*-?\s*" + _UNIT.format(n="")), re.IGNORECASE
)
_GLUED: Final = re.compile(r"(?<![\d.\-/])(?P<number>\d{1,4})\s*-?\s*" + _UNIT.format(n=""), re.IGNORECASE)
_RANGE: Final = re.compile(
    r"(?<![\d.\-/])(?P<least>\d{1,4})\s*(?P<unit1>개월|주|달|일|days?|months?|weeks?)?\s*(?:~|"
    r"∼|〜|～|-|–|—|에서|내지|부터|to|or)\s*"
    r"(?:최대\s*)?(?P<most>\d{1,4})\s*" + _UNIT.format(n="2"),
    re.IGNORECASE,
)
_LEAST_MOST: Final = re.compile(
    r"(?:최소|최저|at least|minimum)\s*(?P<least>\d{1,4})\s*(?P<unit1>개월|주|달|일|days?|months?)?.{0,12}?"
    r"(?:최대|최장|at most|up to|maximum)\s*(?P<most>\d{1,4})\s*" + _UNIT.format(n="2"),
    re.IGNORECASE,
)
_HOURS_KEPT: Final = re.compile(r"(?<!\d)(\d{2,4})\s*(?:시간|hours?)", re.IGNORECASE)
_COUNTED_FROM: Final = re.compile(
    r"(촬영|녹화|저장|수집|기록|생성)(된|한|한\s?영상)?\s*(일시|일자|시점|시|일|날|당일|"
    r"직후|때|후|이후|완료)\s*(로|으로)?\s*(부터|후|로)?|"
    r"(촬영|녹화)\s*(후|이후)|"
    r"(from|after|following|since|of)\s+(the\s+)?(date|day|time|moment)?\s*(of\s+)?(the\s+)?(recording|"
    r"filming|capture|being recorded|it was recorded)",
    re.IGNORECASE,
)
_NOT_KEPT: Final = re.compile(
    r"(저장|녹화|보관|기록)\s*(은|을|를|는)?\s*(하지\s*(않|아니)|안\s*(함|합|하)|되지\s*않|"
    r"(기능|장치)?\s*없음)|실시간\s*(모니터링|확인|관제|영상)\s*만|"
    r"미\s?(저장|녹화|보관)|not\s+(recorded|stored|kept|retained)|live\s+(only|view(ing)?\s+only)|no recording",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?<![가-힣])약(?=\s|\d|한|두|일)|정도|내외|안팎|가량|전후|approx|about|around|roughly|circa", re.IGNORECASE
)
_OPEN_END: Final = re.compile(
    r"(용량|저장\s?공간|디스크)[^,.\n]*(따라|다를|변동|차이)|수시|까지\s*보관$", re.IGNORECASE
)
_REASON: Final = re.compile(
    r"(?:30일을 넘겨 보관하는 사유|30일 초과 (?:보관 )?사유|보관\s*(?:기간)?\s*(?:의\s*)?(?:사유|"
    r"근거)|사유|Reason for keeping longer than 30 days|"
    r"Reason)\s*[:：]\s*(?P<reason>[^\n]+?)\s*\)?$",
    re.IGNORECASE | re.MULTILINE,
)
_CONDITION: Final = re.compile(
    r"(?:^|\n)\s*(?:조건|Condition)\s*[:：]\s*(?P<given>[^\n]+)|[,.;\n(]?\s*(?P<proviso>(?:단|"
    r"다만|그러나|except|unless|however)[,\s].+)$",
    re.IGNORECASE | re.DOTALL,
)
_IN_ONE_LINE: Final = re.compile(r"\s/\s(?=조건|Condition|30일을 넘|보관 사유|Reason|\()", re.IGNORECASE)
"""How the lines of a cell are set in one line of a text."""
_CONDITIONAL: Final = re.compile(r"경우|종료|까지|제외|별도|하는 때|\s시$|if |until|case")
_ALL_DAY: Final = re.compile(
    r"24\s*(시간|h(ours?|rs?)?\b|時間|/7)|24시|00\s*:?\s*00.{0,6}24\s*:?\s*00|0시\s*[~-]\s*24시|"
    r"종일|연중\s*무휴|상시|항시|round the clock|around the clock",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\d{1,2}\s*:\s*\d{2}\s*(~|∼|〜|–|-|부터|to)|\d{1,2}\s*시\s*(\d{1,2}\s*분)?\s*(~|∼|"
    r"–|-|부터|에서)|(?<!\d)\d{1,2}\s*시간|"
    r"(필요|행사|운행|영업|운영|근무|개관|이용|업무|야간|주간|촬영|사용)\s*(한|시간)?\s*(시|"
    r"중|동안|때|내)|(운행|영업|운영|근무|개관|개방|이용|업무|수업|진료)\s*시간(대)?\s*(중|동안|내|에|에만)?$|"
    r"일출|일몰|움직임|동작\s*감지|수시|motion|hours?\b|on demand|office hours",
    re.IGNORECASE,
)


def retention_of(text: str) -> Parsed[StatedRetention] | None:
    """Return how long a text says footage is kept, or None if it says nothing of it.

    Months are 30 days, years 365. "약 30일" and what can be read two ways give words only: the number is not fixed.
    """
    text = _IN_ONE_LINE.sub("\n", folded(text))
    if says_nothing(text):
        return None
    bare = _without_provisos(text)
    if _NOT_KEPT.search(bare) and not _GLUED.search(bare):
        return Parsed(StatedRetention(recorded=False), SURE)
    frame = _frame(text)
    if found := _RANGE.search(bare) or _LEAST_MOST.search(bare):
        unit = found["unit2"].lower()
        first = (found["unit1"] or unit).lower()
        least, most = int(found["least"]) * _UNITS[first], int(found["most"]) * _UNITS[unit]
        return Parsed(_made(frame, least=min(least, most), most=max(least, most)), SURE)
    found_days = _days_in(bare)
    if not found_days:
        hours = _HOURS_KEPT.search(bare)
        whole = hours and int(hours[1]) > _DAY and int(hours[1]) % _DAY == 0  # 24 hours are hours of filming.
        return Parsed(_made(frame, days=int(hours[1]) // _DAY), LIKELY) if hours and whole else None
    days, extra, sure = found_days
    if _ABOUT.search(bare) or days is None or _OPEN_END.search(bare):
        return Parsed(_made(frame, condition=frame["condition"] or text), UNSURE)
    return Parsed(_made(frame, days=days, condition=frame["condition"] or extra), sure)


def says_retention(text: str) -> bool:
    """Return whether a text could stand in a column of retention periods."""
    found = retention_of(text)
    return found is not None and len(text) < _LONGEST_CELL


def hours_of(text: str) -> Parsed[str] | None:
    """Return when a text says is filmed, as printed; None if it does not speak of hours at all."""
    text = folded(text)
    if says_nothing(text):
        return None
    if _ALL_DAY.search(text):
        return Parsed(text, SURE)
    return Parsed(text, LIKELY) if _CLOCK.search(text) else None


class _Frame(TypedDict):
    """What stands beside a period."""

    from_recording: bool
    reason: str | None
    condition: str | None


def _frame(text: str) -> _Frame:
    reason = _REASON.search(text)
    condition = _CONDITION.search(text)
    given = condition and (condition["given"] or condition["proviso"])
    return {
        "from_recording": _COUNTED_FROM.search(text) is not None,
        "reason": reason["reason"].strip() if reason and "미기재" not in reason["reason"] else None,
        "condition": given.strip().rstrip(")").strip() if given else None,
    }


def _made(
    frame: _Frame,
    *,
    days: int | None = None,
    least: int | None = None,
    most: int | None = None,
    condition: str | None = None,
) -> StatedRetention:
    return StatedRetention(
        days=days,
        least=least,
        most=most,
        from_recording=frame["from_recording"],
        condition=condition or frame["condition"],
        reason=frame["reason"],
    )


def _without_provisos(text: str) -> str:
    """Return a text without its reason, its conditions and the fixed words that name 30 days themselves."""
    return re.sub(
        r"\(?30일을 넘겨 보관하는 사유 미기재\)?|\(?reason for keeping longer than 30 days not stated\)?",
        " ",
        _CONDITION.sub(" ", _REASON.sub(" ", text)),
        flags=re.IGNORECASE,
    )


def _days_in(text: str) -> tuple[int | None, str | None, float] | None:
    """Return the days, what stands in brackets beside them with other days, and how sure; None without a period."""
    main = re.sub(r"\([^()]*\)", " ", text)
    brackets = re.findall(r"\(([^()]*)\)", text)
    outside, inside = _values(main), [value for one in brackets for value in _values(one)]
    if not outside:
        return (inside[0], None, LIKELY) if len(set(inside)) == 1 else ((None, None, UNSURE) if inside else None)
    first = outside[0]
    if len(set(outside)) > 1:
        return None, text, UNSURE
    if any(re.fullmatch(r"\s*\d{1,4}\s*", one) and int(one) not in {first, first // 30} for one in brackets):
        return None, text, UNSURE  # "1개월(14)" can be read two ways.
    others = [one.strip() for one in brackets if set(_values(one)) - {first} or _CONDITIONAL.search(one)]
    return first, others[0] if others else None, SURE


def _values(text: str) -> list[int]:
    found: list[int] = []
    for one in _PERIOD.finditer(text):
        word = one["number"].lower()
        found.append((int(word) if word.isdigit() else _WORDS[word]) * _UNITS[one["unit"].lower()])
    if not found:
        found = [int(one["number"]) * _UNITS[one["unit"].lower()] for one in _GLUED.finditer(text)]
    return found
