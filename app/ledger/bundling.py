"""Owns that a bundle of entries was taken out of the installation: sealed, with what it held."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.kernel.uses import Use
from app.ledger import commands
from app.ledger.bundle import Bundled
from app.ledger.domain import Receipt
from app.ledger.events import LedgerBundled


def note_bundle(session: Session, *, bundled: Bundled, use: Use, actor: Actor, now: datetime) -> Receipt:
    """Seal that entries were taken out of the installation, which, and what for.

    :raises NotAllowed: if somebody else than the system, the privacy officer or an auditor asks.
    """
    if not actor.may_act_as(Role.PRIVACY_OFFICER, Role.AUDITOR, acts=(Act.PRINT,)):
        raise NotAllowed
    event = LedgerBundled(
        since=bundled.first,
        until=bundled.last,
        first_leaf=bundled.first_leaf,
        entries=bundled.entries,
        digest=bundled.digest,
        use=use,
    )
    return commands.append(session, event, actor=actor, now=now)
