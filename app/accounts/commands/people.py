"""Owns every change to accounts, rights and passwords."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.commands.administrators import account_in_use, check_administrators_remain, lock_administrators
from app.accounts.commands.retention import rights_erased_on, schedule_names
from app.accounts.commands.second_factors import end_factors
from app.accounts.commands.sessions import end_sessions
from app.accounts.domain import (
    SessionEnd,
    SignInNameTaken,
    check_may_administer,
    check_not_own,
    display_name_of,
    reason_of,
    sign_in_name_of,
)
from app.accounts.events import AccountDisabled, AccountOpened, PasswordSet
from app.accounts.models import Account, SignInFailure
from app.accounts.queries import name_hash_of
from app.accounts.sign_in_rules import FactorEnd
from app.kernel.actor import Actor
from app.ledger import commands as ledger


def open_account(
    session: Session,
    *,
    sign_in_name: str,
    display_name: str,
    password_hash: str | None,
    must_change: bool = True,
    actor: Actor,
    now: datetime,
) -> int:
    """Open an account for one person, without any right yet, and return its number.

    :param must_change: whether the password was handed over and must be replaced at the first sign-in.
    :raises NotAllowed: unless the actor administers accounts.
    :raises BadSignInName: if the sign-in name has a wrong form.
    :raises SignInNameTaken: if somebody has that sign-in name.
    :raises BlankDisplayName: if the person has no name.
    :raises SharedAccount: if the name says that several people would use it.
    """
    check_may_administer(actor)
    name = sign_in_name_of(sign_in_name)
    shown = display_name_of(display_name)
    if session.scalar(select(Account.id).where(Account.sign_in_name == name)) is not None:
        raise SignInNameTaken(name=name)
    account = Account(
        sign_in_name=name,
        display_name=shown,
        password_hash=password_hash,
        must_change=must_change and password_hash is not None,
        password_changed_at=now if password_hash is not None else None,
        created_at=now,
    )
    session.add(account)
    session.flush()
    opened = AccountOpened(account_id=account.id, sign_in_name=name, display_name=shown)
    ledger.append(session, opened, actor=actor, now=now)
    return account.id


def disable_account(session: Session, *, account_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Close an account for good and end its sessions; its rights and acts stay on record.

    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed already.
    :raises LastAdministrator: if nobody who may administer would be left, then or on a later day.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why = reason_of(reason)
    lock_administrators(session)
    account = account_in_use(session, account_id)
    check_administrators_remain(session, account_id=account_id, now=now)
    close_account(session, account, reason=why, actor=actor, now=now)


def close_account(session: Session, account: Account, *, reason: str, actor: Actor, now: datetime) -> None:
    """Close an account that somebody checked may close, and end its sessions."""
    account.disabled_at = now
    session.flush()
    disabled = AccountDisabled(account_id=account.id, reason=reason)
    ledger.append(session, disabled, actor=actor, now=now, erase_on=rights_erased_on(now))
    schedule_names(session, account_id=account.id, closed_at=now)
    end_sessions(session, account_id=account.id, why=SessionEnd.DISABLED, actor=actor, now=now)
    end_factors(session, account_id=account.id, why=FactorEnd.DISABLED, reason=None, actor=actor, now=now)


def set_own_password(
    session: Session, *, password_hash: str, keep_token: str | None, actor: Actor, now: datetime
) -> None:
    """Replace the actor's own password and end their other sessions.

    :raises NoSuchAccount: if the actor has no account.
    :raises AccountIsDisabled: if it is closed.
    """
    account = account_in_use(session, actor.id)
    account.must_change = False
    _set_password(session, account, password_hash, keep_token=keep_token, actor=actor, now=now)


def hand_over_password(session: Session, *, account_id: int, password_hash: str, actor: Actor, now: datetime) -> None:
    """Replace somebody's password with one they must change at their next sign-in, and end their sessions.

    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own; they know their password and change it themselves.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    account = account_in_use(session, account_id)
    account.must_change = True
    _set_password(session, account, password_hash, keep_token=None, actor=actor, now=now)


def _set_password(
    session: Session, account: Account, password_hash: str, *, keep_token: str | None, actor: Actor, now: datetime
) -> None:
    account.password_hash, account.password_changed_at = password_hash, now
    session.execute(delete(SignInFailure).where(SignInFailure.name_hash == name_hash_of(account.sign_in_name)))
    event = PasswordSet(account_id=account.id, handed_over=account.must_change)
    ledger.append(session, event, actor=actor, now=now)
    end_sessions(
        session, account_id=account.id, why=SessionEnd.PASSWORD_SET, keep_token=keep_token, actor=actor, now=now
    )
