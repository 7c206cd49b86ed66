"""Owns the triggers that make tables append-only, as one more operation of Alembic: ``op.guard_table(…)``.

The application's commands never change what was recorded; these triggers stop everybody else who means well.
Against someone who owns the database they are no protection: that is what the signed checkpoints are for.

On SQLite a batch migration drops a table's triggers with the table. ``restore_lost`` (called by ``env.py`` after every
step) puts back what a step lost, so no migration can forget them. Guards look at their own table only: a trigger that
reads another table would stop that table's batch migration.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alembic.operations import MigrateOperation, Operations
from sqlalchemy import Connection, text

REFUSE = "watchbook_refuse_change"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: % is refused, the table is append-only', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""


@Operations.register_operation("guard_table")
class GuardTable(MigrateOperation):
    """Make a table append-only, on both databases."""

    def __init__(
        self,
        table: str,
        *,
        keys: Sequence[Sequence[str]],
        refuse: Sequence[str] = ("update", "delete"),
        update_when: str | None = None,
        sqlite_insert_when: str | None = None,
    ) -> None:
        """Keep what to refuse."""
        self.table = table
        self.keys = keys
        self.refuse = refuse
        self.update_when = update_when
        self.sqlite_insert_when = sqlite_insert_when

    @classmethod
    def guard_table(
        cls,
        operations: Operations,
        table: str,
        *,
        keys: Sequence[Sequence[str]],
        refuse: Sequence[str] = ("update", "delete"),
        update_when: str | None = None,
        sqlite_insert_when: str | None = None,
    ) -> None:
        """Refuse changes to rows that are there.

        :param keys: the columns of the primary key and of every unique constraint; without them ``INSERT OR REPLACE``
            on SQLite would delete an old row unseen.
        :param refuse: ``update`` and ``delete``, or only one of them; emptying the table is always refused.
        :param update_when: refuse only updates for which this holds (``NEW.…``, ``OLD.…``); default: all of them.
        :param sqlite_insert_when: refuse inserts for which this holds, on SQLite only.
        """
        operations.invoke(
            cls(table, keys=keys, refuse=refuse, update_when=update_when, sqlite_insert_when=sqlite_insert_when)
        )


@Operations.register_operation("drop_guards")
class DropGuards(MigrateOperation):
    """Take a table's guards away, because the next lines of the migration change or drop them on purpose."""

    def __init__(self, table: str) -> None:
        """Keep the table."""
        self.table = table

    @classmethod
    def drop_guards(cls, operations: Operations, table: str) -> None:
        """Drop every guard of a table."""
        operations.invoke(cls(table))


@Operations.implementation_for(GuardTable)
def _guard_table(operations: Operations, guard: GuardTable) -> None:
    connection = operations.get_bind()
    statements = _sqlite(guard) if connection.dialect.name == "sqlite" else _postgresql(guard)
    for statement in statements:
        connection.execute(text(statement))


@Operations.implementation_for(DropGuards)
def _drop_guards(operations: Operations, guard: DropGuards) -> None:
    connection = operations.get_bind()
    for name, (table, _made_by) in triggers(connection).items():
        if table == guard.table and name.startswith(f"guard_{table}_"):  # Other triggers hold other rules.
            suffix = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {name}{suffix}"))
    connection.info.setdefault("unguarded", set()).add(guard.table)


def _sqlite(guard: GuardTable) -> list[str]:
    table = guard.table
    present = [
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{column} = NEW.{column}' for column in key)})"
        for key in guard.keys
    ]
    insert_when = " OR ".join([*present, *([f"({guard.sqlite_insert_when})"] if guard.sqlite_insert_when else [])])

    def trigger(verb: str, when: str | None) -> str:
        condition = f" WHEN {when}" if when else ""
        return (
            f"CREATE TRIGGER guard_{table}_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: {verb.upper()} is refused, the table is append-only'); END"
        )

    statements = [trigger("insert", insert_when)]
    if "update" in guard.refuse:
        statements.append(trigger("update", guard.update_when))
    if "delete" in guard.refuse:
        statements.append(trigger("delete", None))
    return statements


def _postgresql(guard: GuardTable) -> list[str]:
    table = guard.table

    def trigger(verb: str, level: str, when: str | None = None) -> list[str]:
        condition = f" WHEN ({when})" if when else ""
        name = f"guard_{table}_{verb}"
        return [
            (
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} FOR EACH {level}{condition} "
                f"EXECUTE FUNCTION {REFUSE}()"
            ),
            # Also when a session pretends to be a replica.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]

    statements = [_FUNCTION, *trigger("truncate", "STATEMENT")]
    if "update" in guard.refuse:
        statements += trigger("update", "ROW", guard.update_when)
    if "delete" in guard.refuse:
        statements += trigger("delete", "ROW")
    return statements


def triggers(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return every trigger by name: its table, and the statement that makes it."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname, relname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
            "WHERE NOT tgisinternal"
        )
    return {name: (table, made_by) for name, table, made_by in connection.execute(text(query))}


def restore_lost(connection: Connection, before: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Put back the triggers a migration step lost with a rebuilt table, and return those there are now."""
    if connection.dialect.name == "sqlite":
        unguarded = connection.info.pop("unguarded", set())
        tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
        present = triggers(connection)
        for name, (table, made_by) in before.items():
            dropped = table in unguarded and name.startswith(f"guard_{table}_")
            if name not in present and table in tables and not dropped:
                connection.exec_driver_sql(made_by)  # Not text(): the statement is as it stands.
    return triggers(connection)


@contextmanager
def tables_rebuildable(connection: Connection) -> Iterator[None]:
    """Let a batch migration on SQLite rebuild a table that others refer to: foreign keys are checked at the end.

    :raises RuntimeError: if a row refers to nothing afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # Has no effect inside a transaction, so not in a migration.
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
    dangling = driver.execute("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise RuntimeError(f"rows refer to nothing: {dangling[:5]}")
