"""Owns what the self-check adds to the home page: a year to freeze, answers about to end, planned measures due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.compliance.todo import SOON, Task
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.self_check.deciding import may_answer, may_freeze, reads_all
from app.self_check.queries.answers import actions, newest_answers
from app.self_check.queries.assessing import KNOWN_RULES
from app.self_check.queries.years import first_year, is_frozen
from app.self_check.questions import QUESTIONS

_PAGE = "self_check.show_self_check"
_LAST_MONTH = 12
_AHEAD = timedelta(days=30)
"""An answer that ends in so many days is told: time to look again; our choice."""


def self_check_tasks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield what a person must do about the self-check; nothing to people limited to some sites."""
    if not reads_all(actor):
        return
    on = kst_day(now)
    if may_freeze(actor):
        yield from _years(session, on)
    mine = [each for each in QUESTIONS if may_answer(actor, each) and not each.answered_by(KNOWN_RULES)]
    if not mine:
        return
    said = newest_answers(session)
    ending = [
        said[each.id].valid_until for each in mine if each.id in said and said[each.id].valid_until <= on + _AHEAD
    ]
    if ending:
        text = N_("자가점검에서 다시 확인할 답 {count}개")
        yield Task(text=Message(text, {"count": len(ending)}), endpoint=_PAGE, due_on=min(ending))
    planned = actions(session)
    due = [
        line.until_on
        for each in mine
        for line in planned.get(each.id, ())
        if line.ended_on is None and actor.has(line.role) and line.until_on <= on + SOON
    ]
    if due:
        text = N_("자가점검에서 정한 조치 {count}건")
        yield Task(text=Message(text, {"count": len(due)}), endpoint=_PAGE, due_on=min(due))


def _years(session: Session, on: date) -> Iterator[Task]:
    first = first_year(session)
    for year in (on.year - 1, on.year):
        is_time = year < on.year or on.month == _LAST_MONTH
        if first is not None and first <= year and is_time and not is_frozen(session, year=year):
            text = N_("{year}년 자가점검을 확정하지 않았습니다")
            yield Task(text=Message(text, {"year": year}), endpoint=_PAGE, due_on=date(year, 12, 31))
