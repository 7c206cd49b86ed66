"""Owns every change to sessions: counting attempts, signing in, being seen, signing out."""

import secrets
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.commands.retention import sign_ins_erased_on
from app.accounts.domain import (
    ABSOLUTE_TIMEOUT,
    ATTEMPTS_KEPT,
    ATTEMPTS_WINDOW,
    SessionEnd,
    TooManyAttempts,
    WrongSignIn,
    folded_name,
)
from app.accounts.events import SessionEnded, SessionOpened, SignInFailed
from app.accounts.models import Account, SignInFailure, SignInSession
from app.accounts.queries import are_attempts_used_up, name_hash_of, token_hash_of
from app.kernel.actor import Actor
from app.ledger import commands as ledger

_LONGEST_USER_AGENT = 200


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

    The token is always new, and the one the browser came with ends: a session cannot be planted.

    :param verified_hash: the hash the password was compared with; if it is no longer the account's, nothing is opened.
    :raises WrongSignIn: if the account was closed or its password changed in between.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.disabled_at is not None or account.password_hash != verified_hash:
        raise WrongSignIn
    session.execute(delete(SignInFailure).where(SignInFailure.name_hash == name_hash_of(account.sign_in_name)))
    actor = Actor(id=account_id, name=account.display_name, origin=address)
    if previous_token is not None:
        _end_session(session, token=previous_token, why=SessionEnd.REPLACED, actor=actor, now=now)
    token = secrets.token_urlsafe(32)
    opened = SignInSession(
        token_hash=token_hash_of(token),
        account_id=account_id,
        created_at=now,
        seen_at=now,
        expires_at=now + ABSOLUTE_TIMEOUT,
        address=address,
        user_agent=user_agent[:_LONGEST_USER_AGENT] if user_agent else None,
    )
    session.add(opened)
    event = SessionOpened(
        account_id=account_id,
        session=_short(opened.token_hash),
        address=opened.address,
        user_agent=opened.user_agent,
    )
    ledger.append(session, event, actor=actor, now=now, erase_on=sign_ins_erased_on(now))
    return token


def sign_out(session: Session, *, token: str, actor: Actor, now: datetime) -> None:
    """End the session of a cookie; one that ended already stays as it is."""
    _end_session(session, token=token, why=SessionEnd.SIGNED_OUT, actor=actor, now=now)


def touch_session(session: Session, *, token_hash: bytes, now: datetime) -> None:
    """Note that a session was used, so that its idle time begins anew. Not an event: it says nothing new."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == token_hash, SignInSession.ended_at.is_(None), SignInSession.seen_at < now)
        .values(seen_at=now)
    )


def _end_session(session: Session, *, token: str, why: SessionEnd, actor: Actor, now: datetime) -> None:
    ended = session.get(SignInSession, token_hash_of(token), with_for_update=True)
    if ended is not None and ended.ended_at is None:
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
    ended.ended_at, ended.end_reason = now, why.value
    event = SessionEnded(account_id=ended.account_id, session=_short(ended.token_hash), why=why)
    ledger.append(session, event, actor=actor, now=now)


def _short(token_hash: bytes) -> str:
    return token_hash.hex()[:16]
