"""Owns what a monthly review needs of the register: entries in force with all who wrote them, and who was on duty."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import Act, Form, Kind, Purpose
from app.footage_access.models import (
    FootageAccess,
    FootageAccessCamera,
    FootageAccessEnd,
    FootageShift,
    FootageShiftTaken,
)
from app.footage_access.queries.for_matching import ComparedPlace

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForReview:
    """An entry in force. ``recorded_at`` is when it was first recorded.

    ``writers`` are all who wrote it, the first of them the person who handled footage, then who corrected it.
    """

    leaf: int
    kind: Kind
    writers: tuple[int, ...]
    occurred_at: datetime
    recorded_at: datetime
    ended_at: datetime | None
    purpose: Purpose
    request_number: str | None
    document: str | None
    form: Form | None
    file_name: str | None
    places: tuple[ComparedPlace, ...]


def entries_for_review(session: Session, *, since: datetime, until: datetime) -> list[EntryForReview]:
    """Return the entries of a span of time that were neither corrected nor withdrawn, the oldest first.

    For reviews, which see all sites: what they find is shown site by site.
    """
    later, end, camera, entry = aliased(FootageAccess), FootageAccessEnd, FootageAccessCamera, FootageAccess
    wanted = (entry.occurred_at >= since, entry.occurred_at < until, entry.act != str(Act.WITHDRAWN))
    places: dict[int, list[ComparedPlace]] = defaultdict(list)
    named = (
        select(camera.leaf, camera.site_code, camera.zone_code, camera.camera_code)
        .join(entry, entry.leaf == camera.leaf)
        .where(*wanted)
        .order_by(camera.leaf, camera.position)
    )
    for leaf, site, zone, code in session.execute(named):
        places[leaf].append(ComparedPlace(site, zone, code))
    statement = (
        select(entry, end.ended_at)
        .outerjoin(later, later.corrects_leaf == entry.leaf)
        .outerjoin(end, end.leaf == entry.leaf)
        .where(*wanted, later.leaf.is_(None))
        .order_by(entry.occurred_at, entry.leaf)
    )
    rows = session.execute(statement).all()
    before = _before(session, {row.corrects_leaf for row, _ended in rows if row.corrects_leaf is not None})
    found = []
    for row, ended_at in rows:
        writers, recorded_at = [row.handler_id], row.recorded_at
        older = row.corrects_leaf
        while older is not None:
            handler_id, recorded_at, older = before[older]
            writers.append(handler_id)
        found.append(
            EntryForReview(
                leaf=row.leaf,
                kind=Kind(row.kind),
                writers=tuple(dict.fromkeys(reversed(writers))),
                occurred_at=row.occurred_at,
                recorded_at=recorded_at,
                ended_at=ended_at,
                purpose=Purpose(row.purpose),
                request_number=row.request_number,
                document=row.document,
                form=Form(row.form) if row.form else None,
                file_name=row.file_name,
                places=tuple(places[row.leaf]),
            )
        )
    return found


def people_on_duty(session: Session, *, since: datetime, until: datetime) -> dict[datetime, frozenset[int]]:
    """Return for each shift that begins in a span of time who is known to have been on it.

    Who hands a shift over was on it; who takes it over is on the next. Of other shifts nobody knows.
    """
    given, taken = FootageShift, FootageShiftTaken
    found: defaultdict[datetime, set[int]] = defaultdict(set)
    statement = (
        select(given.shift_start, given.shift_end, given.handed_by, taken.taken_by)
        .outerjoin(taken, taken.leaf == given.leaf)
        .where(given.shift_end >= since, given.shift_start < until)
        .order_by(given.leaf)
    )
    for start, end, handed_by, taken_by in session.execute(statement):
        found[start].add(handed_by)
        if taken_by is not None:
            found[end].add(taken_by)
    return {start: frozenset(people) for start, people in sorted(found.items()) if since <= start < until}


def first_recorded(session: Session) -> datetime | None:
    """Return when the oldest entry of the register was recorded; None while there is none."""
    return session.scalar(select(func.min(FootageAccess.recorded_at)))


def _before(session: Session, leaves: Iterable[int]) -> dict[int, tuple[int, datetime, int | None]]:
    """Return what corrected entries were, back to the first: who wrote them, when, and what they correct."""
    found: dict[int, tuple[int, datetime, int | None]] = {}
    wanted = sorted(leaves)
    entry = FootageAccess
    while wanted:
        older = set[int]()
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            columns = select(entry.leaf, entry.handler_id, entry.recorded_at, entry.corrects_leaf)
            for leaf, handler_id, recorded_at, corrects in session.execute(columns.where(entry.leaf.in_(some))):
                found[leaf] = (handler_id, recorded_at, corrects)
                if corrects is not None:
                    older.add(corrects)
        wanted = sorted(older - set(found))
    return found
