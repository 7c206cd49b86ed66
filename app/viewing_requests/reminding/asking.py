"""Owns who is told of what the asker waits for: that a web request is taken over, and that an answer is told."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.law.periods import takeover_escalation_hours, takeover_reminder_hours
from app.viewing_requests.commands.telling import notice_keys
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.standing import is_unowned, untold
from app.viewing_requests.reminding.people import people_of

_UNOWNED = N_("인터넷 신청 {number}을(를) 아직 아무도 맡지 않았습니다.")
_TELL = N_("요청 {number}: 결정을 {day}까지 청구인에게 알리고 적으십시오.")
_TELL_LATE = N_("요청 {number}: 답변 기한 {day}이 지났는데 결정을 청구인에게 알린 기록이 없습니다.")


def remind_takeovers(session: Session, *, now: datetime) -> int:
    """Tell of web requests nobody has taken over for some hours, and return how many messages are new."""
    row, today = ViewingRequest, kst_day(now)
    waits = timedelta(hours=takeover_reminder_hours(today).hours or 0)
    waits_long = timedelta(hours=takeover_escalation_hours(today).hours or 0)
    waiting = select(row).where(is_unowned(), row.recorded_at <= now - waits).order_by(row.id)
    told = 0
    for found in session.scalars(waiting).all():
        steps = [("hours", {Role.OPERATOR, Role.MANAGER})]
        if found.recorded_at <= now - waits_long:
            steps.append(("day", {Role.PRIVACY_OFFICER}))
        for step, roles in steps:
            told += inbox.tell(
                session,
                to=people_of(session, found, roles, now=now),
                message=Message(_UNOWNED, {"number": found.number}),
                link=f"/requests/{found.number}",
                kind=Kind.REQUEST_RECEIVED,
                subject=f"viewing_request:{found.number}",
                urgent=True,
                key=f"request_unowned:{found.number}:{step}",
                actor=SYSTEM,
                now=now,
            )
    return told


def remind_notices(session: Session, *, now: datetime) -> int:
    """Tell of answers nobody has told the asker, at once and when the last day is over; return how many are new."""
    row, today = ViewingRequest, kst_day(now)
    told = 0
    for found in session.scalars(select(row).where(untold()).order_by(row.due_on, row.id)).all():
        (due, late), is_late = notice_keys(found), found.due_on < today
        roles = {Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER} if is_late else {Role.OPERATOR}
        text = _TELL_LATE if is_late else _TELL
        told += inbox.tell(
            session,
            to=people_of(session, found, roles, now=now, with_owners=True),
            message=Message(text, {"number": found.number, "day": found.due_on.isoformat()}),
            link=f"/requests/{found.number}",
            kind=Kind.ANSWER_OVERDUE if is_late else Kind.ANSWER_DUE,
            subject=f"viewing_request:{found.number}",
            urgent=is_late,
            key=late if is_late else due,
            actor=SYSTEM,
            now=now,
        )
    return told
