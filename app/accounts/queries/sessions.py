"""Owns the list of somebody's sessions, and from where they were seen before."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.factor_models import ParallelUse
from app.accounts.models import Account, SignInSession
from app.accounts.queries.sign_in_rules import rule_for
from app.accounts.sign_in_rules import Proof, lasts
from app.kernel.actor import Actor

_SHORT = 16
"""Letters of the stored hash a session is told by; as in entries."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session that lasts, as a list shows it. ``key`` tells it apart and opens nothing."""

    key: str
    account_id: int
    created_at: datetime
    seen_at: datetime
    proven_by: Proof
    address: str | None
    user_agent: str | None
    is_this: bool


def sessions_of(
    session: Session, *, owner: Actor, this_token_hash: bytes | None = None, now: datetime
) -> list[SessionView]:
    """Return the sessions of somebody that last, the one used last first.

    :param owner: whose, with the roles they hold: these say how long a session lasts.
    :param this_token_hash: the session of whoever looks, if it is their own list.
    """
    statement = (
        select(SignInSession)
        .where(
            SignInSession.account_id == owner.id,
            SignInSession.ended_at.is_(None),
            SignInSession.waits_for.is_(None),
            SignInSession.expires_at > now,
        )
        .order_by(SignInSession.seen_at.desc(), SignInSession.token_hash)
    )
    rule = rule_for(session, roles=owner.roles)
    return [
        SessionView(
            row.token_hash.hex()[:_SHORT],
            row.account_id,
            row.created_at,
            row.seen_at,
            Proof(row.proven_by),
            row.address,
            row.user_agent,
            row.token_hash == this_token_hash,
        )
        for row in session.scalars(statement)
        if lasts(rule, now=now, created_at=row.created_at, seen_at=row.seen_at, expires_at=row.expires_at)
    ]


def knows_address(session: Session, *, account_id: int, address: str | None) -> bool:
    """Return whether somebody signed in from an address before, or never from anywhere: the first says nothing."""
    whole = SignInSession.account_id == account_id, SignInSession.waits_for.is_(None)
    if address is None or not session.scalar(select(exists().where(*whole))):
        return True
    return bool(session.scalar(select(exists().where(*whole, SignInSession.address == address))))


def parallel_uses(session: Session, *, since: date) -> list[tuple[int, str, date]]:
    """Return accounts that were used from two addresses at once: number, sign-in name and day, newest first."""
    statement = (
        select(ParallelUse.account_id, Account.sign_in_name, ParallelUse.seen_on)
        .join(Account, Account.id == ParallelUse.account_id)
        .where(ParallelUse.seen_on >= since)
        .order_by(ParallelUse.seen_on.desc(), ParallelUse.leaf.desc())
    )
    return [(row.account_id, row.sign_in_name, row.seen_on) for row in session.execute(statement)]
