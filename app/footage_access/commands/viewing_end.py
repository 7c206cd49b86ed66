"""Owns how a viewing that was recorded as it began is ended."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.footage_access.domain import check_may_record
from app.footage_access.events import ViewingEnded
from app.footage_access.models import FootageAccessEnd
from app.footage_access.queries import endable, entry_row
from app.footage_access.refusals import EndsTooEarly, NotRunning, NotYoursToEnd
from app.kernel.actor import Actor
from app.kernel.clock import KST
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.viewing_requests.events import sole_site


def end_viewing(
    session: Session, *, leaf: int, actor: Actor, now: datetime, ended_at: datetime | None = None
) -> Receipt:
    """Record that a running viewing is over; whoever works at its places may, since the next shift inherits it.

    :param ended_at: when it ended, if that was earlier than now.
    :raises NotAllowed: if the person does not work with footage.
    :raises EntryNotFound: if there is no such entry the person may see.
    :raises NotRunning: if it was not recorded as running, has ended, or was corrected or withdrawn.
    :raises NotYoursToEnd: if another person began it, and one of its places is where this one does not record.
    :raises EndsTooEarly: if it would end before it began, or in the future.
    """
    check_may_record(actor)
    row = entry_row(session, leaf=leaf, actor=actor)
    if not row.is_running:
        raise NotRunning(leaf=leaf + 1)
    if leaf not in endable(session, rows=[row], actor=actor):
        raise NotYoursToEnd
    at = now if ended_at is None else ended_at
    if not row.occurred_at <= at <= now:
        raise EndsTooEarly(began=f"{row.occurred_at.astimezone(KST):%Y-%m-%d %H:%M:%S}")
    event = ViewingEnded(entry_leaf=leaf, began_at=row.occurred_at, ended_at=at, site=sole_site(row.places))
    receipt = ledger.append(session, event, actor=actor, now=now)
    if session.scalar(select(FootageAccessEnd.leaf).where(FootageAccessEnd.leaf == leaf)) is not None:
        raise NotRunning(leaf=leaf + 1)  # Again, now that nobody else can append.
    session.execute(
        insert(FootageAccessEnd).values(
            leaf=leaf,
            log_id=receipt.log_id,
            end_leaf=receipt.leaf,
            began_at=row.occurred_at,
            ended_at=at,
            ended_by=actor.id,
        )
    )
    return receipt
