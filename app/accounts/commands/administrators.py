"""Owns that somebody who may administer remains, and which accounts may still be changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.domain import AccountIsDisabled, LastAdministrator, NoSuchAccount
from app.accounts.models import Account, AccountRole
from app.accounts.queries.lasting import counts_at
from app.kernel.actor import Role


def account_in_use(session: Session, account_id: int) -> Account:
    """Return an account, locked.

    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NoSuchAccount
    if account.disabled_at is not None:
        raise AccountIsDisabled
    return account


def lock_administrators(session: Session) -> None:
    """Let one at a time take administrators away, so that two cannot leave at once.

    All who do lock these grants first and in one order: a grant or account of their own only afterwards, else two who
    take each other's right would wait in a ring.
    """
    held = select(AccountRole.id).where(AccountRole.role == Role.ADMINISTRATOR.value, AccountRole.ended_at.is_(None))
    session.execute(held.order_by(AccountRole.id).with_for_update()).all()


def check_not_last_administrator(session: Session, account_id: int, *, now: datetime) -> None:
    """Raise LastAdministrator if only this account administers now; call with the administrators locked."""
    statement = (
        select(AccountRole.account_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(AccountRole.role == Role.ADMINISTRATOR.value, counts_at(now), Account.disabled_at.is_(None))
        .order_by(AccountRole.id)
    )
    if set(session.scalars(statement)) == {account_id}:
        raise LastAdministrator
