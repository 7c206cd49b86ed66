"""Owns what is read of the rows of recorders' logs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.recorder_logs.domain import Seen
from app.recorder_logs.models import RecorderLog, RecorderRow

_AT_ONCE = 5_000
_HASHES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row as a page shows it, by the recorder's own clock; who it was is empty once erased."""

    leaf: int
    position: int
    at: datetime
    camera: str
    seen: Seen
    user: str
    address: str
    action: str


def rows_between(
    session: Session, *, source: str, since: datetime, until: datetime
) -> Iterator[tuple[int, int, datetime, str, str, str]]:
    """Yield leaf, position, moment, camera, act and user of rows, without holding more than some of them."""
    row = RecorderRow
    statement = (
        select(row.leaf, row.position, row.at, row.camera, row.seen, row.user_name)
        .where(row.source == source, row.at >= since, row.at < until)
        .order_by(row.at, row.leaf, row.position)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from session.execute(statement)


def rows_near(
    session: Session, *, source: str, cameras: Sequence[str], since: datetime, until: datetime, most: int = 60
) -> list[RowLine]:
    """Return the rows of some cameras (by the recorder's names) in a span, the oldest first."""
    row = RecorderRow
    statement = (
        select(row)
        .where(row.source == source, row.camera.in_(cameras), row.at >= since, row.at <= until)
        .order_by(row.at, row.leaf, row.position)
        .limit(most)
    )
    return [
        RowLine(
            each.leaf, each.position, each.at, each.camera, Seen(each.seen), each.user_name, each.address, each.action
        )
        for each in session.scalars(statement)
    ]


def known_hashes(session: Session, *, source: str, hashes: Sequence[str]) -> set[str]:
    """Return which of some rows a source has already."""
    found: set[str] = set()
    for start in range(0, len(hashes), _HASHES_AT_ONCE):
        some = hashes[start : start + _HASHES_AT_ONCE]
        statement = select(RecorderRow.row_hash).where(RecorderRow.source == source, RecorderRow.row_hash.in_(some))
        found.update(each for each in session.scalars(statement) if each)
    return found


def coverage(session: Session, *, source: str) -> list[tuple[datetime, datetime]]:
    """Return the spans of time a source's log is about, joined where they touch, in order."""
    statement = select(RecorderLog.covers_from, RecorderLog.covers_until).where(RecorderLog.source == source).distinct()
    spans: list[tuple[datetime, datetime]] = []
    for since, until in session.execute(statement.order_by(RecorderLog.covers_from, RecorderLog.covers_until)):
        if spans and since <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        else:
            spans.append((since, until))
    return spans


def name_counts(session: Session, *, source: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many rows each camera and each user of a source has, by name."""
    row = RecorderRow
    cameras = select(row.camera, func.count()).where(row.source == source).group_by(row.camera).order_by(row.camera)
    users = select(row.user_name, func.count()).where(row.source == source, row.user_name != "")
    grouped = users.group_by(row.user_name).order_by(row.user_name)
    return (
        dict(session.execute(cameras).all()),
        dict(session.execute(grouped).all()),
    )
