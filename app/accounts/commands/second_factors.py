"""Owns every change to second factors: enrolling, using once, replacing, resetting, and who must have one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.commands.administrators import account_in_use
from app.accounts.commands.retention import rights_erased_on
from app.accounts.commands.sessions import end_sessions
from app.accounts.domain import (
    SessionEnd,
    check_may_administer,
    check_not_own,
    reason_of,
)
from app.accounts.factor_events import (
    AuthenticatorEnded,
    AuthenticatorEnrolled,
    PasskeyEnded,
    RecoveryCodesIssued,
    RecoveryCodeUsed,
    SignInRuleSet,
    SwitchPinRemoved,
)
from app.accounts.factor_models import Authenticator, Passkey, RecoveryCode, SwitchPin
from app.accounts.factor_models import SignInRule as RuleRow
from app.accounts.queries.second_factors import digest_of, factors_of
from app.accounts.queries.sign_in_rules import rule_for, rules_in_force
from app.accounts.sign_in_rules import (
    FactorEnd,
    FactorNeeded,
    NoFactor,
    SameRule,
    SignInRule,
    WrongCode,
    check_minutes,
)
from app.kernel.actor import Actor, Role
from app.ledger import commands as ledger


def set_sign_in_rule(
    session: Session, *, role: Role, rule: SignInRule, reason: str, actor: Actor, now: datetime
) -> None:
    """Say how people of a role sign in from now on; sessions that are open follow at once.

    :raises NotAllowed: unless the actor administers accounts.
    :raises BadMinutes: if a time is out of bounds.
    :raises SameRule: if it says what holds already.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    why = reason_of(reason)
    idle, absolute, fresh = (int(each.total_seconds()) // 60 for each in (rule.idle, rule.absolute, rule.fresh))
    check_minutes(idle=idle, absolute=absolute, fresh=fresh)
    if rules_in_force(session)[role] == rule:
        raise SameRule
    said: dict[str, Any] = {
        "second_factor": rule.second_factor,
        "idle_minutes": idle,
        "absolute_minutes": absolute,
        "fresh_minutes": fresh,
        "one_session": rule.one_session,
    }
    session.add(RuleRow(role=role.value, set_at=now, set_by=actor.id, **said))
    session.flush()
    event = SignInRuleSet(role=role, reason=why, **said)
    ledger.append(session, event, actor=actor, now=now, erase_on=rights_erased_on(now))


def enrol_authenticator(
    session: Session,
    *,
    sealed_secret: str,
    step: int,
    code_hashes: Collection[bytes],
    actor: Actor,
    now: datetime,
    keep_token: str | None = None,
) -> int:
    """Let the actor's authenticator app open their account from now on, in place of one before; return its number.

    Their other sessions end: whoever holds one may have opened it without the new app.

    :param keep_token: the token of the session that stays.
    :param sealed_secret: the secret as the vault seals it for this account.
    :param step: the step of the code that was typed; it and those before open nothing.
    :param code_hashes: the keyed hashes of the recovery codes that are shown once.
    :raises NoSuchAccount: if the actor has no account.
    :raises AccountIsDisabled: if it is closed.
    """
    account = account_in_use(session, actor.id)
    _end_authenticator(session, account_id=account.id, why=FactorEnd.REPLACED, reason=None, actor=actor, now=now)
    row = Authenticator(account_id=account.id, secret=sealed_secret, last_step=step, enrolled_at=now)
    session.add(row)
    account.must_enrol = False
    session.flush()
    enrolled = AuthenticatorEnrolled(account_id=account.id, authenticator_id=row.id, digest=digest_of(sealed_secret))
    ledger.append(session, enrolled, actor=actor, now=now)
    issue_recovery_codes(session, code_hashes=code_hashes, actor=actor, now=now)
    end_sessions(
        session, account_id=actor.id, why=SessionEnd.FACTOR_CHANGED, keep_token=keep_token, actor=actor, now=now
    )
    return row.id


def issue_recovery_codes(session: Session, *, code_hashes: Collection[bytes], actor: Actor, now: datetime) -> None:
    """Give the actor recovery codes; all they had are void."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == actor.id))
    session.add_all(RecoveryCode(account_id=actor.id, code_hash=each) for each in code_hashes)
    session.flush()
    issued = RecoveryCodesIssued(account_id=actor.id, count=len(code_hashes))
    ledger.append(session, issued, actor=actor, now=now)


def remove_authenticator(session: Session, *, keep_token: str | None, actor: Actor, now: datetime) -> None:
    """Do without the actor's own second factor; their other sessions end.

    :raises NoFactor: if there is none.
    :raises FactorNeeded: if their role must have one, or the administrator reset theirs.
    """
    account = account_in_use(session, actor.id)
    factors = factors_of(session, account_id=actor.id)
    if factors.authenticator is None:
        raise NoFactor
    if rule_for(session, roles=actor.roles).second_factor and not factors.passkeys:
        raise FactorNeeded
    _end_authenticator(session, account_id=account.id, why=FactorEnd.REMOVED, reason=None, actor=actor, now=now)
    _drop_pin(session, account_id=account.id, why=FactorEnd.REMOVED, actor=actor, now=now)
    end_sessions(
        session, account_id=actor.id, why=SessionEnd.FACTOR_CHANGED, keep_token=keep_token, actor=actor, now=now
    )


def reset_second_factor(session: Session, *, account_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """End every second factor of somebody who lost theirs, and their sessions; they must enrol anew.

    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    :raises NoFactor: if there is nothing to reset.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why = reason_of(reason)
    account = account_in_use(session, account_id)
    if not factors_of(session, account_id=account_id).is_there:
        raise NoFactor
    end_factors(session, account_id=account_id, why=FactorEnd.RESET, reason=why, actor=actor, now=now)
    account.must_enrol = True
    end_sessions(session, account_id=account_id, why=SessionEnd.FACTOR_CHANGED, actor=actor, now=now)


def end_factors(
    session: Session, *, account_id: int, why: FactorEnd, reason: str | None, actor: Actor, now: datetime
) -> None:
    """End authenticator, passkeys and PIN of an account; whoever calls has locked it and may do so."""
    _end_authenticator(session, account_id=account_id, why=why, reason=reason, actor=actor, now=now)
    keys = select(Passkey).where(Passkey.account_id == account_id, Passkey.ended_at.is_(None)).order_by(Passkey.id)
    for key in session.scalars(keys.with_for_update()).all():
        key.ended_at, key.end_reason = now, why.value
        session.flush()
        ended = PasskeyEnded(account_id=account_id, passkey_id=key.id, why=why, reason=reason)
        ledger.append(session, ended, actor=actor, now=now, erase_on=rights_erased_on(now) if reason else None)
    _drop_pin(session, account_id=account_id, why=why, actor=actor, now=now)


def use_step(session: Session, *, account_id: int, step: int) -> None:
    """Use up a step of somebody's authenticator: of two who come with one code at once, one gets in.

    :raises WrongCode: if it or a later one was used.
    """
    used = session.execute(
        update(Authenticator)
        .where(Authenticator.account_id == account_id, Authenticator.ended_at.is_(None), Authenticator.last_step < step)
        .values(last_step=step)
        .returning(Authenticator.id)
    ).scalars()
    if not list(used):
        raise WrongCode


def use_recovery_code(session: Session, *, account_id: int, code_hash: bytes, actor: Actor, now: datetime) -> int:
    """Use up a recovery code, and return how many are left.

    :raises WrongCode: if it is none of theirs, or was used.
    """
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    ).scalars()
    if not list(used):
        raise WrongCode
    unused = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    left = session.scalar(unused) or 0
    ledger.append(session, RecoveryCodeUsed(account_id=account_id, left=left), actor=actor, now=now)
    return left


def _end_authenticator(
    session: Session, *, account_id: int, why: FactorEnd, reason: str | None, actor: Actor, now: datetime
) -> None:
    row = session.scalar(
        select(Authenticator)
        .where(Authenticator.account_id == account_id, Authenticator.ended_at.is_(None))
        .with_for_update()
    )
    if row is None:
        return
    row.ended_at, row.end_reason, row.secret = now, why.value, None
    session.flush()
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    ended = AuthenticatorEnded(account_id=account_id, authenticator_id=row.id, why=why, reason=reason)
    ledger.append(session, ended, actor=actor, now=now, erase_on=rights_erased_on(now) if reason else None)


def _drop_pin(session: Session, *, account_id: int, why: FactorEnd, actor: Actor, now: datetime) -> None:
    pin = session.get(SwitchPin, account_id, with_for_update=True)
    if pin is not None:
        session.delete(pin)
        session.flush()
        ledger.append(session, SwitchPinRemoved(account_id=account_id, why=why), actor=actor, now=now)
