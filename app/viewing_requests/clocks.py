"""Owns the two clocks of a request: when it must be answered, and when the footage is overwritten. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from holidays import country_holidays

from app.kernel.clock import kst_day, start_of_kst_day
from app.kernel.messages import N_, Message
from app.law.periods import Period, answer_days, deletion_answer_days, suspension_answer_days
from app.viewing_requests.domain import RequestKind

SOON_DAYS = 3
"""A clock with this many days left or fewer is shown as urgent."""
_SATURDAY = 5


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of a year in Korea with their names, substitute holidays included."""
    return dict(sorted(country_holidays("KR", years=year, language="ko").items()))


def day_off(day: date) -> str | None:
    """Return why a period cannot end on a day (holiday, Saturday, Sunday), or None for a working day."""
    name = public_holidays(day.year).get(day)
    if name:
        return name
    if day.weekday() >= _SATURDAY:
        return N_("토요일") if day.weekday() == _SATURDAY else N_("일요일")
    return None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the explanation: its number in the count (None: not counted) and why, if there is something to say."""

    day: date
    number: int | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The last day to answer, and every day that was counted or skipped on the way."""

    on: date
    days: int
    counted: tuple[CountedDay, ...]

    @property
    def at(self) -> datetime:
        """Return the first moment (UTC) that is too late: the end of the last day in Korea."""
        return start_of_kst_day(self.on + timedelta(days=1))


def answer_due(received_on: date, days: int) -> AnswerDue:
    """Return the last day to answer: calendar days, day of receipt excluded, an end on a day off rolls on.

    The way of counting is that of the Civil Act (source ``civil.period``); the number of days comes from the caller.
    """
    counted = [CountedDay(received_on, None, N_("접수일은 세지 않음"))]
    day = received_on
    for number in range(1, days + 1):
        day = received_on + timedelta(days=number)
        counted.append(CountedDay(day, number, day_off(day)))
    while day_off(day) is not None:
        day += timedelta(days=1)
        counted.append(CountedDay(day, None, day_off(day) or N_("휴일 다음의 첫 평일")))
    return AnswerDue(day, days, tuple(counted))


def statutory_period(kind: RequestKind, on: date) -> Period:
    """Return the days the law gives for an answer, with their source."""
    if kind is RequestKind.DELETION:
        return deletion_answer_days(on)
    return suspension_answer_days(on) if kind is RequestKind.SUSPENSION else answer_days(on)


def shorter_period(statutory: int, promised: int | None) -> int:
    """Return the days that bind: the company's own published promise where it is shorter than the law's."""
    return statutory if promised is None else min(statutory, promised)


def overwritten_at(span_start: datetime, retention_days: Iterable[int | None]) -> datetime | None:
    """Return when the first of the requested footage is overwritten: recorded plus the shortest known retention.

    None when no retention is known.
    """
    known = [days for days in retention_days if days is not None]
    return span_start + timedelta(days=min(known)) if known else None


class Clock(StrEnum):
    """Which of the two clocks is meant."""

    ANSWER = "answer"
    FOOTAGE = "footage"


@dataclass(frozen=True, slots=True)
class Countdown:
    """One clock as it is shown on a day. ``days_left`` is negative when it has run out."""

    clock: Clock
    at: datetime
    on: date
    days_left: int

    @property
    def urgency(self) -> str:
        """Return how a tag shows it: danger, warn or neutral."""
        if self.days_left <= 1 or (self.clock is Clock.ANSWER and self.days_left <= SOON_DAYS):
            return "danger"
        return "warn" if self.days_left <= 2 * SOON_DAYS else "neutral"

    @property
    def short(self) -> str:
        """Return the countdown as people write it: D-3, D-day, D+1."""
        if self.days_left == 0:
            return "D-day"
        return f"D-{self.days_left}" if self.days_left > 0 else f"D+{-self.days_left}"

    @property
    def sentence(self) -> Message:
        """Return what the clock says in words."""
        if self.clock is Clock.ANSWER:
            return Message(N_("답변 기한 {day}"), {"day": self.on.isoformat()})
        if self.days_left < 0:
            return Message(N_("보관기간 지남 ({day})"), {"day": self.on.isoformat()})
        return Message(N_("자동 파기까지 {days}일"), {"days": self.days_left})


def countdowns(*, due_on: date, overwrite_at: datetime | None, now: datetime) -> tuple[Countdown, ...]:
    """Return both clocks of an open request, the sooner first."""
    today = kst_day(now)
    clocks = [Countdown(Clock.ANSWER, start_of_kst_day(due_on + timedelta(days=1)), due_on, (due_on - today).days)]
    if overwrite_at is not None:
        on = kst_day(overwrite_at)
        clocks.append(Countdown(Clock.FOOTAGE, overwrite_at, on, (on - today).days))
    return tuple(sorted(clocks, key=lambda clock: clock.at))
