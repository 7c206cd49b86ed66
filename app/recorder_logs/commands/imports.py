"""Owns importing a recorder's log: all new rows of a file or none, each row of a recorder once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import iso, kst_day, start_of_kst_day, to_micros
from app.law.periods import Period, access_log_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.recorder_logs.commands.sources import lock
from app.recorder_logs.domain import Month, check_may_keep, month_of
from app.recorder_logs.events import RecorderLogImported
from app.recorder_logs.models import RecorderLog, RecorderRow
from app.recorder_logs.queries import known_hashes, source_of
from app.recorder_logs.readers import Line, Reading
from app.recorder_logs.refusals import BadPeriod, EmptyLog, LogInFuture, UnreadableLog

_ROWS_PER_ENTRY = 800
_NAMES_PER_ENTRY = 20_000
"""Bytes of camera names; an entry of the ledger holds 65 kB, a row takes about 35 bytes of it."""
_AHEAD = timedelta(days=1)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added, what it had already, and what is too old to be kept; ``months`` are worth comparing."""

    added: int
    known: int
    too_old: int
    months: tuple[Month, ...]


def import_log(
    session: Session,
    *,
    source_code: str,
    reading: Reading,
    file_hash: str,
    actor: Actor,
    now: datetime,
    days: tuple[date, date] | None = None,
) -> Imported:
    """Import what a log says and is not there yet.

    Users, addresses and actions are kept as long as access logs (안전성기준 제8조제1항), from the row's day on.

    :param file_hash: SHA-256 of the file, hexadecimal.
    :param days: the first and last day in Korea the log is about; None: from its first row to its last.
    :raises NotAllowed: if the person does not keep this source.
    :raises UnreadableLog: if a line cannot be understood; nothing is imported.
    :raises EmptyLog: if it has no viewing and says of no days that there was none.
    :raises LogInFuture: if a row is more than a day ahead of the clock.
    :raises BadPeriod: if the days run backwards.
    """
    lock(session)
    source = source_of(session, code=source_code)
    check_may_keep(actor, source.sites)
    lines = _checked(reading, days, now)
    today = kst_day(now)
    period = access_log_years(today)
    kept = [line for line in lines if period.first_day_after(kst_day(line.at)) > today]
    hashed = {row_hash(source_code, line): line for line in reversed(kept)}
    there = known_hashes(session, source=source_code, hashes=list(hashed))
    fresh = sorted(((each, line) for each, line in hashed.items() if each not in there), key=_order)
    covers = _covers(lines, days)
    if fresh or days:
        _write(session, source_code, fresh, file_hash, covers, period, actor, now)
    months = {month_of(kst_day(line.at)) for _each, line in fresh}
    if days:
        months |= set(_months(*days))
    return Imported(len(fresh), len(hashed) - len(fresh), len(lines) - len(kept), tuple(sorted(months, key=str)))


def row_hash(source: str, line: Line) -> str:
    """Return what tells a row of a recorder from every other; the same row in another file has the same."""
    said = "\x1f".join((source, iso(line.at), line.user, line.address, line.camera, str(line.seen), line.action))
    return sha256(said.encode()).hexdigest()[:32]


def _checked(reading: Reading, days: tuple[date, date] | None, now: datetime) -> Sequence[Line]:
    if reading.problems:
        raise UnreadableLog(reading.problems)
    if not reading.lines and days is None:
        raise EmptyLog
    newest = max((line.at for line in reading.lines), default=now)
    if newest > now + _AHEAD:
        raise LogInFuture(at=iso(newest))
    if days is not None and days[1] < days[0]:
        raise BadPeriod
    return reading.lines


def _order(pair: tuple[str, Line]) -> tuple[datetime, int, str]:
    return pair[1].at, pair[1].number, pair[0]


def _covers(lines: Sequence[Line], days: tuple[date, date] | None) -> tuple[datetime, datetime]:
    moments = [line.at for line in lines]
    if days is not None:
        moments += [start_of_kst_day(days[0]), start_of_kst_day(days[1] + timedelta(days=1))]
    return min(moments), max(moments)


def _months(first: date, last: date) -> Iterator[Month]:
    month = month_of(first)
    while month.first_day <= last:
        yield month
        month = month.following


def _write(  # noqa: PLR0917  # All of them are facts of the one import.
    session: Session,
    source: str,
    fresh: Sequence[tuple[str, Line]],
    file_hash: str,
    covers: tuple[datetime, datetime],
    period: Period,
    actor: Actor,
    now: datetime,
) -> None:
    chunks = list(_chunks(fresh)) or [[]]
    for part, chunk in enumerate(chunks, start=1):
        cameras = tuple(dict.fromkeys(line.camera for _each, line in chunk))
        places = {name: place for place, name in enumerate(cameras)}
        lines = [line for _each, line in chunk]
        event = RecorderLogImported(
            source=source,
            file=file_hash,
            part=part,
            parts=len(chunks),
            covers_from=covers[0],
            covers_until=covers[1],
            cameras=cameras,
            rows=tuple((to_micros(line.at), places[line.camera], str(line.seen)) for line in lines),
            users=tuple(line.user for line in lines) if lines else None,
            addresses=tuple(line.address[:_LONGEST] for line in lines) if lines else None,
            actions=tuple(line.action[:_LONGEST] for line in lines) if lines else None,
        )
        newest = kst_day(lines[-1].at if lines else now)
        receipt = ledger.append(session, event, actor=actor, now=now, erase_on=period.first_day_after(newest))
        session.add(
            RecorderLog(
                leaf=receipt.leaf,
                log_id=receipt.log_id,
                source=source,
                file_hash=file_hash,
                part=part,
                parts=len(chunks),
                covers_from=covers[0],
                covers_until=covers[1],
                imported_at=receipt.recorded_at,
                imported_by=actor.id,
            )
        )
        session.flush()
        if chunk:
            session.execute(insert(RecorderRow), [_row(source, receipt, at, each) for at, each in enumerate(chunk, 1)])


def _row(source: str, receipt: Receipt, position: int, pair: tuple[str, Line]) -> dict[str, Any]:
    hashed, line = pair
    return {
        "leaf": receipt.leaf,
        "position": position,
        "source": source,
        "at": line.at,
        "camera": line.camera,
        "seen": str(line.seen),
        "user_name": line.user,
        "address": line.address[:_LONGEST],
        "action": line.action[:_LONGEST],
        "row_hash": hashed,
    }


def _chunks(fresh: Sequence[tuple[str, Line]]) -> Iterator[list[tuple[str, Line]]]:
    """Yield the rows in parts that fit into an entry: by number of rows, and by length of their cameras' names."""
    chunk: list[tuple[str, Line]] = []
    names: set[str] = set()
    length = 0
    for pair in fresh:
        name = pair[1].camera
        if name not in names:
            names.add(name)
            length += len(name.encode()) + 3
        chunk.append(pair)
        if len(chunk) >= _ROWS_PER_ENTRY or length >= _NAMES_PER_ENTRY:
            yield chunk
            chunk, names, length = [], set(), 0
    if chunk:
        yield chunk
