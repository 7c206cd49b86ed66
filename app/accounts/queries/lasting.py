"""Owns when a right counts (begun, not over, ended by nobody), and whom the rights that count make of a person."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_

from app.accounts.models import AccountRole, Departure
from app.kernel.actor import Actor, Narrowed, Role
from app.kernel.acts import Act


def counts_at(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return the condition that a right counts at a moment; what somebody held who left does not, job or no job."""
    left = exists().where(
        Departure.account_id == AccountRole.account_id,
        Departure.settled_at.is_(None),
        Departure.leaves_at <= now,
        or_(AccountRole.valid_from.is_(None), AccountRole.valid_from < Departure.leaves_at),
    )
    return and_(
        AccountRole.ended_at.is_(None),
        or_(AccountRole.valid_from.is_(None), AccountRole.valid_from <= now),
        or_(AccountRole.valid_until.is_(None), AccountRole.valid_until > now),
        ~left,
    )


def as_actor(
    number: int,
    name: str,
    held: Collection[tuple[Role, str | None, frozenset[Act] | None]],
    *,
    origin: str | None = None,
) -> Actor:
    """Return somebody with the rights that count for them: role, site (None: everywhere), acts (None: all)."""
    narrowed: Narrowed = frozenset((role, site, acts) for role, site, acts in held if acts is not None)
    return Actor(
        id=number,
        name=name,
        roles=frozenset(role for role, _site, _acts in held),
        sites=sites_seen([site for _role, site, _acts in held]),
        origin=origin,
        rights=frozenset((role, site) for role, site, _acts in held),
        narrowed=narrowed,
    )


def sites_seen(codes: list[str | None]) -> frozenset[str] | None:
    """Return the sites somebody sees: None for all, as soon as one right holds everywhere."""
    if any(code is None for code in codes):
        return None
    return frozenset(code for code in codes if code is not None)
