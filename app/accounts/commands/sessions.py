"""Owns every change to sessions: counting attempts, signing in, being seen, signing out."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.commands.retention import sign_ins_erased_on
from app.accounts.domain import (
    ATTEMPTS_KEPT,
    ATTEMPTS_WINDOW,
    SessionEnd,
    TooManyAttempts,
    WrongSignIn,
    folded_name,
)
from app.accounts.events import SessionEnded, SessionOpened, SignInFailed
from app.accounts.models import Account, AccountRole, SignInFailure, SignInSession
from app.accounts.queries import are_attempts_used_up, name_hash_of, token_hash_of
from app.accounts.queries.lasting import counts_at
from app.accounts.queries.second_factors import factors_of
from app.accounts.queries.sign_in_rules import rule_for
from app.accounts.sign_in_rules import HALF_SIGNED_IN_FOR, HANDED_OVER_FOR, SECOND_FACTOR, HandedOverTooLong, Proof
from app.kernel.actor import Actor, Role
from app.ledger import commands as ledger

LONGEST_USER_AGENT = 200


def record_attempt(session: Session, *, sign_in_name: str, address: str | None, now: datetime) -> None:
    """Count a sign-in as failed before its password is looked at; success clears it.

    Counting first means that many guesses at once are counted too. The account's row is locked meanwhile.

    :raises TooManyAttempts: if too many failed lately, for the name or from the address.
    """
    session.execute(select(Account.id).where(Account.sign_in_name == folded_name(sign_in_name)).with_for_update())
    if are_attempts_used_up(session, sign_in_name=sign_in_name, address=address, now=now):
        raise TooManyAttempts(minutes=int(ATTEMPTS_WINDOW.total_seconds()) // 60)
    session.execute(delete(SignInFailure).where(SignInFailure.failed_at < now - ATTEMPTS_KEPT))
    session.add(SignInFailure(name_hash=name_hash_of(sign_in_name), address=address, failed_at=now))


def forget_attempts(session: Session, *, sign_in_name: str) -> None:
    """Forget the tries that failed under a name: what came after them was right."""
    session.execute(delete(SignInFailure).where(SignInFailure.name_hash == name_hash_of(sign_in_name)))


def record_failed_sign_in(
    session: Session, *, sign_in_name: str, address: str | None, actor: Actor, now: datetime
) -> None:
    """Seal that a sign-in failed; the name that was tried and the address are personal parts."""
    account_id = session.scalar(select(Account.id).where(Account.sign_in_name == folded_name(sign_in_name)))
    failed = SignInFailed(account_id=account_id, sign_in_name=sign_in_name[:80], address=address)
    ledger.append(session, failed, actor=actor, now=now, erase_on=sign_ins_erased_on(now))


def sign_in(
    session: Session,
    *,
    account_id: int,
    verified_hash: str,
    address: str | None,
    user_agent: str | None,
    previous_token: str | None = None,
    now: datetime,
) -> str:
    """Open a session for somebody whose password was found right, and return the token for their cookie.

    Who has a second factor is only half signed in by it: the session opens nothing but the page that asks for it, for
    a few minutes, no entry says that they came, and failures so far still count. The token is always new, and the one
    the browser came with ends: a session cannot be planted.

    :param verified_hash: the hash the password was compared with; if it is no longer the account's, nothing is opened.
    :raises WrongSignIn: if the account was closed or its password changed in between.
    :raises HandedOverTooLong: if the password was handed over too long ago.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.disabled_at is not None or account.password_hash != verified_hash:
        raise WrongSignIn
    handed_over = account.password_changed_at if account.must_change else None
    if handed_over is not None and now - handed_over > HANDED_OVER_FOR:
        raise HandedOverTooLong(days=HANDED_OVER_FOR.days)
    opening = Opening(account, address=address, user_agent=user_agent, previous_token=previous_token, now=now)
    return _open_as_far_as_proven(session, opening, proven_by=Proof.PASSWORD)


