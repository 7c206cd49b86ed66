"""Owns what is sealed about holds of footage. Only why one was given up is personal: who locked is who recorded it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import personal
from app.viewing_requests.domain import Place
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.holding import EndedBecause, ExtendedBecause, RaisedBecause


@dataclass(frozen=True, kw_only=True)
class HoldRaised(RequestEvent):
    """Footage must be locked until ``needed_by``: on a camera, or (``place`` None) on one that is still to be found."""

    name: ClassVar[str] = "viewing_request.hold_raised"

    place: Place | None
    recorder: str
    offset_seconds: int | None
    span_from: datetime
    span_to: datetime
    needed_by: datetime
    because: RaisedBecause


@dataclass(frozen=True, kw_only=True)
class _OfHold(RequestEvent):
    """What every later event of a hold says: ``hold`` is the entry that raised it."""

    hold: int


@dataclass(frozen=True, kw_only=True)
class HoldSet(_OfHold):
    """Somebody locked the footage on a recorder; ``locked_from`` and ``locked_to`` are true times of what it keeps."""

    name: ClassVar[str] = "viewing_request.hold_set"

    recorder: str
    locked_at: datetime
    locked_from: datetime
    locked_to: datetime
    until_on: date


@dataclass(frozen=True, kw_only=True)
class HoldConfirmed(_OfHold):
    """Somebody looked at the recorder: the footage is locked."""

    name: ClassVar[str] = "viewing_request.hold_confirmed"


@dataclass(frozen=True, kw_only=True)
class HoldExtended(_OfHold):
    """A hold lasts until a later day."""

    name: ClassVar[str] = "viewing_request.hold_extended"

    old_until_on: date
    until_on: date
    because: ExtendedBecause


@dataclass(frozen=True, kw_only=True)
class HoldReleased(_OfHold):
    """Somebody took the lock off the recorder, or found it off."""

    name: ClassVar[str] = "viewing_request.hold_released"

    happened_at: datetime
    because: EndedBecause


@dataclass(frozen=True, kw_only=True)
class HoldTooLate(_OfHold):
    """Somebody found that the footage is not there; the case is then answered so."""

    name: ClassVar[str] = "viewing_request.hold_too_late"

    happened_at: datetime
    because: EndedBecause


@dataclass(frozen=True, kw_only=True)
class HoldDropped(_OfHold):
    """A hold that was never set is not needed any more; ``reason`` where a decider gave the footage up."""

    name: ClassVar[str] = "viewing_request.hold_dropped"

    because: EndedBecause
    reason: str | None = personal("reason")


@dataclass(frozen=True, slots=True)
class Term:
    """What was counted anew for a hold that is not set yet."""

    hold: int
    needed_by: datetime
    recorder: str
    offset_seconds: int | None


@dataclass(frozen=True, kw_only=True)
class FootageRecounted(RequestEvent):
    """When the footage is overwritten was counted anew: a measurement, the registry or the places changed."""

    name: ClassVar[str] = "viewing_request.footage_recounted"

    old_at: datetime | None
    new_at: datetime | None
    because: RaisedBecause
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class PlacesNamed(RequestEvent):
    """Somebody found which cameras filmed what was described in words; they come after those known already."""

    name: ClassVar[str] = "viewing_request.places_named"

    places: tuple[Place, ...]
