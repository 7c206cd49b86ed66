"""Attacks drawn by lot: each takes an intruder with every door open and changes one thing, somewhere."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Column, Table, and_, func, select, update
from sqlalchemy.exc import DBAPIError

from app.database import Base
from app.ledger.models import LedgerCheckpoint
from app.registry.models import TABLES
from tests.integration.ledger.intruder import Intruder, reworded

SEALED = ("ledger_head", "ledger_entry", "ledger_node", "ledger_checkpoint", "ledger_day", "ledger_daily", "ledger_key")
NOT_SEALED = {
    ("ledger_head", "clock_at"),  # What the clock showed last; only ever compared with the next look at it.
    ("ledger_checkpoint", "made_at"),
    ("ledger_key", "made_at"),
    ("account", "password_hash"),
    ("account", "must_change"),
    ("account", "password_changed_at"),
    ("account", "created_at"),
    *((table.__tablename__, "id") for table in TABLES.values()),  # Nothing names a version by its number.
}
"""Columns that no entry speaks of."""
MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
Attack = Callable[[Intruder, Random, dict[str, Any]], str]


class Refused(Exception):
    """The database itself did not allow this draw."""


def change_a_column(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    return _change(intruder, chance, SEALED)


def change_a_business_row(intruder: Intruder, chance: Random, world: dict[str, Any]) -> str:
    return _change(intruder, chance, world["business"])


def change_a_side_row(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    if chance.random() < 0.5:
        return _change(intruder, chance, ("ledger_private",), leave=("erase_on",))
    leaf, part = chance.choice(intruder.connection.execute(select(_private.c.leaf, _private.c.part)).all())
    intruder.connection.execute(_private.delete().where(_private.c.leaf == leaf, _private.c.part == part))
    return f"side row {leaf} {part} deleted"


def delete_a_row(intruder: Intruder, chance: Random, world: dict[str, Any]) -> str:
    table = _with_rows(intruder, chance, (*SEALED[1:], *world["business"]))
    row = _row_of(intruder, chance, table)
    intruder.connection.execute(table.delete().where(_is(table, row)))
    return f"{table.name} {_key(table, row)} deleted"


def insert_a_row(intruder: Intruder, chance: Random, world: dict[str, Any]) -> str:
    """Put a copy of a row beside it, under a key of its own."""
    table = _with_rows(intruder, chance, ("ledger_entry", "ledger_checkpoint", *world["business"]))
    row = dict(_row_of(intruder, chance, table))
    for column in table.columns:
        if column.primary_key or column.unique or column.name == "entry_id":
            highest = intruder.connection.scalar(select(func.max(column)))
            if column.name != "log_id" and not isinstance(row[column.name], date):
                row[column.name] = _other(highest, chance)
    _try(intruder, table.insert().values(**row))
    return f"{table.name} {_key(table, row)} inserted"


def insert_in_the_middle(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    entries = intruder.entries()
    at = chance.randrange(1, len(entries) - 1)
    forged = reworded(dict(entries[at]), entry_id=f"{chance.getrandbits(144):036x}")
    intruder.reseal([*entries[:at], forged, *entries[at:]])
    return f"an entry inserted at {at}"


def swap_two_entries(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    first, second = chance.sample(range(len(intruder.entries())), 2)
    entries = intruder.entries()
    columns = ("entry_id", "recorded_at", "event", "site_code", "actor_id", "subject", "body", "leaf_hash")
    one, other = entries[first], entries[second]
    for leaf, values, name in ((first, other, "x" * 36), (second, one, one["entry_id"]), (first, other, None)):
        said = {column: values[column] for column in columns} | ({"entry_id": name} if name else {})
        intruder.connection.execute(update(_entry).where(_entry.c.leaf == leaf).values(**said))
    return f"{first} and {second} swapped"


def reorder(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    """Move one entry elsewhere and rebuild everything below the signatures."""
    entries = intruder.entries()
    newest = intruder.rows(LedgerCheckpoint, LedgerCheckpoint.size)[-1]["size"]
    at, to = chance.sample(range(newest), 2)
    moved = entries.pop(at)
    entries.insert(to, moved)
    intruder.reseal(entries)
    return f"{at} moved to {to}"


def truncate(intruder: Intruder, chance: Random, _world: dict[str, Any]) -> str:
    """Take the newest entries away without rebuilding what lies above them."""
    count = len(intruder.entries())
    kept = chance.randrange(1, count)
    intruder.run("DELETE FROM ledger_private WHERE leaf >= :kept", kept=kept)
    intruder.run("DELETE FROM ledger_submission WHERE leaf >= :kept", kept=kept)
    intruder.run("DELETE FROM ledger_entry WHERE leaf >= :kept", kept=kept)
    if chance.random() < 0.5:
        intruder.run("DELETE FROM ledger_checkpoint WHERE size > :kept", kept=kept)
    return f"everything from {kept} on deleted"


def reseal_with_the_old_key(intruder: Intruder, chance: Random, world: dict[str, Any]) -> str:
    """Rewrite history and sign every checkpoint with the key the log had before."""
    entries = intruder.entries()
    at = chance.randrange(world["rotated_at"] + 1, len(entries))
    entries[at] = reworded(dict(entries[at]), entry_id=f"{chance.getrandbits(144):036x}")
    intruder.reseal(entries, signer=world["old key"])
    return f"{at} rewritten, signed with the old key"


ATTACKS: dict[str, Attack] = {
    "change": change_a_column,
    "delete": delete_a_row,
    "insert": insert_a_row,
    "insert in the middle": insert_in_the_middle,
    "swap": swap_two_entries,
    "reorder": reorder,
    "truncate": truncate,
    "re-seal with an old key": reseal_with_the_old_key,
    "edit a side row": change_a_side_row,
    "edit a business row": change_a_business_row,
}

_entry: Table = Base.metadata.tables["ledger_entry"]
_private: Table = Base.metadata.tables["ledger_private"]


def _change(intruder: Intruder, chance: Random, tables, leave: tuple[str, ...] = ()) -> str:
    table = _with_rows(intruder, chance, tables)
    columns = [c for c in table.columns if (table.name, c.name) not in NOT_SEALED and c.name not in (*leave, "log_id")]
    column, row = chance.choice(columns), _row_of(intruder, chance, table)
    value = _other(row[column.name], chance, column)
    _try(intruder, update(table).where(_is(table, row)).values({column.name: value}))
    return f"{table.name}.{column.name} {_key(table, row)}: {row[column.name]!r} -> {value!r}"


def _with_rows(intruder: Intruder, chance: Random, tables) -> Table:
    named = [Base.metadata.tables[name] for name in tables]
    filled = [table for table in named if intruder.connection.execute(select(table).limit(1)).first() is not None]
    return chance.choice(filled)


def _row_of(intruder: Intruder, chance: Random, table: Table) -> dict[str, Any]:
    rows = intruder.connection.execute(select(table).order_by(*table.primary_key.columns)).all()
    return dict(chance.choice(rows)._mapping)


def _is(table: Table, row: dict[str, Any]):
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def _key(table: Table, row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[column.name] for column in table.primary_key.columns)


def _other(value: Any, chance: Random, column: Column[Any] | None = None) -> object:
    """Return another value of the same kind."""
    if value is None:
        value = _some(column)
    if isinstance(value, bool):
        return not value
    if isinstance(value, bytes):
        at = chance.randrange(len(value)) if value else 0
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :] if value else bytes(32)
    if isinstance(value, str):
        return value[:-1] + ("가" if value[-1:] != "가" else "나")
    return value + (timedelta(days=1) if isinstance(value, date) else 1)


def _some(column: Column[Any] | None) -> object:
    kind = column.type.python_type if column is not None else str
    return {int: 1, bool: True, str: "나", bytes: b"", date: date(2026, 1, 1), datetime: MIDNIGHT}[kind]


def _try(intruder: Intruder, statement) -> None:
    try:
        with intruder.connection.begin_nested():
            changed = intruder.connection.execute(statement).rowcount
    except DBAPIError as refused:
        raise Refused(str(refused)) from refused
    if changed == 0:
        raise Refused("nothing changed")
