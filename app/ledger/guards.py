"""Owns which triggers must stand before which tables, and whether they do. Migrations make them: ``op.guard_table``."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

TABLES: Mapping[str, Collection[str]] = {
    "ledger_head": ("update", "delete"),
    "ledger_entry": ("update", "delete"),
    "ledger_node": ("update", "delete"),
    "ledger_checkpoint": ("update", "delete"),
    "ledger_anchor": ("update", "delete"),
    "ledger_key": ("update", "delete"),
    "ledger_private": ("update",),
    "ledger_erasure": ("update", "delete"),
    "ledger_submission": ("update", "delete"),
}
"""What is refused on the ledger's tables; ``INSERT OR REPLACE`` and ``TRUNCATE`` always are."""

_SQLITE = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
_POSTGRESQL = text(
    "SELECT tgname FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND proname = 'watchbook_refuse_change'"
)


def missing_guards(session: Session, tables: Mapping[str, Collection[str]] = TABLES) -> list[str]:
    """Return the names of the triggers that should refuse changes and are missing or switched off.

    :param tables: for each guarded table, the verbs its migration had refused.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    always = "insert" if sqlite else "truncate"  # INSERT OR REPLACE exists on the one, TRUNCATE on the other.
    expected = {f"guard_{table}_{verb}" for table, verbs in tables.items() for verb in (*verbs, always)}
    return sorted(expected - set(session.scalars(_SQLITE if sqlite else _POSTGRESQL)))


_REFUSED = text(
    "SELECT relname, bool_or(tgtype & 16 > 0), bool_or(tgtype & 8 > 0) "
    "FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid "
    "WHERE NOT tgisinternal AND proname = 'watchbook_refuse_change' AND tgqual IS NULL GROUP BY relname"
)


def guards_of_tables(connection: Connection) -> Mapping[str, frozenset[str]]:
    """Return for each guarded table of PostgreSQL what is refused without condition: ``UPDATE``, ``DELETE`` or both."""
    return {
        table: frozenset(verb for verb, closed in (("UPDATE", updates), ("DELETE", deletes)) if closed)
        for table, updates, deletes in connection.execute(_REFUSED)
    }
