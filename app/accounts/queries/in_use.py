"""Owns which accounts are in use: nobody is told or shown anything on one that was closed."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Account


def accounts_in_use(session: Session, *, account_ids: Collection[int]) -> frozenset[int]:
    """Return those of some accounts that exist and are not closed."""
    statement = select(Account.id).where(Account.id.in_(sorted(account_ids)), Account.disabled_at.is_(None))
    return frozenset(session.scalars(statement.order_by(Account.id)))
