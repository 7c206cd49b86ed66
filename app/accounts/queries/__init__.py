"""Owns what is read about people, their rights and sessions."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.domain import (
    ATTEMPTS_PER_ADDRESS,
    ATTEMPTS_PER_NAME,
    ATTEMPTS_WINDOW,
    EXAMPLE_PEOPLE,
    NoSuchAccount,
    NoSuchGrant,
    folded_name,
    is_open,
)
from app.accounts.models import Account, AccountRole, SignInFailure, SignInSession
from app.accounts.queries.stand_ins import StandInView, borrowed, stand_in_note
from app.kernel.actor import SYSTEM, Actor, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A right somebody holds or held; ``site_code`` is None for every site."""

    id: int
    role: Role
    site_code: str | None
    granted_at: datetime
    granted_by: int
    reason: str
    ended_at: datetime | None
    ended_by: int | None
    end_reason: str | None
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An account as a list shows it, with every right it holds and held, newest first."""

    id: int
    sign_in_name: str
    display_name: str
    has_password: bool
    must_change: bool
    created_at: datetime
    disabled_at: datetime | None
    last_seen_at: datetime | None
    grants: tuple[Grant, ...]

    @property
    def held(self) -> tuple[Grant, ...]:
        """Return the rights held now."""
        return tuple(grant for grant in self.grants if grant.ended_at is None)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that lasts, and who it belongs to."""

    token_hash: bytes
    actor: Actor
    must_change: bool
    seen_at: datetime
    stand_ins: tuple[StandInView, ...]  # Those in force of which the person is one of the two.


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is checked against."""

    account_id: int
    password_hash: str | None


def token_hash_of(token: str) -> bytes:
    """Return what the database knows of a session cookie: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()


def name_hash_of(sign_in_name: str) -> bytes:
    """Return what the database knows of a sign-in name that was tried: its SHA-256."""
    return hashlib.sha256(folded_name(sign_in_name).encode()).digest()


