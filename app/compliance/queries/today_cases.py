"""Owns what waits for a person in viewing requests: to decide, to lock, to do, to review, and copies to get back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.compliance.todo import SOON, Task
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.viewing_requests import queries as viewing
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.queries import RequestRow
from app.viewing_requests.queries.board import Show, board_page
from app.viewing_requests.queries.copies import copies_out
from app.viewing_requests.urgency import LEVEL_TONES, Level

MOST = 3
"""Of one kind so many lines stand alone; the others are told together."""
_DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)
_CASE, _LIST = "viewing_requests.show_request", "viewing_requests.list_requests"
_MOMENT = timedelta(microseconds=1)
_ON_HOLDS = "holds"


def case_lines(session: Session, *, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield what waits for a person in the cases they may know of."""
    if actor.has(*_DECIDERS):
        yield from _to_decide(session, actor.acting_as(*_DECIDERS), now)
        yield from _emergencies(session, actor.acting_as(*_DECIDERS))
    if actor.has(Role.OPERATOR):
        yield from _holds(session, actor, now)
    if actor.has(*WORKS_ON_CASES):
        yield from _copies_and_work(session, actor, now)


def _to_decide(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    day = None
    shown = viewing.requests_to_decide(session, actor=actor, now=now, most=MOST)
    for row in shown:
        day = _day_of(row) or day
        said = Message(
            N_("{number} 결정을 기다립니다 · {kind}"), {"number": row.number, "kind": Message(row.kind_name)}
        )
        yield Task(text=said, endpoint=_CASE, values={"number": row.number}, due_on=_day_of(row))
    more = viewing.number_to_decide(session, actor=actor) - len(shown) if len(shown) == MOST else 0
    if more > 0:
        said = Message(N_("결정을 기다리는 신청 {count}건 더 보기"), {"count": more})
        yield Task(text=said, endpoint=_LIST, values={"show": Show.DECIDE.value}, due_on=day)


def _emergencies(session: Session, actor: Actor) -> Iterator[Task]:
    for one in viewing.emergencies_to_review(session, actor=actor):
        if one.may_be_reviewed_by(actor.id):
            said = Message(N_("{number} 긴급 처리를 검토하십시오"), {"number": one.number})
            day = kst_day(one.review_due_at - _MOMENT)
            yield Task(text=said, endpoint=_CASE, values={"number": one.number}, due_on=day)


def _holds(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    tasks, day = viewing.hold_tasks(session, actor=actor, now=now), None
    for task in tasks[:MOST]:
        place = task.hold.place
        where = place.label if place else Message(N_("어느 카메라인지 모름"))
        values = {"number": task.hold.number, "what": Message(task.name), "where": where}
        tone = LEVEL_TONES[task.due.level] if task.due.level in {Level.OVERDUE, Level.LATE} else None
        day = kst_day(task.due.do_by - _MOMENT)
        said = Message(N_("{number} {what} · {where}"), values)
        yield Task(
            text=said, endpoint=_CASE, values={"number": task.hold.number, "_anchor": "holds"}, due_on=day, tone=tone
        )
    if len(tasks) > MOST:
        said = Message(N_("영상 보존 할 일 {count}건 더 보기"), {"count": len(tasks) - MOST})
        yield Task(text=said, endpoint="viewing_requests.list_tasks", due_on=day)


def _copies_and_work(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield copies due back within a week, and for who operates what else is next in cases."""
    on, back = kst_day(now), dict[str, date]()
    for copy in copies_out(session, actor=actor.acting_as(*WORKS_ON_CASES)):
        if copy.return_by is not None:
            back.setdefault(copy.number, copy.return_by)  # The sooner due come first.
    for number, day in back.items():
        if day <= on + SOON:
            said = Message(N_("{number} 내준 사본의 반환·파기를 확인하십시오"), {"number": number})
            yield Task(text=said, endpoint=_CASE, values={"number": number, "_anchor": "handover"}, due_on=day)
    if not actor.has(Role.OPERATOR):
        return
    page, shown, day_of_last = board_page(session, actor=actor, now=now, show=Show.DO), 0, None
    rows = [each for each in page.rows if each.is_mine and each.next_step and each.next_step.place != _ON_HOLDS]
    rows = [each for each in rows if each.row.clocks or each.row.number not in back]
    for each in rows if len(rows) == MOST + 1 else rows[:MOST]:
        step, row = each.next_step, each.row
        if step is not None:
            shown, day_of_last = shown + 1, _day_of(row) or day_of_last
            said = Message(N_("{number} {what}"), {"number": row.number, "what": step.says})
            yield Task(
                text=said, endpoint=_CASE, values={"number": row.number, "_anchor": step.place}, due_on=_day_of(row)
            )
    if len(rows) > shown:
        said = Message(N_("처리할 신청 {count}건 더 보기"), {"count": len(rows) - shown})
        yield Task(text=said, endpoint=_LIST, values={"show": Show.DO.value}, due_on=day_of_last)


def _day_of(row: RequestRow) -> date | None:
    """Return until when something is to be done in a case: the sooner clock that runs, or that of telling the asker."""
    running = [clock.on for clock in row.clocks if not clock.is_held]
    if row.telling is not None:
        running.append(row.telling.on)
    return min(running, default=None)
