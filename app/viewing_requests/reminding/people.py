"""Owns whom a message about a site goes to: who holds a role there, and who stands in for them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.queries.stand_ins import deputies_of
from app.kernel.actor import SYSTEM_ID, Role
from app.viewing_requests.models import ViewingRequest, ViewingRequestTakeover
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.queries.sight import still_taken

_NO_SITE = ""
"""The code of no site: who holds a role there holds it everywhere."""


def holders_at(session: Session, role: Role, site: str | None, *, now: datetime) -> set[int]:
    """Return the accounts with a role at a site now; of no single site (None) those who hold it everywhere."""
    at = site or _NO_SITE
    found = accounts.holders_of(session, role=role, site_code=at, now=now)
    return {number for number, _name in (*found, *deputies_of(session, role=role, site_code=at, now=now))}


def people_of(
    session: Session, row: ViewingRequest, roles: Collection[Role], *, now: datetime, with_owners: bool = False
) -> set[int]:
    """Return who holds one of some roles at a site of a case now.

    :param with_owners: also whoever took it in or over.
    """
    sites: set[str | None] = {place.site_code for place in places_of(session, request_id=row.id, sites=None)}
    found = {
        number for site in sites or {None} for role in roles for number in holders_at(session, role, site, now=now)
    }
    if with_owners:
        taken = ViewingRequestTakeover
        found |= {
            row.received_by,
            *session.scalars(select(taken.taken_by).where(taken.request_id == row.id, still_taken())),
        }
    return found - {SYSTEM_ID}
