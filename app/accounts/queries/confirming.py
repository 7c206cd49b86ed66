"""Owns which rights somebody responsible must look at again, and since when (product.right_confirmation)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.leaving import looks_after
from app.accounts.models import Account, AccountRole
from app.accounts.queries.lasting import counts_at
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act, read_acts
from app.kernel.clock import kst_day
from app.law.periods import right_confirmation_days


@dataclass(frozen=True, slots=True)
class GrantToConfirm:
    """A right that counts, when somebody last said it is needed, and the day until which somebody must again.

    ``looked_on`` is the day it was given if nobody has said so yet.
    """

    grant_id: int
    account_id: int
    name: str
    role: Role
    site_code: str | None
    acts: frozenset[Act] | None
    looked_on: date
    due_on: date
    is_due: bool


def grants_to_confirm(
    session: Session, *, now: datetime, actor: Actor | None = None, due_only: bool = True
) -> tuple[GrantToConfirm, ...]:
    """Return the rights nobody has said for a whole period that they are needed, the longest first.

    :param actor: only those this person looks after, and none of their own; None for all.
    :param due_only: leave out those whose day has not come.
    """
    today = kst_day(now)
    period = timedelta(days=right_confirmation_days(today).days or 0)
    statement = (
        select(AccountRole, Account.display_name)
        .join(Account, Account.id == AccountRole.account_id)
        .where(counts_at(now), Account.disabled_at.is_(None))
        .order_by(func.coalesce(AccountRole.confirmed_at, AccountRole.granted_at), AccountRole.id)
    )
    found = []
    for grant, name in session.execute(statement):
        role = Role(grant.role)
        if actor is not None and (grant.account_id == actor.id or not looks_after(actor, role, grant.site_code)):
            continue
        looked_on = kst_day(grant.confirmed_at or grant.granted_at)
        due_on = looked_on + period
        if due_only and today < due_on:
            continue
        found.append(
            GrantToConfirm(
                grant.id,
                grant.account_id,
                name,
                role,
                grant.site_code,
                read_acts(grant.acts),
                looked_on,
                due_on,
                due_on <= today,
            )
        )
    return tuple(found)
