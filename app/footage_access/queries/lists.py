"""Owns the lists of entries: pages, counts, a request's entries."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.footage_access.domain import Facts, Filter, Form, Kind, Method, Purpose
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessEnd, FootageAccessParty
from app.footage_access.queries.finding import found_leaves
from app.footage_access.queries.rows import EntryRow, consent_items_of, may_see, places_of_entries, rows_of
from app.footage_access.queries.walks import counted, newest_of_sites, walk_of, walked
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor
from app.kernel.clock import from_micros
from app.web.paging import Page, page_of

PAGE_SIZE = 20
MOST_COUNTED = 1_000
"""Counting stops here; a page says "more than"."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries fit, and whether there are, or may be, more than that."""

    number: int
    is_more: bool


def page_of_entries(
    session: Session, *, wanted: Filter, actor: Actor, before: tuple[int, int] | None = None, size: int = PAGE_SIZE
) -> Page[EntryRow]:
    """Return entries, the newest access first; found by words, the newest record first.

    :param before: the key of the last row of the page before.
    """
    if wanted.request_number is not None or wanted.text:
        below = None if before is None else before[1]
        leaves = found_leaves(session, wanted, actor, most=size + 1, below=below)
    else:
        beyond = None if before is None else (from_micros(before[0]), before[1])
        keys = walked(session, walk_of(wanted, actor), most=size + 1, beyond=beyond)
        leaves = [leaf for _, leaf in keys]
    return page_of(rows_of(session, leaves, actor), size=size, key=lambda row: row.key)


def count_entries(session: Session, *, wanted: Filter, actor: Actor) -> Count:
    """Return how many entries fit, counting no further than ``MOST_COUNTED`` and looking at no more than some."""
    if wanted.request_number is not None or wanted.text:
        found = len(found_leaves(session, wanted, actor, most=MOST_COUNTED + 1))
        return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)
    return Count(*counted(session, walk_of(wanted, actor), most=MOST_COUNTED))


def newest_leaf(session: Session, *, actor: Actor) -> int:
    """Return the place of what happened last among the entries the person may see, -1 without one.

    It changes with every entry, and when a viewing ends.
    """
    if actor.sites is None:
        newest = session.scalar(select(func.max(FootageAccess.leaf)))
        newest = -1 if newest is None else newest
    else:
        newest = newest_of_sites(session, sorted(actor.sites))
    end = FootageAccessEnd
    ended = select(func.max(end.end_leaf)).where(end.end_leaf > newest)
    if actor.sites is not None:
        camera = FootageAccessCamera
        ended = ended.where(exists().where(camera.leaf == end.leaf, camera.site_code.in_(sorted(actor.sites))))
    return max(newest, session.scalar(ended) or newest)


def entry_row(session: Session, *, leaf: int, actor: Actor) -> EntryRow:
    """Return one entry.

    :raises EntryNotFound: if there is none the person may see.
    """
    found = session.scalar(select(FootageAccess.leaf).where(FootageAccess.leaf == leaf, may_see(actor)))
    if found is None:
        raise EntryNotFound(leaf=leaf + 1)
    return rows_of(session, [leaf], actor)[0]


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


def entries_of_request(session: Session, *, number: str, actor: Actor) -> list[EntryRow]:
    """Return the entries made for a request, the oldest first."""
    entry = FootageAccess
    found = select(entry.leaf).where(entry.request_number == number, may_see(actor)).order_by(entry.leaf)
    return rows_of(session, session.scalars(found).all(), actor)


def last_entry_of(session: Session, *, actor: Actor) -> EntryRow | None:
    """Return the person's own newest entry, for the defaults of the next."""
    page = page_of_entries(session, wanted=Filter(handler_id=actor.id), actor=actor, size=1)
    return page.rows[0] if page.rows else None
