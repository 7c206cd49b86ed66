"""Owns what is sealed of a request and its decision. Who asks, and what is written of people, is personal, erasable."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import Event, personal
from app.viewing_requests.domain import Channel, Handling, Place, RequesterKind, RequestKind


def sole_site(places: tuple[Place, ...]) -> str | None:
    """Return the site all places belong to, or None when there are several or none."""
    sites = {place.site_code for place in places}
    return sites.pop() if len(sites) == 1 else None


@dataclass(frozen=True, kw_only=True)
class RequestEvent(Event):
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
class RequestReceived(RequestEvent):
    """Somebody asked for footage."""

    name: ClassVar[str] = "viewing_request.received"
    version: ClassVar[int] = 3  # Version 1 said nothing of steps, version 2 nothing of whom somebody asks for.

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
    steps_needed: int
    requester_name: str | None = personal("requester")
    requester_contact: str | None = personal("requester")
    place_words: str | None = personal("requester")
    purpose: str | None = personal("requester")
    subject_name: str | None = personal("requester")
    subject_relation: str | None = personal("requester")


@dataclass(frozen=True, kw_only=True)
class DocumentNoted(RequestEvent):
    """The number of the official letter or warrant became known after the request came in."""

    name: ClassVar[str] = "viewing_request.document_noted"

    document_no: str


@dataclass(frozen=True, kw_only=True)
class GuardOverridden(RequestEvent):
    """A privacy officer refused although the words of the reason were read as unlawful, and said why that is wrong.

    ``grounds`` are the names of what was read (``unlawful_grounds``); the refusal follows in the same transaction.
    """

    name: ClassVar[str] = "viewing_request.guard_overridden"

    grounds: tuple[str, ...]
    other_reading: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestFulfilled(RequestEvent):
    """What was approved was shown or handed over; ``entry_leaf`` is the register entry of that act.

    It ``closes`` the case unless something is still to come back or to be released.
    """

    name: ClassVar[str] = "viewing_request.fulfilled"
    version: ClassVar[int] = 2  # Version 1 closed the case always.

    entry_leaf: int | None
    closes: bool = True


@dataclass(frozen=True, kw_only=True)
class RequestClosed(RequestEvent):
    """Nothing is left to do: what was given is accounted for, and no footage is held any more."""

    name: ClassVar[str] = "viewing_request.closed"


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(RequestEvent):
    """The asker took the request back."""

    name: ClassVar[str] = "viewing_request.withdrawn"

    reason: str | None = personal("reason")
