"""Owns what the registry records: per kind, that an object is so and that it is no more; and who holds a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.ledger.events import Event, personal
from app.registry.domain import Kind, type_of_kind
from app.registry.history import Assertion
from app.registry.shape import trusted_value


@dataclass(frozen=True, kw_only=True)
class _About:
    """Something is said of an object for a span of days: end exclusive; None: always was, still is."""

    kind: ClassVar[Kind]

    code: str
    site: str | None = None  # The site it is or belongs to, for the filters of the ledger.
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def subject(self) -> str:
        """Return kind and code."""
        return f"{self.kind.value}:{self.code}"

    @property
    def site_code(self) -> str | None:
        """Return the site it is or belongs to."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class _Recorded(_About):
    """Over these days it is so. ``value`` leaves defaults out; ``changed`` is for people: field, old, new."""

    value: Mapping[str, object]
    changed: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Ended(_About):
    """Over these days it is not there. ``label`` is what it was called."""

    label: str | None = None


@dataclass(frozen=True, kw_only=True)
class OrganisationRecorded(_Recorded, Event):
    """The organisation was entered or changed."""

    name: ClassVar[str] = "organisation.recorded"
    kind = Kind.ORGANISATION


@dataclass(frozen=True, kw_only=True)
class OrganisationEnded(_Ended, Event):
    """The organisation is not there over some days."""

    name: ClassVar[str] = "organisation.ended"
    kind = Kind.ORGANISATION


@dataclass(frozen=True, kw_only=True)
class PostRecorded(_Recorded, Event):
    """A post was entered or changed."""

    name: ClassVar[str] = "post.recorded"
    kind = Kind.POST


@dataclass(frozen=True, kw_only=True)
class PostEnded(_Ended, Event):
    """A post is not there over some days."""

    name: ClassVar[str] = "post.ended"
    kind = Kind.POST


@dataclass(frozen=True, kw_only=True)
class ContractorRecorded(_Recorded, Event):
    """A contractor was entered or changed."""

    name: ClassVar[str] = "contractor.recorded"
    kind = Kind.CONTRACTOR


@dataclass(frozen=True, kw_only=True)
class ContractorEnded(_Ended, Event):
    """A contractor is not there over some days."""

    name: ClassVar[str] = "contractor.ended"
    kind = Kind.CONTRACTOR


@dataclass(frozen=True, kw_only=True)
class AgreementRecorded(_Recorded, Event):
    """An arrangement with another body was entered or changed."""

    name: ClassVar[str] = "agreement.recorded"
    kind = Kind.AGREEMENT


@dataclass(frozen=True, kw_only=True)
class AgreementEnded(_Ended, Event):
    """An arrangement with another body is not there over some days."""

    name: ClassVar[str] = "agreement.ended"
    kind = Kind.AGREEMENT


@dataclass(frozen=True, kw_only=True)
class RowRecorded(_Recorded, Event):
    """A published row was entered or changed."""

    name: ClassVar[str] = "row.recorded"
    kind = Kind.ROW


@dataclass(frozen=True, kw_only=True)
class RowEnded(_Ended, Event):
    """A published row is not there over some days."""

    name: ClassVar[str] = "row.ended"
    kind = Kind.ROW


@dataclass(frozen=True, kw_only=True)
class SiteRecorded(_Recorded, Event):
    """A site was entered or changed."""

    name: ClassVar[str] = "site.recorded"
    kind = Kind.SITE


@dataclass(frozen=True, kw_only=True)
class SiteEnded(_Ended, Event):
    """A site is not there over some days."""

    name: ClassVar[str] = "site.ended"
    kind = Kind.SITE


@dataclass(frozen=True, kw_only=True)
class ZoneRecorded(_Recorded, Event):
    """A zone was entered or changed."""

    name: ClassVar[str] = "zone.recorded"
    kind = Kind.ZONE


@dataclass(frozen=True, kw_only=True)
class ZoneEnded(_Ended, Event):
    """A zone is not there over some days."""

    name: ClassVar[str] = "zone.ended"
    kind = Kind.ZONE


@dataclass(frozen=True, kw_only=True)
class CameraRecorded(_Recorded, Event):
    """A camera was entered or changed."""

    name: ClassVar[str] = "camera.recorded"
    kind = Kind.CAMERA


@dataclass(frozen=True, kw_only=True)
class CameraEnded(_Ended, Event):
    """A camera is not there over some days."""

    name: ClassVar[str] = "camera.ended"
    kind = Kind.CAMERA


@dataclass(frozen=True, kw_only=True)
class PostAssigned(Event):
    """A person holds a post: somebody with an account, or somebody known by name only."""

    name: ClassVar[str] = "post.assigned"

    post: str
    account_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    holder: str | None = personal("holder")

    @property
    def subject(self) -> str:
        """Return the post."""
        return f"post:{self.post}"


@dataclass(frozen=True, kw_only=True)
class PostReleased(Event):
    """A person holds a post no longer. ``assignment`` is the entry that said they do."""

    name: ClassVar[str] = "post.released"

    post: str
    assignment: str
    account_id: int | None = None
    valid_to: date

    @property
    def subject(self) -> str:
        """Return the post."""
        return f"post:{self.post}"


AnyRecorded = (
    OrganisationRecorded
    | PostRecorded
    | ContractorRecorded
    | AgreementRecorded
    | RowRecorded
    | SiteRecorded
    | ZoneRecorded
    | CameraRecorded
)
AnyEnded = (
    OrganisationEnded | PostEnded | ContractorEnded | AgreementEnded | RowEnded | SiteEnded | ZoneEnded | CameraEnded
)
RECORDED: Mapping[Kind, type[AnyRecorded]] = {
    Kind.ORGANISATION: OrganisationRecorded,
    Kind.POST: PostRecorded,
    Kind.CONTRACTOR: ContractorRecorded,
    Kind.AGREEMENT: AgreementRecorded,
    Kind.ROW: RowRecorded,
    Kind.SITE: SiteRecorded,
    Kind.ZONE: ZoneRecorded,
    Kind.CAMERA: CameraRecorded,
}
ENDED: Mapping[Kind, type[AnyEnded]] = {
    Kind.ORGANISATION: OrganisationEnded,
    Kind.POST: PostEnded,
    Kind.CONTRACTOR: ContractorEnded,
    Kind.AGREEMENT: AgreementEnded,
    Kind.ROW: RowEnded,
    Kind.SITE: SiteEnded,
    Kind.ZONE: ZoneEnded,
    Kind.CAMERA: CameraEnded,
}
ASSERTING: Mapping[str, Kind] = {event.name: kind for table in (RECORDED, ENDED) for kind, event in table.items()}
"""Every stored name that asserts something of an object."""


def assertion_of(name: str, data: Mapping[str, Any]) -> Assertion:
    """Return what a sealed entry asserts, from its event name and its readable part."""
    kind = ASSERTING[name]
    value = trusted_value(type_of_kind[kind], data["value"]) if "value" in data else None
    return Assertion(kind, data["code"], value, _day(data["valid_from"]), _day(data["valid_to"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
