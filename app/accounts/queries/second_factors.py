"""Owns what is read about second factors: whether somebody has one, and what a code is checked against."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.factor_models import Authenticator, Passkey, RecoveryCode, SwitchPin
from app.accounts.models import Account


@dataclass(frozen=True, slots=True)
class AuthenticatorView:
    """The authenticator app somebody uses; ``secret`` is sealed, ``last_step`` the newest step that was used."""

    id: int
    account_id: int
    secret: str
    last_step: int
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey somebody uses."""

    id: int
    account_id: int
    credential_id: bytes
    public_key: bytes
    sign_count: int
    label: str
    registered_at: datetime
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody can prove themselves with besides their password."""

    authenticator: AuthenticatorView | None
    passkeys: tuple[PasskeyView, ...]
    recovery_codes_left: int
    has_pin: bool

    @property
    def is_there(self) -> bool:
        """Return whether there is a second factor at all."""
        return self.authenticator is not None or bool(self.passkeys)


def sealed_for(account_id: int) -> str:
    """Return what the vault binds an authenticator's secret to: it opens for no other account."""
    return f"account:{account_id}:authenticator"


def digest_of(kept: str | bytes) -> str:
    """Return the SHA-256 that an entry names something kept by."""
    return hashlib.sha256(kept if isinstance(kept, bytes) else kept.encode()).hexdigest()


def has_factor(account: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition that an account has a second factor, for a statement of the caller."""
    return or_(
        exists().where(Authenticator.account_id == account, Authenticator.ended_at.is_(None)),
        exists().where(Passkey.account_id == account, Passkey.ended_at.is_(None)),
    )


def factors_of(session: Session, *, account_id: int) -> Factors:
    """Return what somebody can prove themselves with; nothing for an account that does not exist."""
    row = session.scalar(
        select(Authenticator).where(Authenticator.account_id == account_id, Authenticator.ended_at.is_(None))
    )
    app = (
        None if row is None else AuthenticatorView(row.id, account_id, row.secret or "", row.last_step, row.enrolled_at)
    )
    left = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return Factors(
        authenticator=app,
        passkeys=tuple(passkeys_of(session, account_id=account_id)),
        recovery_codes_left=session.scalar(left) or 0,
        has_pin=session.get(SwitchPin, account_id) is not None,
    )


def passkeys_of(session: Session, *, account_id: int) -> Sequence[PasskeyView]:
    """Return the passkeys somebody uses, oldest first."""
    statement = select(Passkey).where(Passkey.account_id == account_id, Passkey.ended_at.is_(None))
    return [_passkey(row) for row in session.scalars(statement.order_by(Passkey.id))]


def passkey_by_id(session: Session, *, credential_id: bytes) -> PasskeyView | None:
    """Return the passkey in use that a browser names; None if there is none, or its account is closed."""
    statement = (
        select(Passkey)
        .join(Account, Account.id == Passkey.account_id)
        .where(Passkey.credential_id == credential_id, Passkey.ended_at.is_(None), Account.disabled_at.is_(None))
    )
    row = session.scalar(statement)
    return None if row is None else _passkey(row)


def pin_hash_of(session: Session, *, account_id: int) -> str | None:
    """Return the hash of somebody's PIN; None if they set none."""
    return session.scalar(select(SwitchPin.pin_hash).where(SwitchPin.account_id == account_id))


def accounts_with_factor(session: Session) -> frozenset[int]:
    """Return the accounts that have a second factor."""
    return frozenset(session.scalars(select(Account.id).where(has_factor(Account.id)).order_by(Account.id)))


def _passkey(row: Passkey) -> PasskeyView:
    return PasskeyView(
        row.id,
        row.account_id,
        row.credential_id,
        row.public_key,
        row.sign_count,
        row.label,
        row.registered_at,
        row.last_used_on,
    )
