"""Owns that reading the register, and taking a copy of it out, is recorded."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.footage_access.domain import check_may_take_out
from app.footage_access.events import RegisterExported, RegisterRead
from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.ledger import queries as entries
from app.ledger.domain import Receipt
from app.ledger.events import plain

ONCE_IN = timedelta(minutes=10)
"""The same look of the same person is recorded once in this time."""
_LOOKED_THROUGH = 40
"""How many of a person's newest entries are compared: nobody looks at more places in that time."""


def seen_lately(session: Session, *, event: RegisterRead, actor: Actor, now: datetime) -> bool:
    """Return whether the same person had the same look within ``ONCE_IN``."""
    said = event.open_part()
    for entry in entries.page_of_entries(session, sites=None, size=_LOOKED_THROUGH, person=actor.id).rows:
        if entry.recorded_at < now - ONCE_IN:
            return False
        if entry.name != event.name or entry.data != said:
            continue
        if entries.personal_values(session, entry=entry).get("typed") == plain(event.typed):
            return True
    return False


def note_export(
    session: Session, *, event: RegisterExported, actor: Actor, now: datetime, erase_on: date | None = None
) -> Receipt:
    """Seal that a copy of the register was taken out.

    :param erase_on: the day in Korea on which the address it was asked from is erased.

    :raises NotAllowed: if the person may not read the register.
    """
    check_may_take_out(actor)
    return ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
