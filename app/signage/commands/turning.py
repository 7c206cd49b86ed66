"""Owns how signs go and come back: one that no place needs is taken back, one that is needed again returns as it was.

Three things do it. The person who chooses another scheme does it at once, for that site. A person may do it on the page
that lists such signs. And every night the system does what is left: a zone may end on a day on which nobody is there,
and a sign that nobody prints any more would never be seen to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.signage.choices import CHOOSERS
from app.signage.commands.locking import one_at_a_time
from app.signage.domain import SignKind
from app.signage.events import SignReturned, SignWithdrawn, Why
from app.signage.models import Sign
from app.signage.queries.choices import needed_targets


@dataclass(frozen=True, slots=True)
class Settled:
    """The numbers of signs that were taken back, and of those that returned."""

    withdrawn: tuple[str, ...]
    returned: tuple[str, ...]


def settle_signs(session: Session, *, sites: Collection[str] | None = None, actor: Actor, now: datetime) -> Settled:
    """Take back the signs that no place needs today, and let those return that are needed again.

    :param sites: only at these; None: at all the person is responsible for.
    :raises NotAllowed: if the person chooses nothing about signs.
    """
    if not actor.may_act_as(*CHOOSERS, acts=(Act.MAINTAIN,)):
        raise NotAllowed
    mine = None if actor.id == 0 else actor.acting_as(*CHOOSERS, acts=(Act.MAINTAIN,)).sites
    wanted = mine if sites is None else set(sites) if mine is None else set(sites) & mine
    one_at_a_time(session, "sign")
    needed, filmed = needed_targets(session, as_of=kst_day(now), sites=wanted)
    statement = select(Sign.number, Sign.kind, Sign.target, Sign.site_code, Sign.withdrawn_at).order_by(Sign.number)
    if wanted is not None:
        statement = statement.where(Sign.site_code.in_(sorted(wanted)))
    rows = session.execute(statement).all()
    standing = {(row.kind, row.target) for row in rows if row.withdrawn_at is None}
    events = [
        SignWithdrawn(
            number=row.number,
            kind=SignKind(row.kind),
            target=row.target,
            site=row.site_code,
            why=Why.SCHEME if (SignKind(row.kind), row.target) in filmed else Why.GONE,
        )
        for row in rows
        if row.withdrawn_at is None and (SignKind(row.kind), row.target) not in needed
    ]
    receipts = ledger.append_all(session, events, actor=actor, now=now)
    _mark(session, [event.number for event in events], receipts)
    again = {(kind.value, target) for kind, target in needed} - standing
    returned = return_signs(session, targets=again, actor=actor, now=now)
    session.flush()
    return Settled(tuple(event.number for event in events), tuple(sorted(returned.values())))


def return_signs(
    session: Session, *, targets: Collection[tuple[str, str]], actor: Actor, now: datetime
) -> dict[tuple[SignKind, str], str]:
    """Let the signs of places, by kind and code, return where they were taken back; return the numbers of those.

    The caller holds the lock of signs, and knows that none of the places has a standing one.
    """
    if not targets:
        return {}
    statement = select(Sign.number, Sign.kind, Sign.target, Sign.site_code).where(Sign.withdrawn_at.is_not(None))
    rows = [row for row in session.execute(statement.order_by(Sign.number)) if (row.kind, row.target) in targets]
    events = [
        SignReturned(number=row.number, kind=SignKind(row.kind), target=row.target, site=row.site_code) for row in rows
    ]
    ledger.append_all(session, events, actor=actor, now=now)
    if events:
        session.execute(update(Sign), [{"number": event.number, "withdrawn_at": None} for event in events])
    return {(event.kind, event.target): event.number for event in events}


def _mark(session: Session, numbers: Sequence[str], receipts: Sequence[Receipt]) -> None:
    if numbers:
        marks = zip(numbers, receipts, strict=True)
        session.execute(update(Sign), [{"number": number, "withdrawn_at": one.recorded_at} for number, one in marks])
