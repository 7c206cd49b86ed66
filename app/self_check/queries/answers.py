"""Owns what people answered and planned, by question."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Role
from app.self_check.domain import Outcome, Said
from app.self_check.models import SelfCheckAction, SelfCheckActionEnd, SelfCheckAnswer
from app.self_check.refusals import ActionNotFound

NO_EARLIER = -1
"""Stands for the answer before the first of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A line of the plan. ``ended_on`` None: it is still to be done; ``done`` False: it was dropped."""

    leaf: int
    question: str
    what: str
    role: Role
    planned_on: date
    until_on: date
    ended_on: date | None = None
    done: bool = False

    def is_late(self, on: date) -> bool:
        """Return whether its day has passed and it is not ended."""
        return self.ended_on is None and on > self.until_on


def answers_of(session: Session, *, question: str) -> tuple[Said, ...]:
    """Return everything people answered to a question, newest first."""
    statement = select(SelfCheckAnswer).where(SelfCheckAnswer.question == question)
    return tuple(_said(row) for row in session.scalars(statement.order_by(SelfCheckAnswer.leaf.desc())))


def newest_answers(session: Session) -> Mapping[str, Said]:
    """Return the newest answer to each question that has one."""
    rows = session.scalars(select(SelfCheckAnswer).order_by(SelfCheckAnswer.leaf))
    return {row.question: _said(row) for row in rows}


def actions(session: Session) -> Mapping[str, tuple[Action, ...]]:
    """Return the lines of the plan by question: those to be done first, by their day, then the ended ones."""
    found: dict[str, list[Action]] = defaultdict(list)
    statement = select(SelfCheckAction, SelfCheckActionEnd).outerjoin(
        SelfCheckActionEnd, SelfCheckActionEnd.action == SelfCheckAction.leaf
    )
    for row, end in session.execute(statement.order_by(SelfCheckAction.until_on, SelfCheckAction.leaf)):
        found[row.question].append(_action(row, end))
    return {name: tuple(sorted(lines, key=lambda line: line.ended_on is not None)) for name, lines in found.items()}


def action_of(session: Session, *, leaf: int) -> Action:
    """Return one line of the plan.

    :raises ActionNotFound: if there is none.
    """
    row = session.get(SelfCheckAction, leaf)
    if row is None:
        raise ActionNotFound
    end = session.scalar(select(SelfCheckActionEnd).where(SelfCheckActionEnd.action == leaf))
    return _action(row, end)


def _action(row: SelfCheckAction, end: SelfCheckActionEnd | None) -> Action:
    return Action(
        leaf=row.leaf,
        question=row.question,
        what=row.what,
        role=Role(row.role),
        planned_on=row.planned_on,
        until_on=row.until_on,
        ended_on=end.ended_on if end else None,
        done=bool(end and end.done),
    )


def _said(row: SelfCheckAnswer) -> Said:
    return Said(
        leaf=row.leaf,
        outcome=Outcome(row.outcome),
        note=row.note,
        evidence=row.evidence,
        answered_on=row.answered_on,
        valid_until=row.valid_until,
        by_id=row.by_id,
        as_role=Role(row.as_role),
        erased_on=row.erased_on,
    )
