"""Owns what a comparison with recorders' own logs needs of the register: entries in force, in few columns."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import Act, Kind
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessEnd


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """What an entry names: a camera, or a zone or site as a whole."""

    site_code: str
    zone_code: str | None
    camera_code: str | None


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """An entry that was neither corrected nor withdrawn: who, when and where. ``ended_at`` only where it is known."""

    leaf: int
    kind: Kind
    handler_id: int
    occurred_at: datetime
    ended_at: datetime | None
    places: tuple[ComparedPlace, ...]


def entries_for_matching(session: Session, *, since: datetime, until: datetime) -> list[ComparedEntry]:
    """Return the entries of a span of time that could have left a trace at a recorder, the oldest first.

    For comparisons, which see all sites: what they find is shown site by site.
    """
    later, end, camera = aliased(FootageAccess), FootageAccessEnd, FootageAccessCamera
    wanted = (
        FootageAccess.occurred_at >= since,
        FootageAccess.occurred_at < until,
        FootageAccess.act != str(Act.WITHDRAWN),
        FootageAccess.kind != str(Kind.DESTRUCTION),
    )
    places: dict[int, list[ComparedPlace]] = defaultdict(list)
    named = (
        select(camera.leaf, camera.site_code, camera.zone_code, camera.camera_code)
        .join(FootageAccess, FootageAccess.leaf == camera.leaf)
        .where(*wanted)
        .order_by(camera.leaf, camera.position)
    )
    for leaf, site, zone, code in session.execute(named):
        places[leaf].append(ComparedPlace(site, zone, code))
    statement = (
        select(
            FootageAccess.leaf, FootageAccess.kind, FootageAccess.handler_id, FootageAccess.occurred_at, end.ended_at
        )
        .outerjoin(later, later.corrects_leaf == FootageAccess.leaf)
        .outerjoin(end, end.leaf == FootageAccess.leaf)
        .where(*wanted, later.leaf.is_(None))
        .order_by(FootageAccess.occurred_at, FootageAccess.leaf)
    )
    return [
        ComparedEntry(leaf, Kind(kind), handler_id, occurred_at, ended_at, tuple(places[leaf]))
        for leaf, kind, handler_id, occurred_at, ended_at in session.execute(statement)
    ]
