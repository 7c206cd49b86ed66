"""Owns how far cases are: locks, checks, copies, waiting, notices; a few statements for any number of cases."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.kernel.actor import SYSTEM_ID
from app.kernel.clock import kst_day
from app.viewing_requests.domain import Handling, RequesterKind, RequestKind
from app.viewing_requests.holding import LOCKED, HoldState
from app.viewing_requests.identity import CheckKind, needed_checks
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestEmergency,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestNotice,
    ViewingRequestPause,
    ViewingRequestReturn,
)
from app.viewing_requests.models.checks import ViewingRequestCheck
from app.viewing_requests.models.holds import ViewingRequestHold
from app.viewing_requests.models.receipts import ViewingRequestTakeover
from app.viewing_requests.next_steps import Standing
from app.viewing_requests.queries.duties import owes_letter
from app.viewing_requests.queries.sight import still_taken
from app.viewing_requests.states import ENDED, GRANTED, OPEN, UNDECIDED, Status
from app.viewing_requests.urgency import EXTEND_AHEAD

NEEDS_CHECKS = UNDECIDED | GRANTED
"""Nothing was shown yet: a missing check still matters."""
TELLS = frozenset({Status.APPROVED, Status.PARTLY_APPROVED, Status.REFUSED, Status.NOT_EXISTING})
"""Only these have an answer to tell: what was shown at once needs no notice."""


def standings(session: Session, *, request_ids: Collection[int], today: date) -> dict[int, Standing]:
    """Return how far some cases are, by request; whoever calls it sees to it that the reader may know them."""
    ids = sorted(request_ids)
    if not ids:
        return {}
    row = ViewingRequest
    statement = select(row, checks_missing(), waits_until(today), untold(), copies_out(), is_unowned(), owes_letter())
    statement = statement.where(row.id.in_(ids))
    locks = _locks(session, ids)
    taken = ViewingRequestTakeover
    owners: dict[int, frozenset[int]] = {}
    for request_id, taken_by in session.execute(
        select(taken.request_id, taken.taken_by).where(taken.request_id.in_(ids), still_taken())
    ):
        owners[request_id] = owners.get(request_id, frozenset()) | {taken_by}
    emergency = ViewingRequestEmergency
    waiting = emergency.request_id.in_(ids), emergency.reviewed_at.is_(None)
    opened = select(emergency.request_id, emergency.opened_by).where(*waiting)
    to_review = {row.request_id: row.opened_by for row in session.execute(opened)}
    return {
        found.id: Standing(
            status=Status(found.status),
            handling=Handling(found.handling),
            kind=RequestKind(found.kind),
            own_to=frozenset({found.received_by}) | owners.get(found.id, frozenset()),
            is_endorsed=found.endorsed_by is not None,
            endorsed_by=found.endorsed_by,
            held_until=found.held_until,
            **locks.get(found.id, {}),
            checks_missing=missing,
            copies_out=out,
            waits_until=until,
            to_review_of=to_review.get(found.id),
            is_emergency=found.emergency_leaf is not None,
            owes_letter=bool(letter),
            untold=bool(not_told),
            unowned=bool(unowned),
            blocked_until=None,
            nobody=None,
        )
        for found, missing, until, not_told, out, unowned, letter in session.execute(statement)
    }


@cache
def checks_missing() -> ColumnElement[int]:
    """Return the SQL of "so many needed checks have not passed" while nothing was shown yet; none in an emergency.

    Of each kind the newest check counts that was not taken back, as in ``passed_checks``.
    """
    row, check, newest = ViewingRequest, ViewingRequestCheck, aliased(ViewingRequestCheck)
    missing: dict[CheckKind, list[ColumnElement[bool]]] = {}
    for requester in RequesterKind:
        for handling in Handling:
            for needed in needed_checks(requester, handling):
                asks = and_(row.requester_kind == requester, row.handling == handling)
                missing.setdefault(needed.what, []).append(asks)
    total: Any = 0
    for what, asked in missing.items():
        counts = newest.request_id == row.id, newest.what == what, newest.revoked_at.is_(None)
        last = select(func.max(newest.leaf)).where(*counts).correlate(row).scalar_subquery()
        passed = exists().where(check.leaf == last, check.passed)
        total = total + case((and_(or_(*asked), ~passed), 1), else_=0)
    waits = and_(row.status.in_(sorted(NEEDS_CHECKS)), row.emergency_leaf.is_(None))
    return case((waits, total), else_=0)


def waits_until(today: date) -> ColumnElement[Any]:
    """Return the SQL of the day until which the asker is waited for, or NULL."""
    pause = ViewingRequestPause
    newest = select(func.max(pause.until_on)).where(
        pause.request_id == ViewingRequest.id, pause.resumed_on.is_(None), pause.until_on >= today
    )
    return newest.scalar_subquery()


@cache
def untold() -> ColumnElement[bool]:
    """Return the SQL of "nobody has told the asker of the answer that stands", as in ``unnotified``."""
    row, notice = ViewingRequest, ViewingRequestNotice
    of_answer = and_(notice.round == row.round, notice.told == row.outcome)
    tells = row.status.in_(sorted(TELLS)), or_(row.emergency_leaf.is_(None), row.status.in_(sorted(ENDED)))
    return and_(*tells, ~exists().where(notice.request_id == row.id, of_answer))


@cache
def is_unfinished() -> ColumnElement[bool]:
    """Return the SQL of "not over": by its status, or because its asker was not told of the answer.

    The board, its numbers, the page of a site and the report of a shift count by this.
    """
    return or_(ViewingRequest.status.in_(sorted(OPEN)), untold())


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
    return ViewingRequest.id.in_(select(hold.request_id).where(hold.state.in_(sorted(states))))


def has_lock_to_extend(now: datetime) -> ColumnElement[bool]:
    """Return the SQL of "a lock of the request is about to end, or has ended", as its task says."""
    hold = ViewingRequestHold
    ends = hold.until_on < kst_day(now + EXTEND_AHEAD)
    return ViewingRequest.id.in_(select(hold.request_id).where(hold.state.in_(sorted(LOCKED)), ends))


@cache
def has_copies_out() -> ColumnElement[bool]:
    """Return the SQL of "a copy must come back, and has not"; looked up once for all requests."""
    given, item, back = ViewingRequestHandover, ViewingRequestHandoverItem, ViewingRequestReturn
    still_out = (
        select(item.request_id)
        .join(given, given.leaf == item.leaf)
        .outerjoin(back, (back.handover_leaf == item.leaf) & (back.position == item.position))
        .where(given.return_by.is_not(None), back.leaf.is_(None))
    )
    return ViewingRequest.id.in_(still_out)


@cache
def is_unowned() -> ColumnElement[bool]:
    """Return the SQL of "it came in by the web, and nobody has taken it over"."""
    row, taken = ViewingRequest, ViewingRequestTakeover
    unanswered = row.status.in_(sorted(UNDECIDED))
    return and_(unanswered, row.received_by == SYSTEM_ID, ~exists().where(taken.request_id == row.id, still_taken()))


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
    late = select(hold.request_id, func.count()).where(
        hold.request_id.in_(ids), hold.state == HoldState.RAISED, hold.place != "", hold.needed_by <= hold.raised_at
    )
    for request_id, count in session.execute(late.group_by(hold.request_id)):
        found[request_id]["locks_past"] = count
    return found


_COUNTS = ("locks_to_set", "locks_past", "locks_to_confirm", "locks_to_release")
_COUNTED = {
    HoldState.RAISED: ("locks_to_set",),
    HoldState.SET: ("locks_to_confirm", "locks_to_release"),
    HoldState.CONFIRMED: ("locks_to_release",),
}
