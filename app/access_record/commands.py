"""Owns declaring how long the access record is kept."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.access_record.domain import LONGEST_REASON, BadReason, may_set_keeping
from app.access_record.events import KeepingSet
from app.kernel.actor import Actor
from app.kernel.errors import NotAllowed
from app.ledger import commands as ledger
from app.ledger.domain import Receipt


def set_keeping(session: Session, *, many_or_sensitive: bool, reason: str, actor: Actor, now: datetime) -> Receipt:
    """Declare whether the company must keep its access record for two years (안전성기준 제8조제1항); else it is one.

    It counts for looks from then on; what was recorded before keeps its day.

    :param many_or_sensitive: data of 50,000 people or more is handled, or unique identifiers or sensitive data.
    :raises NotAllowed: if somebody else declares it than a privacy officer of all sites.
    :raises BadReason: if no reason is given, or a very long one.
    """
    if not may_set_keeping(actor):
        raise NotAllowed
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise BadReason
    return ledger.append(session, KeepingSet(many_or_sensitive=many_or_sensitive, reason=said), actor=actor, now=now)
