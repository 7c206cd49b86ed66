"""Owns the e-mail addresses people get their messages at. Old ones go at once: nobody needs them any more."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.domain import AccountIsDisabled, check_may_administer
from app.accounts.queries import person
from app.accounts.queries.in_use import accounts_in_use
from app.inbox.domain import NoAddress, address_context, address_of
from app.inbox.events import NoticeAddressRemoved, NoticeAddressSet
from app.inbox.models import NoticeAddress
from app.inbox.queries.addresses import addresses_kept, sealed_address
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.ledger import queries as ledger_queries
from app.ledger.erasure import schedule
from app.vault.wiring import vault


def set_address(session: Session, *, account_id: int, address: str, actor: Actor, now: datetime) -> bool:
    """Send an account's messages to an e-mail address too, and return whether that is new.

    The person does it themselves, or an administrator of all sites for them. The address before is erased within the
    hour, in the ledger as well.

    :raises NotAllowed: if it is neither the actor's own account nor does the actor administer accounts.
    :raises BadAddress: if it is no e-mail address.
    :raises NoSuchAccount: if there is no such account.
    :raises AccountIsDisabled: if it is closed.
    """
    _check_may_set(actor, account_id)
    clean = address_of(address)
    if person(session, account_id=account_id).disabled_at is not None:
        raise AccountIsDisabled
    before = sealed_address(session, account_id=account_id)
    context = address_context(account_id)
    if before is not None and vault().open(before.token, context=context) == clean:
        return False
    token = vault().seal(clean, context=context)
    leaf = ledger.append(session, NoticeAddressSet(account_id=account_id, address=token), actor=actor, now=now).leaf
    _keep(session, leaf=leaf, account_id=account_id, token=token, actor=actor, now=now)
    _erase_before(session, leaf=leaf, account_id=account_id, now=now)
    return True


def remove_address(session: Session, *, account_id: int, actor: Actor, now: datetime) -> None:
    """Send an account's messages to no e-mail address any more; the address is erased within the hour.

    :raises NotAllowed: if it is neither the actor's own account nor does the actor administer accounts.
    :raises NoAddress: if there is none.
    """
    _check_may_set(actor, account_id)
    if sealed_address(session, account_id=account_id) is None:
        raise NoAddress
    _remove(session, account_id=account_id, account_closed=False, actor=actor, now=now)


def drop_addresses_of_closed(session: Session, *, actor: Actor, now: datetime) -> int:
    """Take the addresses of accounts that were closed away, and return how many."""
    kept = {one.account_id for one in addresses_kept(session)}
    closed = sorted(kept - accounts_in_use(session, account_ids=kept))
    for account_id in closed:
        _remove(session, account_id=account_id, account_closed=True, actor=actor, now=now)
    return len(closed)


def _check_may_set(actor: Actor, account_id: int) -> None:
    if actor.id != account_id:
        check_may_administer(actor)


def _remove(session: Session, *, account_id: int, account_closed: bool, actor: Actor, now: datetime) -> None:
    removed = NoticeAddressRemoved(account_id=account_id, account_closed=account_closed)
    leaf = ledger.append(session, removed, actor=actor, now=now).leaf
    _keep(session, leaf=leaf, account_id=account_id, token=None, actor=actor, now=now)
    _erase_before(session, leaf=leaf, account_id=account_id, now=now)


def _keep(session: Session, *, leaf: int, account_id: int, token: str | None, actor: Actor, now: datetime) -> None:
    session.add(NoticeAddress(leaf=leaf, account_id=account_id, address=token, set_by=actor.id, set_at=now))
    session.flush()


def _erase_before(session: Session, *, leaf: int, account_id: int, now: datetime) -> None:
    """Have every address before this entry erased today; called under the head's lock."""
    leaves = ledger_queries.leaves_about(session, subject=f"account:{account_id}", names=(NoticeAddressSet.name,))
    schedule(session, leaves=[each for each in leaves if each < leaf], erase_on=kst_day(now))
