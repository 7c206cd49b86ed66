"""Owns every change to the PINs by which people take over a shared computer; a PIN counts only with a one-time code."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchAccount
from app.accounts.factor_events import SwitchPinRemoved, SwitchPinSet
from app.accounts.factor_models import SwitchPin
from app.accounts.models import Account
from app.accounts.queries.second_factors import factors_of
from app.accounts.sign_in_rules import FactorEnd, NoFactor
from app.kernel.actor import Actor
from app.ledger import commands as ledger


def set_switch_pin(session: Session, *, pin_hash: str, actor: Actor, now: datetime) -> None:
    """Let the actor take over a shared computer with a PIN and a code of their app; a PIN before is void.

    :raises NoSuchAccount: if the actor has no account.
    :raises NoFactor: if they have no authenticator app.
    """
    if session.get(Account, actor.id, with_for_update=True) is None:
        raise NoSuchAccount
    if factors_of(session, account_id=actor.id).authenticator is None:
        raise NoFactor
    pin = session.get(SwitchPin, actor.id, with_for_update=True)
    if pin is None:
        session.add(SwitchPin(account_id=actor.id, pin_hash=pin_hash, set_at=now))
    else:
        pin.pin_hash, pin.set_at = pin_hash, now
    session.flush()
    ledger.append(session, SwitchPinSet(account_id=actor.id), actor=actor, now=now)


def remove_switch_pin(session: Session, *, actor: Actor, now: datetime) -> None:
    """Do without the actor's PIN.

    :raises NoFactor: if they have none.
    """
    pin = session.get(SwitchPin, actor.id, with_for_update=True)
    if pin is None:
        raise NoFactor
    session.delete(pin)
    session.flush()
    ledger.append(session, SwitchPinRemoved(account_id=actor.id, why=FactorEnd.REMOVED), actor=actor, now=now)
