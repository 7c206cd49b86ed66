"""Owns which findings are acknowledged: set apart from the open ones while that holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.compliance.acknowledging import Acknowledgement, Standing
from app.compliance.domain import Finding, Severity
from app.compliance.models import FindingAcknowledgement, FindingAcknowledgementEnd, FindingTurn
from app.compliance.urgency import Turn, mark_of, seen_of
from app.kernel.actor import Actor

_FEW = 500
"""So many marks are asked for by name; of more, everything is read."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Findings in their order: the open ones, and those acknowledged, each with what was said of it."""

    open: tuple[Finding, ...]
    acknowledged: tuple[tuple[Finding, Acknowledgement], ...]


def apart(session: Session, findings: Iterable[Finding], *, actor: Actor, on: date) -> Apart:
    """Return what is open and what is acknowledged of the findings somebody may know.

    What lies at several sites is open to a person limited to some of them: what was said of it concerns others too.
    """
    shown = tuple(findings)
    marks = {each.key: mark_of(each.key) for each in shown if actor.sites is None or "/row/" not in each.key}
    newest = {mark: said[-1] for mark, said in acknowledgements(session, marks.values()).items()}
    seen = seen_of(shown)
    open_ones, known = [], []
    for each in shown:
        mark = marks.get(each.key, "")
        said = newest.get(mark)
        if said is not None and said.standing(seen[mark], on=on) is Standing.HOLDS:
            known.append((each, said))
        else:
            open_ones.append(each)
    return Apart(tuple(open_ones), tuple(known))


def acknowledgements(session: Session, marks: Iterable[str]) -> Mapping[str, tuple[Acknowledgement, ...]]:
    """Return what was said of findings, by mark, oldest first."""
    wanted = set(marks)
    if not wanted:
        return {}
    given, ended = FindingAcknowledgement, FindingAcknowledgementEnd
    gone = select(FindingTurn.mark, func.max(FindingTurn.leaf).label("leaf")).where(FindingTurn.turn == Turn.ENDED)
    if len(wanted) <= _FEW:
        gone = gone.where(FindingTurn.mark.in_(sorted(wanted)))
    last_gone = gone.group_by(FindingTurn.mark).subquery()
    statement = (
        select(given, ended, last_gone.c.leaf)
        .outerjoin(ended, ended.acknowledged == given.leaf)
        .outerjoin(last_gone, last_gone.c.mark == given.mark)
        .order_by(given.leaf)
    )
    if len(wanted) <= _FEW:
        statement = statement.where(given.mark.in_(sorted(wanted)))
    found: dict[str, list[Acknowledgement]] = defaultdict(list)
    for row, end, gone_at in session.execute(statement):
        if row.mark in wanted:
            found[row.mark].append(_acknowledgement(row, end, ended_since=gone_at is not None and gone_at > row.leaf))
    return {mark: tuple(said) for mark, said in found.items()}


def _acknowledgement(
    row: FindingAcknowledgement, end: FindingAcknowledgementEnd | None, *, ended_since: bool
) -> Acknowledgement:
    return Acknowledgement(
        leaf=row.leaf,
        mark=row.mark,
        rule=row.rule,
        severity=Severity(row.severity),
        count=row.count,
        on=row.on_day,
        until=row.until_day,
        reason=row.reason,
        by=row.acknowledged_by,
        ended_since=ended_since,
        taken_back_on=end.on_day if end else None,
        taken_back_by=end.ended_by if end else None,
        taken_back_reason=end.reason if end else "",
    )
