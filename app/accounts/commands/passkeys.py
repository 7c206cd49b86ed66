"""Owns every change to passkeys: asking for a signature once, registering, using and ending a key."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.commands.administrators import account_in_use
from app.accounts.commands.sessions import end_sessions
from app.accounts.domain import SessionEnd, TooManyAttempts, label_of
from app.accounts.factor_events import PasskeyEnded, PasskeyRegistered
from app.accounts.factor_models import Passkey, PasskeyChallenge
from app.accounts.passkeys import (
    CHALLENGE_LASTS,
    MOST_CHALLENGES,
    NoSuchPasskey,
    PasskeyKnown,
    Registered,
    WrongPasskey,
)
from app.accounts.queries.second_factors import digest_of, factors_of
from app.accounts.queries.sign_in_rules import rule_for
from app.accounts.sign_in_rules import FactorEnd, FactorNeeded
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.ledger import commands as ledger


def ask_for_signature(session: Session, *, account_id: int | None, now: datetime) -> bytes:
    """Return a new random challenge that counts once, for a few minutes, and only for this account (None: anybody).

    :raises TooManyAttempts: if too many wait already.
    """
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
    if (session.scalar(select(func.count()).select_from(PasskeyChallenge)) or 0) >= MOST_CHALLENGES:
        raise TooManyAttempts(minutes=int(CHALLENGE_LASTS.total_seconds()) // 60)
    challenge = secrets.token_bytes(32)
    row = PasskeyChallenge(challenge_hash=_hash(challenge), account_id=account_id, expires_at=now + CHALLENGE_LASTS)
    session.add(row)
    session.flush()
    return challenge


def use_challenge(session: Session, *, challenge: bytes, account_id: int | None, now: datetime) -> None:
    """Use a challenge up: of two who answer the same one, the second comes too late.

    :raises WrongPasskey: if it was never asked of this account, is too old, or was used.
    """
    same_account = (
        PasskeyChallenge.account_id.is_(None) if account_id is None else PasskeyChallenge.account_id == account_id
    )
    used = session.execute(
        delete(PasskeyChallenge)
        .where(PasskeyChallenge.challenge_hash == _hash(challenge), same_account, PasskeyChallenge.expires_at > now)
        .returning(PasskeyChallenge.challenge_hash)
    ).scalars()
    if not list(used):
        raise WrongPasskey


def register_passkey(session: Session, *, made: Registered, label: str, actor: Actor, now: datetime) -> int:
    """Let the actor sign in with a passkey from now on, and return its number.

    :raises NoSuchAccount: if the actor has no account.
    :raises AccountIsDisabled: if it is closed.
    :raises PasskeyKnown: if it is registered already.
    :raises BadLabel: if its name is too short or too long.
    """
    account, name = account_in_use(session, actor.id), label_of(label)
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)) is not None:
        raise PasskeyKnown
    row = Passkey(
        account_id=account.id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        label=name,
        sign_count=made.sign_count,
        registered_at=now,
    )
    session.add(row)
    account.must_enrol = False
    session.flush()
    event = PasskeyRegistered(account_id=account.id, passkey_id=row.id, digest=digest_of(made.public_key))
    ledger.append(session, event, actor=actor, now=now)
    return row.id


def use_passkey(session: Session, *, passkey_id: int, sign_count: int, now: datetime) -> None:
    """Note that a passkey signed, with its new counter.

    :raises WrongPasskey: if it ended in between, or somebody was quicker with the same counter.
    """
    goes_on = Passkey.sign_count == 0 if sign_count == 0 else Passkey.sign_count < sign_count  # Many devices keep 0.
    used = session.execute(
        update(Passkey)
        .where(Passkey.id == passkey_id, Passkey.ended_at.is_(None), goes_on)
        .values(sign_count=sign_count, last_used_on=kst_day(now))
        .returning(Passkey.id)
    ).scalars()
    if not list(used):
        raise WrongPasskey


def end_passkey(session: Session, *, passkey_id: int, keep_token: str | None, actor: Actor, now: datetime) -> None:
    """Take one of the actor's own passkeys away; their other sessions end.

    :raises NoSuchPasskey: if it is none of theirs, or ended.
    :raises FactorNeeded: if it is the last second factor of somebody who must have one.
    """
    account_in_use(session, actor.id)
    row = session.get(Passkey, passkey_id, with_for_update=True)
    if row is None or row.account_id != actor.id or row.ended_at is not None:
        raise NoSuchPasskey
    held = factors_of(session, account_id=actor.id)
    is_last = held.authenticator is None and len(held.passkeys) == 1
    if is_last and rule_for(session, roles=actor.roles).second_factor:
        raise FactorNeeded
    row.ended_at, row.end_reason = now, FactorEnd.REMOVED.value
    session.flush()
    ended = PasskeyEnded(account_id=actor.id, passkey_id=row.id, why=FactorEnd.REMOVED, reason=None)
    ledger.append(session, ended, actor=actor, now=now)
    end_sessions(
        session, account_id=actor.id, why=SessionEnd.FACTOR_CHANGED, keep_token=keep_token, actor=actor, now=now
    )


def _hash(challenge: bytes) -> bytes:
    return hashlib.sha256(challenge).digest()
