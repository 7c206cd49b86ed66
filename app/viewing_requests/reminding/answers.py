"""Owns who is told that an answer is due: two days before, and once it is late."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.law.periods import answer_reminder_days
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.needed import put_back
from app.viewing_requests.reminding.people import people_of
from app.viewing_requests.states import GRANTED, RUNNING

_DECIDE = N_("요청 {number}: {day}까지 결정하고 알려야 합니다.")
_GIVE = N_("요청 {number}: {day}까지 영상을 보여 주거나 내주어야 합니다.")
_DECIDE_LATE = N_("요청 {number}: 답변 기한 {day}이 지났는데 결정하지 않았습니다.")
_GIVE_LATE = N_("요청 {number}: 답변 기한 {day}이 지났는데 영상을 보여 주거나 내주지 않았습니다.")


def remind_answers(session: Session, *, now: datetime) -> int:
    """Tell those who must act of answers due within two days (``product.reminders``), of late ones the officer too.

    Return how many messages are new. A last day that moved is told anew when it comes near; a deletion that waits for
    other cases, of which its asker was told, has the day of which they were told.
    """
    today = kst_day(now)
    soon = today + timedelta(days=answer_reminder_days(today).days or 0)
    row = ViewingRequest
    statement = select(row).where(row.status.in_(sorted(RUNNING)), row.due_on <= soon).order_by(row.due_on, row.id)
    told, rows = 0, session.scalars(statement).all()
    later = put_back(session, rows=rows, actor=SYSTEM)
    for found in rows:
        due_on = later.get(found.id, found.due_on)
        if due_on > soon:
            continue
        late, granted = due_on < today, found.status in GRANTED
        roles = [Role.OPERATOR] if granted else [Role.MANAGER]
        if found.steps_needed > 1 and not granted:
            roles.append(Role.PRIVACY_OFFICER)
        if late:
            roles += [Role.MANAGER, Role.PRIVACY_OFFICER]
        act = "give" if granted else "decide"
        text = (_GIVE_LATE if late else _GIVE) if granted else (_DECIDE_LATE if late else _DECIDE)
        told += inbox.tell(
            session,
            to=people_of(session, found, set(roles), now=now, with_owners=True),
            message=Message(text, {"number": found.number, "day": due_on.isoformat()}),
            link=f"/requests/{found.number}",
            kind=Kind.ANSWER_OVERDUE if late else Kind.ANSWER_DUE,
            subject=f"viewing_request:{found.number}",
            urgent=late,
            key=f"answer_{'late' if late else 'due'}:{found.number}:{due_on}:{act}:{found.round}",
            actor=SYSTEM,
            now=now,
        )
    return told
