"""Owns what must be looked at when a few objects change: what they name, what names them, what is counted with them."""

import json
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.registry.domain import Camera, Contractor, Kind, Site, Thing, Zone
from app.registry.history import Key, Timeline
from app.registry.models import TABLES, CameraVersion, SiteVersion, ZoneVersion
from app.registry.queries.knowledge import timelines_of
from app.registry.rules import references_of

_DUTIFUL = (Kind.ORGANISATION, Kind.ROW, Kind.SITE, Kind.ZONE, Kind.CAMERA)


def neighbourhood(session: Session, *, keys: Collection[Key], values: Iterable[Thing]) -> dict[Key, Timeline]:
    """Return the versions of some objects and of all that the rules compare them with.

    :param values: what the objects are about to become; what these name is looked up too.
    """
    known = timelines_of(session, keys=keys)
    things = [*values, *(version.value for timeline in known.values() for version in timeline)]
    wanted = set(keys) | {reference.key for thing in things for reference in references_of(thing)}
    for key in keys:
        wanted |= _naming(session, key)
    sites = {code for kind, code in keys if kind is Kind.SITE} | {t.site for t in things if isinstance(t, Zone)}
    zones = {t.zone for t in things if isinstance(t, Camera)}
    if zones:
        found = timelines_of(session, keys=[(Kind.ZONE, code) for code in zones])
        sites |= {v.value.site for timeline in found.values() for v in timeline if isinstance(v.value, Zone)}
    zones |= set(_codes(session, Kind.ZONE, ZoneVersion.site_code.in_(sites)))
    cameras = _codes(session, Kind.CAMERA, CameraVersion.zone_code.in_(zones))
    wanted |= {(Kind.SITE, code) for code in sites} | {(Kind.ZONE, code) for code in zones}
    wanted |= {(Kind.CAMERA, code) for code in cameras}
    return _with_parents(session, timelines_of(session, keys=wanted))


def inside(session: Session, *, key: Key) -> list[Key]:
    """Return what stands or falls with a site or a zone: its zones and cameras, cameras first."""
    kind, code = key
    if kind is Kind.SITE:
        zones = _codes(session, Kind.ZONE, ZoneVersion.site_code == code)
    else:
        zones = [code] if kind is Kind.ZONE else []
    cameras = _codes(session, Kind.CAMERA, CameraVersion.zone_code.in_(zones)) if zones else []
    below = [(Kind.CAMERA, found) for found in cameras] + [(Kind.ZONE, found) for found in zones]
    return [found for found in below if found != key]


def _naming(session: Session, key: Key) -> set[Key]:
    kind, code = key
    match kind:
        case Kind.POST:
            quoted = f'"post":{json.dumps(code, ensure_ascii=False)}'
            return {
                (dutiful, found)
                for dutiful in _DUTIFUL
                for found in _codes(session, dutiful, TABLES[dutiful].value.contains(quoted, autoescape=True))
            }
        case Kind.ROW:
            return {(Kind.SITE, found) for found in _codes(session, Kind.SITE, SiteVersion.row_code == code)}
        case Kind.SITE:
            parts = _codes(session, Kind.SITE, SiteVersion.parent_code == code)
            contractors = timelines_of(session, keys=[(Kind.CONTRACTOR, c) for c in _codes(session, Kind.CONTRACTOR)])
            covering = {
                found
                for found, timeline in contractors.items()
                for version in timeline
                if isinstance(version.value, Contractor) and code in version.value.sites
            }
            return {(Kind.SITE, part) for part in parts} | covering
    return set()


def _codes(session: Session, kind: Kind, *where: ColumnElement[bool]) -> list[str]:
    table = TABLES[kind]
    statement = select(table.code).distinct().where(table.superseded_leaf.is_(None), *where)
    return list(session.scalars(statement.order_by(table.code)))


def _with_parents(session: Session, known: dict[Key, Timeline]) -> dict[Key, Timeline]:
    while True:
        named = {
            (Kind.SITE, version.value.parent)
            for timeline in known.values()
            for version in timeline
            if isinstance(version.value, Site) and version.value.parent
        }
        more = timelines_of(session, keys=named - known.keys())
        if not more:
            return known
        known |= more
