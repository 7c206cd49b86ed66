"""Owns finding zones and cameras, for a picker or by code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.kernel.hangul import search_term
from app.registry.models import CameraVersion, SiteVersion, ZoneVersion
from app.registry.queries.knowledge import holding


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone and where it is."""

    code: str
    name: str
    site_code: str
    site_name: str
    space_class: str | None  # As the zone itself declares it; inherited values are in a snapshot.


@dataclass(frozen=True, slots=True)
class CameraLine:
    """A camera and where it hangs."""

    code: str
    name: str | None
    zone_code: str
    zone_name: str
    site_code: str
    site_name: str


def zones_matching(
    session: Session, *, as_of: date, sites: frozenset[str] | None, search: str = "", limit: int = 20
) -> list[ZoneLine]:
    """Return zones whose own words or whose site's hold every word of a search; initial consonants will do."""
    found = _zones(as_of, sites).where(*words_found(search, ZoneVersion.search, SiteVersion.search)).limit(limit)
    return [ZoneLine(*row) for row in session.execute(found)]


def cameras_matching(
    session: Session, *, as_of: date, sites: frozenset[str] | None, search: str = "", limit: int = 20
) -> list[CameraLine]:
    """Return cameras in service whose own words, or whose zone's or site's, hold every word of a search."""
    found = (
        _cameras(as_of, sites)
        .where(
            or_(CameraVersion.removed_on.is_(None), CameraVersion.removed_on > as_of),
            *words_found(search, CameraVersion.search, ZoneVersion.search, SiteVersion.search),
        )
        .limit(limit)
    )
    return [CameraLine(*row) for row in session.execute(found)]


def zones_by_code(
    session: Session, *, codes: Collection[str], as_of: date, sites: frozenset[str] | None
) -> dict[str, ZoneLine]:
    """Return some zones by code; one that is not there, or not for the reader, is left out."""
    found = _zones(as_of, sites).where(ZoneVersion.code.in_(sorted(codes)))
    return {row[0]: ZoneLine(*row) for row in session.execute(found)}


def cameras_by_code(
    session: Session, *, codes: Collection[str], as_of: date, sites: frozenset[str] | None
) -> dict[str, CameraLine]:
    """Return some cameras by code; one that is not there, or not for the reader, is left out."""
    found = _cameras(as_of, sites).where(CameraVersion.code.in_(sorted(codes)))
    return {row[0]: CameraLine(*row) for row in session.execute(found)}


def _zones(day: date, sites: frozenset[str] | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(ZoneVersion.code, ZoneVersion.name, SiteVersion.code, SiteVersion.name, ZoneVersion.space_class)
        .join(SiteVersion, and_(SiteVersion.code == ZoneVersion.site_code, *holding(SiteVersion, day)))
        .where(*holding(ZoneVersion, day))
        .order_by(SiteVersion.position, SiteVersion.code, ZoneVersion.position, ZoneVersion.code)
    )
    return statement if sites is None else statement.where(SiteVersion.code.in_(sorted(sites)))


def _cameras(day: date, sites: frozenset[str] | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            CameraVersion.code,
            CameraVersion.name,
            ZoneVersion.code,
            ZoneVersion.name,
            SiteVersion.code,
            SiteVersion.name,
        )
        .join(ZoneVersion, and_(ZoneVersion.code == CameraVersion.zone_code, *holding(ZoneVersion, day)))
        .join(SiteVersion, and_(SiteVersion.code == ZoneVersion.site_code, *holding(SiteVersion, day)))
        .where(*holding(CameraVersion, day))
        .order_by(SiteVersion.position, SiteVersion.code, ZoneVersion.position, ZoneVersion.code, CameraVersion.code)
    )
    return statement if sites is None else statement.where(SiteVersion.code.in_(sorted(sites)))


def words_found(search: str, *columns: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    """Return the conditions for every word of a search to occur in one of some search columns."""
    return [
        or_(*(column.contains(search_term(word), autoescape=True) for column in columns)) for word in search.split()
    ]
