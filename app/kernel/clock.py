"""Owns moments and days: UTC inside, Korean time for people. Nothing here reads the clock by itself but ``utc_now``."""

from datetime import UTC, date, datetime, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

KST = ZoneInfo("Asia/Seoul")
Micros = NewType("Micros", int)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def utc_now() -> datetime:
    """Return the present moment in UTC. Only views, commands of the shell and jobs call this."""
    return datetime.now(UTC)


def to_micros(moment: datetime) -> Micros:
    """Return whole microseconds since 1970-01-01 UTC.

    :raises ValueError: if the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return Micros((moment - _EPOCH) // timedelta(microseconds=1))


def from_micros(micros: int) -> datetime:
    """Return the moment (UTC) that many microseconds after 1970-01-01 UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def iso(moment: datetime) -> str:
    """Return RFC 3339 text in UTC with microseconds, e.g. ``2026-11-22T03:16:08.000000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def kst_day(moment: datetime) -> date:
    """Return the day it is in Korea at a moment."""
    return moment.astimezone(KST).date()


def start_of_kst_day(day: date) -> datetime:
    """Return the moment (UTC) a day begins in Korea."""
    return datetime(day.year, day.month, day.day, tzinfo=KST).astimezone(UTC)
