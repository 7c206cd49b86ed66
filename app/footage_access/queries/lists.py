"""Owns the lists of entries: pages, counts, a request's entries, the register of a period."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Tuple, func, literal, select, tuple_
from sqlalchemy.orm import Session

from app.database import UTCDateTime
from app.footage_access.domain import Facts, Filter, Form, Kind, Method, Purpose
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessParty
from app.footage_access.queries.rows import EntryRow, consent_items_of, places_of_entries, rows_of, selected
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor
from app.kernel.clock import from_micros, start_of_kst_day
from app.web.paging import Page, page_of

PAGE_SIZE = 20
MOST_COUNTED = 1_000
"""Counting stops here; a page says "more than"."""
_AT_ONCE = 500


def page_of_entries(
    session: Session, *, wanted: Filter, actor: Actor, before: tuple[int, int] | None = None, size: int = PAGE_SIZE
) -> Page[EntryRow]:
    """Return entries, the newest access first; ``before`` is the key of the last row of the page before."""
    statement = selected(wanted, actor)
    if before is not None:
        statement = statement.where(_place() < _key(from_micros(before[0]), before[1]))
    ordered = statement.order_by(FootageAccess.occurred_at.desc(), FootageAccess.leaf.desc()).limit(size + 1)
    rows = rows_of(session, session.execute(ordered).all(), actor)
    return page_of(rows, size=size, key=lambda row: row.key)


def entry_row(session: Session, *, leaf: int, actor: Actor) -> EntryRow:
    """Return one entry.

    :raises EntryNotFound: if there is none the person may see.
    """
    found = session.execute(selected(Filter(), actor).where(FootageAccess.leaf == leaf)).all()
    if not found:
        raise EntryNotFound(leaf=leaf + 1)
    return rows_of(session, found, actor)[0]


def facts_of(session: Session, *, leaf: int) -> Facts:
    """Return what an entry says, with all its places."""
    row = session.get_one(FootageAccess, leaf)
    party = session.get(FootageAccessParty, leaf)
    return Facts(
        kind=Kind(row.kind),
        occurred_at=row.occurred_at,
        places=places_of_entries(session, [leaf], None).get(leaf, ()),
        purpose=Purpose(row.purpose),
        text=row.text,
        span_from=row.span_from,
        span_to=row.span_to,
        request_number=row.request_number,
        file_name=row.file_name,
        recipient=party.recipient if party else None,
        ground=row.ground,
        form=Form(row.form) if row.form else None,
        period_until=row.period_until,
        method=Method(row.method) if row.method else None,
        cycle_days=row.cycle_days,
        cycle_checked_on=row.cycle_checked_on,
        document=row.document,
        runs=row.runs,
        copied=row.copied,
        copy_reason=row.copy_reason,
        consent_on=row.consent_on,
        consent_items=consent_items_of(row.consent_items),
    )


def count_entries(session: Session, *, wanted: Filter, actor: Actor) -> int:
    """Return how many entries fit, counting no further than ``MOST_COUNTED`` + 1."""
    limited = selected(wanted, actor).with_only_columns(FootageAccess.leaf).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(limited)) or 0


def newest_leaf(session: Session, *, actor: Actor) -> int:
    """Return the place of the newest entry the person may see, -1 without one; it changes with every entry."""
    camera = FootageAccessCamera
    statement = select(func.max(camera.leaf))
    if actor.sites is not None:
        statement = statement.where(camera.site_code.in_(sorted(actor.sites)))
    found = session.scalar(statement)
    return -1 if found is None else found


def entries_of_request(session: Session, *, number: str, actor: Actor) -> list[EntryRow]:
    """Return the entries made for a request, the oldest first."""
    statement = selected(Filter(request_number=number), actor).order_by(FootageAccess.leaf)
    return rows_of(session, session.execute(statement).all(), actor)


def register_rows(
    session: Session, *, first_day: date, last_day: date, actor: Actor, statutory_only: bool = False
) -> Iterator[EntryRow]:
    """Yield the entries of some days in Korea, the oldest first, without holding more than some."""
    since, until = start_of_kst_day(first_day), start_of_kst_day(last_day + timedelta(days=1))
    wanted = Filter(since=since, until=until, statutory_only=statutory_only)
    last: tuple[datetime, int] | None = None
    while True:
        statement = selected(wanted, actor)
        if last is not None:
            statement = statement.where(_place() > _key(*last))
        statement = statement.order_by(FootageAccess.occurred_at, FootageAccess.leaf).limit(_AT_ONCE)
        rows = rows_of(session, session.execute(statement).all(), actor)
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        last = (rows[-1].occurred_at, rows[-1].leaf)
        session.expunge_all()  # Rows written out are not needed again.


def last_entry_of(session: Session, *, actor: Actor) -> EntryRow | None:
    """Return the person's own newest entry, for the defaults of the next."""
    statement = (
        selected(Filter(handler_id=actor.id), actor)
        .order_by(FootageAccess.occurred_at.desc(), FootageAccess.leaf.desc())
        .limit(1)
    )
    found = rows_of(session, session.execute(statement).all(), actor)
    return found[0] if found else None


def _place() -> Tuple:
    return tuple_(
        FootageAccess.occurred_at, FootageAccess.leaf
    )  # Compared as a pair: the index is walked, not scanned.


def _key(at: datetime, leaf: int) -> Tuple:
    return tuple_(literal(at, UTCDateTime), literal(leaf))
