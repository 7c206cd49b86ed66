"""Owns who is told that a decision, its second step or the look at an emergency waits; also who stands in since."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM
from app.kernel.clock import KST, kst_day
from app.kernel.messages import N_, Message
from app.law.periods import review_reminder_hours
from app.viewing_requests.commands.telling import deciders_of, tell_of_second_step, tell_of_waiting
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.emergencies import EmergencyView, emergencies_to_review
from app.viewing_requests.states import Status

_REVIEW = N_("요청 {number}: 긴급 처리를 {moment}까지 검토해야 합니다.")
_REVIEW_LATE = N_("요청 {number}: 긴급 처리를 {moment}까지 검토하지 않았습니다.")


def remind_decisions(session: Session, *, now: datetime) -> int:
    """Tell whoever decides of what waits for them and was not told to them yet; return how many messages are new."""
    row = ViewingRequest
    statement = select(row).where(row.status == str(Status.IN_REVIEW)).order_by(row.id)
    told = 0
    for found in session.scalars(statement).all():
        tell = tell_of_waiting if found.endorsed_by is None else tell_of_second_step
        told += tell(session, found, actor=SYSTEM, now=now)
    return told


def remind_emergencies(session: Session, *, now: datetime) -> int:
    """Tell of emergencies nobody looked at: shortly before it must be done, and once it is late; return how many."""
    ahead = timedelta(hours=review_reminder_hours(kst_day(now)).hours or 0)
    waiting = emergencies_to_review(session, actor=SYSTEM, overdue_at=now + ahead)
    return sum(
        _tell(session, one, is_late=is_late, now=now)
        for one in waiting
        for is_late in ((False, True) if one.is_overdue(now) else (False,))
    )


def _tell(session: Session, one: EmergencyView, *, is_late: bool, now: datetime) -> int:
    row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == one.number)).one()
    own = {one.opened_by, one.received_by, *one.taken_by}
    moment = f"{one.review_due_at.astimezone(KST):%Y-%m-%d %H:%M}"
    return inbox.tell(
        session,
        to=deciders_of(session, row, now=now, but=own),
        message=Message(_REVIEW_LATE if is_late else _REVIEW, {"number": one.number, "moment": moment}),
        link=f"/requests/{one.number}",
        kind=Kind.EMERGENCY_REVIEW,
        subject=f"viewing_request:{one.number}",
        urgent=is_late,
        key=f"emergency_{'late' if is_late else 'due'}:{one.number}:{one.leaf}",
        actor=SYSTEM,
        now=now,
    )
