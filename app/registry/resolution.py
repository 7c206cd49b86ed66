"""Owns how declared values become effective ones: inherited downwards, counted upwards, disagreements named.

Organisation → published row → site (and the site it is part of) → zone → camera; the lowest that declares wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.kernel.messages import N_, Message
from app.registry.domain import (
    DECLARABLE,
    Agreement,
    Camera,
    Contractor,
    Declared,
    Duty,
    Level,
    Organisation,
    Post,
    Row,
    Site,
    Thing,
    Zone,
)
from app.registry.snapshot import Disagreement, Effective, Holder, RowView, SiteView, Snapshot, ZoneView

NOTHING = Declared()
AGREED_FIELDS: tuple[str, ...] = (
    "purposes",
    "hours",
    "retention",
    "storage_place",
    "processing_method",
    "checking_method",
    "checking_place",
    "checking_hours",
    "manager",
    "access_holders",
    "operation",
)
"""What everything under one published row must share: the row states it once for all of them."""
DESCRIBING_FIELDS: tuple[str, ...] = ("location", "coverage")
"""What the row may say in its own words while each site says it more exactly."""


class Posts:
    """The posts of a day, by code, to turn a duty into what is printed."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._by_code = {post.code: post for post in posts}
        self._holders: dict[Duty, Holder] = {}

    def holder(self, duty: Duty) -> Holder:
        """Return a duty as title, department and phones; a post that is not there on the day has none of them."""
        found = self._holders.get(duty)
        if found is None:
            post = self._by_code.get(duty.post)
            found = Holder(
                title=post.title if post else None,
                department=post.department if post else None,
                phones=post.phones if post else (),
                label=duty.label,
            )
            self._holders[duty] = found
        return found


def inherited(above: Effective, declared: Declared, level: Level, posts: Posts) -> Effective:
    """Return the values after one level has declared its own."""
    if declared == NOTHING:
        return above
    values: dict[str, Any] = {}
    for name in DECLARABLE:
        value = getattr(declared, name)
        if value is None:
            continue
        if name == "manager":
            value = posts.holder(value)
        elif name == "access_holders":
            value = tuple(posts.holder(duty) for duty in value)
        values[name] = value
    return replace(above, origin={**above.origin, **dict.fromkeys(values, level)}, **values)


def camera_count(zone: Zone, cameras: Sequence[Camera], day: date) -> int | None:
    """Return how many cameras a zone has: as stated, else as many as are listed and in service; None: not known."""
    if zone.camera_count is not None:
        return zone.camera_count
    return sum(in_service(camera, day) for camera in cameras) if cameras else None


def in_service(camera: Camera, day: date) -> bool:
    """Return whether a listed camera hangs there on a day."""
    return (camera.installed_on is None or camera.installed_on <= day) and (
        camera.removed_on is None or day < camera.removed_on
    )


def sum_of_zones(zones: Sequence[tuple[str, int | None]], *, complete: bool) -> int | None:
    """Return the sum over zones (``by`` and count each), or None if they do not make up the whole site.

    Zones of different ``by`` cut the same cameras in different ways: only those of the first ``by`` are added.
    """
    if not zones or not complete:
        return None
    first = zones[0][0]
    return total_of(count for by, count in zones if by == first)


def total_of(counts: Iterable[int | None]) -> int | None:
    """Return the sum, or None if one of them is not known."""
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def snapshot_of(things: Iterable[Thing], *, as_of: date, known_at: datetime | None, revision: str) -> Snapshot:
    """Return the registry of a day from all that is there on it, in any order."""
    return _Resolution(things, as_of).snapshot(known_at, revision)


