"""Owns who is told that nobody can decide on a case: whoever gives rights, and the privacy officer."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.deciders import deciders
from app.viewing_requests.reminding.people import people_of
from app.viewing_requests.states import UNDECIDED

_NOBODY = N_("요청 {number}: {why} 대리할 사람을 정하거나 권한을 주십시오.")
_TOLD = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)


def remind_undecidable(session: Session, *, now: datetime) -> int:
    """Tell every day of cases whose decision lacks somebody; return how many messages are new.

    What was told of a case is closed once somebody can decide on it again, or did; of two days the newer stands.
    """
    row = ViewingRequest
    waiting = session.scalars(select(row).where(row.status.in_(sorted(UNDECIDED))).order_by(row.id)).all()
    found = deciders(session, request_ids=[one.id for one in waiting], now=now)
    told = 0
    for one in waiting:
        lack = found[one.id].lack
        if lack is None:
            inbox.settle(session, subject=f"viewing_request:{one.number}", kinds=[Kind.DECISION_OVERDUE], now=now)
            continue
        inbox.settle(session, key=_key(one, kst_day(now) - timedelta(days=1)), now=now)
        told += inbox.tell(
            session,
            to=people_of(session, one, _TOLD, now=now),
            message=Message(_NOBODY, {"number": one.number, "why": lack.says}),
            link=f"/requests/{one.number}",
            kind=Kind.DECISION_OVERDUE,
            subject=f"viewing_request:{one.number}",
            urgent=True,
            key=_key(one, kst_day(now)),
            actor=SYSTEM,
            now=now,
        )
    return told


def _key(row: ViewingRequest, day: date) -> str:
    return f"nobody_decides:{row.number}:{day}"
