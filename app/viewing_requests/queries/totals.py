"""Owns what is counted or gone through over all open requests, however many; lists hold the most urgent only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.viewing_requests.clocks import answer_period
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.holding import HELD_KINDS, LIVE, EndedBecause, HoldState
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold
from app.viewing_requests.queries.dates import calendar, course_of, reckonings
from app.viewing_requests.queries.sight import at_site, may_decide, may_see
from app.viewing_requests.queries.standing import is_unfinished
from app.viewing_requests.states import RUNNING, UNDECIDED

_AT_ONCE = 500
"""Rows fetched at once while all are gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """What checks need of an open request. ``legal_on`` is the last day by law, without our own, shorter promise.

    ``has_legal_day`` False: the law sets no day, ``legal_on`` is our own.
    """

    number: str
    awaits_decision: bool
    kind: RequestKind
    received_at: datetime
    due_on: date
    legal_on: date
    has_legal_day: bool
    overwrite_at: datetime | None
    unheld_at: datetime | None  # From then on footage may be gone that nobody locked.
    given_up_at: datetime | None  # From then on footage may be gone that a decider gave up.


def number_open(session: Session, *, actor: Actor, site: str | None = None) -> int:
    """Return how many open requests a person may know of, of one site or (None) of all; the untold are open too."""
    statement = select(func.count()).select_from(ViewingRequest)
    statement = statement.where(is_unfinished(), may_see(actor))
    if site is not None:
        statement = statement.where(at_site(actor, site))
    return session.scalar(statement) or 0


def number_to_decide(session: Session, *, actor: Actor) -> int:
    """Return how many requests await a decision this person may take."""
    return session.scalar(select(func.count()).select_from(ViewingRequest).where(*may_decide(actor))) or 0


def open_requests(session: Session, *, actor: Actor) -> Iterator[OpenRequest]:
    """Yield every request without an answer a person may know of, some rows at a time, oldest first."""
    row, hold = ViewingRequest, ViewingRequestHold
    raised = (hold.request_id == row.id) & (hold.state == str(HoldState.RAISED))
    first = select(func.min(hold.needed_by)).where(raised).correlate(row).scalar_subquery()
    again = aliased(ViewingRequestHold)
    same = again.request_id == hold.request_id, again.place == hold.place  # Of the hold given up, one level out only.
    locked = exists().where(*same, again.state.in_(sorted(LIVE)))
    dropped = (hold.request_id == row.id) & (hold.ended_because == str(EndedBecause.NOT_NEEDED)) & ~locked
    given_up = select(func.min(hold.needed_by)).where(dropped, hold.state == str(HoldState.DROPPED))
    statement = (
        select(
            row.id,
            row.number,
            row.status,
            row.kind,
            row.handling,
            row.received_at,
            row.due_on,
            row.due_at,
            row.overwrite_at,
            first.label("first"),
            given_up.correlate(row).scalar_subquery().label("given_up"),
            exists().where(hold.request_id == row.id).label("has_holds"),
        )
        .where(row.status.in_(sorted(RUNNING)), may_see(actor))
        .order_by(row.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    days = calendar(session)
    for some in session.execute(statement).partitions():
        counts = reckonings(session, request_ids=[found.id for found in some])
        for found in some:
            kind, handling = RequestKind(found.kind), Handling(found.handling)
            legal = answer_period(kind, handling, kst_day(found.received_at)).days or 0
            yield OpenRequest(
                number=found.number,
                awaits_decision=found.status in UNDECIDED,
                kind=RequestKind(found.kind),
                received_at=found.received_at,
                due_on=found.due_on,
                legal_on=course_of(found, days=legal, reckoning=counts.get(found.id), calendar=days).on,
                has_legal_day=handling is not Handling.PROVISION,
                overwrite_at=found.overwrite_at,
                unheld_at=_unheld_at(found),
                given_up_at=found.given_up,
            )


def _unheld_at(found: Any) -> datetime | None:  # noqa: ANN401  # A row of the statement above.
    """Return from when footage may be gone that nobody locked: of holds not set, or of a case that has none yet."""
    if found.has_holds or found.kind not in HELD_KINDS:
        first: datetime | None = found.first
        return first
    gone_at: datetime | None = found.overwrite_at
    return gone_at if gone_at is not None and gone_at < found.due_at else None
