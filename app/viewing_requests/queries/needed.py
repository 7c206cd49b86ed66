"""Owns which other open cases need footage that is to be deleted, until when, and what then comes next instead."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.kernel.actor import Actor
from app.viewing_requests.domain import HANDLING_NAMES, KIND_NAMES, USE_NAME, Handling, RequesterKind, RequestKind
from app.viewing_requests.holding import LIVE
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold, ViewingRequestPlace
from app.viewing_requests.next_steps import Standing
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.standing import untold
from app.viewing_requests.states import GRANTED, OPEN, RUNNING, Status

Where = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededBy:
    """Another case that needs the footage. ``number`` None: the person may not know of it.

    ``until_on`` is its last day to answer, or the day until which it keeps the footage locked, the later of them.
    """

    number: str | None
    what: str
    until_on: date


def needed_elsewhere(
    session: Session, *, request_id: int, actor: Actor, wanted: Sequence[Where] | None = None
) -> tuple[NeededBy, ...]:
    """Return the other open cases, none of them a deletion, that need footage of a request, the longest need first.

    :param wanted: only these places, by site, zone and camera; None for all places of the request.
    """
    case, row = ViewingRequest, session.get_one(ViewingRequest, request_id)
    found = _needed_until(session, row, wanted)
    if not found:
        return ()
    visible = frozenset(session.scalars(select(case.id).where(case.id.in_(sorted(found)), may_see(actor))))
    needs = [
        NeededBy(
            number=one.number if one.id in visible else None,
            what=_what(one),
            until_on=max(found[one.id], one.due_on if Status(one.status) in RUNNING else date.min),
        )
        for one in session.scalars(select(case).where(case.id.in_(sorted(found))).order_by(case.number))
    ]
    return tuple(sorted(needs, key=lambda one: one.until_on, reverse=True))


def _needed_until(session: Session, row: ViewingRequest, wanted: Sequence[Where] | None) -> dict[int, date]:
    """Return the days until which other cases need the footage of these places, by case."""
    case, place, hold, request_id = ViewingRequest, ViewingRequestPlace, ViewingRequestHold, row.id
    if wanted is None:
        own = select(place.site_code, place.zone_code, place.camera_code).where(place.request_id == request_id)
        wanted = [(site, zone, camera) for site, zone, camera in session.execute(own)]
    other = case.id != row.id, case.status.in_(sorted(OPEN)), case.kind != RequestKind.DELETION
    asked = (
        select(case.id, case.due_on, place.site_code, place.zone_code, place.camera_code)
        .join(place, place.request_id == case.id)
        .where(*other, case.status.in_(sorted(RUNNING)), case.span_from < row.span_to, case.span_to > row.span_from)
    )
    locked = (
        select(case.id, hold.until_on, hold.site_code, hold.zone_code, hold.camera_code)
        .join(hold, hold.request_id == case.id)
        .where(*other, hold.state.in_(sorted(LIVE)), hold.span_from < row.span_to, hold.span_to > row.span_from)
    )
    found: dict[int, date] = {}
    for statement in (asked, locked):
        for other_id, day, *where in session.execute(statement):
            if any(_meet(where, one) for one in wanted):
                found[other_id] = max(found.get(other_id, date.min), day or date.min)
    return found


@cache
def is_blocked() -> ColumnElement[bool]:
    """Return the SQL of "it is a granted deletion, and another open case needs the footage", as in the above."""
    row, case, mine = ViewingRequest, aliased(ViewingRequest), aliased(ViewingRequestPlace)
    place, hold = aliased(ViewingRequestPlace), ViewingRequestHold
    other = mine.request_id == row.id, case.id != row.id, case.kind != RequestKind.DELETION
    asked = exists().where(
        *(*other, case.status.in_(sorted(RUNNING)), place.request_id == case.id),
        *(case.span_from < row.span_to, case.span_to > row.span_from, _same_camera(mine, place)),
    )
    locked = exists().where(
        *(*other, case.status.in_(sorted(OPEN)), hold.request_id == case.id, hold.state.in_(sorted(LIVE))),
        *(hold.span_from < row.span_to, hold.span_to > row.span_from, _same_camera(mine, hold)),
    )
    deletes = row.status.in_(sorted(GRANTED)), row.kind == RequestKind.DELETION
    return and_(*deletes, or_(asked.correlate(row), locked.correlate(row)))


def with_blocks(session: Session, *, standings: Mapping[int, Standing], actor: Actor) -> dict[int, Standing]:
    """Return the same standings; a granted deletion that other cases stand in the way of says the day it waits for."""
    found = dict(standings)
    granted = [number for number, one in found.items() if one.status in GRANTED and one.kind is RequestKind.DELETION]
    for request_id in granted:
        needs = needed_elsewhere(session, request_id=request_id, actor=actor)
        if needs:
            found[request_id] = replace(found[request_id], blocked_until=delete_on(needs))
    return found


def delete_on(needs: Sequence[NeededBy]) -> date:
    """Return the day after the last one on which any of some cases, one at least, needs the footage."""
    return max(one.until_on for one in needs) + timedelta(days=1)


def put_back(session: Session, *, rows: Collection[ViewingRequest], actor: Actor) -> dict[int, date]:
    """Return the later day of the granted deletions that wait for other cases, by request.

    Only of those whose asker was told of the decision, and where that day is later than the last day to answer.
    """
    case = ViewingRequest
    deletions = {row.id: row for row in rows if row.kind == RequestKind.DELETION and row.status in GRANTED}
    if not deletions:
        return {}
    told = session.scalars(select(case.id).where(case.id.in_(sorted(deletions)), ~untold())).all()
    found = {}
    for request_id in told:
        needs = needed_elsewhere(session, request_id=request_id, actor=actor)
        if needs and delete_on(needs) > deletions[request_id].due_on:
            found[request_id] = delete_on(needs)
    return found


def _what(row: ViewingRequest) -> str:
    """Return what a case is about, a message id."""
    if row.requester_kind == RequesterKind.INTERNAL:
        return USE_NAME
    if row.handling == Handling.PROVISION:
        return HANDLING_NAMES[Handling.PROVISION]
    return KIND_NAMES[RequestKind(row.kind)]


def _same_camera(one: Any, other: Any) -> ColumnElement[bool]:  # noqa: ANN401  # Two tables of places.
    """Return the SQL of ``_meet``."""
    zones = or_(one.zone_code.is_(None), other.zone_code.is_(None), one.zone_code == other.zone_code)
    cameras = or_(one.camera_code.is_(None), other.camera_code.is_(None), one.camera_code == other.camera_code)
    return and_(one.site_code == other.site_code, zones, cameras)


def _meet(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Return whether two places share a camera; a place without zone or camera is all of its site or zone."""
    return one[0] == other[0] and all(
        mine is None or theirs is None or mine == theirs for mine, theirs in zip(one[1:], other[1:], strict=True)
    )
