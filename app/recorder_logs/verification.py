"""Owns the check that the rows of recorders' logs say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.canonical import canonical_bytes
from app.kernel.clock import to_micros
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.recorder_logs.domain import Move
from app.recorder_logs.events import (
    FindingAccepted,
    FindingExplained,
    FindingOpened,
    FindingReopened,
    FindingReturned,
    FindingWithdrawn,
    RecorderCamerasNamed,
    RecorderLogCompared,
    RecorderLogImported,
    RecorderSourceRecorded,
    RecorderUserNamed,
)
from app.recorder_logs.models import (
    RecorderCamera,
    RecorderComparison,
    RecorderFinding,
    RecorderFindingMove,
    RecorderLog,
    RecorderRow,
    RecorderSource,
    RecorderUser,
)

_WRONG = N_("녹화기 로그의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("녹화기 로그 표 {table}에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {
    table.__tablename__: ("update", "delete")
    for table in (
        RecorderSource,
        RecorderCamera,
        RecorderUser,
        RecorderLog,
        RecorderRow,
        RecorderComparison,
        RecorderFinding,
        RecorderFindingMove,
    )
}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0014)."""
_MOVES = {
    FindingExplained.name: Move.EXPLAINED,
    FindingAccepted.name: Move.ACCEPTED,
    FindingReturned.name: Move.RETURNED,
    FindingWithdrawn.name: Move.WITHDRAWN,
    FindingReopened.name: Move.REOPENED,
}
Values = list[Any]


def check_recorder_logs(session: Session) -> Iterator[Fault]:
    """Yield a fault for each row of recorders' logs that is not what its entry says, or that has no entry."""
    sealed: dict[Any, int] = {}
    for entry in ledger.entries(session, names=(*_CHECKS, *_MOVES)):
        table, said = _CHECKS.get(entry.name, _said_move)(session, entry)
        sealed[table] = sealed.get(table, 0) + len(said)
        if said != _found(session, table, entry.leaf):
            yield Fault(Message(_WRONG, {"number": entry.number}), entry.leaf)
        if entry.name == RecorderLogImported.name:
            rows = _said_rows(session, entry)
            sealed[RecorderRow] = sealed.get(RecorderRow, 0) + len(rows)
            if rows != _found_rows(session, entry):
                yield Fault(Message(_WRONG, {"number": entry.number}), entry.leaf)
    for table in (RecorderSource, RecorderCamera, RecorderUser, RecorderLog, RecorderRow, RecorderComparison,
                  RecorderFinding, RecorderFindingMove):  # fmt: skip
        if (session.scalar(select(func.count()).select_from(table)) or 0) > sealed.get(table, 0):
            yield Fault(Message(_EXTRA, {"table": table.__tablename__}))


def _found(session: Session, table: Any, leaf: int) -> list[Values]:  # noqa: ANN401  # One of our tables.
    columns = [column for column in table.__table__.columns if column.name not in {"leaf", "log_id"}]
    order = [column for column in columns if column.name == "position"]
    rows = session.execute(select(*columns).where(table.leaf == leaf).order_by(*order))
    return [[plain(value) for value in row] for row in rows]


def _said_source(_session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    data = entry.data
    settings = canonical_bytes(data).decode()
    return RecorderSource, [[data["source"], data["title"], settings, plain(entry.recorded_at), entry.actor_id]]


def _said_cameras(_session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    named = enumerate(entry.data["cameras"], start=1)
    return RecorderCamera, [[at, entry.data["source"], each["name"], each["camera"]] for at, each in named]


def _said_user(session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    data = entry.data
    name, erased = _personal(session, entry, RecorderUser, "user", "")
    return RecorderUser, [[data["source"], name, data["treatment"], data["account_id"], erased]]


def _said_log(_session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    data = entry.data
    names = ("source", "file", "part", "parts", "covers_from", "covers_until")
    return RecorderLog, [[*(data[name] for name in names), plain(entry.recorded_at), entry.actor_id]]


def _said_comparison(_session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    names = [
        column.name
        for column in RecorderComparison.__table__.columns
        if column.name not in {"leaf", "log_id", "compared_at"}
    ]
    return RecorderComparison, [[*(entry.data[name] for name in names), plain(entry.recorded_at)]]


def _said_finding(_session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    data = entry.data
    names = ("source", "month", "direction", "site", "place", "at", "until", "act", "account_id", "weak")
    rows = (data["entry_leaf"], data["row_leaf"], data["row_position"], plain(entry.recorded_at))
    return RecorderFinding, [[*(data[name] for name in names), *rows]]


def _said_move(session: Session, entry: Entry) -> tuple[Any, list[Values]]:
    data, move = entry.data, _MOVES[entry.name]
    words, erased = _personal(session, entry, RecorderFindingMove, "words", "")
    by = data.get("explained_by", entry.actor_id)
    return RecorderFindingMove, [
        [data["finding"], str(move), data.get("reason"), data.get("entry_leaf"), words, by,
         plain(entry.recorded_at), erased],
    ]  # fmt: skip


def _personal(
    session: Session, entry: Entry, table: type[RecorderUser | RecorderFindingMove], part: str, nothing: str
) -> tuple[str, object]:
    """Return what a personal part says, and the day it was erased as the row has it; the ledger proves that day."""
    if part not in entry.body["private"]:
        return nothing, None
    values = ledger.personal_values(session, entry=entry)
    if values:
        return str(values[part]), None
    return nothing, plain(session.scalar(select(table.erased_on).where(table.leaf == entry.leaf)))


def _said_rows(session: Session, entry: Entry) -> list[Values]:
    data = entry.data
    values = ledger.personal_values(session, entry=entry)
    gone = not values and bool(data["rows"])
    count = len(data["rows"])
    people = [values.get(name, [""] * count) for name in ("users", "addresses", "actions")]
    return [
        [position, data["source"], at, data["cameras"][camera], seen, user, address, action, gone]
        for position, ((at, camera, seen), user, address, action) in enumerate(
            zip(data["rows"], *people, strict=True), start=1
        )
    ]


def _found_rows(session: Session, entry: Entry) -> list[Values]:
    row = RecorderRow
    columns = (row.position, row.source, row.at, row.camera, row.seen, row.user_name, row.address, row.action)
    statement = select(*columns, row.erased_on).where(row.leaf == entry.leaf).order_by(row.position)
    return [
        [position, source, to_micros(at), *said, erased_on is not None]
        for position, source, at, *said, erased_on in session.execute(statement)
    ]


_CHECKS = {
    RecorderSourceRecorded.name: _said_source,
    RecorderCamerasNamed.name: _said_cameras,
    RecorderUserNamed.name: _said_user,
    RecorderLogImported.name: _said_log,
    RecorderLogCompared.name: _said_comparison,
    FindingOpened.name: _said_finding,
}
