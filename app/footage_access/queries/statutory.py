"""Owns the register as the statutory form asks for it: entries, refused viewings among them, who asked, and letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.footage_access.domain import REGISTER_KINDS, Kind
from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.footage_access.queries.letters import LetterRow, letters_of
from app.footage_access.queries.lists import register_rows
from app.footage_access.queries.rows import EntryRow, may_see
from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.queries import Asker, RefusedViewing

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of the register: an entry with who asked and the letter, or a viewing that was refused."""

    at: datetime
    entry: EntryRow | None = None
    asker: Asker | None = None
    letter: LetterRow | None = None
    refused: RefusedViewing | None = None


def register_lines(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    actor: Actor,
    statutory_only: bool = False,
    site: str | None = None,
) -> Iterator[RegisterLine]:
    """Yield the lines of some days in Korea, the earliest first, without holding more than some."""
    entries = register_rows(
        session, first_day=first_day, last_day=last_day, actor=actor, statutory_only=statutory_only, site=site
    )
    refused = viewing_requests.refused_viewings(
        session,
        since=start_of_kst_day(first_day),
        until=start_of_kst_day(last_day + timedelta(days=1)),
        actor=actor,
        site=site,
    )
    return merge(
        _with_requests(session, entries),
        (RegisterLine(at=one.decided_at, refused=one) for one in refused),
        key=lambda line: line.at,
    )


def _with_requests(session: Session, entries: Iterator[EntryRow]) -> Iterator[RegisterLine]:
    while some := list(islice(entries, _AT_ONCE)):
        viewed = {row.request_number for row in some if row.kind is Kind.VIEWING and row.request_number}
        given = {row.request_number for row in some if row.kind is Kind.PROVISION and row.request_number}
        askers = viewing_requests.askers_of(session, numbers=viewed)
        letters = letters_of(session, numbers=given)
        for row in some:
            number = row.request_number or ""
            yield RegisterLine(at=row.occurred_at, entry=row, asker=askers.get(number), letter=letters.get(number))


def count_register(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    actor: Actor,
    statutory_only: bool = False,
    site: str | None = None,
) -> int:
    """Return about how many lines the register of some days has: the entries, without refused viewings."""
    since, until = start_of_kst_day(first_day), start_of_kst_day(last_day + timedelta(days=1))
    entry, camera = FootageAccess, FootageAccessCamera
    there = [entry.occurred_at >= since, entry.occurred_at < until, may_see(actor)]
    if statutory_only:
        there.append(entry.kind.in_([str(kind) for kind in REGISTER_KINDS]))
    if site is not None:
        there.append(exists().where(camera.leaf == entry.leaf, camera.site_code == site))
    return session.scalar(select(func.count()).select_from(entry).where(*there)) or 0