class _Resolution:
    def __init__(self, things: Iterable[Thing], day: date) -> None:
        self.day = day
        self.by_type: dict[type, list[Any]] = defaultdict(list)
        for thing in things:
            self.by_type[type(thing)].append(thing)
        for found in self.by_type.values():
            found.sort(key=lambda thing: (getattr(thing, "order", 0), thing.code))
        self.posts = Posts(self.by_type[Post])
        self.cameras: dict[str, list[Camera]] = _grouped(self.by_type[Camera], "zone")
        self.zones: dict[str, list[Zone]] = _grouped(self.by_type[Zone], "site")
        self.rows: dict[str, Row] = {row.code: row for row in self.by_type[Row]}
        self.sites: dict[str, Site] = {site.code: site for site in self.by_type[Site]}
        organisation: Sequence[Organisation] = self.by_type[Organisation]
        self.organisation = organisation[0] if organisation else None
        declared = self.organisation.declared if self.organisation else NOTHING
        self.top = inherited(Effective(), declared, Level.ORGANISATION, self.posts)
        self.row_values = {
            row.code: inherited(self.top, row.declared, Level.ROW, self.posts) for row in self.rows.values()
        }
        self.site_values: dict[str, Effective] = {}

    def snapshot(self, known_at: datetime | None, revision: str) -> Snapshot:
        views = {site.code: self.site_view(site) for site in self.sites.values()}
        under: dict[str, list[SiteView]] = defaultdict(list)
        alone: list[tuple[int, str, RowView]] = []
        for site in self.sites.values():
            if site.row in self.rows:
                under[site.row].append(views[site.code])
            else:
                alone.append((site.order, site.code, _row_of_one(views[site.code])))
        named = [(row.order, row.code, self.row_view(row, tuple(under[row.code]))) for row in self.rows.values()]
        officer = self.organisation.privacy_officer if self.organisation else None
        contractors: list[Contractor] = self.by_type[Contractor]
        agreements: list[Agreement] = self.by_type[Agreement]
        return Snapshot(
            as_of=self.day,
            known_at=known_at,
            revision=revision,
            organisation=self.organisation,
            organisation_values=self.top,
            privacy_officer=self.posts.holder(officer) if officer else None,
            rows=tuple(row for _, _, row in sorted([*named, *alone], key=lambda item: item[:2])),
            posts=tuple(self.by_type[Post]),
            contractors=tuple(contractors),
            agreements=tuple(agreements),
        )

    def effective_of_site(self, site: Site, seen: frozenset[str] = frozenset()) -> Effective:
        known = self.site_values.get(site.code)
        if known is not None:
            return known
        parent = self.sites.get(site.parent) if site.parent and site.parent not in seen else None
        above = self.row_values.get(site.row or "", self.top)
        if parent is not None:
            above = self.effective_of_site(parent, seen | {site.code})
            if site.row in self.rows:
                above = inherited(above, self.rows[site.row].declared, Level.ROW, self.posts)
        values = inherited(above, site.declared, Level.SITE, self.posts)
        self.site_values[site.code] = values
        return values

    def site_view(self, site: Site) -> SiteView:
        values = self.effective_of_site(site)
        zones = tuple(self.zone_view(zone, site, values) for zone in self.zones.get(site.code, ()))
        count = site.camera_count
        if count is None:
            count = sum_of_zones([(zone.by, zone.count) for zone in zones], complete=site.zones_complete)
        return SiteView(
            code=site.code,
            name=site.name,
            kind=site.kind,
            region=site.region,
            address=site.address,
            row_code=site.row,
            parent=site.parent,
            count=count,
            places_count=site.places_count,
            values=values,
            declared=site.declared,
            zones=zones,
            point=site.point,
        )

    def zone_view(self, zone: Zone, site: Site, above: Effective) -> ZoneView:
        cameras = tuple(self.cameras.get(zone.code, ()))
        return ZoneView(
            code=zone.code,
            name=zone.name,
            site_code=site.code,
            site_name=site.name,
            by=zone.by,
            count=camera_count(zone, cameras, self.day),
            installed_on=zone.installed_on,
            sensitive=zone.sensitive,
            values=inherited(above, zone.declared, Level.ZONE, self.posts),
            declared=zone.declared,
            cameras=cameras,
        )

    def row_view(self, row: Row, sites: tuple[SiteView, ...]) -> RowView:
        stated, values = row.camera_count, self.row_values[row.code]
        summed = total_of(site.count for site in sites) if sites else None
        shared, disagreements = agreed(row, values, sites)
        if stated is not None and summed is not None and stated != summed:
            text = N_("{row}: 게시한 대수는 {stated}대인데 속한 설치장소를 더하면 {summed}대입니다.")
            message = Message(text, {"row": row.name, "stated": stated, "summed": summed})
            disagreements = (Disagreement(row_code=row.code, field="count", message=message), *disagreements)
        return RowView(
            code=row.code,
            name=row.name,
            kind=row.kind,
            count=summed if stated is None else stated,
            places_count=row.places_count,
            values=shared,
            sites=sites,
            disagreements=disagreements,
        )


def agreed(row: Row, values: Effective, sites: Sequence[SiteView]) -> tuple[Effective, tuple[Disagreement, ...]]:
    """Return a row's own values with those all its sites share, and where sites disagree with them or each other."""
    if not sites or all(site.values is values and all(zone.values is values for zone in site.zones) for site in sites):
        return values, ()
    changes: dict[str, Any] = {}
    origin = dict(values.origin)
    disagreements = []
    for name in DECLARABLE:
        own = getattr(row.declared, name) is not None
        first = sites[0].values
        same = all(getattr(site.values, name) == getattr(first, name) for site in sites)
        if name in DESCRIBING_FIELDS and own:
            continue
        if same and not own and getattr(first, name) != getattr(values, name):
            changes[name] = getattr(first, name)
            origin[name] = first.origin.get(name, Level.SITE)
        if name not in (*AGREED_FIELDS, *DESCRIBING_FIELDS):
            continue
        expected = changes.get(name, getattr(values, name))
        apart = tuple(site.code for site in sites if _differs(site, name, expected, deep=len(sites) > 1))
        if apart:
            text = N_("{row}: 한 줄로 게시하는 설치장소의 값이 서로 다릅니다.")
            message = Message(text, {"row": row.name})
            disagreements.append(Disagreement(row_code=row.code, field=name, message=message, sites=apart))
    return (replace(values, origin=origin, **changes) if changes else values), tuple(disagreements)


def _differs(site: SiteView, name: str, expected: object, *, deep: bool) -> bool:
    if getattr(site.values, name) != expected:
        return True
    return deep and name in AGREED_FIELDS and any(getattr(zone.values, name) != expected for zone in site.zones)


def _row_of_one(site: SiteView) -> RowView:
    return RowView(
        code=site.code,
        name=site.name,
        kind=site.kind,
        count=site.count,
        places_count=site.places_count,
        values=site.values,
        sites=(site,),
    )


def _grouped(things: Iterable[Any], name: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        groups[getattr(thing, name)].append(thing)
    return groups
