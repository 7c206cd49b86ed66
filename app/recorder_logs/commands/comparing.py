"""Owns comparing a month of a recorder's log with the register, and what becomes of findings by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.recorder_logs.commands.month import Gap, MonthWork
from app.recorder_logs.commands.moves import Written, write_moves
from app.recorder_logs.commands.sources import lock
from app.recorder_logs.domain import Direction, Month, Move, Reason, State, check_may_keep
from app.recorder_logs.events import FindingOpened, RecorderLogCompared
from app.recorder_logs.matching.viewings import Key
from app.recorder_logs.models import RecorderComparison, RecorderFinding
from app.recorder_logs.queries import FindingRow, findings_of_month, source_of
from app.registry import queries as registry

_COUNTED = (
    "viewings",
    "matched",
    "weak",
    "entries",
    "unrecorded",
    "unseen",
    "unknown_rows",
    "offset_seconds",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison came to; ``opened`` are findings that were not there before, or are again."""

    viewings: int
    matched: int
    weak: int
    entries: int
    unrecorded: int
    unseen: int
    unknown_rows: int
    offset_seconds: int
    opened: int
    resolved: int


def compare_month(session: Session, *, source_code: str, month: Month, actor: Actor, now: datetime) -> Compared:
    """Compare a month and write what is new: findings opened, resolved or found again, and the counts.

    Doing it twice changes nothing.

    :raises NotAllowed: if the person does not keep this source.
    """
    lock(session)
    source = source_of(session, code=source_code)
    check_may_keep(actor, source.sites)
    # Of the month's last day, so that a camera taken down since is still known.
    day = min(month.day_after - timedelta(days=1), kst_day(now))
    snapshot = registry.snapshot(session, as_of=day)
    work = MonthWork(session, source, month, snapshot)
    found = work.gaps()
    there = findings_of_month(session, source=source_code, month=str(month))
    opened, moves = _difference(found, there, work)
    events = [_opened(source_code, month, gap) for gap in opened]
    for receipt, event in zip(ledger.append_all(session, events, actor=actor, now=now), events, strict=True):
        session.add(_finding(receipt.leaf, receipt.log_id, receipt.recorded_at, event))
    session.flush()
    write_moves(session, moves, actor=actor, now=now)
    counts = work.counts(found)
    if opened or moves or _last_counts(session, source_code, month) != counts:
        counted = RecorderLogCompared(source=source_code, month=str(month), **counts)
        receipt = ledger.append(session, counted, actor=actor, now=now)
        session.add(
            RecorderComparison(
                leaf=receipt.leaf,
                log_id=receipt.log_id,
                source=source_code,
                month=str(month),
                compared_at=receipt.recorded_at,
                **counts,
            )
        )
        session.flush()
    again = sum(each.move is Move.REOPENED for each in moves)
    return Compared(**counts, opened=len(opened) + again, resolved=len(moves) - again)


def _difference(found: list[Gap], there: list[FindingRow], work: MonthWork) -> tuple[list[Gap], list[Written]]:
    """Return the gaps nobody knew of, and what becomes of the findings there are."""
    by_row = {(row.row_leaf, row.row_position): row for row in there if row.direction is Direction.VIEWING}
    by_entry = {(row.entry_leaf, row.place): row for row in there if row.direction is Direction.ENTRY}
    opened: list[Gap] = []
    still: set[int] = set()
    for gap in found:
        known = by_entry.get((gap.entry, gap.place)) if gap.entry is not None else None
        for key in gap.keys:
            known = known or by_row.get(key)
        if known is None:
            opened.append(gap)
        else:
            still.add(known.leaf)
    matched = work.entry_of_row()
    moves: list[Written] = []
    for row in there:
        if row.leaf in still:
            if row.state is State.WITHDRAWN:
                moves.append(Written(row.leaf, row.site_code, Move.REOPENED))
        elif row.state in {State.OPEN, State.RETURNED, State.EXPLAINED}:
            move = _settled(row, matched, work)
            if move is not None:
                moves.append(move)
    return opened, moves


def _settled(row: FindingRow, matched: Mapping[Key, int], work: MonthWork) -> Written | None:
    """Return what becomes of a finding that is no longer one: an entry made since explains it, else it was none."""
    leaf = matched.get((row.row_leaf or 0, row.row_position or 0), -1)
    if row.direction is Direction.VIEWING and leaf > row.leaf:
        if row.state is State.EXPLAINED:
            return None  # It waits for a manager already.
        by = work.entries[leaf].handler_id
        return Written(row.leaf, row.site_code, Move.EXPLAINED, Reason.LATE_ENTRY, leaf, by=by)
    return Written(row.leaf, row.site_code, Move.WITHDRAWN)


def _opened(source: str, month: Month, gap: Gap) -> FindingOpened:
    first = gap.keys[0] if gap.keys else (None, None)
    return FindingOpened(
        source=source,
        month=str(month),
        direction=gap.direction,
        site=gap.site,
        place=gap.place,
        at=gap.at,
        until=gap.until,
        act=gap.act,
        account_id=gap.person,
        weak=gap.direction is Direction.VIEWING and gap.person is None,
        entry_leaf=gap.entry,
        row_leaf=first[0],
        row_position=first[1],
    )


def _finding(leaf: int, log_id: int, at: datetime, event: FindingOpened) -> RecorderFinding:
    return RecorderFinding(
        leaf=leaf,
        log_id=log_id,
        source=event.source,
        month=event.month,
        direction=str(event.direction),
        site_code=event.site,
        place=event.place,
        at=event.at,
        until=event.until,
        act=event.act,
        account_id=event.account_id,
        weak=event.weak,
        entry_leaf=event.entry_leaf,
        row_leaf=event.row_leaf,
        row_position=event.row_position,
        opened_at=at,
    )


def _last_counts(session: Session, source: str, month: Month) -> dict[str, int] | None:
    table = RecorderComparison
    statement = select(table).where(table.source == source, table.month == str(month))
    row = session.scalar(statement.order_by(table.leaf.desc()).limit(1))
    return None if row is None else {name: getattr(row, name) for name in _COUNTED}
