"""Owns which recipients of an emergency were asked by word of mouth only, and are still owed the letter (법 18⑤).

The register is a capability above, so its two tables are named here as they are in the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, column, exists, func, select, table
from sqlalchemy.orm import Session, aliased

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.periods import emergency_letter_hours
from app.viewing_requests.models import ViewingRequest, ViewingRequestHandover
from app.viewing_requests.queries.sight import may_see

_ENTRY = table("footage_access", *map(column, ("leaf", "kind", "act", "request_number", "corrects_leaf")))
_LETTER = table("footage_letter", column("request_number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDue:
    """A case whose recipient is owed the letter, by when, and the entry of the register it is recorded with."""

    number: str
    request_id: int
    entry_leaf: int
    due_at: datetime

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it should have been sent."""
        return now > self.due_at


def is_at_once(session: Session, *, request_id: int) -> bool:
    """Return whether a request stands granted by an emergency, and by no decision."""
    row = ViewingRequest
    return session.scalar(select(row.emergency_leaf).where(row.id == request_id)) is not None


@cache
def owes_letter() -> ColumnElement[bool]:
    """Return the SQL of "footage was given in an emergency, the entry stands, and the recipient has no letter yet".

    An entry that names itself as its letter was asked by word of mouth.
    """
    row, given, later = ViewingRequest, aliased(ViewingRequestHandover), _ENTRY.alias()
    by_word = exists().where(given.request_id == row.id, given.letter_leaf == given.entry_leaf)
    stands = exists().where(
        _ENTRY.c.request_number == row.number,
        _ENTRY.c.kind == "provision",
        _ENTRY.c.act != "withdrawn",
        ~exists().where(later.c.corrects_leaf == _ENTRY.c.leaf),
    )
    return by_word & stands & ~exists().where(_LETTER.c.request_number == row.number)


def is_letter_due(session: Session, *, number: str) -> bool:
    """Return whether the recipient of a case is still owed the letter."""
    row = ViewingRequest
    return session.scalar(select(row.id).where(row.number == number, owes_letter())) is not None


def letters_due(session: Session, *, actor: Actor) -> tuple[LetterDue, ...]:
    """Return the cases where a letter is owed that the person may know of, the soonest first.

    It is due within 24 hours of the first hand-over by word of mouth (``product.emergency_letter``).
    """
    row, given = ViewingRequest, ViewingRequestHandover
    newest = select(func.max(_ENTRY.c.leaf)).where(
        _ENTRY.c.request_number == row.number, _ENTRY.c.kind == "provision", _ENTRY.c.act != "withdrawn"
    )
    statement = (
        select(row.number, row.id, newest.scalar_subquery(), func.min(given.recorded_at))
        .join(given, given.request_id == row.id)
        .where(given.letter_leaf == given.entry_leaf, owes_letter(), may_see(actor))
        .group_by(row.number, row.id)
    )
    found = [
        LetterDue(
            number=number,
            request_id=request_id,
            entry_leaf=leaf,
            due_at=at + timedelta(hours=emergency_letter_hours(kst_day(at)).hours or 0),
        )
        for number, request_id, leaf, at in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.request_id)))
