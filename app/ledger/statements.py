"""Owns the statements that make the ledger grow, given straight to the driver: an append is in every write we make.

PostgreSQL gets a batch as one statement, because each trip to the server costs as much as the work. SQLite has no trips
and gets the rows table by table. Nothing but what a driver takes goes in: text, whole numbers, bytes, None.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros
from app.ledger.domain import LOG_ID, Receipt

TableRows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows of the ledger's own tables."""
Rows = Mapping[Table, Sequence[Mapping[str, Any]]]
"""Rows of a register's tables, in the order foreign keys ask for, with the values SQLAlchemy takes."""

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


@dataclass(frozen=True, slots=True)
class Line:
    """A connection of the driver, inside a transaction or a transaction for each statement, and its dialect."""

    driver: Any
    dialect: Dialect

    @property
    def is_sqlite(self) -> bool:
        """Return whether it speaks SQLite's dialect."""
        return self.dialect.name == "sqlite"


@contextmanager
def line_of(session: Session) -> Iterator[Line]:
    """Give the driver's connection of a session, and raise what SQLAlchemy would have raised."""
    connection = session.connection()
    with sqlalchemy_errors(connection.dialect):
        yield Line(connection.connection.driver_connection, connection.dialect)


@contextmanager
def sqlalchemy_errors(dialect: Dialect) -> Iterator[None]:
    """Turn an error of the driver into the one SQLAlchemy would have raised."""
    dbapi: Any = dialect.dbapi
    try:
        yield
    except dbapi.Error as problem:
        raise DBAPIError.instance(None, None, problem, dbapi.Error, dialect=dialect) from problem


def lock_head(session: Session) -> LockedHead:
    """Lock the head until the session's transaction ends, and return it."""
    with line_of(session) as line:
        return _head(line.driver.execute(_LOCK if line.is_sqlite else f"{_LOCK} FOR UPDATE"))


def begin_and_lock(line: Line) -> LockedHead:
    """Begin a transaction that writes on a line that has none, lock the head until it ends, and return it."""
    if line.is_sqlite:
        line.driver.execute("BEGIN IMMEDIATE")
        return _head(line.driver.execute(_LOCK))
    both = line.driver.execute(f"BEGIN; {_LOCK} FOR UPDATE")
    both.nextset()
    return _head(both)


def _head(cursor: Any) -> LockedHead:  # noqa: ANN401  # Drivers' cursors have no common type.
    origin, size, frontier, last_at, clock_at, note = cursor.fetchone()
    return LockedHead(origin, size, bytes(frontier), last_at, clock_at, note)


def known_entries(line: Line, keys: Collection[bytes]) -> dict[bytes, Known]:
    """Return what was recorded under keys, by their hash; ask under the head's lock."""
    if not keys:
        return {}
    if line.is_sqlite:
        rows = [row for key in keys for row in line.driver.execute(f"{_KNOWN}s.key_hash = ?", (key,))]
    else:
        rows = line.driver.execute(f"{_KNOWN}s.key_hash = ANY(%s)", (list(keys),), prepare=True).fetchall()
    found: dict[bytes, Known] = {}
    for key, content_hash, leaf, entry_id, recorded_at, part, content in rows:
        receipt = Receipt(LOG_ID, leaf, entry_id, from_micros(recorded_at))
        known = found.setdefault(bytes(key), Known(receipt, bytes(content_hash)))
        if part is not None:
            known.contents[part] = bytes(content)
    return found


