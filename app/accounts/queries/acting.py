"""Owns who somebody is when a program or the shell acts for them: their account, with the rights they hold."""

from datetime import datetime
from functools import cache

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchAccount, folded_name
from app.accounts.models import Account, AccountRole
from app.kernel.actor import Actor, Role


def actor_named(session: Session, *, sign_in_name: str) -> Actor | None:
    """Return who has a sign-in name; None if the account is closed. One statement: recorders ask for every entry.

    :raises NoSuchAccount: if nobody has.
    """
    rows = session.execute(_rights(), {"name": folded_name(sign_in_name)}).all()
    if not rows:
        raise NoSuchAccount
    if rows[0].disabled_at is not None:
        return None
    rights = frozenset((Role(row.role), row.site_code) for row in rows if row.role is not None)
    roles = frozenset(role for role, _site in rights)
    return Actor(id=rows[0].id, name=rows[0].display_name, roles=roles, rights=rights)


@cache
def _rights() -> Select[int, str, datetime | None, str, str | None]:
    held = and_(AccountRole.account_id == Account.id, AccountRole.ended_at.is_(None))
    return (
        select(Account.id, Account.display_name, Account.disabled_at, AccountRole.role, AccountRole.site_code)
        .outerjoin(AccountRole, held)
        .where(Account.sign_in_name == bindparam("name"))
        .order_by(AccountRole.id)
    )
