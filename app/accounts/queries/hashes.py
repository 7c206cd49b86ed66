"""Owns which passwords are stored in another way than ours: argon2id, which cannot be turned back."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.factor_models import SwitchPin
from app.accounts.models import Account

_OURS = "$argon2id$%"


def weakly_hashed(session: Session) -> frozenset[int]:
    """Return the accounts whose password or PIN is stored otherwise (안전성기준 제7조제1항)."""
    statement = (
        select(Account.id)
        .outerjoin(SwitchPin, SwitchPin.account_id == Account.id)
        .where(or_(Account.password_hash.not_like(_OURS), SwitchPin.pin_hash.not_like(_OURS)))
        .order_by(Account.id)
    )
    return frozenset(session.scalars(statement))
