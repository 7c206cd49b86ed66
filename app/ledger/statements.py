"""Owns the statements that make the ledger grow, built once: an append is in every write of the product."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import BigInteger, Date, Integer, String, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from app.kernel.clock import Micros, from_micros
from app.ledger.domain import LOG_ID, Receipt
from app.ledger.models import LedgerEntry, LedgerHead, LedgerNode, LedgerPrivate, LedgerSubmission
from app.ledger.tree import Frontier, Node

LOCK_HEAD = (
    select(
        LedgerHead.origin,
        LedgerHead.size,
        LedgerHead.frontier,
        LedgerHead.last_at,
        LedgerHead.clock_at,
        LedgerHead.note,
    )
    .where(LedgerHead.log_id == LOG_ID)
    .with_for_update()
)
_GROW_HEAD = (
    update(LedgerHead.__table__)  # type: ignore[arg-type]  # A mapped table is a Table.
    .where(LedgerHead.log_id == LOG_ID, LedgerHead.size == bindparam("old_size"))
    .values(
        size=bindparam("new_size"),
        frontier=bindparam("new_frontier"),
        last_at=bindparam("new_last_at"),
        clock_at=bindparam("new_clock_at"),
    )
)
_INSERT_ENTRY = insert(LedgerEntry.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_NODE = insert(LedgerNode.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_PRIVATE = insert(LedgerPrivate.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_SUBMISSION = insert(LedgerSubmission.__table__)  # type: ignore[arg-type]  # The same.
_COUNT_DAY = text(
    "INSERT INTO ledger_day (log_id, day, first_leaf, last_leaf) VALUES (:log_id, :day, :first_leaf, :last_leaf) "
    "ON CONFLICT (log_id, day) DO UPDATE SET last_leaf = excluded.last_leaf"
).bindparams(
    bindparam("log_id", type_=Integer),
    bindparam("day", type_=Date),
    bindparam("first_leaf", type_=BigInteger),
    bindparam("last_leaf", type_=BigInteger),
)
_COUNT_DAILY = text(
    "INSERT INTO ledger_daily (log_id, day, site_code, event, entries) "
    "VALUES (:log_id, :day, :site_code, :event, :entries) "
    "ON CONFLICT (log_id, day, site_code, event) DO UPDATE SET entries = ledger_daily.entries + excluded.entries"
).bindparams(
    bindparam("log_id", type_=Integer),
    bindparam("day", type_=Date),
    bindparam("site_code", type_=String),
    bindparam("event", type_=String),
    bindparam("entries", type_=BigInteger),
)
_KNOWN = (
    select(
        LedgerSubmission.key_hash,
        LedgerSubmission.content_hash,
        LedgerEntry.leaf,
        LedgerEntry.entry_id,
        LedgerEntry.recorded_at,
    )
    .join(LedgerEntry, (LedgerEntry.log_id == LedgerSubmission.log_id) & (LedgerEntry.leaf == LedgerSubmission.leaf))
    .where(LedgerSubmission.log_id == LOG_ID, LedgerSubmission.key_hash.in_(bindparam("keys", expanding=True)))
)
_CONTENTS = select(LedgerPrivate.leaf, LedgerPrivate.part, LedgerPrivate.content).where(
    LedgerPrivate.log_id == LOG_ID, LedgerPrivate.leaf.in_(bindparam("leaves", expanding=True))
)


@dataclass(frozen=True, slots=True)
class LockedHead:
    """How far the log has grown; nobody else appends before this transaction ends."""

    origin: str
    size: int
    frontier: bytes
    last_at: int
    clock_at: int
    note: str | None

    @property
    def note_of_size(self) -> str | None:
        """Return the stored note if it is about exactly this size: it may carry signatures we cannot make again."""
        return self.note if self.note is not None and self.note.split("\n", 2)[1] == str(self.size) else None


@dataclass(frozen=True, slots=True)
class Known:
    """What was recorded under a key: its receipt, the hash of its open content, and its personal parts still there."""

    receipt: Receipt
    content_hash: bytes
    contents: Mapping[str, bytes]


class Rows(Protocol):
    """The rows of one batch."""

    first_leaf: int
    day: date
    entries: list[dict[str, Any]]
    private: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    counts: Counter[tuple[str, str]]


def lock_head(session: Session) -> LockedHead:
    """Lock the head until the transaction ends, and return it."""
    return LockedHead(*session.execute(LOCK_HEAD).one())


def known_entries(session: Session, keys: Collection[bytes]) -> dict[bytes, Known]:
    """Return what was recorded under keys, by their hash."""
    if not keys:
        return {}
    found = session.execute(_KNOWN, {"keys": list(keys)}).all()
    contents: dict[int, dict[str, bytes]] = {row.leaf: {} for row in found}
    if found:
        for leaf, part, content in session.execute(_CONTENTS, {"leaves": list(contents)}):
            contents[leaf][part] = content
    return {
        row.key_hash: Known(
            Receipt(LOG_ID, row.leaf, row.entry_id, from_micros(row.recorded_at)), row.content_hash, contents[row.leaf]
        )
        for row in found
    }


def write(
    session: Session,
    rows: Rows,
    *,
    before: Frontier,
    after: Frontier,
    nodes: Sequence[Node],
    last_at: Micros,
    clock_at: int,
) -> None:
    """Write a batch and the head it leads to.

    :raises RuntimeError: if the head is not the one the batch was made for.
    """
    session.execute(_INSERT_ENTRY, rows.entries)
    if rows.private:
        session.execute(_INSERT_PRIVATE, rows.private)
    if rows.keys:
        session.execute(_INSERT_SUBMISSION, rows.keys)
    if nodes:
        session.execute(
            _INSERT_NODE,
            [{"log_id": LOG_ID, "level": n.level, "position": n.position, "hash": n.hash} for n in nodes],
        )
    session.execute(
        _COUNT_DAY,
        {"log_id": LOG_ID, "day": rows.day, "first_leaf": rows.first_leaf, "last_leaf": after.size - 1},
    )
    session.execute(
        _COUNT_DAILY,
        [
            {"log_id": LOG_ID, "day": rows.day, "site_code": site_code, "event": event, "entries": entries}
            for (site_code, event), entries in sorted(rows.counts.items())
        ],
    )
    grown = session.execute(
        _GROW_HEAD,
        {
            "old_size": before.size,
            "new_size": after.size,
            "new_frontier": after.packed,
            "new_last_at": last_at,
            "new_clock_at": clock_at,
        },
    )
    if grown.rowcount != 1:  # type: ignore[attr-defined]  # An UPDATE returns a cursor result.
        raise RuntimeError("the head of the ledger moved under its lock")
