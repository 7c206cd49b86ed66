"""Somebody who owns the database: no guard stops them, and they can rebuild everything but what is kept elsewhere."""

import json
from collections import Counter
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.orm import Session

from app.database import db
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import from_micros, iso, kst_day
from app.ledger.domain import LOG_ID
from app.ledger.models import (
    LedgerCheckpoint,
    LedgerDaily,
    LedgerDay,
    LedgerEntry,
    LedgerHead,
    LedgerNode,
    LedgerPrivate,
)
from app.ledger.notes import Checkpoint
from app.ledger.tree import Frontier, leaf_hash
from app.ledger.verification import verify

REBUILT = (LedgerDaily, LedgerDay, LedgerNode)


class Intruder:
    """Acts inside one transaction, which is rolled back; so that every attack begins with a sound ledger."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.session = Session(bind=connection)
        self._doors: list[tuple[str, str]] = []

    def run(self, statement: str, **values: object) -> int:
        return self.connection.execute(text(statement), values).rowcount

    def rows(self, table, *order) -> list[dict[str, Any]]:
        return [
            dict(row._mapping) for row in self.connection.execute(select(*table.__table__.columns).order_by(*order))
        ]

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def open_doors(self) -> None:
        """Take every guard away."""
        if self.on_sqlite:
            self._doors = self._names("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, _sql in self._doors:
                self.connection.exec_driver_sql(f"DROP TRIGGER {name}")
            return
        self._doors = self._names(
            "SELECT relname, tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled = 'A'"
        )
        for table, _same in self._names("SELECT tablename, tablename FROM pg_tables WHERE schemaname = 'public'"):
            self.connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")

    def close_doors(self) -> None:
        """Put the guards back, as a careful intruder does."""
        for first, second in self._doors:
            self.connection.exec_driver_sql(
                second if self.on_sqlite else f"ALTER TABLE {first} ENABLE ALWAYS TRIGGER {second}"
            )

    def _names(self, query: str) -> list[tuple[str, str]]:
        return [tuple(row) for row in self.connection.execute(text(query))]

    def entries(self) -> list[dict[str, Any]]:
        return self.rows(LedgerEntry, LedgerEntry.leaf)

    def verdict(self, key, **more):
        return verify(self.session, key=key, **more)

    def reseal(self, entries: list[dict[str, Any]], *, signer=None) -> None:
        """Make the whole ledger say these entries, in this order; with the key also every checkpoint.

        Personal parts and keys of entries go along with their entry, by its id.
        """
        old_leaves = {row["entry_id"]: row["leaf"] for row in self.entries()}
        sizes = [row["size"] for row in self.rows(LedgerCheckpoint, LedgerCheckpoint.size)]
        notes = {row["size"]: row for row in self.rows(LedgerCheckpoint, LedgerCheckpoint.size)}
        moved = {old_leaves[e["entry_id"]]: leaf for leaf, e in enumerate(entries) if e["entry_id"] in old_leaves}
        private = [row for row in self.rows(LedgerPrivate, LedgerPrivate.leaf) if row["leaf"] in moved]
        for table in ("ledger_private", "ledger_submission", "ledger_entry", "ledger_checkpoint"):
            self.run(f"DELETE FROM {table}")
        for model in REBUILT:
            self.connection.execute(delete(model))
        fresh = [dict(e, leaf=leaf, leaf_hash=leaf_hash(e["body"])) for leaf, e in enumerate(entries)]
        self._insert(LedgerEntry, fresh)
        self._insert(LedgerPrivate, [dict(row, leaf=moved[row["leaf"]]) for row in private])
        tree, nodes = Frontier().extend(e["leaf_hash"] for e in fresh)
        self._insert(
            LedgerNode, [{"log_id": LOG_ID, "level": n.level, "position": n.position, "hash": n.hash} for n in nodes]
        )
        self._count(fresh)
        kept = [size for size in sizes if size <= len(fresh)]
        if signer is not None:
            notes = {size: dict(notes[size], note=self.signed(signer, fresh[:size])) for size in kept}
        self._insert(LedgerCheckpoint, [notes[size] for size in kept])
        self.run(
            "UPDATE ledger_head SET size = :size, frontier = :frontier, last_at = :at, clock_at = :at, note = :note",
            size=tree.size,
            frontier=tree.packed,
            at=fresh[-1]["recorded_at"],
            note=notes[kept[-1]]["note"] if kept else None,
        )

    def forget_checkpoints(self) -> None:
        """Leave nothing signed in the database."""
        self.open_doors()
        self.run("DELETE FROM ledger_checkpoint")
        self.run("UPDATE ledger_head SET note = NULL")
        self.close_doors()

    def signed(self, signer, entries: list[dict[str, Any]]) -> str:
        origin = self.connection.scalar(select(LedgerHead.origin))
        root = Frontier().extend(e["leaf_hash"] for e in entries)[0].root
        return str(signer.sign(Checkpoint(origin, len(entries), root).text, name=origin))

    def _insert(self, model, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(model), rows)

    def _count(self, entries: list[dict[str, Any]]) -> None:
        days: dict[Any, Any] = {}
        daily: Counter[Any] = Counter()
        for entry in entries:
            day = kst_day(from_micros(entry["recorded_at"]))
            days.setdefault(day, []).append(entry["leaf"])
            daily[day, entry["site_code"] or "", entry["event"]] += 1
        self._insert(
            LedgerDay,
            [
                {"log_id": LOG_ID, "day": day, "first_leaf": found[0], "last_leaf": found[-1]}
                for day, found in days.items()
            ],
        )
        self._insert(
            LedgerDaily,
            [
                {"log_id": LOG_ID, "day": day, "site_code": site, "event": event, "entries": number}
                for (day, site, event), number in daily.items()
            ],
        )


def reworded(
    entry: dict[str, Any], *, entry_id: str | None = None, recorded_at: int | None = None, **data: object
) -> dict[str, Any]:
    """Return an entry that says something else, its columns along with it."""
    body = json.loads(entry["body"])
    body["data"] |= data
    if entry_id is not None:
        body["id"] = entry["entry_id"] = entry_id
    if recorded_at is not None:
        body["at"], entry["recorded_at"] = iso(from_micros(recorded_at)), recorded_at
    return dict(entry, body=canonical_bytes(body))


@contextmanager
def intrusion():
    """Give an intruder every door open; afterwards nothing has happened."""
    sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as connection:
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            intruder = Intruder(connection)
            intruder.open_doors()
            yield intruder
        finally:
            connection.rollback()
            if sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
