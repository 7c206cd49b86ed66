"""Owns what a month came to, recorder by recorder: for people, and for the monthly review."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.recorder_logs.domain import Month, Source, State, sees_source
from app.recorder_logs.models import RecorderComparison
from app.recorder_logs.queries.findings import findings_of_month
from app.recorder_logs.queries.sources import sources


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """One recorder's month. Counts of viewings are of the newest comparison; None: never compared.

    ``open`` waits for an explanation, ``explained`` for a manager; ``resolved`` is no longer found.
    """

    source: Source
    compared_at: datetime | None
    viewings: int
    matched: int
    weak: int
    entries: int
    unknown_rows: int
    offset_seconds: int
    open: int
    explained: int
    accepted: int
    resolved: int
    unrecorded: int
    unseen: int

    @property
    def is_clock_off(self) -> bool:
        """Return whether the recorder's clock is further off than the tolerance."""
        return abs(self.offset_seconds) > self.source.tolerance_seconds

    @property
    def is_done(self) -> bool:
        """Return whether everything found has been accepted or resolved."""
        return self.compared_at is not None and not (self.open or self.explained)


def summary_of(session: Session, *, month: Month, actor: Actor) -> list[MonthLine]:
    """Return a month of every source the person may know of; findings are counted at the person's sites."""
    newest = (
        select(func.max(RecorderComparison.leaf))
        .where(RecorderComparison.month == str(month))
        .group_by(RecorderComparison.source)
    )
    statement = select(RecorderComparison).where(RecorderComparison.leaf.in_(newest))
    compared = {row.source: row for row in session.scalars(statement.order_by(RecorderComparison.source))}
    lines = []
    for source in sources(session):
        if actor.id and not sees_source(actor, source.sites):
            continue
        row = compared.get(source.code)
        states = Counter(
            each.state for each in findings_of_month(session, source=source.code, month=str(month), actor=actor)
        )
        lines.append(
            MonthLine(
                source=source,
                compared_at=row.compared_at if row else None,
                viewings=row.viewings if row else 0,
                matched=row.matched if row else 0,
                weak=row.weak if row else 0,
                entries=row.entries if row else 0,
                unknown_rows=row.unknown_rows if row else 0,
                offset_seconds=row.offset_seconds if row else 0,
                unrecorded=row.unrecorded if row else 0,
                unseen=row.unseen if row else 0,
                open=states[State.OPEN] + states[State.RETURNED],
                explained=states[State.EXPLAINED],
                accepted=states[State.ACCEPTED],
                resolved=states[State.WITHDRAWN],
            )
        )
    return lines


def months_compared(session: Session, *, source: str | None = None) -> list[str]:
    """Return the months that were compared, of one source or of any, the newest first."""
    statement = select(RecorderComparison.month).distinct().order_by(RecorderComparison.month.desc())
    if source is not None:
        statement = statement.where(RecorderComparison.source == source)
    return list(session.scalars(statement))


def offset_of(session: Session, *, source: str, month: str) -> int:
    """Return how many seconds a recorder's clock ran ahead in a month, as last compared; 0 without a comparison."""
    table = RecorderComparison
    statement = select(table.offset_seconds).where(table.source == source, table.month == month)
    return session.scalar(statement.order_by(table.leaf.desc()).limit(1)) or 0
