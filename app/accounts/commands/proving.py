"""Owns what follows a proof: a half signed in session becomes a whole one, and a session counts as proven anew."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.commands.passkeys import use_passkey
from app.accounts.commands.second_factors import use_recovery_code, use_step
from app.accounts.commands.sessions import Opening, open_session, short
from app.accounts.domain import SessionEnd, WrongSignIn
from app.accounts.factor_events import ProvenAgain
from app.accounts.models import Account, SignInFailure, SignInSession
from app.accounts.queries import name_hash_of, token_hash_of
from app.accounts.sign_in_rules import HALF_SIGNED_IN_FOR, NoSuchSession, Proof
from app.kernel.actor import Actor
from app.ledger import commands as ledger


@dataclass(frozen=True, slots=True)
class ProofGiven:
    """What was found right outside the transaction: a step of the app, a recovery code's hash, a passkey, or none."""

    by: Proof
    step: int | None = None
    code_hash: bytes | None = None
    passkey_id: int | None = None
    sign_count: int = 0


def finish_sign_in(
    session: Session, *, half_token: str, proof: ProofGiven, address: str | None, user_agent: str | None, now: datetime
) -> str:
    """Turn a half signed in session into a whole one with a token of its own, and return it.

    The half one is gone, so neither it nor the proof counts again.

    :raises WrongSignIn: if the half session is over or was used, or the account was closed.
    :raises WrongCode: if the code was used in between.
    """
    half = session.get(SignInSession, token_hash_of(half_token), with_for_update=True)
    if half is None or half.waits_for is None or half.ended_at is not None:
        raise WrongSignIn
    if not half.created_at <= now < half.created_at + HALF_SIGNED_IN_FOR:
        raise WrongSignIn
    account = session.get(Account, half.account_id, with_for_update=True)
    if account is None or account.disabled_at is not None:
        raise WrongSignIn
    use_up(session, account_id=account.id, proof=proof, actor=_owner(account, address), now=now)
    session.delete(half)
    session.flush()
    opening = Opening(account, address=address, user_agent=user_agent, previous_token=None, now=now)
    return open_session(session, opening, proven_by=proof.by)


def take_over(
    session: Session,
    *,
    account_id: int,
    proof: ProofGiven,
    previous_token: str | None,
    address: str | None,
    user_agent: str | None,
    now: datetime,
) -> str:
    """Open a session for somebody who takes over a shared computer, or comes with a passkey; return its token.

    The session of whoever sat there before ends: the page may stay, no right does.

    :raises WrongSignIn: if the account was closed.
    :raises WrongCode: if the code was used in between.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.disabled_at is not None:
        raise WrongSignIn
    use_up(session, account_id=account.id, proof=proof, actor=_owner(account, address), now=now)
    opening = Opening(account, address=address, user_agent=user_agent, previous_token=previous_token, now=now)
    replaced = SessionEnd.SWITCHED if proof.by is Proof.PIN else SessionEnd.REPLACED
    return open_session(session, opening, proven_by=proof.by, replaced=replaced)


def prove_again(session: Session, *, token: str, proof: ProofGiven, actor: Actor, now: datetime) -> None:
    """Let a session count as proven from now on.

    :raises NoSuchSession: if it is not an open session of the actor's.
    :raises WrongCode: if the code was used in between.
    """
    row = session.get(SignInSession, token_hash_of(token), with_for_update=True)
    if row is None or row.ended_at is not None or row.account_id != actor.id or row.waits_for is not None:
        raise NoSuchSession
    use_up(session, account_id=actor.id, proof=proof, actor=actor, now=now)
    name = session.scalar(select(Account.sign_in_name).where(Account.id == actor.id)) or ""
    for failure in session.scalars(select(SignInFailure).where(SignInFailure.name_hash == name_hash_of(name))).all():
        session.delete(failure)
    row.proven_at = now
    session.flush()
    event = ProvenAgain(account_id=actor.id, session=short(row.token_hash), proven_by=proof.by)
    ledger.append(session, event, actor=actor, now=now)


def use_up(session: Session, *, account_id: int, proof: ProofGiven, actor: Actor, now: datetime) -> None:
    """Use up what counts only once.

    :raises WrongCode: if it was used already.
    """
    if proof.step is not None:
        use_step(session, account_id=account_id, step=proof.step)
    if proof.code_hash is not None:
        use_recovery_code(session, account_id=account_id, code_hash=proof.code_hash, actor=actor, now=now)
    if proof.passkey_id is not None:
        use_passkey(session, passkey_id=proof.passkey_id, sign_count=proof.sign_count, now=now)


def _owner(account: Account, address: str | None) -> Actor:
    return Actor(id=account.id, name=account.display_name, origin=address)
