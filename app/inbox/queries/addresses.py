"""Owns what is read about e-mail addresses: which account has one now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.domain import check_may_administer
from app.inbox.domain import address_context
from app.inbox.models import NoticeAddress
from app.kernel.actor import Actor
from app.vault.wiring import vault


@dataclass(frozen=True, slots=True)
class SealedAddress:
    """An address as it is kept: ``token`` is opened by the vault only."""

    leaf: int
    account_id: int
    token: str
    set_by: int
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Address:
    """An address as its owner sees it."""

    address: str
    set_by: int
    set_at: datetime


def addresses_kept(session: Session, *, account_id: int | None = None) -> list[SealedAddress]:
    """Return the addresses that count now, of all accounts or of one, by account."""
    newest = select(func.max(NoticeAddress.leaf)).group_by(NoticeAddress.account_id)
    if account_id is not None:
        newest = newest.where(NoticeAddress.account_id == account_id)
    statement = (
        select(NoticeAddress)
        .where(NoticeAddress.leaf.in_(newest), NoticeAddress.address.is_not(None), NoticeAddress.erased_on.is_(None))
        .order_by(NoticeAddress.account_id)
    )
    return [
        SealedAddress(row.leaf, row.account_id, row.address or "", row.set_by, row.set_at)
        for row in session.scalars(statement)
    ]


def sealed_address(session: Session, *, account_id: int) -> SealedAddress | None:
    """Return the address of an account as it is kept; None without one."""
    return next(iter(addresses_kept(session, account_id=account_id)), None)


def address_for_page(session: Session, *, account_id: int, actor: Actor) -> Address | None:
    """Return the address of an account; None without one.

    :raises NotAllowed: if it is neither the actor's own account nor does the actor administer accounts.
    """
    if actor.id != account_id:
        check_may_administer(actor)
    found = sealed_address(session, account_id=account_id)
    if found is None:
        return None
    opened = vault().open(found.token, context=address_context(account_id))
    return Address(opened, found.set_by, found.set_at)
