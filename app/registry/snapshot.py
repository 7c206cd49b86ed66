"""Owns the registry as every paper and page reads it: values resolved, each with the level it comes from.

A snapshot is pure data for one day as known at one moment. Whatever is printed or published is a function of a
snapshot and carries its ``revision``; drift is then a comparison.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.kernel.messages import Message
from app.registry.domain import (
    Agreement,
    Camera,
    Contractor,
    Declared,
    Device,
    Level,
    Organisation,
    Post,
    Purpose,
    Retention,
    SpaceClass,
)
from app.registry.points import Point


@dataclass(frozen=True, slots=True)
class Holder:
    """A post in a duty, resolved: what a table or a sign prints."""

    title: str | None
    department: str | None
    phones: tuple[str, ...]
    label: str | None = None

    @property
    def phone(self) -> str | None:
        """Return the first phone, if any."""
        return self.phones[0] if self.phones else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Every declarable value after inheritance. ``origin`` names, per field, the level that declared it."""

    purposes: tuple[Purpose, ...] = ()
    location: str | None = None
    coverage: str | None = None
    hours: str | None = None
    retention: Retention | None = None
    storage_place: str | None = None
    processing_method: str | None = None
    checking_method: str | None = None
    checking_place: str | None = None
    checking_hours: str | None = None
    manager: Holder | None = None
    access_holders: tuple[Holder, ...] = ()
    space_class: SpaceClass | None = None
    device: Device | None = None
    operation: str | None = None
    unit: str | None = None
    installed: str | None = None
    remarks: tuple[str, ...] = ()
    origin: Mapping[str, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneView:
    """A zone with its effective values; ``count`` None: not stated anywhere."""

    code: str
    name: str
    site_code: str
    site_name: str
    by: str
    count: int | None
    installed_on: date | None
    sensitive: str | None
    values: Effective
    declared: Declared
    cameras: tuple[Camera, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """A site with its effective values and zones, in published order."""

    code: str
    name: str
    kind: str | None
    region: str | None
    address: str | None
    row_code: str | None
    parent: str | None
    count: int | None
    places_count: int | None
    values: Effective
    declared: Declared
    zones: tuple[ZoneView, ...] = ()
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A published row whose sites do not share one value, or do not add up. Shown, never averaged."""

    row_code: str
    field: str  # A name of ``DECLARABLE`` or "count".
    message: Message
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row as published: one named row over several sites, or a site that stands as its own row."""

    code: str
    name: str
    kind: str | None
    count: int | None
    places_count: int | None
    values: Effective
    sites: tuple[SiteView, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The registry on a day. ``revision`` changes exactly when anything in it does (12 hexadecimal digits)."""

    as_of: date
    known_at: datetime | None
    revision: str
    organisation: Organisation | None
    organisation_values: Effective
    privacy_officer: Holder | None
    rows: tuple[RowView, ...]
    posts: tuple[Post, ...]
    contractors: tuple[Contractor, ...]
    agreements: tuple[Agreement, ...]

    @property
    def sites(self) -> Iterator[SiteView]:
        """Return every site, in published order."""
        for row in self.rows:
            yield from row.sites

    @property
    def zones(self) -> Iterator[ZoneView]:
        """Return every zone, in published order."""
        for site in self.sites:
            yield from site.zones

    @property
    def total(self) -> int:
        """Return the number of cameras over all rows; rows whose count is unknown add nothing."""
        return sum(row.count or 0 for row in self.rows)
