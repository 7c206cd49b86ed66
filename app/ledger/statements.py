"""Owns the statements that make the ledger grow, given straight to the driver: an append is in every write we make.

PostgreSQL gets a batch as one statement, because each trip to the server costs as much as the work. SQLite has no trips
and gets the rows table by table. Nothing but what a driver takes goes in: text, whole numbers, bytes, None.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros
from app.ledger.domain import LOG_ID, Receipt

_LOCK = f"SELECT origin, size, frontier, last_at, clock_at, note FROM ledger_head WHERE log_id = {LOG_ID}"
_GROW = (
    "UPDATE ledger_head SET size = :new_size, frontier = :frontier, last_at = :last_at, clock_at = :clock_at "
    f"WHERE log_id = {LOG_ID} AND size = :old_size"
)
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "ledger_entry": {
        "leaf": "bigint",
        "entry_id": "text",
        "recorded_at": "bigint",
        "event": "text",
        "site_code": "text",
        "actor_id": "bigint",
        "subject": "text",
        "body": "bytea",
        "leaf_hash": "bytea",
    },
    "ledger_private": {"leaf": "bigint", "part": "text", "salt": "bytea", "content": "bytea", "erase_on": "date"},
    "ledger_submission": {"key_hash": "bytea", "leaf": "bigint", "content_hash": "bytea"},
    "ledger_node": {"level": "smallint", "position": "bigint", "hash": "bytea"},
    "ledger_day": {"day": "date", "first_leaf": "bigint", "last_leaf": "bigint"},
    "ledger_daily": {"day": "date", "site_code": "text", "event": "text", "entries": "bigint"},
}
"""What a batch writes, in the order foreign keys ask for, with the types PostgreSQL reads arrays as."""
_CONFLICTS: Mapping[str, str] = {
    "ledger_day": " ON CONFLICT (log_id, day) DO UPDATE SET last_leaf = excluded.last_leaf",
    "ledger_daily": (
        " ON CONFLICT (log_id, day, site_code, event) DO UPDATE SET entries = ledger_daily.entries + excluded.entries"
    ),
}
_KNOWN = (
    "SELECT s.key_hash, s.content_hash, s.leaf, e.entry_id, e.recorded_at, p.part, p.content "
    "FROM ledger_submission s JOIN ledger_entry e ON e.log_id = s.log_id AND e.leaf = s.leaf "
    "LEFT JOIN ledger_private p ON p.log_id = s.log_id AND p.leaf = s.leaf "
    f"WHERE s.log_id = {LOG_ID} AND "
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
    contents: dict[str, bytes] = field(default_factory=dict)


def lock_head(session: Session) -> LockedHead:
    """Lock the head until the transaction ends, and return it."""
    connection = session.connection()
    with _plain_errors(connection) as driver:
        lock = _LOCK if _is_sqlite(connection) else f"{_LOCK} FOR UPDATE"
        origin, size, frontier, last_at, clock_at, note = driver.execute(lock).fetchone()
    return LockedHead(origin, size, bytes(frontier), last_at, clock_at, note)


def known_entries(session: Session, keys: Collection[bytes]) -> dict[bytes, Known]:
    """Return what was recorded under keys, by their hash; ask under the head's lock."""
    if not keys:
        return {}
    connection = session.connection()
    with _plain_errors(connection) as driver:
        if _is_sqlite(connection):
            rows = [row for key in keys for row in driver.execute(f"{_KNOWN}s.key_hash = ?", (key,))]
        else:
            rows = driver.execute(f"{_KNOWN}s.key_hash = ANY(%s)", (list(keys),)).fetchall()
    found: dict[bytes, Known] = {}
    for key, content_hash, leaf, entry_id, recorded_at, part, content in rows:
        receipt = Receipt(LOG_ID, leaf, entry_id, from_micros(recorded_at))
        known = found.setdefault(bytes(key), Known(receipt, bytes(content_hash)))
        if part is not None:
            known.contents[part] = bytes(content)
    return found


def write(session: Session, rows: Mapping[str, Sequence[Mapping[str, Any]]], head: Mapping[str, Any]) -> None:
    """Write the rows of a batch by their table, and the head they lead to.

    :param head: ``old_size``, ``new_size``, ``frontier``, ``last_at`` and ``clock_at``.
    :raises RuntimeError: if the head is not the one the batch was made for.
    """
    connection = session.connection()
    with _plain_errors(connection) as driver:
        if _is_sqlite(connection):
            for table in _COLUMNS:
                if rows[table]:
                    driver.executemany(_insert_for_sqlite(table), rows[table])
            grown = driver.execute(_GROW, head)
        else:
            shape = tuple((table, len(rows[table]) == 1) for table in _COLUMNS if rows[table])
            values = dict(head)
            for table, alone in shape:
                for column in _COLUMNS[table]:
                    values[f"{table}_{column}"] = (
                        rows[table][0][column] if alone else [row[column] for row in rows[table]]
                    )
            grown = driver.execute(_grow_for_postgresql(shape), values)
        if grown.rowcount != 1:
            raise RuntimeError("the head of the ledger moved under its lock")


@cache
def _insert_for_sqlite(table: str) -> str:
    columns = _COLUMNS[table]
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} (log_id, {', '.join(columns)}) VALUES ({LOG_ID}, {values}){_CONFLICTS.get(table, '')}"


@cache
def _grow_for_postgresql(shape: tuple[tuple[str, bool], ...]) -> str:
    """Return one statement that writes rows into tables and moves the head.

    :param shape: the tables in their order, and whether there is only one row: that is given as it is, which the
        driver does faster; several rows are given as an array for each column.
    """
    inserts = []
    for table, alone in shape:
        columns = _COLUMNS[table]
        many = "" if alone else "[]"
        values = ", ".join(f"%({table}_{column})s::{kind}{many}" for column, kind in columns.items())
        inserts.append(
            f"of_{table} AS (INSERT INTO {table} (log_id, {', '.join(columns)}) "
            f"SELECT {LOG_ID}, {values if alone else f'* FROM unnest({values})'}{_CONFLICTS.get(table, '')})"
        )
    grow = _GROW
    for name in ("new_size", "frontier", "last_at", "clock_at", "old_size"):
        grow = grow.replace(f":{name}", f"%({name})s")
    return f"WITH {', '.join(inserts)} {grow}"


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


@contextmanager
def _plain_errors(connection: Connection) -> Iterator[Any]:
    """Give the driver's connection, and raise what SQLAlchemy would have raised."""
    dbapi: Any = connection.dialect.dbapi
    try:
        yield connection.connection.driver_connection
    except dbapi.Error as problem:
        raise DBAPIError.instance(None, None, problem, dbapi.Error, dialect=connection.dialect) from problem
