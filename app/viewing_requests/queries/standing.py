"""Owns how far cases are: locks, checks, copies, waiting, notices; a few statements for any number of cases."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session

from app.viewing_requests.domain import Handling, RequesterKind, RequestKind
from app.viewing_requests.holding import HoldState
from app.viewing_requests.identity import CheckKind, needed_checks
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestEmergency,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestNotice,
    ViewingRequestPause,
    ViewingRequestReturn,
)
from app.viewing_requests.models.checks import ViewingRequestCheck
from app.viewing_requests.models.holds import ViewingRequestHold
from app.viewing_requests.next_steps import Standing
from app.viewing_requests.states import GRANTED, UNDECIDED, Outcome, Status

NEEDS_CHECKS = UNDECIDED | GRANTED
"""Nothing was shown yet: a missing check still matters."""
TELLS = frozenset({Status.APPROVED, Status.PARTLY_APPROVED, Status.REFUSED, Status.NOT_EXISTING})
"""Only these have something to tell the asker that a hand-over does not tell by itself."""


def standings(session: Session, *, request_ids: Collection[int], today: date) -> dict[int, Standing]:
    """Return how far some cases are, by request; whoever calls it sees to it that the reader may know them."""
    ids = sorted(request_ids)
    if not ids:
        return {}
    row = ViewingRequest
    statement = select(row, checks_missing(), waits_until(today), untold(), copies_out()).where(row.id.in_(ids))
    locks = _locks(session, ids)
    to_review = set(
        session.scalars(
            select(ViewingRequestEmergency.request_id).where(
                ViewingRequestEmergency.request_id.in_(ids), ViewingRequestEmergency.reviewed_at.is_(None)
            )
        )
    )
    return {
        found.id: Standing(
            status=Status(found.status),
            handling=Handling(found.handling),
            kind=RequestKind(found.kind),
            received_by=found.received_by,
            is_endorsed=found.endorsed_by is not None,
            endorsed_by=found.endorsed_by,
            held_until=found.held_until,
            **locks.get(found.id, {}),
            checks_missing=missing,
            copies_out=out,
            waits_until=until,
            to_review=found.id in to_review,
            is_emergency=found.emergency_leaf is not None,
            untold=bool(not_told),
        )
        for found, missing, until, not_told, out in session.execute(statement)
    }


def checks_missing() -> ColumnElement[int]:
    """Return the SQL of "so many needed checks have not passed" while nothing was shown yet."""
    row, check = ViewingRequest, ViewingRequestCheck
    missing: dict[CheckKind, list[ColumnElement[bool]]] = {}
    for requester in RequesterKind:
        for handling in Handling:
            for needed in needed_checks(requester, handling):
                asks = and_(row.requester_kind == requester, row.handling == handling)
                missing.setdefault(needed.what, []).append(asks)
    total: Any = 0
    for what, asked in missing.items():
        passed = exists().where(
            check.request_id == row.id, check.what == what, check.passed, check.revoked_at.is_(None)
        )
        total = total + case((and_(or_(*asked), ~passed), 1), else_=0)
    return case((row.status.in_(sorted(NEEDS_CHECKS)), total), else_=0)


def waits_until(today: date) -> ColumnElement[Any]:
    """Return the SQL of the day until which the asker is waited for, or NULL."""
    pause = ViewingRequestPause
    newest = select(func.max(pause.until_on)).where(
        pause.request_id == ViewingRequest.id, pause.resumed_on.is_(None), pause.until_on >= today
    )
    return newest.scalar_subquery()


def untold() -> ColumnElement[bool]:
    """Return the SQL of "the asker was not told yet of the decision that stands"."""
    row, decision, notice = ViewingRequest, ViewingRequestDecision, ViewingRequestNotice
    decided = exists().where(
        decision.request_id == row.id,
        decision.round == row.round,
        decision.outcome == row.outcome,
        decision.decided_as.is_not(None),  # Earlier ones were told without a note of it.
    )
    told = exists().where(
        notice.request_id == row.id,
        notice.told.in_(sorted(Outcome)),
        or_(notice.round == row.round, notice.emergency_leaf.is_not(None)),
    )
    return and_(row.status.in_(sorted(TELLS)), or_(decided, row.emergency_leaf.is_not(None)), ~told)


def copies_out() -> ColumnElement[int]:
    """Return the SQL of how many copies must come back, and have not."""
    given, item, back = ViewingRequestHandover, ViewingRequestHandoverItem, ViewingRequestReturn
    returned = exists().where(back.handover_leaf == item.leaf, back.position == item.position)
    counted = (
        select(func.count())
        .select_from(item)
        .join(given, given.leaf == item.leaf)
        .where(given.request_id == ViewingRequest.id, given.return_by.is_not(None), ~returned)
    )
    return counted.correlate(ViewingRequest).scalar_subquery()


def has_lock(*states: HoldState) -> ColumnElement[bool]:
    """Return the SQL of "a lock of the request is in one of these states"."""
    hold = ViewingRequestHold
    return exists().where(hold.request_id == ViewingRequest.id, hold.state.in_(sorted(states))) if states else false()


def _locks(session: Session, ids: list[int]) -> Mapping[int, dict[str, int]]:
    hold = ViewingRequestHold
    statement = (
        select(hold.request_id, hold.state, func.count())
        .where(hold.request_id.in_(ids), hold.state.in_(sorted(_COUNTED)))
        .group_by(hold.request_id, hold.state)
    )
    found: dict[int, dict[str, int]] = {}
    for request_id, state, count in session.execute(statement):
        counts = found.setdefault(request_id, dict.fromkeys(_COUNTS, 0))
        for name in _COUNTED[HoldState(state)]:
            counts[name] += count
    return found


_COUNTS = ("locks_to_set", "locks_to_confirm", "locks_to_release")
_COUNTED = {
    HoldState.RAISED: ("locks_to_set",),
    HoldState.SET: ("locks_to_confirm", "locks_to_release"),
    HoldState.CONFIRMED: ("locks_to_release",),
}
