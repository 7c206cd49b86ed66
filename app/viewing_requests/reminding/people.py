"""Owns whom a message about a site goes to: who holds a role there, and who stands in for them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.queries.stand_ins import deputies_of
from app.kernel.actor import Role


def holders_at(session: Session, role: Role, site: str | None, *, now: datetime) -> set[int]:
    """Return the accounts with a role at a site now; of no single site (None) those who hold it everywhere."""
    if site is None:
        return {
            person.id
            for person in accounts.people(session)
            if person.disabled_at is None
            and any(grant.role is role and grant.site_code is None for grant in person.held)
        }
    found = accounts.holders_of(session, role=role, site_code=site)
    return {number for number, _name in (*found, *deputies_of(session, role=role, site_code=site, now=now))}
