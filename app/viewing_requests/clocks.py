"""Owns the two clocks of a request: when it must be answered, and when the footage is overwritten. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import kst_day, start_of_kst_day
from app.kernel.messages import N_, Message
from app.law.periods import (
    Period,
    answer_days,
    deletion_answer_days,
    provision_answer_days,
    suspension_answer_days,
)
from app.viewing_requests.days import AS_LISTED, Calendar
from app.viewing_requests.domain import Handling, RequestKind

PROMISED_KINDS = frozenset({RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE})
"""What the company's published days are about: people who ask for footage of themselves."""
UNPOSTPONED_KINDS = frozenset({RequestKind.DELETION, RequestKind.SUSPENSION})
"""What no law lets anybody put off: its result is due within the days of 시행령 제43조제3항 or 제44조제2항."""
_TOLD_BY = {RequestKind.DELETION: "decree.43.3", RequestKind.SUSPENSION: "decree.44.2"}
SOON_DAYS = 3
"""A clock with this many days left or fewer is shown as urgent."""


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the explanation: its number in the count (None: not counted) and why, if there is something to say."""

    day: date
    number: int | None
    note: str | Message | None = None


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The last day to answer, and every day that was counted or skipped on the way."""

    on: date
    days: int
    counted: tuple[CountedDay, ...]

    @property
    def at(self) -> datetime:
        """Return the first moment (UTC) that is too late: the end of the last day in Korea."""
        return end_of_kst_day(self.on)


@dataclass(frozen=True, slots=True)
class Stop:
    """Days a period stands still on, both ends included: somebody chose, with a reason, not to count them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Postponement:
    """Until when there is a ground not to answer yet, and the days to answer from then."""

    ground_ends_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Course:
    """How the last day to answer comes about: the count from receipt, and the one after a postponement."""

    usual: AnswerDue
    postponed: AnswerDue | None = None

    @property
    def on(self) -> date:
        """Return the last day to answer; a postponement never makes it earlier."""
        return self.usual.on if self.postponed is None else max(self.usual.on, self.postponed.on)


def end_of_kst_day(day: date) -> datetime:
    """Return the first moment (UTC) after a day in Korea."""
    return start_of_kst_day(day + timedelta(days=1))


def answer_due(
    received_on: date,
    days: int,
    *,
    calendar: Calendar = AS_LISTED,
    stops: Sequence[Stop] = (),
    first: str = N_("접수일은 세지 않음"),
) -> AnswerDue:
    """Return the last day to answer: calendar days, day of receipt excluded, an end on a day off rolls on.

    The way of counting is that of the Civil Act (source ``civil.period``); the number of days comes from the caller.

    :param stops: days that are not counted, and on which the period does not end.
    :param first: what is said of the day that is not counted because the period begins with it.
    """
    counted = [CountedDay(received_on, None, first)]
    day, number = received_on, 0
    while number < days:
        day += timedelta(days=1)
        if _stopped(day, stops):
            counted.append(CountedDay(day, None, N_("기다리는 동안 세지 않기로 함")))
            continue
        number += 1
        counted.append(CountedDay(day, number, calendar.note(day)))
    while calendar.day_off(day) is not None or _stopped(day, stops):
        day += timedelta(days=1)
        counted.append(CountedDay(day, None, calendar.note(day) or N_("휴일 다음의 첫 평일")))
    return AnswerDue(day, days, tuple(counted))


def course(
    received_on: date,
    days: int,
    *,
    calendar: Calendar = AS_LISTED,
    stops: Sequence[Stop] = (),
    postponement: Postponement | None = None,
) -> Course:
    """Return how the last day to answer comes about, from all that counts."""
    usual = answer_due(received_on, days, calendar=calendar, stops=stops)
    if postponement is None:
        return Course(usual)
    ends_on, first = postponement.ground_ends_on, N_("연기 사유가 끝나는 날은 세지 않음")
    return Course(usual, answer_due(ends_on, postponement.days, calendar=calendar, stops=stops, first=first))


def _stopped(day: date, stops: Sequence[Stop]) -> bool:
    return any(stop.first <= day <= stop.last for stop in stops)


def answer_period(kind: RequestKind, handling: Handling, on: date) -> Period:
    """Return the days for an answer, with their source: the law's; for a provision, which has none, our own."""
    if handling is Handling.PROVISION:
        return provision_answer_days(on)
    if kind is RequestKind.DELETION:
        return deletion_answer_days(on)
    return suspension_answer_days(on) if kind is RequestKind.SUSPENSION else answer_days(on)


def refusal_source(kind: RequestKind) -> str:
    """Return the key of what says that a refusal is told with its reason: of a viewing, deletion or suspension."""
    return _TOLD_BY.get(kind, "decree.42.2")


def binding_days(kind: RequestKind, handling: Handling, on: date, *, promised: int | None) -> int:
    """Return the days that bind: the company's own published promise where it is shorter than the law's.

    :param promised: within how many days a refusal is told; it binds only where somebody asks to see themselves.
    """
    days = answer_period(kind, handling, on).days or 0
    if promised is None or handling is Handling.PROVISION or kind not in PROMISED_KINDS:
        return days
    return min(days, promised)


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
    is_held: bool = False  # The footage is locked until ``on``; then it goes.
    is_past: bool = False  # The moment has come, be it on this very day.

    @property
    def urgency(self) -> str:
        """Return how a tag shows it: danger, warn, neutral, or ok while the footage is held."""
        if self.is_held:
            return "ok" if self.days_left > SOON_DAYS else "warn" if self.days_left >= 0 else "danger"
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
        if self.is_held:
            text = N_("보존됨 · {day}까지") if self.days_left >= 0 else N_("보존 기간 지남 ({day})")
            return Message(text, {"day": self.on.isoformat()})
        if self.is_past:
            return Message(N_("보관기간 지남 ({day})"), {"day": self.on.isoformat()})
        return Message(N_("자동 파기까지 {days}일"), {"days": self.days_left})


def answer_countdown(due_on: date, now: datetime) -> Countdown:
    """Return the clock of the answer: until when the asker must have been told."""
    return Countdown(Clock.ANSWER, end_of_kst_day(due_on), due_on, (due_on - kst_day(now)).days)


def countdowns(
    *, due_on: date, overwrite_at: datetime | None, now: datetime, held_until: datetime | None = None
) -> tuple[Countdown, ...]:
    """Return both clocks of an open request, the sooner first.

    :param held_until: until when all of the footage is locked; what goes later anyway shows its own clock.
    """
    today = kst_day(now)
    clocks = [answer_countdown(due_on, now)]
    if held_until is not None and (overwrite_at is None or held_until >= overwrite_at):
        on = kst_day(held_until - timedelta(microseconds=1))
        clocks.append(Countdown(Clock.FOOTAGE, held_until, on, (on - today).days, is_held=True))
    elif overwrite_at is not None:
        on = kst_day(overwrite_at)
        clocks.append(Countdown(Clock.FOOTAGE, overwrite_at, on, (on - today).days, is_past=overwrite_at <= now))
    return tuple(sorted(clocks, key=lambda clock: clock.at))
