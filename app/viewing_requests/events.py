"""Owns what is sealed about viewing requests. Who asks, and what is written by or about them, is personal, erasable."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import Event, personal
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel, Handling, Place, RequesterKind, RequestKind
from app.viewing_requests.moves import Cause, Resumed


def sole_site(places: tuple[Place, ...]) -> str | None:
    """Return the site all places belong to, or None when there are several or none."""
    sites = {place.site_code for place in places}
    return sites.pop() if len(sites) == 1 else None


@dataclass(frozen=True, kw_only=True)
class _RequestEvent(Event):
    """What every event of a request says."""

    number: str
    site: str | None = None

    @property
    def subject(self) -> str:
        """Return ``viewing_request:2026-0143``."""
        return f"viewing_request:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site whose footage is asked for, if it is one."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class RequestReceived(_RequestEvent):
    """Somebody asked for footage."""

    name: ClassVar[str] = "viewing_request.received"

    channel: Channel
    kind: RequestKind
    requester_kind: RequesterKind
    handling: Handling
    subject_in_footage: bool
    requester_body: str | None
    document_no: str | None
    span_from: datetime
    span_to: datetime
    places: tuple[Place, ...]
    received_at: datetime
    due_on: date
    due_days: int
    overwrite_at: datetime | None
    requester_name: str | None = personal("requester")
    requester_contact: str | None = personal("requester")
    place_words: str | None = personal("requester")
    purpose: str | None = personal("requester")


@dataclass(frozen=True, kw_only=True)
class RequestApproved(_RequestEvent):
    """A decider approved the request."""

    name: ClassVar[str] = "viewing_request.approved"

    ground: str | None
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestRefused(_RequestEvent):
    """A decider refused the request, on a ground, with a reason and the way to object."""

    name: ClassVar[str] = "viewing_request.refused"

    ground: str | None
    objection_method: str
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class GuardOverridden(_RequestEvent):
    """A privacy officer refused although the words of the reason were read as unlawful, and said why that is wrong.

    ``grounds`` are the names of what was read (``unlawful_grounds``); the refusal follows in the same transaction.
    """

    name: ClassVar[str] = "viewing_request.guard_overridden"

    grounds: tuple[str, ...]
    other_reading: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestFulfilled(_RequestEvent):
    """What was approved was shown or handed over; ``entry_leaf`` is the register entry of that act."""

    name: ClassVar[str] = "viewing_request.fulfilled"

    entry_leaf: int


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(_RequestEvent):
    """The asker took the request back."""

    name: ClassVar[str] = "viewing_request.withdrawn"

    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestPostponed(_RequestEvent):
    """A decider put the answer off until a ground has ended; the asker was told why and how to object."""

    name: ClassVar[str] = "viewing_request.postponed"

    ground_ends_on: date
    days: int
    objection_method: str
    notified_on: date
    notified_by: Channel
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestPaused(_RequestEvent):
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
class RequestResumed(_RequestEvent):
    """The case no longer waits for the asker; ``pause_leaf`` is the entry of the pause."""

    name: ClassVar[str] = "viewing_request.resumed"

    pause_leaf: int
    resumed_on: date
    because: Resumed


@dataclass(frozen=True, kw_only=True)
class DueMoved(_RequestEvent):
    """The last day to answer moved: from which day to which, and why."""

    name: ClassVar[str] = "viewing_request.due_moved"

    old_on: date
    new_on: date
    cause: Cause
    day: date | None = None
    day_title: str | None = None


REQUEST_EVENTS = (
    RequestReceived,
    RequestPostponed,
    RequestPaused,
    RequestResumed,
    DueMoved,
    RequestApproved,
    GuardOverridden,
    RequestRefused,
    RequestFulfilled,
    RequestWithdrawn,
)
"""Everything a request can go through."""


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
