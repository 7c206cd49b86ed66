"""Owns what waits for a person in reviews of the access record: to open, to judge, to conclude, to explain."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.compliance.todo import Task
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.log_review import queries as reviews
from app.log_review.states import EXPLAINERS, JUDGES, State, due_on, holds_at

_PAGE = "log_review.show_review"
_TO_JUDGE = frozenset({State.EXPLAINED, State.TO_LOOK_AT})


def review_lines(session: Session, *, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield reviews that are to be opened or concluded, what a person is to judge in them, and what to explain.

    Who judges at some sites only has a line while something waits there; who judges at all, until the minutes stand.
    """
    if not actor.has(*EXPLAINERS):
        return
    judges = actor.has(*JUDGES, acts=(Act.DECIDE,))
    everywhere = judges and actor.sites_as(*JUDGES, acts=(Act.DECIDE,)) is None
    if everywhere:
        yield from _to_open(session, now)
    for review in reviews.reviews(session):
        if review.minutes is not None:
            continue
        month = str(review.month)
        items = reviews.items_of_review(session, review=review.leaf, actor=actor)
        mine = [item for item in items if item.waits_for_person and actor.id in item.about.people]
        if mine:
            said = Message(N_("{month} 접속기록 점검에서 소명할 것 {count}건"), {"month": month, "count": len(mine)})
            yield Task(text=said, endpoint=_PAGE, values={"month": month}, due_on=review.due_on)
        waiting = [
            item
            for item in items
            if item.state in _TO_JUDGE
            and actor.id not in item.about.people
            and holds_at(actor, item.about.sites, *JUDGES)
        ]
        if judges and waiting:
            said = Message(N_("{month} 접속기록 점검에서 판단할 것 {count}건"), {"month": month, "count": len(waiting)})
            yield Task(text=said, endpoint=_PAGE, values={"month": month}, due_on=review.due_on)
        elif everywhere:
            said = Message(N_("{month} 접속기록 점검을 끝내십시오"), {"month": month})
            yield Task(text=said, endpoint=_PAGE, values={"month": month}, due_on=review.due_on)


def _to_open(session: Session, now: datetime) -> Iterator[Task]:
    on = kst_day(now)
    months = {late.month: late.due_on for late in reviews.reviews_overdue(session, on=on) if not late.opened}
    months |= {month: due_on(month) for month in reviews.months_to_open(session, on=on)}
    for month, day in months.items():
        said = Message(N_("{month} 접속기록 점검을 여십시오"), {"month": str(month)})
        yield Task(text=said, endpoint="log_review.list_reviews", due_on=day)
