"""Owns how moments and days look on a page (Korean time, fixed patterns) and how typed ones are understood.

Named locale formats are not used: they turn 15:04 into "오후 3:04", which is wrong for a record.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from flask import Flask

from app.kernel.clock import KST, from_micros, kst_day, utc_now
from app.web.languages import language

NOTHING = "—"
_WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_TIME = re.compile(r"(?:(오전|오후)\s*)?(\d{1,2})(?:\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?)?")
_WORDED_TIME = re.compile(r"(?:(오전|오후)\s*)?(\d{1,2})\s*시(?:\s*(\d{1,2})\s*분(?:\s*(\d{1,2})\s*초)?)?")
_DIGITS = re.compile(r"\d{3,4}|\d{6}")
_DAY = re.compile(r"(?:(\d{4})[-./])?(\d{1,2})[-./](\d{1,2})\.?(?:\([^)]*\))?")
_WORDS = {"오늘": 0, "today": 0, "어제": -1, "yesterday": -1, "그제": -2, "내일": 1, "tomorrow": 1}
_WIDE = str.maketrans("０１２３４５６７８９：．－／", "0123456789:.-/")
_LAST_MORNING_HOUR = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def day(value: date | None) -> str:
    """Return ``2026-11-22(일)``; of a moment, the day it is in Korea."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = kst_day(value)
    return f"{value:%Y-%m-%d}({_WEEKDAYS.get(language(), _WEEKDAYS['ko'])[value.weekday()]})"


def kst(value: datetime | int | None) -> str:
    """Return ``2026-11-22(일) 15:04`` in Korean time."""
    return NOTHING if value is None else f"{day(_korean(value).date())} {_korean(value):%H:%M}"


def without_this_year(shown: str) -> str:
    """Return a day or moment as it is shown without its year, if that is this year in Korea."""
    year, _, rest = shown.partition("-")
    return rest if rest and year == str(kst_day(utc_now()).year) else shown


def kst_seconds(value: datetime | int | None) -> str:
    """Return ``2026-11-22(일) 15:04:05`` in Korean time."""
    return NOTHING if value is None else f"{day(_korean(value).date())} {_korean(value):%H:%M:%S}"


def kst_time(value: datetime | int | None) -> str:
    """Return ``15:04:05`` in Korean time."""
    return NOTHING if value is None else f"{_korean(value):%H:%M:%S}"


def kst_date(value: datetime | int | None) -> str:
    """Return the Korean day of a moment, ``2026-11-22(일)``."""
    return NOTHING if value is None else day(_korean(value).date())


def machine_time(value: datetime | int | None) -> str:
    """Return a moment for ``<time datetime>``, with the Korean offset."""
    return "" if value is None else _korean(value).isoformat(timespec="seconds")


def parse_time(typed: str) -> time:
    """Return the time of day somebody typed: ``0316``, ``3:16``, ``031608``, ``3시 16분``, ``오후 3:16``, ``15``.

    :raises ValueError: if it is no time of day.
    """
    text = typed.translate(_WIDE).strip()
    if _DIGITS.fullmatch(text):
        digits = text.zfill(4) if len(text) <= len("0316") else text
        return time(int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0))
    match = _WORDED_TIME.fullmatch(text) or _TIME.fullmatch(text)
    if match is None:
        raise ValueError(typed)
    half, hour, minute, second = match[1], int(match[2]), int(match[3] or 0), int(match[4] or 0)
    if half and not 1 <= hour <= _LAST_MORNING_HOUR:
        raise ValueError(typed)
    if half:
        hour = hour % _LAST_MORNING_HOUR + (_LAST_MORNING_HOUR if half == "오후" else 0)
    return time(hour, minute, second)


def parse_day(typed: str, *, today: date) -> date:
    """Return the day somebody typed: ``2026-11-21``, ``11-21`` (the nearest such day), ``11/21``, ``어제``.

    :raises ValueError: if it is no day, or none of the years 1900 to 2999: nobody means those, and the days beside them
        must be days too.
    """
    found = _day_typed(typed, today=today)
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(typed)
    return found


def _day_typed(typed: str, *, today: date) -> date:
    text = re.sub(r"\s*([-./])\s*", r"\1", typed.translate(_WIDE).strip())
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if re.fullmatch(r"\d{8}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(typed)
    month, of_month = int(match[2]), int(match[3])
    if match[1]:
        return date(int(match[1]), month, of_month)
    return min(_in_years(month, of_month, today.year), key=lambda found: abs(found - today))


def parse_kst(typed: str, *, now: datetime, ahead: bool = False) -> datetime:
    """Return the moment somebody typed in Korean time, in UTC.

    A time alone is the last such time up to now; with ``ahead``, the next one.

    :raises ValueError: if it is no moment.
    """
    text = " ".join(typed.translate(_WIDE).replace("T", " ").split())
    day_part, time_part = _split(text)
    today = kst_day(now)
    at = parse_time(time_part)
    if day_part:
        return datetime.combine(parse_day(day_part, today=today), at, KST).astimezone(now.tzinfo)
    found = datetime.combine(today, at, KST)
    if ahead and found < now:
        found += timedelta(days=1)
    elif not ahead and found > now + timedelta(minutes=1):  # The clock on the wall may run a little ahead.
        found -= timedelta(days=1)
    return found.astimezone(now.tzinfo)


def _split(text: str) -> tuple[str, str]:
    """Return the part that names a day, or nothing, and the part that names a time."""
    words = text.split(" ")
    for at in range(len(words) - 1, 0, -1):
        head = " ".join(words[:at])
        if head in _WORDS or _DAY.fullmatch(head.replace(" ", "")) or re.fullmatch(r"\d{8}", head):
            return head, " ".join(words[at:])
    return "", text


def _in_years(month: int, of_month: int, year: int) -> list[date]:
    found = []
    for each in (year - 1, year, year + 1):
        try:
            found.append(date(each, month, of_month))
        except ValueError:  # 29 February exists in some of them.
            continue
    if not found:
        raise ValueError(f"{month}-{of_month}")
    return found


def _korean(value: datetime | int) -> datetime:
    return (from_micros(value) if isinstance(value, int) else value).astimezone(KST)


_FILTERS: Mapping[str, Callable[..., str]] = {
    "kst": kst,
    "kst_seconds": kst_seconds,
    "kst_time": kst_time,
    "kst_day": kst_date,
    "day": day,
    "machine_time": machine_time,
    "without_this_year": without_this_year,
}


def prepare_dates(app: Flask) -> None:
    """Offer every filter of this module by its name."""
    for name, shown in _FILTERS.items():
        app.add_template_filter(shown, name)
