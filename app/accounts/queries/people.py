"""Owns what is read about people: their accounts, with every right they hold and held."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchAccount, NoSuchGrant
from app.accounts.leaving import holds_at
from app.accounts.models import Account, AccountRole, Departure, SignInSession
from app.accounts.queries.lasting import as_actor
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act, read_acts


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
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    acts: frozenset[Act] | None = None  # None: all acts of the role.
    confirmed_at: datetime | None = None
    confirmed_by: int | None = None
    leaves_at: datetime | None = None  # When its holder leaves; None: nobody said so.

    def counts_at(self, now: datetime) -> bool:
        """Return whether it gives anything at a moment."""
        return holds_at(
            now=now,
            ended_at=self.ended_at,
            since=self.valid_from,
            until=self.valid_until,
            leaves_at=self.leaves_at,
        )


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
        """Return the rights nobody ended, also those that have not begun or are over."""
        return tuple(grant for grant in self.grants if grant.ended_at is None)

    def held_at(self, now: datetime) -> tuple[Grant, ...]:
        """Return the rights that count at a moment."""
        return tuple(grant for grant in self.grants if grant.counts_at(now))

    def actor_at(self, now: datetime) -> Actor:
        """Return the person as they act at a moment, without what they hold for others; nothing once closed."""
        held = self.held_at(now) if self.disabled_at is None else ()
        return as_actor(self.id, self.display_name, [(one.role, one.site_code, one.acts) for one in held])


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


@cache
def _everybody() -> Select[Account, datetime | None]:
    return (
        select(Account, func.max(SignInSession.seen_at).label("last_seen_at"))
        .outerjoin(
            SignInSession, and_(SignInSession.account_id == Account.id, SignInSession.waits_for.is_(None))
        )  # Half signed in is no use.
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
    planned = select(Departure.account_id, Departure.leaves_at).where(Departure.settled_at.is_(None))
    leaving = {row.account_id: row.leaves_at for row in session.execute(planned.order_by(Departure.leaf))}
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
                right.valid_from,
                right.valid_until,
                read_acts(right.acts),
                right.confirmed_at,
                right.confirmed_by,
                leaving.get(right.account_id),
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
