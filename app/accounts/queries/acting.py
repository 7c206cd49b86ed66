"""Owns who somebody is when a program or the shell acts for them: their account, with the rights they hold."""

from datetime import datetime
from functools import cache

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchAccount, folded_name
from app.accounts.models import Account, AccountRole
from app.accounts.queries.lasting import as_actor, counts_at
from app.database import UTCDateTime
from app.kernel.actor import Actor, Role
from app.kernel.acts import read_acts


def actor_named(session: Session, *, sign_in_name: str, now: datetime) -> Actor | None:
    """Return who has a sign-in name; None if the account is closed. One statement: recorders ask for every entry.

    :raises NoSuchAccount: if nobody has.
    """
    rows = session.execute(_rights(), {"name": folded_name(sign_in_name), "now": now}).all()
    if not rows:
        raise NoSuchAccount
    if rows[0].disabled_at is not None:
        return None
    held = [(Role(row.role), row.site_code, read_acts(row.acts)) for row in rows if row.role is not None]
    return as_actor(rows[0].id, rows[0].display_name, held)


@cache
def _rights() -> Select[int, str, datetime | None, str, str | None, str | None]:
    counting = counts_at(bindparam("now", type_=UTCDateTime()))
    return (
        select(
            Account.id,
            Account.display_name,
            Account.disabled_at,
            AccountRole.role,
            AccountRole.site_code,
            AccountRole.acts,
        )
        .outerjoin(AccountRole, and_(AccountRole.account_id == Account.id, counting))
        .where(Account.sign_in_name == bindparam("name"))
        .order_by(AccountRole.id)
    )
