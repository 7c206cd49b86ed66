"""Owns who is told that the letter of an emergency is owed: at once, and when its hours are over (법 18⑤)."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import KST
from app.kernel.messages import N_, Message
from app.viewing_requests.commands.telling import letter_keys
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.duties import letters_due
from app.viewing_requests.reminding.people import people_of

_DUE = N_("요청 {number}: {moment}까지 18⑤ 문서를 보내고 수락을 기록하십시오.")
_LATE = N_("요청 {number}: 18⑤ 문서를 {moment}까지 보내지 않았습니다.")


def remind_letters(session: Session, *, now: datetime) -> int:
    """Tell those who work on the case, and late also the privacy officer; return how many messages are new."""
    told = 0
    for one in letters_due(session, actor=SYSTEM):
        row = session.get_one(ViewingRequest, one.request_id)
        is_late = one.is_overdue(now)
        due, late = letter_keys(one.number)
        roles = {Role.OPERATOR, Role.MANAGER} | ({Role.PRIVACY_OFFICER} if is_late else set())
        told += inbox.tell(
            session,
            to=people_of(session, row, roles, now=now, with_owners=True),
            message=Message(
                _LATE if is_late else _DUE,
                {"number": one.number, "moment": f"{one.due_at.astimezone(KST):%Y-%m-%d %H:%M}"},
            ),
            link=f"/requests/{one.number}",
            kind=Kind.HANDOVER_WAITING,
            subject=f"viewing_request:{one.number}",
            urgent=is_late,
            key=late if is_late else due,
            actor=SYSTEM,
            now=now,
        )
    return told