def sign_in_by_provider(
    session: Session,
    *,
    account_id: int,
    address: str | None,
    user_agent: str | None,
    previous_token: str | None = None,
    now: datetime,
) -> str:
    """Open a session for somebody whom the company's provider vouches for, and return the token for their cookie.

    It stands for the password only: who has a second factor here is half signed in by it.

    :raises WrongSignIn: if the account was closed.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.disabled_at is not None:
        raise WrongSignIn
    opening = Opening(account, address=address, user_agent=user_agent, previous_token=previous_token, now=now)
    return _open_as_far_as_proven(session, opening, proven_by=Proof.SSO)


@dataclass(frozen=True, slots=True)
class Opening:
    """A session about to open: whose (the row is locked), from where, and which it replaces."""

    account: Account
    address: str | None
    user_agent: str | None
    previous_token: str | None
    now: datetime

    def row(self, token: str, *, lasts: timedelta, proven_by: Proof) -> SignInSession:
        """Return the row of the session."""
        return SignInSession(
            token_hash=token_hash_of(token),
            account_id=self.account.id,
            created_at=self.now,
            seen_at=self.now,
            expires_at=self.now + lasts,
            proven_at=self.now,
            proven_by=proven_by.value,
            address=self.address,
            user_agent=self.user_agent[:LONGEST_USER_AGENT] if self.user_agent else None,
        )


def _open_as_far_as_proven(session: Session, opening: Opening, *, proven_by: Proof) -> str:
    if factors_of(session, account_id=opening.account.id).is_there:
        return _open_half(session, opening)
    return open_session(session, opening, proven_by=proven_by)


def _open_half(session: Session, opening: Opening) -> str:
    """Open what asks for the second factor; such rows are no sessions yet and are dropped once they are over."""
    session.execute(
        delete(SignInSession).where(SignInSession.waits_for.is_not(None), SignInSession.expires_at < opening.now)
    )
    if opening.previous_token is not None:
        actor = Actor(id=opening.account.id, name=opening.account.display_name, origin=opening.address)
        _end_session(session, token=opening.previous_token, why=SessionEnd.REPLACED, actor=actor, now=opening.now)
    token = secrets.token_urlsafe(32)
    row = opening.row(token, lasts=HALF_SIGNED_IN_FOR, proven_by=Proof.PASSWORD)
    row.waits_for = SECOND_FACTOR
    session.add(row)
    session.flush()
    return token


def open_session(
    session: Session, opening: Opening, *, proven_by: Proof, replaced: SessionEnd = SessionEnd.REPLACED
) -> str:
    """Open a session for somebody who has proven who they are, and return the token for their cookie.

    What the browser came with ends, and so do their other sessions where their rule allows only one. Attempts that
    failed before are forgotten.
    """
    account, now = opening.account, opening.now
    forget_attempts(session, sign_in_name=account.sign_in_name)
    actor = Actor(id=account.id, name=account.display_name, origin=opening.address)
    if opening.previous_token is not None:
        _end_session(session, token=opening.previous_token, why=replaced, actor=actor, now=now)
    held = select(AccountRole.role).where(AccountRole.account_id == account.id, counts_at(now)).order_by(AccountRole.id)
    rule = rule_for(session, roles={Role(role) for role in session.scalars(held)})
    if rule.one_session:
        end_sessions(session, account_id=account.id, why=SessionEnd.SUPERSEDED, actor=actor, now=now)
    token = secrets.token_urlsafe(32)
    opened = opening.row(token, lasts=rule.absolute, proven_by=proven_by)
    session.add(opened)
    event = SessionOpened(
        account_id=account.id,
        session=short(opened.token_hash),
        proven_by=proven_by,
        address=opened.address,
        user_agent=opened.user_agent,
    )
    ledger.append(session, event, actor=actor, now=now, erase_on=sign_ins_erased_on(now))
    return token


def sign_out(session: Session, *, token: str, actor: Actor, now: datetime) -> None:
    """End the session of a cookie; one that ended already stays as it is."""
    _end_session(session, token=token, why=SessionEnd.SIGNED_OUT, actor=actor, now=now)


def touch_session(session: Session, *, token_hash: bytes, address: str | None = None, now: datetime) -> None:
    """Note that a session was used, and from where, so that its idle time begins anew. Not an event: nothing is new."""
    values = {"seen_at": now} if address is None else {"seen_at": now, "address": address}
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == token_hash, SignInSession.ended_at.is_(None), SignInSession.seen_at < now)
        .values(**values)
    )


def _end_session(session: Session, *, token: str, why: SessionEnd, actor: Actor, now: datetime) -> None:
    ended = session.get(SignInSession, token_hash_of(token), with_for_update=True)
    if ended is not None and ended.ended_at is None:
        _end(session, ended, why=why, actor=actor, now=now)


def end_session_row(session: Session, ended: SignInSession, *, why: SessionEnd, actor: Actor, now: datetime) -> None:
    """End a session whose row the caller has locked; one that ended already stays as it is."""
    if ended.ended_at is None:
        _end(session, ended, why=why, actor=actor, now=now)


def end_sessions(
    session: Session, *, account_id: int, why: SessionEnd, keep_token: str | None = None, actor: Actor, now: datetime
) -> None:
    """End every session of an account but the one of ``keep_token``."""
    kept = token_hash_of(keep_token) if keep_token is not None else None
    statement = (
        select(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None), SignInSession.expires_at > now)
        .order_by(SignInSession.created_at, SignInSession.token_hash)
        .with_for_update()
    )
    for ended in session.scalars(statement).all():
        if ended.token_hash != kept:
            _end(session, ended, why=why, actor=actor, now=now)


def _end(session: Session, ended: SignInSession, *, why: SessionEnd, actor: Actor, now: datetime) -> None:
    if ended.waits_for is not None:  # Half signed in: nobody came, so nobody goes.
        session.delete(ended)
        session.flush()
        return
    ended.ended_at, ended.end_reason = now, why.value
    event = SessionEnded(account_id=ended.account_id, session=short(ended.token_hash), why=why)
    ledger.append(session, event, actor=actor, now=now)


def short(token_hash: bytes) -> str:
    """Return the beginning of a session's stored hash: what entries and pages tell it by."""
    return token_hash.hex()[:16]
