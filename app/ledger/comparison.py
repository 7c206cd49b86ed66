"""Owns how a capability's rows are compared with the entries they come from: some thousand entries at a time.

Entries come in the order of leaves, and beside them the rows that name those leaves, read with one statement for each
table. Rows that name a leaf between them have no entry. Nothing is held longer than that.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros
from app.ledger import queries
from app.ledger.domain import LOG_ID
from app.ledger.driver import Statement
from app.ledger.events import plain
from app.ledger.models import LedgerPrivate
from app.ledger.queries import Entry

Columns = Mapping[str, Any]
"""A row by column, each value as canonical JSON holds it."""
_AT_ONCE = 1_000
_FEW = 500
_FIRST, _LAST = -(2**63), 2**63 - 1
_PLAIN = frozenset({int, str, bool, type(None)})


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with what it says of people, by field, as far as that is not erased."""

    entry: Entry
    people: Mapping[str, Any]
    gone: frozenset[str]
    """The parts that were sealed and are erased."""

    @property
    def said(self) -> dict[str, Any]:
        """Return what the event said openly and of people."""
        return {**self.entry.data, **self.people}

    def holds(self, part: str) -> bool:
        """Return whether a part was sealed and is still there."""
        return part in self.entry.body["private"] and part not in self.gone


@dataclass(frozen=True, slots=True)
class Block:
    """Entries with the leaves they stand for: theirs, and those since the block before."""

    first: int
    last: int
    entries: Sequence[Sealed]