@cache
def _open_session() -> Select[*tuple[Any, ...]]:
    """Return the statement that every page of somebody signed in begins with."""
    return (
        select(
            SignInSession.token_hash,
            SignInSession.seen_at,
            SignInSession.expires_at,
            Account.id,
            Account.display_name,
            Account.must_change,
            AccountRole.role,
            AccountRole.site_code,
        )
        .join(Account, Account.id == SignInSession.account_id)
        .outerjoin(AccountRole, and_(AccountRole.account_id == Account.id, AccountRole.ended_at.is_(None)))
        .where(
            SignInSession.token_hash == bindparam("wanted", type_=LargeBinary),
            SignInSession.ended_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(AccountRole.id)
    )


def actor_of_cookie(session: Session, *, token: str, now: datetime, origin: str | None = None) -> OpenSession | None:
    """Return who a session cookie belongs to; None if the session ended, was idle too long or is too old.

    They also hold what they stand in for at this moment. Only people who sign in do: no token and no shell.
    """
    rows = session.execute(_open_session(), {"wanted": token_hash_of(token)}).all()
    if not rows or not is_open(now=now, seen_at=rows[0].seen_at, expires_at=rows[0].expires_at):
        return None
    first = rows[0]
    roles = [(Role(row.role), row.site_code) for row in rows if row.role is not None]
    actor = Actor(
        id=first.id,
        name=first.display_name,
        roles=frozenset(role for role, _site in roles),
        sites=sites_seen([site for _role, site in roles]),
        origin=origin,
        rights=frozenset(roles),
    )
    notes = tuple(stand_in_note(session, account_id=first.id, now=now))
    actor = actor.borrowing(borrowed(notes, account_id=first.id))
    return OpenSession(first.token_hash, actor, first.must_change, first.seen_at, notes)


def credentials(session: Session, *, sign_in_name: str) -> Credentials | None:
    """Return what a password is checked against; None if nobody who may sign in has that name."""
    row = session.execute(
        select(Account.id, Account.password_hash).where(
            Account.sign_in_name == folded_name(sign_in_name), Account.disabled_at.is_(None)
        )
    ).one_or_none()
    return None if row is None else Credentials(*row)


def are_attempts_used_up(session: Session, *, sign_in_name: str, address: str | None, now: datetime) -> bool:
    """Return whether too many sign-ins failed lately, for the name or from the address."""
    since = now - ATTEMPTS_WINDOW
    of_name = select(func.count()).where(
        SignInFailure.name_hash == name_hash_of(sign_in_name), SignInFailure.failed_at > since
    )
    if (session.scalar(of_name) or 0) >= ATTEMPTS_PER_NAME:
        return True
    if address is None:
        return False
    of_address = select(func.count()).where(SignInFailure.address == address, SignInFailure.failed_at > since)
    return (session.scalar(of_address) or 0) >= ATTEMPTS_PER_ADDRESS


def people(session: Session) -> list[Person]:
    """Return all accounts, those in use first, by name."""
    return _people(session, account_ids=None)


def person(session: Session, *, account_id: int) -> Person:
    """Return one account.

    :raises NoSuchAccount: if there is none.
    """
    found = _people(session, account_ids=[account_id])
    if not found:
        raise NoSuchAccount
    return found[0]


def held_grant(session: Session, *, account_id: int, grant_id: int) -> Grant:
    """Return a right a person holds now.

    :raises NoSuchGrant: if they do not hold it.
    """
    for grant in person(session, account_id=account_id).held:
        if grant.id == grant_id:
            return grant
    raise NoSuchGrant


def example_people(session: Session) -> list[Person]:
    """Return the accounts of an example installation that the sign-in page offers; all other pages need a sign-in."""
    return [each for each in people(session) if each.sign_in_name in EXAMPLE_PEOPLE and each.disabled_at is None]


def account_id_of(session: Session, *, sign_in_name: str) -> int:
    """Return the number of the account with a sign-in name.

    :raises NoSuchAccount: if there is none.
    """
    found = session.scalar(select(Account.id).where(Account.sign_in_name == folded_name(sign_in_name)))
    if found is None:
        raise NoSuchAccount
    return found


def names_of(session: Session, *, account_ids: Collection[int]) -> dict[int, str]:
    """Return the display names of accounts by number; the system is 0. Unknown numbers are left out."""
    statement = select(Account.id, Account.display_name).where(Account.id.in_(account_ids)).order_by(Account.id)
    names = {row.id: row.display_name for row in session.execute(statement)}
    return {SYSTEM.id: SYSTEM.name, **names} if SYSTEM.id in account_ids else names


def holders_of(session: Session, *, role: Role, site_code: str | None = None) -> list[tuple[int, str]]:
    """Return number and name of everybody who holds a role now, at a site or everywhere, by name."""
    statement = (
        select(Account.id, Account.display_name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == role.value, AccountRole.ended_at.is_(None), Account.disabled_at.is_(None))
        .distinct()
        .order_by(Account.display_name, Account.id)
    )
    if site_code is not None:
        statement = statement.where((AccountRole.site_code == site_code) | AccountRole.site_code.is_(None))
    return [(row.id, row.display_name) for row in session.execute(statement)]


@cache
def _everybody() -> Select[Account, datetime | None]:
    return (
        select(Account, func.max(SignInSession.seen_at).label("last_seen_at"))
        .outerjoin(SignInSession, SignInSession.account_id == Account.id)
        .group_by(Account.id)
        .order_by(Account.disabled_at.is_not(None), Account.display_name, Account.id)
    )


@cache
def _every_grant() -> Select[AccountRole]:
    return select(AccountRole).order_by(AccountRole.granted_at.desc(), AccountRole.id.desc())


def _people(session: Session, *, account_ids: Collection[int] | None) -> list[Person]:
    accounts, grants = _everybody(), _every_grant()
    if account_ids is not None:
        accounts = accounts.where(Account.id.in_(account_ids))
        grants = grants.where(AccountRole.account_id.in_(account_ids))
    granted: defaultdict[int, list[Grant]] = defaultdict(list)
    for right in session.scalars(grants):
        granted[right.account_id].append(
            Grant(
                right.id,
                Role(right.role),
                right.site_code,
                right.granted_at,
                right.granted_by,
                right.reason,
                right.ended_at,
                right.ended_by,
                right.end_reason,
                right.erased_on,
            )
        )
    return [
        Person(
            account.id,
            account.sign_in_name,
            account.display_name,
            account.password_hash is not None,
            account.must_change,
            account.created_at,
            account.disabled_at,
            last_seen_at,
            tuple(granted[account.id]),
        )
        for account, last_seen_at in session.execute(accounts)
    ]


def sites_seen(codes: list[str | None]) -> frozenset[str] | None:
    """Return the sites somebody sees: None for all, as soon as one right holds everywhere."""
    if any(code is None for code in codes):
        return None
    return frozenset(code for code in codes if code is not None)
