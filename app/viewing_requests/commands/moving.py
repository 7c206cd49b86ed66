"""Owns moving the last day to answer: the row, the line that says why, and the sealed event together."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.commands.raising import ANSWERS, review_holds
from app.viewing_requests.commands.rows import site_of
from app.viewing_requests.events import DueMoved
from app.viewing_requests.holding import RaisedBecause
from app.viewing_requests.models import ViewingRequest, ViewingRequestCounter, ViewingRequestDueMove
from app.viewing_requests.moves import Cause
from app.viewing_requests.queries import calendar, course_of, reckonings
from app.viewing_requests.states import RUNNING


def move_due(
    session: Session,
    requests: Sequence[ViewingRequest],
    *,
    cause: Cause,
    actor: Actor,
    now: datetime,
    day: date | None = None,
    title: str | None = None,
) -> int:
    """Count the last days of locked, open requests anew, move those that changed, and return how many.

    Call it after that which moves them was written. What was counted stands in the event, so that the page and the
    check say the same. Footage that could go before the new day gets its holds.
    """
    session.flush()
    days = calendar(session)
    counts = reckonings(session, request_ids=[row.id for row in requests])
    moved = []
    for row in requests:
        new_on = course_of(row, days=row.due_days, reckoning=counts.get(row.id), calendar=days).on
        if new_on != row.due_on:
            moved.append((row, new_on, site_of(session, row.id)))
    events = [
        DueMoved(number=row.number, site=site, old_on=row.due_on, new_on=new_on, cause=cause, day=day, day_title=title)
        for row, new_on, site in moved
    ]
    receipts = ledger.append_all(session, events, actor=actor, now=now)
    for (row, new_on, _site), receipt in zip(moved, receipts, strict=True):
        row.due_moves += 1
        session.add(
            ViewingRequestDueMove(
                request_id=row.id,
                position=row.due_moves,
                old_on=row.due_on,
                new_on=new_on,
                cause=cause,
                day=day,
                day_title=title,
                moved_by=actor.id,
                moved_at=receipt.recorded_at,
            )
        )
        row.due_on, row.due_at = new_on, end_of_kst_day(new_on)
    session.flush()
    for row, _new_on, _site in moved:
        review_holds(session, row, because=RaisedBecause.DUE_MOVED, actor=actor, now=now)
        inbox.settle(session, subject=f"viewing_request:{row.number}", kinds=ANSWERS, now=now)
    return len(moved)


def hold_intake(session: Session) -> None:
    """Keep new requests from being counted by the days as they were, until the transaction ends.

    Taking a request in locks the counter of its year first and reads the calendar then.
    """
    session.scalars(select(ViewingRequestCounter).order_by(ViewingRequestCounter.year).with_for_update()).all()


def locked_open_requests(session: Session) -> list[ViewingRequest]:
    """Return the rows of all requests without an answer, locked until the transaction ends, oldest first."""
    row = ViewingRequest
    statement = select(row).where(row.status.in_(sorted(RUNNING))).order_by(row.id).with_for_update()
    return list(session.scalars(statement.execution_options(populate_existing=True)))
