"""Owns what the checks ask of signs on walls: when each was last seen, whether with a photo, and what was printed."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.signage.models import SignPrint
from app.signage.models.sightings import SignSighting
from app.signage.placing import Stand
from app.signage.queries.placements import standings
from app.signage.queries.signs import SignRow

_LOST = frozenset({Stand.MISSING, Stand.REMOVED})


@dataclass(frozen=True, slots=True)
class OnWall:
    """What is known of a sign on the wall. ``last_seen`` None: nobody noted it; ``is_lost``: none hangs any more."""

    last_seen: date | None = None
    photographed: bool = False
    is_lost: bool = False


def on_walls(session: Session, *, rows: Iterable[SignRow], as_of: date) -> dict[str, OnWall]:
    """Return what is known of each sign of a list that was noted on a wall at least once, by number."""
    today = {row.content.number: row.content.revision for row in rows if row.content.number}
    photographed = set(
        session.scalars(select(SignSighting.number).where(SignSighting.photo_sha256.is_not(None)).distinct())
    )
    found = {}
    for standing in standings(session, today=today, as_of=as_of):
        seen = [kst_day(one.seen_at) for one in standing.placements if one.seen_at is not None]
        stands = {one.stand for one in standing.placements}
        is_lost = bool(stands & _LOST) and stands <= _LOST | {Stand.PRINTED}
        if seen or is_lost:
            found[standing.number] = OnWall(max(seen, default=None), standing.number in photographed, is_lost)
    return found


def printed_lines(session: Session, *, numbers: Collection[str]) -> dict[str, dict[str, str]]:
    """Return what stands on the newest printing of each of some signs."""
    if not numbers:
        return {}
    statement = (
        select(SignPrint.number, SignPrint.content)
        .where(SignPrint.number.in_(sorted(numbers)))
        .order_by(SignPrint.printed_at, SignPrint.batch)
    )
    return {number: json.loads(content) for number, content in session.execute(statement)}
