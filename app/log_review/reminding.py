"""Owns telling people of reviews: one was opened or is late, and what they are to explain, or explain anew."""

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.queries.deciding import actors_in_roles
from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.log_review.queries import ReviewRow, all_items, reviews, reviews_overdue
from app.log_review.states import JUDGES, Move, State

_OPENED = N_("{month} 접속기록 점검이 열렸습니다. {day}까지 끝내십시오.")
_EXPLAIN = N_("{month} 접속기록 점검에서 소명할 것이 {count}건 있습니다.")
_RETURNED = N_("{month} 접속기록 점검 {number}번의 소명이 되돌아왔습니다.")
_MARKED = N_("{month} 접속기록 점검 {number}번을 소명하십시오.")
_LATE = N_("{month} 접속기록 점검의 기한({day})이 지났습니다.")


def remind_reviews(session: Session, *, now: datetime) -> int:
    """Tell who decides at all sites of open and late reviews, and whose doing it is of what they are to explain.

    Return how many messages are new. Each is told once; concluding settles all of a review.
    """
    able = actors_in_roles(session, roles=JUDGES, now=now)
    judges = [each.id for each in able if each.sites_as(*JUDGES, acts=(Act.DECIDE,)) is None]
    new = 0
    for review in reviews(session):
        if review.minutes is None:
            message = Message(_OPENED, {"month": str(review.month), "day": review.due_on})
            new += _tell(session, judges, message, month=str(review.month), key="opened", now=now)
            new += _tell_explainers(session, review, now)
    for late in reviews_overdue(session, on=kst_day(now)):
        message = Message(_LATE, {"month": str(late.month), "day": late.due_on})
        link = None if late.opened else "/reviews"
        month = str(late.month)
        new += _tell(session, judges, message, month=month, key="late", link=link, urgent=True, now=now)
    return new


def _tell_explainers(session: Session, review: ReviewRow, now: datetime) -> int:
    month, new = str(review.month), 0
    first: Counter[int] = Counter()
    for item in all_items(session, review=review.leaf):
        if item.state is State.TO_EXPLAIN and not item.moves:
            first.update(item.about.people)
        last = item.last(Move.RETURNED, Move.MARKED_ODD)
        if item.waits_for_person and last is not None:
            text = _RETURNED if last.move is Move.RETURNED else _MARKED
            link = f"/reviews/{month}/items/{item.number}"
            message = Message(text, {"month": month, "number": item.number})
            people = sorted(item.about.people)
            new += _tell(session, people, message, month=month, key=str(last.leaf), link=link, now=now)
    for person, count in sorted(first.items()):
        message = Message(_EXPLAIN, {"month": month, "count": count})
        new += _tell(session, [person], message, month=month, key="explain", now=now)
    return new


def _tell(
    session: Session,
    to: list[int],
    message: Message,
    *,
    month: str,
    key: str,
    link: str | None = None,
    urgent: bool = False,
    now: datetime,
) -> int:
    return inbox.tell(
        session,
        to=to,
        message=message,
        link=link or f"/reviews/{month}",
        kind=Kind.OTHER,
        subject=f"log_review:{month}",
        urgent=urgent,
        key=f"log_review:{month}:{key}",
        actor=SYSTEM,
        now=now,
    )
