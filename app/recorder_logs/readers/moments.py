"""Owns understanding the times recorders write: ISO, American, European, Korean, seconds since 1970."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from app.recorder_logs.domain import DateOrder

_MOMENT = re.compile(
    r"(?P<a>\d{1,4})\s*[-./년]\s*(?P<b>\d{1,2})\s*[-./월]\s*(?P<c>\d{1,4})\s*[.일]?"
    r"[T,\s]*(?P<early>오전|오후|[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s*(?P<late>오전|오후|[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|KST|[+-]\d{2}:?\d{2})?"
)
_SECONDS = re.compile(r"(\d{10})(?:(\d{3})|\.(\d{1,6}))?")
_KST = timezone(timedelta(hours=9))
_NOON = 12
_YEAR_DIGITS = 4


@lru_cache(maxsize=4_096)
def parse_moment(text: str, *, zone: tzinfo, order: DateOrder) -> datetime:
    """Return the moment (UTC) a recorder wrote; ``zone`` holds where it wrote none.

    :raises ValueError: if it is no moment.
    """
    text = text.strip()
    if since_1970 := _SECONDS.fullmatch(text):
        micros = (since_1970[2] or since_1970[3] or "0").ljust(6, "0")
        return datetime.fromtimestamp(int(since_1970[1]), UTC) + timedelta(microseconds=int(micros))
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = _day(match["a"], match["b"], match["c"], order)
    moment = datetime(
        year,
        month,
        day,
        _hour(int(match["hour"]), match["early"] or match["late"]),
        int(match["minute"]),
        int(match["second"] or 0),
        int((match["part"] or "0").ljust(6, "0")[:6]),
        tzinfo=_zone(match["zone"]) or zone,
    )
    return moment.astimezone(UTC)


def _day(first: str, second: str, third: str, order: DateOrder) -> tuple[int, int, int]:
    if len(first) == _YEAR_DIGITS:
        return int(first), int(second), int(third)
    if len(third) != _YEAR_DIGITS:
        raise ValueError("a year has four digits")
    if order is DateOrder.DAY_FIRST:
        return int(third), int(second), int(first)
    return int(third), int(first), int(second)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= _NOON:
        raise ValueError("an hour of half a day")
    late = half == "오후" or half[0] in "pP"
    return hour % _NOON + (_NOON if late else 0)


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    if text == "KST":
        return _KST
    digits = text[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if text[0] == "-" else shift)
