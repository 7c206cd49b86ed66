"""Owns what is known: the versions of objects now or at a moment, the snapshot of a day, the complete document."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from app.kernel.errors import NotFound
from app.ledger import queries as ledger
from app.registry.document import RegistryDocument, document_of
from app.registry.domain import Kind, type_of_kind
from app.registry.events import ASSERTING, assertion_of
from app.registry.history import Key, Timeline, Version, folded, values_on
from app.registry.models import TABLES, AnyVersion
from app.registry.projection import value_text
from app.registry.resolution import snapshot_of
from app.registry.shape import trusted_value
from app.registry.snapshot import Snapshot

REVISION_DIGITS = 12
_KEEP = 3
_kept: dict[tuple[str | None, date, datetime | None], Snapshot] = {}
_keeping = Lock()
_MANY = 500
"""Codes asked for in one statement."""


def snapshot(session: Session, *, as_of: date, known_at: datetime | None = None) -> Snapshot:
    """Return the registry of a day, as known now or as it was known at a moment.

    Snapshots are never changed, so the last few are kept. What they are kept by is the id of the registry's last
    entry: it is new with every change, also with one that was rolled back. Where a change is committed while the
    tables are read one after the other, they are read again.
    """
    while True:
        before = edition(session)
        key = (_last_entry(session, before), as_of, known_at)
        found = _kept.get(key)
        if found is not None:
            return found
        found = _snapshot(session, as_of, known_at)
        if edition(session) == before:
            break
    if key[0] is not None:
        with _keeping:
            _kept[key] = found
            while len(_kept) > _KEEP:
                del _kept[next(iter(_kept))]
    return found


def _last_entry(session: Session, number: int) -> str | None:
    try:
        return ledger.entry_at(session, leaf=number - 1, sites=None).entry_id
    except NotFound:  # Nothing was recorded yet, or somebody took entries away: pages are still shown.
        return None


def _snapshot(session: Session, as_of: date, known_at: datetime | None) -> Snapshot:
    if known_at is not None:
        values = values_on(timelines_known_at(session, moment=known_at), as_of)
        revision = revision_of_texts((key, value_text(thing)) for key, thing in values.items())
        return snapshot_of(values.values(), as_of=as_of, known_at=known_at, revision=revision)
    texts = _texts_on(session, as_of)
    things = [trusted_value(type_of_kind[kind], json.loads(text)) for (kind, _code), text in texts]
    return snapshot_of(things, as_of=as_of, known_at=None, revision=revision_of_texts(texts))


def revision_of_texts(texts: Iterable[tuple[Key, str]]) -> str:
    """Return the digest of all values of a day: twelve digits that change exactly when one of them does."""
    digest = sha256()
    for (kind, code), text in sorted(texts):
        digest.update(f"{kind.value}\n{code}\n{len(text)}\n{text}\n".encode())
    return digest.hexdigest()[:REVISION_DIGITS]


def timelines(session: Session, *, kinds: Collection[Kind] = tuple(Kind)) -> dict[Key, Timeline]:
    """Return all versions known now of every object of some kinds."""
    found: dict[Key, list[Version]] = defaultdict(list)
    for kind in kinds:
        table = TABLES[kind]
        rows = session.execute(
            select(table.value, table.valid_from, table.valid_to)
            .where(table.superseded_leaf.is_(None))
            .order_by(table.code, table.valid_from.asc().nulls_first())
        )
        for text, valid_from, valid_to in rows:
            value = trusted_value(type_of_kind[kind], json.loads(text))
            found[kind, value.code].append(Version(value, valid_from, valid_to))
    return {key: tuple(versions) for key, versions in found.items()}


def timelines_of(session: Session, *, keys: Collection[Key]) -> dict[Key, Timeline]:
    """Return all versions known now of some objects; an object that is not there has none."""
    codes: dict[Kind, list[str]] = defaultdict(list)
    for kind, code in sorted(set(keys)):
        codes[kind].append(code)
    found: dict[Key, list[Version]] = defaultdict(list)
    for kind, wanted in codes.items():
        table = TABLES[kind]
        for start in range(0, len(wanted), _MANY):
            rows = session.execute(
                select(table.value, table.valid_from, table.valid_to)
                .where(table.superseded_leaf.is_(None), table.code.in_(wanted[start : start + _MANY]))
                .order_by(table.code, table.valid_from.asc().nulls_first())
            )
            for text, valid_from, valid_to in rows:
                value = trusted_value(type_of_kind[kind], json.loads(text))
                found[kind, value.code].append(Version(value, valid_from, valid_to))
    return {key: tuple(versions) for key, versions in found.items()}


def timelines_known_at(session: Session, *, moment: datetime) -> dict[Key, Timeline]:
    """Return the versions of everything as they were known at a moment, from the ledger alone."""
    entries = ledger.entries(session, names=tuple(ASSERTING), until=moment)
    return folded(assertion_of(entry.name, entry.body["data"]) for entry in entries)


def document(session: Session, *, known_at: datetime | None = None) -> RegistryDocument:
    """Return all that is known, of every day, as a complete document."""
    known = timelines(session) if known_at is None else timelines_known_at(session, moment=known_at)
    return document_of(known)


def edition(session: Session, *, key: Key | None = None) -> int:
    """Return a number that grows with every change to the registry, or to one object; 0: nothing was ever recorded.

    A form keeps the number it was opened with, and a command refuses if it has grown since.
    """
    statement = _newest_leaf() if key is None else _newest_leaf_of(TABLES[key[0]], code=key[1])
    leaf = session.scalar(statement)
    return 0 if leaf is None else int(leaf) + 1


@cache
def _newest_leaf() -> Select[Any]:
    """Return the statement of the newest change; every page asks it, and building it takes longer than running it."""
    parts = [
        select(func.max(column).label("leaf"))
        for table in TABLES.values()
        for column in (table.recorded_leaf, table.superseded_leaf)
    ]
    return select(func.max(union_all(*parts).subquery().c.leaf))


def _newest_leaf_of(table: type[AnyVersion], *, code: str) -> Select[Any]:
    parts = [
        select(func.max(column).label("leaf")).where(table.code == code)
        for column in (table.recorded_leaf, table.superseded_leaf)
    ]
    return select(func.max(union_all(*parts).subquery().c.leaf))


def _texts_on(session: Session, day: date) -> list[tuple[Key, str]]:
    found: list[tuple[Key, str]] = []
    for kind, table in TABLES.items():
        rows = session.execute(select(table.code, table.value).where(*holding(table, day)).order_by(table.code))
        found += (((kind, code), text) for code, text in rows)
    return found


def holding(table: type[AnyVersion], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the versions that hold on a day, as known now."""
    return (
        table.superseded_leaf.is_(None),
        or_(table.valid_from.is_(None), table.valid_from <= day),
        or_(table.valid_to.is_(None), table.valid_to > day),
    )


def is_empty(session: Session) -> bool:
    """Return whether nothing was ever recorded in the registry."""
    return edition(session) == 0