def write(line: Line, rows: TableRows, head: Mapping[str, Any], registers: Rows | None = None) -> bool:
    """Write the rows of a batch by their table and the head they lead to; return whether the head was as expected.

    If it was not, PostgreSQL has written nothing, and SQLite's transaction must be rolled back.

    :param head: ``old_size``, ``new_size``, ``frontier``, ``last_at`` and ``clock_at``.
    :param registers: rows of other tables, written after the entries; all rows of a table have the same columns.
    """
    extra = [(_Shape.of(table, tuple(of_table[0])), of_table) for table, of_table in (registers or {}).items()]
    if line.is_sqlite:
        for table in _COLUMNS:
            if rows[table]:
                line.driver.executemany(_insert_for_sqlite(table), rows[table])
        for shape, of_table in extra:
            line.driver.executemany(shape.insert_for_sqlite, shape.bound(of_table, line.dialect))
        return bool(line.driver.execute(_GROW, head).rowcount == 1)
    values = dict(head)
    shapes: list[tuple[str, bool, _Shape | None]] = []
    for table, columns in _COLUMNS.items():
        if of_table := rows[table]:
            shapes.append((table, len(of_table) == 1, None))
            _spread(values, table, columns, of_table)
    for shape, of_table in extra:
        name = shape.table.name
        shapes.append((name, len(of_table) == 1, shape))
        _spread(values, name, shape.columns, shape.bound(of_table, line.dialect))
    statement = _grow_for_postgresql(tuple(shapes), line.dialect)
    return bool(line.driver.execute(statement, values, prepare=True).fetchone()[0] == 1)


def _spread(values: dict[str, Any], table: str, columns: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows where the statement looks for them: one row as it is, several as an array for each column."""
    if len(rows) == 1:
        row = rows[0]
        for column in columns:
            values[f"{table}_{column}"] = row[column]
    else:
        for column in columns:
            values[f"{table}_{column}"] = [row[column] for row in rows]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Some columns of a table that is not ours, and how SQLAlchemy would give them to a driver."""

    table: Table
    columns: tuple[str, ...]

    @staticmethod
    @cache
    def of(table: Table, columns: tuple[str, ...]) -> "_Shape":
        return _Shape(table, columns)

    @property
    def insert_for_sqlite(self) -> str:
        values = ", ".join(f":{column}" for column in self.columns)
        return f"INSERT INTO {self.table.name} ({', '.join(self.columns)}) VALUES ({values})"

    def bound(self, rows: Sequence[Mapping[str, Any]], dialect: Dialect) -> Sequence[Mapping[str, Any]]:
        """Return rows as the driver takes them."""
        binders = _binders(self, dialect)
        return [{**row, **{column: bind(row[column]) for column, bind in binders}} for row in rows]


@cache
def _binders(shape: _Shape, dialect: Dialect) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    found = ((name, shape.table.columns[name].type.dialect_impl(dialect)) for name in shape.columns)
    binders = ((name, kind.bind_processor(dialect)) for name, kind in found)
    return tuple((name, bind) for name, bind in binders if bind is not None)


@cache
def _insert_for_sqlite(table: str) -> str:
    columns = _COLUMNS[table]
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} (log_id, {', '.join(columns)}) VALUES ({LOG_ID}, {values}){_CONFLICTS.get(table, '')}"


@cache
def _grow_for_postgresql(shapes: tuple[tuple[str, bool, _Shape | None], ...], dialect: Dialect) -> str:
    """Return one statement that moves the head and writes rows into tables, or does nothing if the head moved before.

    Nothing is inserted before the head's row is locked: every insert reads what the update returned.

    :param shapes: the tables in their order, and whether there is only one row: that is given as it is, which the
        driver does faster; several rows are given as an array for each column. Tables that are not ours have a shape.
    """
    grow = _GROW
    for name in ("new_size", "frontier", "last_at", "clock_at", "old_size"):
        grow = grow.replace(f":{name}", f"%({name})s")
    parts = [f"grown AS ({grow} RETURNING {LOG_ID}::integer AS log_id)"]
    for table, alone, shape in shapes:
        if shape is None:
            kinds, ours = _COLUMNS[table], True
        else:
            kinds, ours = {c: shape.table.columns[c].type.compile(dialect) for c in shape.columns}, False
        many = "" if alone else "[]"
        values = ", ".join(f"%({table}_{column})s::{kind}{many}" for column, kind in kinds.items())
        log_id, columns = ("log_id, ", f"log_id, {', '.join(kinds)}") if ours else ("", ", ".join(kinds))
        given = f"{values} FROM grown" if alone else f"given.* FROM grown, unnest({values}) AS given"
        prefix = f"grown.{log_id}" if ours else ""
        parts.append(
            f"of_{table} AS (INSERT INTO {table} ({columns}) SELECT {prefix}{given}{_CONFLICTS.get(table, '')})"
        )
    return f"WITH {', '.join(parts)} SELECT count(*) FROM grown"
