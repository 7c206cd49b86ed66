"""Owns what is read about the ledger."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, SQLColumnExpression, exists, func, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros, to_micros
from app.kernel.errors import NotFound
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerDaily, LedgerEntry, LedgerErasure, LedgerPrivate
from app.ledger.newest import leaves_of_days, newest_leaves
from app.web.paging import Page, page_of

_AT_ONCE = 1_000
_LEAVES_AT_ONCE = 500
_COLUMNS = (
    LedgerEntry.leaf,
    LedgerEntry.entry_id,
    LedgerEntry.recorded_at,
    LedgerEntry.event,
    LedgerEntry.subject,
    LedgerEntry.site_code,
    LedgerEntry.actor_id,
    LedgerEntry.body,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One sealed event; ``body`` is what was hashed, and holds under ``data`` what the event said openly."""

    leaf: int
    entry_id: str
    recorded_at: datetime
    name: str
    subject: str
    site_code: str | None
    actor_id: int
    body: Mapping[str, Any]

    @property
    def data(self) -> Mapping[str, Any]:
        """Return what the event said openly."""
        found: Mapping[str, Any] = self.body["data"]
        return found

    @property
    def number(self) -> int:
        """Return the entry's place as people count, from one."""
        return self.leaf + 1


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """A personal part of an entry: its content, or None once it was erased, and then when and by which entry."""

    name: str
    content: Mapping[str, Any] | None
    erase_on: date | None
    erased_on: date | None = None
    erased_leaf: int | None = None


def entries(
    session: Session,
    *,
    names: Collection[str] | None = None,
    prefix: str | None = None,
    subject: str | None = None,
    until: datetime | None = None,
    from_leaf: int = 0,
    by_subject: bool = False,
) -> Iterator[Entry]:
    """Yield entries in their order, without holding more than some of them.

    :param names: only these events.
    :param prefix: only events whose name begins so, e.g. ``viewing_request.``.
    :param until: only what was recorded at that moment or before it.
    :param by_subject: all entries about one subject together, instead of all in their order.
    """
    statement = select(*_COLUMNS).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf >= from_leaf)
    if names is not None:
        statement = statement.where(LedgerEntry.event.in_(sorted(names)))
    if prefix is not None:
        statement = statement.where(LedgerEntry.event.startswith(prefix, autoescape=True))
    if subject is not None:
        statement = statement.where(LedgerEntry.subject == subject)
    if until is not None:
        statement = statement.where(LedgerEntry.recorded_at <= to_micros(until))
    order = (LedgerEntry.subject, LedgerEntry.leaf) if by_subject else (LedgerEntry.leaf,)
    statement = statement.order_by(*order).execution_options(yield_per=_AT_ONCE)
    with session.execute(statement) as rows:  # Closed also when the reader stops half-way.
        for row in rows:
            yield _entry(row)


def page_of_entries(
    session: Session,
    *,
    sites: frozenset[str] | None,
    size: int,
    before: int | None = None,
    person: int | None = None,
    site: str | None = None,
    names: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Page[Entry]:
    """Return entries newest first.

    :param sites: the sites the reader may see; None for all, and for entries of no single site.
    :param before: only entries before this leaf: the key of the page before.
    :param names: only events with one of these names.
    :param subjects: only entries about one of these.
    :param first_day: the first day in Korea.
    """
    wanted = sites
    if site is not None:
        wanted = frozenset({site}) if sites is None else sites & {site}
    between = leaves_of_days(session, first_day, last_day)
    leaves = newest_leaves(
        session,
        size=size + 1,
        sites=wanted,
        names=names,
        person=person,
        subjects=subjects,
        before=before,
        between=between,
    )
    statement = select(*_COLUMNS).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf.in_(leaves))
    rows = session.execute(statement.order_by(LedgerEntry.leaf.desc()))
    return page_of([_entry(row) for row in rows], size=size, key=lambda entry: (entry.leaf,))


def entry_at(session: Session, *, leaf: int, sites: frozenset[str] | None) -> Entry:
    """Return the entry at a leaf.

    :raises NotFound: if there is none, or the reader may not see its site.
    """
    statement = select(*_COLUMNS).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf == leaf)
    if sites is not None:
        statement = statement.where(LedgerEntry.site_code.in_(sorted(sites)))
    row = session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return _entry(row)


def personal_parts(session: Session, *, leaf: int) -> list[PersonalPart]:
    """Return the personal parts the entry at a leaf was recorded with, by name; erased ones without content.

    :raises NotFound: if there is no such entry.
    """
    named = entry_at(session, leaf=leaf, sites=None).body["private"]
    statement = select(LedgerPrivate.part, LedgerPrivate.content, LedgerPrivate.erase_on).where(
        LedgerPrivate.log_id == LOG_ID, LedgerPrivate.leaf == leaf
    )
    there = {part: (content, erase_on) for part, content, erase_on in session.execute(statement.order_by("part"))}
    found = []
    for part in sorted(named):
        if part in there:
            content, erase_on = there[part]
            found.append(PersonalPart(part, json.loads(content), erase_on))
        else:
            found.append(PersonalPart(part, None, None, *_erased(session, leaf=leaf, part=part)))
    return found


