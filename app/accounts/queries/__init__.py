"""Owns what is read about people, their rights and sessions."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
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
    folded_name,
)
from app.accounts.models import Account, AccountRole, SignInFailure, SignInSession
from app.accounts.queries.lasting import as_actor, counts_at
from app.accounts.queries.people import Grant as Grant
from app.accounts.queries.people import Person as Person
from app.accounts.queries.people import held_grant as held_grant
from app.accounts.queries.people import people as people
from app.accounts.queries.people import person as person
from app.accounts.queries.second_factors import has_factor
from app.accounts.queries.sign_in_rules import rule_for
from app.accounts.queries.stand_ins import StandInView, borrowed, stand_in_note
from app.accounts.sign_in_rules import lasts
from app.database import UTCDateTime
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.acts import read_acts


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that lasts, and who it belongs to."""

    token_hash: bytes
    actor: Actor
    must_change: bool
    seen_at: datetime
    stand_ins: tuple[StandInView, ...]  # Those in force of which the person is one of the two.
    fresh_until: datetime  # Until when the last proof of who they are is enough for dangerous acts.
    half: bool = False  # The password was right, the second factor is still to come.
    must_enrol: bool = False
    address: str | None = None
    user_agent: str | None = None


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
            SignInSession.created_at,
            SignInSession.proven_at,
            SignInSession.waits_for,
            SignInSession.address,
            SignInSession.user_agent,
            Account.id,
            Account.display_name,
            Account.must_change,
            Account.must_enrol,
            has_factor(Account.id).label("has_factor"),
            AccountRole.role,
            AccountRole.site_code,
            AccountRole.acts,
        )
        .join(Account, Account.id == SignInSession.account_id)
        .outerjoin(
            AccountRole,
            and_(AccountRole.account_id == Account.id, counts_at(bindparam("now", type_=UTCDateTime()))),
        )
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
    rows = session.execute(_open_session(), {"wanted": token_hash_of(token), "now": now}).all()
    if not rows:
        return None
    first = rows[0]
    held = [(Role(row.role), row.site_code, read_acts(row.acts)) for row in rows if row.role is not None]
    actor = as_actor(first.id, first.display_name, held, origin=origin)
    notes = tuple(stand_in_note(session, account_id=first.id, now=now))
    actor = actor.borrowing(borrowed(notes, account_id=first.id))
    rule = rule_for(session, roles=actor.roles)
    if not lasts(rule, now=now, created_at=first.created_at, seen_at=first.seen_at, expires_at=first.expires_at):
        return None
    return OpenSession(
        first.token_hash,
        actor,
        first.must_change,
        first.seen_at,
        notes,
        fresh_until=(first.proven_at or first.created_at) + rule.fresh,
        half=first.waits_for is not None,
        must_enrol=(rule.second_factor or first.must_enrol) and not first.has_factor,
        address=first.address,
        user_agent=first.user_agent,
    )


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


def holders_of(session: Session, *, role: Role, site_code: str | None = None, now: datetime) -> list[tuple[int, str]]:
    """Return number and name of everybody who holds a role now, at a site or everywhere, by name."""
    statement = (
        select(Account.id, Account.display_name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == role.value, counts_at(now), Account.disabled_at.is_(None))
        .distinct()
        .order_by(Account.display_name, Account.id)
    )
    if site_code is not None:
        statement = statement.where((AccountRole.site_code == site_code) | AccountRole.site_code.is_(None))
    return [(row.id, row.display_name) for row in session.execute(statement)]
