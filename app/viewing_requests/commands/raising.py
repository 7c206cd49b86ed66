"""Owns raising holds where footage could go before the answer, and dropping those that are not needed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Actor
from app.ledger import commands as ledger
from app.viewing_requests.domain import Place, RequestKind
from app.viewing_requests.events import HoldDropped, HoldRaised
from app.viewing_requests.holding import (
    HELD_KINDS,
    LIVE,
    LOCK_ANEW,
    LOCKED,
    EndedBecause,
    Filmed,
    HoldState,
    RaisedBecause,
    held_until,
    status_with,
    to_hold,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold
from app.viewing_requests.queries.filmed import filmed_at, first_gone_anywhere
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.states import RUNNING, Status

_AGAIN = frozenset({EndedBecause.IN_TIME, EndedBecause.CASE_OVER, *LOCK_ANEW})
"""After a hold ended so, one may be raised on the same camera again; everything else is a person's word."""
TASKS = (Kind.HOLD_DUE, Kind.HOLD_OVERDUE)
ANSWERS = (Kind.ANSWER_DUE, Kind.ANSWER_OVERDUE)
WAITING = (Kind.REQUEST_RECEIVED, Kind.DECISION_WAITING, Kind.DECISION_OVERDUE)
"""What people are told until somebody has decided."""


def holds_of(session: Session, request_id: int) -> list[ViewingRequestHold]:
    """Return all holds of a request, in the order they were raised."""
    hold = ViewingRequestHold
    return list(session.scalars(select(hold).where(hold.request_id == request_id).order_by(hold.leaf)))


def review_holds(
    session: Session,
    row: ViewingRequest,
    *,
    because: RaisedBecause,
    actor: Actor,
    now: datetime,
    filmed: Sequence[Filmed] | None = None,
    given_up: bool = False,
) -> None:
    """Raise what holds a locked, running request lacks, and drop those it does not need any more.

    :param filmed: the footage as it is known, if the caller has looked it up.
    :param given_up: raise again what a decider had given up.
    """
    if Status(row.status) not in RUNNING:
        return
    places = places_of(session, request_id=row.id, sites=None)
    if filmed is None:
        filmed = filmed_at(session, places=places, span_from=row.span_from, now=now)
    holds = holds_of(session, row.id)
    if not places:
        _search(session, row, holds, because=because, actor=actor, now=now)
        return
    wanted = to_hold(filmed, RequestKind(row.kind), due_at=row.due_at, now=now)
    keys = {one.key for one in wanted}
    for hold in holds:
        if hold.state == HoldState.RAISED and hold.place not in keys:
            found = EndedBecause.IN_TIME if hold.place else EndedBecause.PLACES_NAMED
            drop_hold(session, row, holds, hold, because=found, actor=actor, now=now)
    again = _AGAIN | {EndedBecause.NOT_NEEDED} if given_up else _AGAIN
    spoken_for = {hold.place for hold in holds if hold.state in LIVE or hold.ended_because not in again}
    for one in wanted:
        if one.key not in spoken_for:
            _raise(session, row, holds, one, because=because, actor=actor, now=now)


def drop_raised(session: Session, row: ViewingRequest, *, now: datetime) -> None:
    """Drop every hold of a locked request that was not set yet, because the case needs no footage any more.

    What is locked stays for somebody to release. Messages that asked for any of it, or for a decision, are closed.
    """
    holds = holds_of(session, row.id)
    for hold in holds:
        if hold.state == HoldState.RAISED:
            drop_hold(session, row, holds, hold, because=EndedBecause.CASE_OVER, actor=SYSTEM, now=now)
    inbox.settle(session, subject=f"viewing_request:{row.number}", kinds=(*TASKS, *ANSWERS, *WAITING), now=now)