def _erased(session: Session, *, leaf: int, part: str) -> tuple[date | None, int | None]:
    """Return when and by which entry a part went: the last run that begins at its leaf or before."""
    run = LedgerErasure
    statement = select(run.last_leaf, run.erased_on, run.erased_leaf).where(
        run.log_id == LOG_ID, run.part == part, run.first_leaf <= leaf
    )
    row = session.execute(statement.order_by(run.first_leaf.desc()).limit(1)).one_or_none()
    return (None, None) if row is None or row.last_leaf < leaf else (row.erased_on, row.erased_leaf)


def personal_values(session: Session, *, entry: Entry) -> dict[str, Any]:
    """Return what an entry says of people, by field, as far as it is not erased."""
    if not entry.body["private"]:
        return {}
    parts = personal_parts(session, leaf=entry.leaf)
    return {name: value for part in parts for name, value in (part.content or {}).items()}


def entries_at(session: Session, *, leaves: Collection[int], names: Collection[str]) -> Iterator[Entry]:
    """Yield the entries at some leaves that have one of some names, in their order."""
    ordered, wanted = sorted(leaves), sorted(names)
    for start in range(0, len(ordered), _LEAVES_AT_ONCE):
        statement = select(*_COLUMNS).where(
            LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf.in_(ordered[start : start + _LEAVES_AT_ONCE])
        )
        for row in session.execute(statement.order_by(LedgerEntry.leaf)):
            if row.event in wanted:
                yield _entry(row)


def leaves_about(session: Session, *, subject: str, names: Collection[str]) -> list[int]:
    """Return the leaves of the entries about a subject that have one of some names."""
    statement = select(LedgerEntry.leaf).where(
        LedgerEntry.log_id == LOG_ID, LedgerEntry.subject == subject, LedgerEntry.event.in_(sorted(names))
    )
    return list(session.scalars(statement.order_by(LedgerEntry.leaf)))


def is_sealed(event: str, *, subject: ColumnElement[str], actor_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the SQL of "an account made an entry of this event about a subject"."""
    one = LedgerEntry
    about = one.log_id == LOG_ID, one.subject == subject, one.event == event, one.actor_id == actor_id
    return exists().where(*about)


def newest_leaf(session: Session, *, names: Collection[str]) -> int:
    """Return the leaf of the newest entry with one of some names, -1 without one; it changes with every such entry."""
    found = [
        session.scalar(
            select(func.max(LedgerEntry.leaf)).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.event == name)
        )
        for name in sorted(names)
    ]
    return max((leaf for leaf in found if leaf is not None), default=-1)


def sealed_bytes(session: Session, *, leaf: int, sites: frozenset[str] | None) -> bytes:
    """Return the exact bytes that were hashed into a leaf.

    :raises NotFound: if there is no such entry, or the reader may not see its site.
    """
    entry_at(session, leaf=leaf, sites=sites)
    statement = select(LedgerEntry.body).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf == leaf)
    return session.scalars(statement).one()


def actors_named(session: Session, *, sites: frozenset[str] | None = None) -> list[int]:
    """Return the numbers of everybody who has an entry, going from one to the next in the index.

    :param sites: only entries of these sites; None for all.
    """
    if sites is not None:
        there = select(LedgerEntry.actor_id).where(
            LedgerEntry.log_id == LOG_ID, LedgerEntry.site_code.in_(sorted(sites))
        )
        return list(session.scalars(there.distinct().order_by(LedgerEntry.actor_id)))
    first = select(func.min(LedgerEntry.actor_id).label("number")).where(LedgerEntry.log_id == LOG_ID)
    found = first.cte("found", recursive=True)
    following = (
        select(func.min(LedgerEntry.actor_id))
        .where(LedgerEntry.log_id == LOG_ID, LedgerEntry.actor_id > found.c.number)
        .scalar_subquery()
    )
    found = found.union_all(select(following).where(found.c.number.is_not(None)))
    statement = select(found.c.number).where(found.c.number.is_not(None)).order_by(found.c.number)
    return list(session.scalars(statement))


def entries_per_day(
    session: Session, *, first_day: date, last_day: date, sites: frozenset[str] | None = None
) -> list[tuple[date, str, int]]:
    """Return how many entries of which event each day of a span had, from the counts kept beside the entries.

    :param sites: entries of these sites only; None for all, and for entries of no single site.
    """
    counts = select(LedgerDaily.day, LedgerDaily.event, func.sum(LedgerDaily.entries)).where(
        LedgerDaily.log_id == LOG_ID, LedgerDaily.day.between(first_day, last_day)
    )
    if sites is not None:
        counts = counts.where(LedgerDaily.site_code.in_(sorted(sites)))
    rows = session.execute(
        counts.group_by(LedgerDaily.day, LedgerDaily.event).order_by(LedgerDaily.day, LedgerDaily.event)
    )
    return [(day, event, int(entries)) for day, event, entries in rows]


def sites_named(session: Session) -> list[str]:
    """Return the codes of all sites that entries name."""
    statement = select(LedgerDaily.site_code).where(LedgerDaily.log_id == LOG_ID, LedgerDaily.site_code != "")
    return list(session.scalars(statement.distinct().order_by(LedgerDaily.site_code)))


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(
        leaf=row.leaf,
        entry_id=row.entry_id,
        recorded_at=from_micros(row.recorded_at),
        name=row.event,
        subject=row.subject,
        site_code=row.site_code,
        actor_id=row.actor_id,
        body=json.loads(row.body),
    )
