"""Owns what is sealed about the last day to answer: postponing, waiting, moving, and days off."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.ledger.events import Event, personal
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.moves import Cause, Resumed


@dataclass(frozen=True, kw_only=True)
class RequestPostponed(RequestEvent):
    """A decider put the answer off until a ground has ended; the asker was told why and how to object."""

    name: ClassVar[str] = "viewing_request.postponed"
    version: ClassVar[int] = 2  # Version 1 left the request where it stood.

    ground_ends_on: date
    days: int
    objection_method: str
    notified_on: date
    notified_by: Channel
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestPaused(RequestEvent):
    """The case waits for the asker, who was told; the period runs on unless it is said that it stands still."""

    name: ClassVar[str] = "viewing_request.paused"

    began_on: date
    until_on: date
    stops_clock: bool
    notified_on: date
    notified_by: Channel
    reason: str | None = personal("reason")
    stop_reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestResumed(RequestEvent):
    """The case no longer waits for the asker; ``pause_leaf`` is the entry of the pause."""

    name: ClassVar[str] = "viewing_request.resumed"

    pause_leaf: int
    resumed_on: date
    because: Resumed


@dataclass(frozen=True, kw_only=True)
class DueMoved(RequestEvent):
    """The last day to answer moved: from which day to which, and why."""

    name: ClassVar[str] = "viewing_request.due_moved"

    old_on: date
    new_on: date
    cause: Cause
    day: date | None = None
    day_title: str | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerDaySet(Event):
    """A day off was added, or a public holiday taken away, for every period that is counted."""

    name: ClassVar[str] = "answer_day.set"

    day: date
    kind: DayKind
    title: str
    known_since: date
    reason: str

    @property
    def subject(self) -> str:
        """Return ``answer_day:2026-10-02``."""
        return f"answer_day:{self.day.isoformat()}"


@dataclass(frozen=True, kw_only=True)
class AnswerDayLifted(Event):
    """What was said of a day no longer counts; ``set_leaf`` is the entry that said it."""

    name: ClassVar[str] = "answer_day.lifted"

    day: date
    set_leaf: int
    reason: str

    @property
    def subject(self) -> str:
        """Return ``answer_day:2026-10-02``."""
        return f"answer_day:{self.day.isoformat()}"
