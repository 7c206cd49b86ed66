"""Owns the lists of sites and the page of one: found by search and filters, then resolved for those found only."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.kernel.errors import NotFound
from app.registry.domain import Kind, Site, Thing, type_of_kind
from app.registry.models import TABLES, CameraVersion, RowVersion, SiteVersion, ZoneVersion
from app.registry.queries.devices import words_found
from app.registry.queries.knowledge import edition, holding
from app.registry.resolution import snapshot_of
from app.registry.shape import trusted_value
from app.registry.snapshot import SiteView, Snapshot
from app.web.paging import Page, key_of, page_of


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in a list: resolved, with the name and place in order of what it is found by."""

    site: SiteView
    row_name: str | None
    position: int


@dataclass(frozen=True, slots=True)
class SiteDetail:
    """A site, the row it is published under, the sites that are part of it, and the edition a form keeps."""

    site: SiteView
    row_name: str | None
    parent_name: str | None
    parts: tuple[SiteView, ...]
    edition: int


@dataclass(frozen=True, slots=True)
class SiteFilters:
    """What sites can be filtered by."""

    kinds: tuple[str, ...]
    regions: tuple[str, ...]


def sites_matching(
    session: Session,
    *,
    as_of: date,
    sites: frozenset[str] | None,
    search: str = "",
    kind: str | None = None,
    region: str | None = None,
    size: int = 50,
    after: str | None = None,
) -> Page[SiteLine]:
    """Return the sites of a day in their stated order, with counts and effective values.

    :param sites: the sites the reader may see; None: all.
    :param search: words that all must occur in name, code, address, region or kind; initial consonants will do.
    :param after: where the page before ended.
    :raises BadPlace: if ``after`` names no place.
    """
    found = (
        select(SiteVersion.code, SiteVersion.position, RowVersion.name)
        .outerjoin(RowVersion, and_(RowVersion.code == SiteVersion.row_code, *holding(RowVersion, as_of)))
        .where(*_conditions(as_of, sites, search, kind, region))
        .order_by(SiteVersion.position, SiteVersion.code)
        .limit(size + 1)
    )
    key = key_of(after, int, str)
    if key is not None:
        position, code = key
        found = found.where(
            or_(
                SiteVersion.position > int(position),
                and_(SiteVersion.position == int(position), SiteVersion.code > str(code)),
            )
        )
    rows = session.execute(found).all()
    views = _views(session, codes=[code for code, _, _ in rows], as_of=as_of)
    lines = [SiteLine(views[code], row_name, position) for code, position, row_name in rows]
    return page_of(lines, size=size, key=lambda line: (line.position, line.site.code))


def number_of_sites(
    session: Session,
    *,
    as_of: date,
    sites: frozenset[str] | None,
    search: str = "",
    kind: str | None = None,
    region: str | None = None,
) -> int:
    """Return how many sites ``sites_matching`` finds on all its pages."""
    conditions = _conditions(as_of, sites, search, kind, region)
    return session.scalar(select(func.count()).select_from(SiteVersion).where(*conditions)) or 0


def site_filters(session: Session, *, as_of: date, sites: frozenset[str] | None) -> SiteFilters:
    """Return the kinds and regions that occur among the sites of a day, in order."""
    statement = select(SiteVersion.kind, SiteVersion.region).where(*_conditions(as_of, sites, "", None, None))
    rows = session.execute(statement.distinct().order_by(SiteVersion.kind, SiteVersion.region)).all()
    return SiteFilters(
        kinds=tuple(sorted({kind for kind, _ in rows if kind})),
        regions=tuple(sorted({region for _, region in rows if region})),
    )


def site_detail(session: Session, *, code: str, as_of: date, sites: frozenset[str] | None) -> SiteDetail:
    """Return a site as it is on a day.

    :raises NotFound: if it is not there that day, or the reader may not see it.
    """
    if sites is not None and code not in sites:
        raise NotFound
    below = select(SiteVersion.code).where(SiteVersion.parent_code == code, *holding(SiteVersion, as_of))
    parts = list(session.scalars(below.order_by(SiteVersion.position, SiteVersion.code)))
    resolved = snapshot_of_sites(session, codes=[code, *parts], as_of=as_of)
    views = {site.code: site for site in resolved.sites}
    if code not in views:
        raise NotFound
    site = views[code]
    return SiteDetail(
        site=site,
        row_name=next((row.name for row in resolved.rows if row.code == site.row_code), None),
        parent_name=views[site.parent].name if site.parent in views else None,
        parts=tuple(views[part] for part in parts if sites is None or part in sites),
        edition=edition(session, key=(Kind.SITE, code)),
    )


def snapshot_of_sites(session: Session, *, codes: Collection[str], as_of: date, draft: Thing | None = None) -> Snapshot:
    """Return the snapshot of a day cut down to some sites (and what they are part of): quick for a page or a check.

    Sums and disagreements of published rows are those of the sites asked for, and its revision is empty.

    :param draft: an object as it would be, in place of the one recorded under its code, or beside the others.
    """
    things = list(_things(session, codes, as_of))
    if draft is not None:
        things = [*(one for one in things if (type(one), one.code) != (type(draft), draft.code)), draft]
    return snapshot_of(things, as_of=as_of, known_at=None, revision="")


def _conditions(
    as_of: date, sites: frozenset[str] | None, search: str, kind: str | None, region: str | None
) -> list[ColumnElement[bool]]:
    conditions = [*holding(SiteVersion, as_of), *words_found(search, SiteVersion.search)]
    if sites is not None:
        conditions.append(SiteVersion.code.in_(sorted(sites)))
    if kind:
        conditions.append(SiteVersion.kind == kind)
    if region:
        conditions.append(SiteVersion.region == region)
    return conditions


def _views(session: Session, *, codes: Collection[str], as_of: date) -> dict[str, SiteView]:
    return {site.code: site for site in snapshot_of_sites(session, codes=codes, as_of=as_of).sites}


def _things(session: Session, codes: Collection[str], day: date) -> Iterator[Thing]:
    for kind in (Kind.ORGANISATION, Kind.POST, Kind.ROW, Kind.CONTRACTOR, Kind.AGREEMENT):
        yield from _read(session, kind, day)
    wanted, seen = set(codes), set[str]()
    while wanted:
        found = list(_read(session, Kind.SITE, day, SiteVersion.code.in_(sorted(wanted))))
        yield from found
        seen |= wanted
        wanted = {site.parent for site in found if isinstance(site, Site) and site.parent} - seen
    zones = list(_read(session, Kind.ZONE, day, ZoneVersion.site_code.in_(sorted(codes))))
    yield from zones
    if zones:
        hanging = CameraVersion.zone_code.in_([zone.code for zone in zones])
        yield from _read(session, Kind.CAMERA, day, hanging)


def _read(session: Session, kind: Kind, day: date, *where: ColumnElement[bool]) -> Iterator[Thing]:
    table = TABLES[kind]
    for text in session.scalars(select(table.value).where(*holding(table, day), *where).order_by(table.code)):
        yield trusted_value(type_of_kind[kind], json.loads(text))