def settle_waiting(session: Session, row: ViewingRequest, *, now: datetime) -> None:
    """Close the messages that somebody must decide on a request, and by when: somebody has."""
    inbox.settle(session, subject=f"viewing_request:{row.number}", kinds=(*WAITING, *ANSWERS), now=now)


def drop_hold(
    session: Session,
    row: ViewingRequest,
    holds: Sequence[ViewingRequestHold],
    hold: ViewingRequestHold,
    *,
    because: EndedBecause,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Drop one raised hold of a locked request; a reason is sealed already."""
    event = HoldDropped(number=row.number, site=hold.site_code, hold=hold.leaf, because=because, reason=reason)
    receipt = ledger.append(session, event, actor=actor, now=now)
    hold.state, hold.ended_because = HoldState.DROPPED, because
    hold.ended_by, hold.ended_at = actor.id, receipt.recorded_at
    settle_row(row, holds)
    session.flush()


def settle_row(row: ViewingRequest, holds: Sequence[ViewingRequestHold]) -> None:
    """Let a running request say until when all its footage is held, and stand where that puts it.

    Called after every single change of a hold, so that the check can follow entry by entry.
    """
    if Status(row.status) not in RUNNING:
        return
    row.held_until = held_until((HoldState(hold.state), hold.until_on) for hold in holds)
    row.status = status_with(Status(row.status), row.held_until)


def settle_messages(
    session: Session, row: ViewingRequest, holds: Sequence[ViewingRequestHold], *, now: datetime
) -> None:
    """Close messages about holds once there is nothing to do that they asked for."""
    subject, states = f"viewing_request:{row.number}", {HoldState(hold.state) for hold in holds}
    if not states & {HoldState.RAISED, HoldState.SET} or Status(row.status) not in RUNNING:
        inbox.settle(session, subject=subject, kinds=TASKS, now=now)
    if not states & LOCKED:
        inbox.settle(session, subject=subject, kinds=(Kind.HOLD_RELEASE,), now=now)


def _search(
    session: Session,
    row: ViewingRequest,
    holds: list[ViewingRequestHold],
    *,
    because: RaisedBecause,
    actor: Actor,
    now: datetime,
) -> None:
    """Let somebody look for the camera of a place known in words only; at once when nobody knows how long there is."""
    if holds or row.kind not in HELD_KINDS:
        return
    gone_at = first_gone_anywhere(session, actor=actor, span_from=row.span_from, now=now)
    _raise(session, row, holds, None, because=because, actor=actor, now=now, needed_by=gone_at)


def _raise(
    session: Session,
    row: ViewingRequest,
    holds: list[ViewingRequestHold],
    one: Filmed | None,
    *,
    because: RaisedBecause,
    actor: Actor,
    now: datetime,
    needed_by: datetime | None = None,
) -> None:
    needed_by = (one.gone_at if one else needed_by) or now
    place = None
    if one is not None:
        place = Place(site_code=one.site_code, zone_code=one.zone_code, camera_code=one.camera_code, label=one.label)
    event = HoldRaised(
        number=row.number,
        site=place.site_code if place else None,
        place=place,
        recorder=one.recorder if one else "",
        offset_seconds=one.offset_seconds if one else None,
        span_from=row.span_from,
        span_to=row.span_to,
        needed_by=needed_by,
        because=because,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    hold = ViewingRequestHold(
        leaf=receipt.leaf,
        request_id=row.id,
        place=place.key if place else "",
        site_code=place.site_code if place else None,
        zone_code=place.zone_code if place else None,
        camera_code=place.camera_code if place else None,
        label=place.label if place else "",
        recorder=event.recorder,
        offset_seconds=event.offset_seconds,
        span_from=row.span_from,
        span_to=row.span_to,
        needed_by=needed_by,
        state=HoldState.RAISED,
        raised_because=because,
        raised_by=actor.id,
        raised_at=receipt.recorded_at,
    )
    session.add(hold)
    holds.append(hold)
    settle_row(row, holds)
    session.flush()
