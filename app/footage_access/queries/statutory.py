"""Owns the register as the statutory form asks for it: entries, refused viewings among them, who asked, and letters."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from heapq import merge

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.footage_access.domain import REGISTER_KINDS
from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.footage_access.queries.rows import may_see
from app.footage_access.queries.taking_out import RegisterEntry, register_entries
from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.queries import RefusedViewing

RegisterLine = RegisterEntry | RefusedViewing
"""A line of the register: an entry, or a viewing that was refused."""


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
    entries = register_entries(
        session, first_day=first_day, last_day=last_day, actor=actor, statutory_only=statutory_only, site=site
    )
    refused = viewing_requests.refused_viewings(
        session,
        since=start_of_kst_day(first_day),
        until=start_of_kst_day(last_day + timedelta(days=1)),
        actor=actor,
        site=site,
    )
    return merge(entries, refused, key=_moment)


def _moment(line: RegisterLine) -> str:
    if isinstance(line, RegisterEntry):
        return line.occurred_at
    return line.decided_at.astimezone(UTC).isoformat(" ", "microseconds")[:26]


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
