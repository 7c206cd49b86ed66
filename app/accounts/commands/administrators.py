"""Owns that somebody who may administer remains, and which accounts may still be changed."""

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.accounts.domain import AccountIsDisabled, LastAdministrator, NoSuchAccount
from app.accounts.leaving import AdministratorsRunOut, HeldFor, Leaving, first_without
from app.accounts.models import Account, AccountRole, Departure
from app.kernel.actor import Role
from app.kernel.acts import ACTS_OF, Act, read_acts
from app.kernel.clock import kst_day


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


def check_administrators_remain(
    session: Session,
    *,
    account_id: int,
    grant_id: int | None = None,
    leaves_at: datetime | None = None,
    kind: Leaving | None = None,
    now: datetime,
) -> None:
    """Raise LastAdministrator if somebody's rights could not end without nobody administering, then or on a later day.

    Who administers does so everywhere and by their right's acts. What ends by itself is looked ahead to. Where nobody
    would administer anyway, it may not come sooner. Call with the administrators locked.

    :param grant_id: only this right of theirs would end.
    :param leaves_at: when; None for now.
    :param kind: whether they leave or move, if they do.
    """
    held = _administering(session)
    after = [
        left
        for each in held
        for left in (
            each.left_at(leaves_at or now, kind=kind)
            if each.account_id == account_id and grant_id in {None, each.grant_id}
            else (each,)
        )
    ]
    until_now, until = first_without(held, now=now), first_without(after, now=now)
    if until is None or (until_now is not None and until >= until_now):
        return
    if until <= now:
        raise LastAdministrator
    raise AdministratorsRunOut(day=kst_day(until))


def _administering(session: Session) -> list[HeldFor]:
    """Return the rights to administer everywhere that nobody ended, as short as planned departures make them."""
    leaves = and_(Departure.account_id == AccountRole.account_id, Departure.settled_at.is_(None))
    statement = (
        select(AccountRole, Departure.leaves_at, Departure.kind)
        .join(Account, Account.id == AccountRole.account_id)
        .outerjoin(Departure, leaves)
        .where(
            AccountRole.role == Role.ADMINISTRATOR.value,
            AccountRole.site_code.is_(None),
            AccountRole.ended_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(AccountRole.id)
        .execution_options(populate_existing=True)
    )
    found: list[HeldFor] = []
    for row, leaves_at, kind in session.execute(statement):
        if Act.ADMINISTER not in (read_acts(row.acts) or ACTS_OF[Role.ADMINISTRATOR]):
            continue
        held = HeldFor(row.id, row.account_id, row.valid_from, row.valid_until)
        found += (held,) if leaves_at is None else held.left_at(leaves_at, kind=Leaving(kind))
    return found
