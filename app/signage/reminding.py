"""Owns telling people of field rounds: who is to go, that a day is near or over, and that all was looked at."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.signage.queries.rounds import RoundRow, rounds

DUE_SOON = timedelta(days=2)  # Our choice: enough to plan a trip.
_ASKED = N_("안내판 현장 점검을 맡았습니다: 안내판 {count}장을 {day}까지 확인하십시오.")
_DUE = N_("안내판 현장 점검을 {day}까지 마쳐야 합니다: {count}장이 남았습니다.")
_LATE = N_("안내판 현장 점검의 기한({day})이 지났습니다: {count}장을 확인하지 않았습니다.")
_WHOLE = N_("안내판 현장 점검에서 {count}장을 모두 확인했습니다. 결과를 보고 점검을 마치십시오.")


def remind_rounds(session: Session, *, now: datetime) -> int:
    """Tell who walks a round of it, when its day is near and when it is over, and its opener once it is done or late.

    Return how many messages are new. Each is told once for a round and occasion, and settled once all was looked at
    or the round was closed.
    """
    today, new = kst_day(now), 0
    for one in rounds(session, actor=SYSTEM, today=today):
        if one.closed_at is not None:
            continue
        left = len(one.numbers) - one.looked_at
        if not left:
            for occasion in ("asked", "due", "late"):
                inbox.settle(session, key=_key(one, occasion), now=now)
            new += _tell(session, one, "whole", _WHOLE, len(one.numbers), to={one.opened_by}, now=now)
            continue
        if one.assigned_to != one.opened_by:
            new += _tell(session, one, "asked", _ASKED, len(one.numbers), to={one.assigned_to}, now=now)
        if one.is_late:
            inbox.settle(session, key=_key(one, "due"), now=now)
            both = {one.assigned_to, one.opened_by}
            new += _tell(session, one, "late", _LATE, left, to=both, now=now)
        elif one.due_on <= today + DUE_SOON and kst_day(one.opened_at) < today:
            new += _tell(session, one, "due", _DUE, left, to={one.assigned_to}, now=now)
    return new


def _tell(
    session: Session,
    one: RoundRow,
    occasion: str,
    text: str,
    count: int,
    *,
    to: Collection[int],
    now: datetime,
) -> int:
    return inbox.tell(
        session,
        to=to,
        message=Message(text, {"count": count, "day": one.due_on}),
        link=f"/signs/rounds/{one.id}",
        kind=Kind.OTHER,
        subject=f"sign_round:{one.id}",
        urgent=occasion == "late",
        key=_key(one, occasion),
        actor=SYSTEM,
        now=now,
    )


def _key(one: RoundRow, occasion: str) -> str:
    return f"sign_round_{occasion}:{one.id}"
