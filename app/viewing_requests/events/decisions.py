"""Owns what is sealed of decisions beyond yes and no: parts, footage that is gone, review, and deciding anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from app.kernel.actor import Role
from app.ledger.events import personal
from app.viewing_requests.domain import Channel
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.states import GoneBecause, Outcome, Told


@dataclass(frozen=True, kw_only=True)
class Decided(RequestEvent):
    """What every step of a decision says: in which role, for whom if they stood in, and what was known then.

    ``pinned_leaf`` is the newest entry about the case, ``pins`` the SHA-256 of each part it rests on, and
    ``pinned_digest`` the SHA-256 over all of them (``basis``).
    """

    version: ClassVar[int] = 2  # Version 1 had none of these: there was one step.

    round: int = 1
    step: int = 1
    decided_as: Role | None = None
    for_account: int | None = None
    pinned_leaf: int | None = None
    pinned_digest: str | None = None
    pins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RequestEndorsed(Decided):
    """The manager agreed to a provision; the privacy officer decides next."""

    name: ClassVar[str] = "viewing_request.endorsed"
    version: ClassVar[int] = 1

    outcome: Outcome
    ground: str | None
    allowed_part: str | None = personal("reason")
    objection_method: str | None = None
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestApproved(Decided):
    """A decider approved the request."""

    name: ClassVar[str] = "viewing_request.approved"

    ground: str | None
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestPartlyApproved(Decided):
    """A decider granted a part, and said on which ground and why not the rest, and how to object (시행령 42①)."""

    name: ClassVar[str] = "viewing_request.partly_approved"
    version: ClassVar[int] = 1

    ground: str | None
    objection_method: str
    allowed_part: str | None = personal("reason")
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestRefused(Decided):
    """A decider refused the request, on a ground, with a reason and the way to object."""

    name: ClassVar[str] = "viewing_request.refused"

    ground: str | None
    objection_method: str
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestNotExisting(Decided):
    """There is no such footage: an answer, not a refusal. ``second_look`` is what was looked at, where it should be."""

    name: ClassVar[str] = "viewing_request.not_existing"
    version: ClassVar[int] = 1

    gone_because: GoneBecause
    gone_at: datetime | None
    objection_method: str
    reason: str | None = personal("reason")
    second_look: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RequestSubmitted(RequestEvent):
    """Somebody put the case before those who decide."""

    name: ClassVar[str] = "viewing_request.submitted"


@dataclass(frozen=True, kw_only=True)
class RequestReopened(RequestEvent):
    """What was granted is decided anew, in a new round, and why."""

    name: ClassVar[str] = "viewing_request.reopened"

    round: int
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class StepTakenBack(RequestEvent):
    """Whoever agreed first took that back before the second decided; a new round began, and why."""

    name: ClassVar[str] = "viewing_request.step_taken_back"

    round: int
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class EmergencyOpened(RequestEvent):
    """Somebody granted a request at once, without a decision; it is reviewed before ``review_due_at``."""

    name: ClassVar[str] = "viewing_request.emergency_opened"

    kind: EmergencyKind
    ground: str | None
    review_due_at: datetime
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class EmergencyTold(RequestEvent):
    """Those who decide at the sites were told of an emergency: the numbers of their accounts."""

    name: ClassVar[str] = "viewing_request.emergency_told"

    accounts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencyReviewed(RequestEvent):
    """Somebody else looked at an emergency; one that was not justified and not carried out is decided anew."""

    name: ClassVar[str] = "viewing_request.emergency_reviewed"

    opened_leaf: int
    justified: bool
    note: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class AskerTold(RequestEvent):
    """The asker was told of a decision. It tells of a step of a decision, of a postponement, or of an emergency."""

    name: ClassVar[str] = "viewing_request.told"

    told: Told
    round: int | None = None
    step: int | None = None
    postponement_leaf: int | None = None
    emergency_leaf: int | None = None
    notified_on: date
    notified_by: Channel
    offered_at: datetime | None = None
    offered_place: str | None = None
