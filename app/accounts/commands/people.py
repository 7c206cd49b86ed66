"""Owns every change to accounts, rights and passwords."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.commands.retention import rights_erased_on, schedule_names, schedule_reason
from app.accounts.commands.sessions import end_sessions
from app.accounts.domain import (
    AccountIsDisabled,
    AlreadyEnded,
    AlreadyGranted,
    LastAdministrator,
    NoSuchAccount,
    NoSuchGrant,
    SessionEnd,
    SignInNameTaken,
    check_may_administer,
    check_not_own,
    display_name_of,
    reason_of,
    sign_in_name_of,
    site_code_of,
)
from app.accounts.events import AccountDisabled, AccountOpened, PasswordSet, RoleEnded, RoleGranted
from app.accounts.models import Account, AccountRole, SignInFailure
from app.accounts.queries import name_hash_of
from app.kernel.actor import Actor, Role
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
    :raises LastAdministrator: if nobody who may administer would be left.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why = reason_of(reason)
    _lock_administrators(session)
    account = _account_in_use(session, account_id)
    _check_not_last_administrator(session, account_id)
    account.disabled_at = now
    disabled = AccountDisabled(account_id=account_id, reason=why)
    ledger.append(session, disabled, actor=actor, now=now, erase_on=rights_erased_on(now))
    schedule_names(session, account_id=account_id, closed_at=now)
    end_sessions(session, account_id=account_id, why=SessionEnd.DISABLED, actor=actor, now=now)


def grant_role(
    session: Session, *, account_id: int, role: Role, site_code: str | None, reason: str, actor: Actor, now: datetime
) -> int:
    """Give a person a role, at one site or (None) everywhere, and return the number of the grant.

    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    :raises AlreadyGranted: if the person holds this right.
    :raises BlankReason: if no reason is given.
    :raises BadSiteCode: if the site code cannot be one.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why, site = reason_of(reason), site_code_of(site_code)
    _account_in_use(session, account_id)
    held = select(AccountRole.id).where(
        AccountRole.account_id == account_id,
        AccountRole.role == role.value,
        AccountRole.site_code.is_(None) if site is None else AccountRole.site_code == site,
        AccountRole.ended_at.is_(None),
    )
    if session.scalar(held) is not None:
        raise AlreadyGranted
    grant = AccountRole(
        account_id=account_id, role=role.value, site_code=site, granted_at=now, granted_by=actor.id, reason=why
    )
    session.add(grant)
    session.flush()
    granted = RoleGranted(account_id=account_id, grant_id=grant.id, role=role, at_site=site, reason=why)
    ledger.append(session, granted, actor=actor, now=now)
    return grant.id


def end_role(session: Session, *, grant_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take a right back; the record of it stays.

    :raises NotAllowed: unless the actor administers accounts.
    :raises NoSuchGrant: if there is none.
    :raises OwnRights: if the right is the actor's own.
    :raises AlreadyEnded: if it ended before.
    :raises LastAdministrator: if nobody who may administer would be left.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    _lock_administrators(session)
    grant = session.get(AccountRole, grant_id, with_for_update=True, populate_existing=True)
    if grant is None:
        raise NoSuchGrant
    check_not_own(actor, grant.account_id)
    why = reason_of(reason)
    if grant.ended_at is not None:
        raise AlreadyEnded
    if grant.role == Role.ADMINISTRATOR:
        _check_not_last_administrator(session, grant.account_id)
    grant.ended_at, grant.ended_by, grant.end_reason = now, actor.id, why
    session.flush()
    ended = RoleEnded(
        account_id=grant.account_id, grant_id=grant_id, role=Role(grant.role), at_site=grant.site_code, reason=why
    )
    ledger.append(session, ended, actor=actor, now=now, erase_on=rights_erased_on(now))
    schedule_reason(session, account_id=grant.account_id, grant_id=grant_id, ended_at=now)


def set_own_password(
    session: Session, *, password_hash: str, keep_token: str | None, actor: Actor, now: datetime
) -> None:
    """Replace the actor's own password and end their other sessions.

    :raises NoSuchAccount: if the actor has no account.
    :raises AccountIsDisabled: if it is closed.
    """
    account = _account_in_use(session, actor.id)
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
    account = _account_in_use(session, account_id)
    account.must_change = True
    _set_password(session, account, password_hash, keep_token=None, actor=actor, now=now)


def _account_in_use(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NoSuchAccount
    if account.disabled_at is not None:
        raise AccountIsDisabled
    return account


def _lock_administrators(session: Session) -> None:
    """Let one at a time take administrators away, so that two cannot leave at once.

    All who do lock these grants first and in one order: a grant or account of their own only afterwards, else two who
    take each other's right would wait in a ring.
    """
    held = select(AccountRole.id).where(AccountRole.role == Role.ADMINISTRATOR.value, AccountRole.ended_at.is_(None))
    session.execute(held.order_by(AccountRole.id).with_for_update()).all()


def _check_not_last_administrator(session: Session, account_id: int) -> None:
    """Raise LastAdministrator if only this account administers; call with the administrators locked."""
    statement = (
        select(AccountRole.account_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.role == Role.ADMINISTRATOR.value,
            AccountRole.ended_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(AccountRole.id)
    )
    if set(session.scalars(statement)) == {account_id}:
        raise LastAdministrator


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
