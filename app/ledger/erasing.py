"""Owns the disposition of personal parts: they go with every plain copy of them, and an entry says which went.

The capabilities keep copies for their lists and pages. Each has a ``forget`` that blanks them, which the factory
connects here; so a part and its copies go in one transaction or not at all.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.kernel.messages import N_, Message
from app.ledger import commands, queries
from app.ledger.domain import LOG_ID
from app.ledger.erasure import MOST_AT_ONCE, Pair, note_removed, remove_due, runs_of
from app.ledger.events import PersonalPartErased
from app.ledger.faults import Fault
from app.ledger.models import LedgerErasure
from app.ledger.statements import lock_head

_WRONG = N_("원장 {number}번이 말하는 파기 내용과 파기 목록이 다릅니다.")
_EXTRA = N_("파기 목록에 봉인된 기록이 없는 행이 있습니다.")


class Forgetter(Protocol):
    """Blanks what a capability copied from personal parts that are being destroyed."""

    def __call__(self, session: Session, pairs: Sequence[Pair], on: date) -> None:
        """Blank the copies of some parts, each named by leaf and part, in the caller's transaction.

        :param on: the day in Korea they are destroyed on.
        """
        ...


def erase_due(
    session: Session,
    *,
    on: date,
    forgetters: Sequence[Forgetter],
    actor: Actor,
    now: datetime,
    most: int = MOST_AT_ONCE,
) -> int:
    """Destroy the oldest personal parts due on a day in Korea or before, with all copies, and return how many.

    At most ``most`` of them: the caller goes on, a transaction each, until none is left. One entry says which went.

    :raises NotAllowed: if somebody else than the system or the privacy officer asks.
    """
    if not actor.may_act_as(Role.PRIVACY_OFFICER, acts=(Act.DECIDE,)):
        raise NotAllowed
    lock_head(session)
    pairs = remove_due(session, on=on, most=min(most, MOST_AT_ONCE))
    if not pairs:
        return 0
    runs = runs_of(pairs)
    event = PersonalPartErased(due_on=on, count=len(pairs), erased=runs)
    receipt = commands.append(session, event, actor=actor, now=now)
    note_removed(session, runs=runs, on=on, erased_leaf=receipt.leaf)
    for forget in forgetters:
        forget(session, pairs, on)
    return len(pairs)


def check_erasures(session: Session) -> Iterator[Fault]:
    """Yield a fault for each entry of a disposition whose rows differ from it, and if rows belong to no such entry."""
    sealed = set()
    for entry in queries.entries(session, names=(PersonalPartErased.name,)):
        sealed.add(entry.leaf)
        said = {
            (part, first, last, entry.data["due_on"])
            for part, spans in entry.data.get("erased", {}).items()  # Version 1 names no entries and has no rows.
            for first, last in spans
        }
        rows = select(
            LedgerErasure.part, LedgerErasure.first_leaf, LedgerErasure.last_leaf, LedgerErasure.erased_on
        ).where(LedgerErasure.log_id == LOG_ID, LedgerErasure.erased_leaf == entry.leaf)
        found = {(part, first, last, day.isoformat()) for part, first, last, day in session.execute(rows)}
        if said != found:
            yield Fault(Message(_WRONG, {"number": entry.number}), entry.leaf)
    named = select(LedgerErasure.erased_leaf).where(LedgerErasure.log_id == LOG_ID).distinct()
    if not set(session.scalars(named)) <= sealed:
        yield Fault(Message(_EXTRA))
