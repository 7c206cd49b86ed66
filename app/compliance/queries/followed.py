"""Owns since when findings stand: read from the looks that were recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.compliance.domain import Finding, Severity
from app.compliance.models import FindingLook, FindingTurn
from app.compliance.urgency import Deadline, Seen, Turn, deadline_of, mark_of
from app.kernel.actor import Actor

_FEW = 500
"""So many marks are asked for by name; of more, everything is read."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a look told of one finding: on which day it began or ended."""

    on: date
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A finding with its deadline and what looks told of it, oldest first; ``last_seen`` None: no look has met it."""

    finding: Finding
    deadline: Deadline
    history: tuple[Moved, ...]
    last_seen: date | None


def newest_look(session: Session) -> FindingLook | None:
    """Return the newest look, None before the first."""
    return session.scalar(select(FindingLook).order_by(FindingLook.leaf.desc()).limit(1))


def standing_marks(session: Session) -> dict[str, Seen]:
    """Return what stood at the newest look, by mark, as it was when it began."""
    newest = select(func.max(FindingTurn.leaf).label("leaf"), FindingTurn.mark).group_by(FindingTurn.mark).subquery()
    rows = session.scalars(
        select(FindingTurn)
        .join(newest, (newest.c.leaf == FindingTurn.leaf) & (newest.c.mark == FindingTurn.mark))
        .where(FindingTurn.turn == Turn.BEGAN)
        .order_by(FindingTurn.mark)
    )
    return {row.mark: Seen(row.mark, row.rule, Severity(row.severity), row.count) for row in rows}


def followed(session: Session, findings: Iterable[Finding], *, actor: Actor, on: date) -> tuple[Followed, ...]:
    """Return findings with their deadlines: overdue and sooner due first, otherwise in their order.

    What lies at several sites is followed as one. To a person limited to some sites no day is told of it: it would be
    the day of another's site.
    """
    shown = tuple(findings)
    open_to = {each.key: mark_of(each.key) for each in shown if actor.sites is None or "/row/" not in each.key}
    histories = _histories(session, set(open_to.values()))
    look = newest_look(session)
    rows = []
    for each in shown:
        history = histories.get(open_to.get(each.key, ""), ())
        since = history[-1].on if history and history[-1].turn is Turn.BEGAN else None
        rows.append(
            Followed(
                finding=each,
                deadline=deadline_of(each, since=since, on=on),
                history=history,
                last_seen=look.on_day if look is not None and since is not None else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: row.deadline.due_on or date.max))


def _histories(session: Session, marks: Collection[str]) -> Mapping[str, tuple[Moved, ...]]:
    if not marks:
        return {}
    statement = (
        select(FindingTurn.mark, FindingTurn.turn, FindingLook.on_day)
        .join(FindingLook, FindingLook.leaf == FindingTurn.leaf)
        .order_by(FindingTurn.leaf)
    )
    if len(marks) <= _FEW:
        statement = statement.where(FindingTurn.mark.in_(sorted(marks)))
    found: dict[str, list[Moved]] = {}
    for mark, turn, on in session.execute(statement):
        if mark in marks:
            found.setdefault(mark, []).append(Moved(on, Turn(turn)))
    return {mark: tuple(history) for mark, history in found.items()}
