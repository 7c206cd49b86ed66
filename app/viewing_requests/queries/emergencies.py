"""Owns what is read about emergencies: that of a request, and those somebody must look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.models import ViewingRequest, ViewingRequestEmergency, ViewingRequestTakeover
from app.viewing_requests.queries.sight import may_see, still_taken
from app.viewing_requests.queries.words import may_read, opened_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyView:
    """A request that was granted at once, and how it was looked at; ``reason`` and ``note`` are empty once erased.

    They are empty too for who may not read them (``may_read``).
    """

    number: str
    leaf: int
    kind: EmergencyKind
    ground: str | None
    reason: str
    opened_by: int
    opened_at: datetime
    received_by: int
    review_due_at: datetime
    reviewed_by: int | None = None
    reviewed_at: datetime | None = None
    justified: bool | None = None
    note: str = ""
    taken_by: frozenset[int] = frozenset()
    may_read: bool = True

    @property
    def awaits_review(self) -> bool:
        """Return whether nobody has looked at it yet."""
        return self.reviewed_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it should have been looked at."""
        return self.awaits_review and now > self.review_due_at

    def may_be_reviewed_by(self, account_id: int) -> bool:
        """Return whether somebody neither opened it nor took the request in or over."""
        return self.awaits_review and account_id not in {self.opened_by, self.received_by, *self.taken_by}


def emergencies_of(session: Session, *, number: str, actor: Actor) -> tuple[EmergencyView, ...]:
    """Return the emergencies of a request, the newest first; nothing of a request the person may not see."""
    return _found(session, ViewingRequest.number == number, may_see(actor), actor=actor, newest_first=True)


def emergencies_to_review(
    session: Session, *, actor: Actor, overdue_at: datetime | None = None
) -> tuple[EmergencyView, ...]:
    """Return the emergencies a person may know of that nobody has looked at yet, the most urgent first.

    :param overdue_at: only those whose review was due before that moment.
    """
    emergency = ViewingRequestEmergency
    waiting = [emergency.reviewed_at.is_(None), may_see(actor)]
    if overdue_at is not None:
        waiting.append(emergency.review_due_at < overdue_at)
    return _found(session, *waiting, actor=actor)


def is_to_be_reviewed(session: Session, *, request_id: int) -> bool:
    """Return whether a request has an emergency nobody has looked at yet."""
    emergency = ViewingRequestEmergency
    waiting = select(emergency.leaf).where(emergency.request_id == request_id, emergency.reviewed_at.is_(None))
    return session.scalar(waiting.limit(1)) is not None


def _found(
    session: Session, *which: ColumnElement[bool], actor: Actor, newest_first: bool = False
) -> tuple[EmergencyView, ...]:
    emergency = ViewingRequestEmergency
    order = emergency.leaf.desc() if newest_first else emergency.review_due_at
    statement = (
        select(emergency, ViewingRequest.number, may_read(actor).label("reads"))
        .join(ViewingRequest, ViewingRequest.id == emergency.request_id)
        .where(*which)
        .order_by(order, emergency.leaf)
    )
    found = session.execute(statement).all()
    taken = _takers(session, {row.request_id for row, _number, _reads in found})
    return tuple(
        EmergencyView(
            number=number,
            leaf=row.leaf,
            kind=EmergencyKind(row.kind),
            ground=row.ground,
            reason=opened_words(number, row.reason) if reads else "",
            opened_by=row.opened_by,
            opened_at=row.opened_at,
            received_by=row.received_by,
            review_due_at=row.review_due_at,
            reviewed_by=row.reviewed_by,
            reviewed_at=row.reviewed_at,
            justified=row.justified,
            note=opened_words(number, row.review_note or "") if reads else "",
            taken_by=frozenset(taken.get(row.request_id, ())),
            may_read=bool(reads),
        )
        for row, number, reads in found
    )


def _takers(session: Session, request_ids: set[int]) -> dict[int, set[int]]:
    """Return who took requests over that came in by the web."""
    taken, found = ViewingRequestTakeover, dict[int, set[int]]()
    which = select(taken.request_id, taken.taken_by).where(taken.request_id.in_(request_ids), still_taken())
    for row in session.execute(which) if request_ids else ():
        found.setdefault(row.request_id, set()).add(row.taken_by)
    return found