@dataclass(frozen=True, kw_only=True)
class Projected:
    """A table whose rows come from entries.

    :param rows: returns the rows an entry says there are, each with the columns to compare, in the order of ``order``.
    :param leaf: the column that names the entry.
    :param order: the columns that tell rows of one entry apart.
    :param called: how the fields are named together if any of them differs; empty: by column.
    :param seen: turns a stored row into what is compared.
    """

    table: Table
    rows: Callable[[Sealed], Sequence[Columns]]
    leaf: str = "leaf"
    order: Collection[str] = ()
    called: str = ""
    seen: Callable[[dict[str, Any]], dict[str, Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class QuickLook:
    """What finds most entries and rows right without taking a body apart.

    :param tables: the names of the tables whose rows it knows.
    :param odd: returns the leaves to look at closer, of entries and of those tables, from a first to a last leaf; the
        entries between them are given as leaf, event and body.
    """

    tables: Collection[str]
    odd: Callable[[Session, int, int, Sequence[tuple[int, str, bytes]]], set[int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where rows are not what was sealed: ``entry`` is None for rows that name a leaf without such an entry."""

    entry: Entry | None
    leaf: int
    fields: Sequence[str] = ()
    missing: Collection[str] = field(default_factory=frozenset)
    """Tables that have no row of the entry though there should be one."""
    found: Mapping[str, Sequence[Columns]] = field(default_factory=dict)
    """The rows there are, by table."""


def sealed_blocks(
    session: Session, *, names: Collection[str] | None = None, prefix: str | None = None
) -> Iterator[Block]:
    """Yield entries in blocks that together stand for every leaf there could be; at least one."""
    first = _FIRST
    entries = queries.entries(session, names=names, prefix=prefix)
    while len(some := list(islice(entries, _AT_ONCE))) == _AT_ONCE:
        last = some[-1].leaf
        yield Block(first, last, _with_people(session, some))
        first = last + 1
    yield Block(first, _LAST, _with_people(session, some))


def differences(
    session: Session, *, names: Collection[str], projected: Sequence[Projected], quick: QuickLook | None = None
) -> Iterator[Difference]:
    """Yield each entry whose rows are not as it says, and each leaf whose rows have no entry, in no order of tables."""
    for first, last, rows in _spans(session, names):
        known = frozenset[str]() if quick is None else quick.tables
        found = {one.table.name: _rows(session, one, first, last) for one in projected if one.table.name not in known}
        leaves = None
        if quick is not None:
            leaves = quick.odd(session, first, last, [(row[0], row[3], row[7]) for row in rows])
            leaves.update(*found.values())
            if not leaves:
                continue
            for one in projected:
                if one.table.name in known:
                    found[one.table.name] = _rows(session, one, first, last, leaves)
        entries = [_entry(row) for row in rows if leaves is None or row[0] in leaves]
        yield from _of_block(projected, _with_people(session, entries), [found[one.table.name] for one in projected])


def _of_block(
    projected: Sequence[Projected], entries: Sequence[Sealed], found: Sequence[dict[int, list[Columns]]]
) -> Iterator[Difference]:
    for sealed in entries:
        leaf = sealed.entry.leaf
        rows = [stored.pop(leaf, []) for stored in found]
        fields: list[str] = []
        missing = set()
        for one, there in zip(projected, rows, strict=True):
            wanted = one.rows(sealed)
            if list(wanted) != there and (different := _different(wanted, there, but=one.leaf)):
                fields += [one.called] if one.called else different
                if not there:
                    missing.add(one.table.name)
        if fields:
            named = {one.table.name: there for one, there in zip(projected, rows, strict=True)}
            yield Difference(sealed.entry, leaf, list(dict.fromkeys(fields)), missing, named)
    for one, stored in zip(projected, found, strict=True):
        for leaf, there in stored.items():
            yield Difference(None, leaf, (), frozenset(), {one.table.name: there})


def _spans(session: Session, names: Collection[str]) -> Iterator[tuple[int, int, list[Any]]]:
    """Yield rows of entries with the leaves they stand for; together every leaf there could be, at least one span."""
    statement = Statement(
        "SELECT leaf, entry_id, recorded_at, event, subject, site_code, actor_id, body FROM ledger_entry"
        f" WHERE log_id = {LOG_ID} AND leaf > %s AND event IN ({', '.join(['%s'] * len(names))}) ORDER BY leaf LIMIT %s"
    )
    first, after = _FIRST, _FIRST
    while len(rows := statement.rows(session, after, *sorted(names), _AT_ONCE)) == _AT_ONCE:
        after = rows[-1][0]
        yield first, after, rows
        first = after + 1
    yield first, _LAST, rows


def _entry(row: Sequence[Any]) -> Entry:
    leaf, entry_id, recorded_at, event, subject, site, actor, body = row
    return Entry(leaf, entry_id, from_micros(recorded_at), event, subject, site, actor, json.loads(body))


def fields_that_differ(said: Columns, found: Columns) -> list[str]:
    """Return the names of what is said that is not found so, in the order of the row."""
    return [name for name in found if name in said and said[name] != found[name]] + [
        name for name in said if name not in found
    ]


def plain_rows(session: Session, table: Table, *conditions: Any, order: Sequence[Any]) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # A condition has no better type.
    """Yield rows as canonical JSON holds their values."""
    for row in session.execute(select(table).where(*conditions).order_by(*order)):
        yield {name: value if type(value) in _PLAIN else plain(value) for name, value in row._mapping.items()}  # noqa: SLF001  # SQLAlchemy's public name for it.


def _rows(
    session: Session, one: Projected, first: int, last: int, leaves: Collection[int] | None = None
) -> dict[int, list[Columns]]:
    column = one.table.c[one.leaf]
    found: dict[int, list[Columns]] = defaultdict(list)
    order = [column, *(one.table.c[name] for name in one.order)]
    few = leaves is not None and len(leaves) <= _FEW
    wanted = column.in_(sorted(leaves)) if leaves is not None and few else column.between(first, last)
    for row in plain_rows(session, one.table, wanted, order=order):
        if leaves is None or row[one.leaf] in leaves:
            found[row[one.leaf]].append(row if one.seen is None else one.seen(row))
    return found


def _different(wanted: Sequence[Columns], there: Sequence[Columns], *, but: str) -> list[str]:
    if len(wanted) != len(there):
        return [name for name in (wanted or there)[0] if name != but]
    return [name for said, found in zip(wanted, there, strict=True) for name in fields_that_differ(said, found)]


def _with_people(session: Session, entries: Sequence[Entry]) -> list[Sealed]:
    leaves = [entry.leaf for entry in entries if entry.body["private"]]
    parts: dict[int, dict[str, Any]] = defaultdict(dict)
    if leaves:
        private = LedgerPrivate
        statement = select(private.leaf, private.part, private.content).where(
            private.log_id == LOG_ID, private.leaf.in_(leaves)
        )
        for leaf, part, content in session.execute(statement):
            parts[leaf][part] = json.loads(content)
    return [
        Sealed(
            entry,
            {name: value for values in parts.get(entry.leaf, {}).values() for name, value in values.items()},
            frozenset(entry.body["private"].keys() - parts.get(entry.leaf, {}).keys()),
        )
        for entry in entries
    ]
