"""Owns who could act in some roles: everybody in use who holds one, themselves or for somebody who is away."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Account, AccountRole
from app.accounts.queries.lasting import as_actor, counts_at
from app.accounts.queries.stand_ins import StandInView, borrowed, stand_ins_in_force
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act, read_acts


def actors_in_roles(session: Session, *, roles: Collection[Role], now: datetime) -> list[Actor]:
    """Return everybody who holds one of some roles now, at any site, as they would be when they sign in; by name."""
    standing: defaultdict[int, list[StandInView]] = defaultdict(list)
    for note in stand_ins_in_force(session, roles=roles, now=now):
        standing[note.deputy_id].append(note)
    lasts = counts_at(now)
    held = select(AccountRole.account_id).where(AccountRole.role.in_(sorted(role.value for role in roles)), lasts)
    statement = (
        select(Account.id, Account.display_name, AccountRole.role, AccountRole.site_code, AccountRole.acts)
        .join(AccountRole, (AccountRole.account_id == Account.id) & lasts)
        .where(Account.disabled_at.is_(None), Account.id.in_(held) | Account.id.in_(sorted(standing)))
        .order_by(Account.display_name, Account.id, AccountRole.id)
    )
    names, rights = dict[int, str](), defaultdict[int, list[tuple[Role, str | None, frozenset[Act] | None]]](list)
    for row in session.execute(statement):
        names[row.id] = row.display_name
        rights[row.id].append((Role(row.role), row.site_code, read_acts(row.acts)))
    return [
        as_actor(number, name, rights[number]).borrowing(borrowed(standing[number], account_id=number))
        for number, name in names.items()
    ]
