"""Owns a ledger of any size: real entries, copied as often as asked, with their side rows, hashes, counts and rows."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update
from uuid_utils import uuid7

from app.database import Base, db
from app.kernel.clock import from_micros, iso, kst_day
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerDaily, LedgerDay, LedgerEntry, LedgerHead, LedgerNode, LedgerPrivate
from app.ledger.tree import Frontier, leaf_hash

AT_ONCE = 20_000
STEP = 1_000_000
"""Microseconds from one entry to the next."""


class Pattern:
    """One entry that exists, as it is copied to other leaves and moments."""

    def __init__(self, connection: Connection, *, leaf: int, rows: Sequence[str]) -> None:
        """Read the entry, its personal parts, and its rows in tables that have a column ``leaf``."""
        entries = LedgerEntry.__table__
        self.entry = dict(connection.execute(select(entries).where(entries.c.leaf == leaf)).one()._mapping)
        private = LedgerPrivate.__table__
        self.parts = [dict(row._mapping) for row in connection.execute(select(private).where(private.c.leaf == leaf))]
        self.rows = {
            name: [dict(row._mapping) for row in connection.execute(select(table).where(table.c.leaf == leaf))]
            for name in rows
            for table in (Base.metadata.tables[name],)
        }
        body = json.loads(self.entry["body"])
        text = self.entry["body"].decode()
        head, _, rest = text.partition(f'"at":"{body["at"]}"')
        data, _, tail = rest.rpartition(f'"id":"{body["id"]}"')
        self.moment = body["data"].get("occurred_at")
        before, _, after = data.partition(f'"occurred_at":"{self.moment}"') if self.moment else (data, "", "")
        self.pieces = (f'{head}"at":"', f'"{before}', f'{after}"id":"', f'"{tail}')

    def body(self, at: str, entry_id: str) -> bytes:
        """Return the sealed bytes of a copy; what happened, happened at the moment it was recorded."""
        first, second, third, last = self.pieces
        happened = f'"occurred_at":"{at}"' if self.moment else ""
        return f"{first}{at}{second}{happened}{third}{entry_id}{last}".encode()


def copy_entries(count: int, *, leaves: Sequence[int], rows: Sequence[str] = ()) -> None:
    """Append ``count`` entries, copies in turn of those at ``leaves``, a second after one another.

    :param rows: tables whose rows at those leaves are copied too, in the order they refer to each other.
    """
    with db.engine.connect() as connection:
        patterns = [Pattern(connection, leaf=leaf, rows=rows) for leaf in leaves]
        head = connection.execute(select(LedgerHead.__table__)).one()
        connection.rollback()
        frontier, at = Frontier.unpack(head.size, head.frontier), head.last_at
        for start in range(0, count, AT_ONCE):
            frontier, at = _copy(connection, patterns, frontier, at, min(AT_ONCE, count - start))
            connection.commit()


def _copy(
    connection: Connection, patterns: Sequence[Pattern], frontier: Frontier, at: int, count: int
) -> tuple[Frontier, int]:
    entries: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    others: dict[str, list[dict[str, Any]]] = {name: [] for name in patterns[0].rows}
    for leaf in range(frontier.size, frontier.size + count):
        at += STEP
        pattern, moment = patterns[leaf % len(patterns)], from_micros(at)
        entry_id = str(uuid7(timestamp=at // 1_000_000, nanos=0))
        body = pattern.body(iso(moment), entry_id)
        new = {"leaf": leaf, "entry_id": entry_id, "recorded_at": at, "body": body, "leaf_hash": leaf_hash(body)}
        entries.append({**pattern.entry, **new})
        parts += ({**part, "leaf": leaf} for part in pattern.parts)
        times = {"leaf": leaf, "recorded_at": moment, "occurred_at": moment}
        for name, rows in pattern.rows.items():
            others[name] += ({**row, **{key: times[key] for key in times if key in row}} for row in rows)
    first = frontier.size
    frontier, nodes = frontier.extend(entry["leaf_hash"] for entry in entries)
    made = [{"log_id": LOG_ID, "level": n.level, "position": n.position, "hash": n.hash} for n in nodes]
    tables = {LedgerEntry.__tablename__: entries, LedgerPrivate.__tablename__: parts, LedgerNode.__tablename__: made}
    for name, rows in (tables | others).items():
        if rows:
            connection.execute(Base.metadata.tables[name].insert().inline(), rows)
    _count(connection, entries, first)
    grown = {"size": frontier.size, "frontier": frontier.packed, "last_at": at, "clock_at": at}
    connection.execute(update(LedgerHead.__table__).values(**grown))
    return frontier, at


def _count(connection: Connection, entries: Sequence[dict[str, Any]], first: int) -> None:
    """Add the entries to the counts of their days."""
    daily = Counter((kst_day(from_micros(e["recorded_at"])), e["site_code"] or "", e["event"]) for e in entries)
    spans: dict[Any, tuple[int, int]] = {}
    for leaf, entry in enumerate(entries, start=first):
        day = kst_day(from_micros(entry["recorded_at"]))
        spans[day] = (spans.get(day, (leaf, leaf))[0], leaf)
    days, counts = (Base.metadata.tables[table.__tablename__] for table in (LedgerDay, LedgerDaily))
    for day, (low, high) in spans.items():
        grown = connection.execute(days.update().where(days.c.day == day).values(last_leaf=high))
        if not grown.rowcount:
            connection.execute(days.insert().values(log_id=LOG_ID, day=day, first_leaf=low, last_leaf=high))
    for (day, site, event), number in daily.items():
        row = {"day": day, "site_code": site, "event": event}
        same = [counts.c[name] == value for name, value in row.items()]
        more = connection.execute(counts.update().where(*same).values(entries=counts.c.entries + number))
        if not more.rowcount:
            connection.execute(counts.insert().values(log_id=LOG_ID, entries=number, **row))
