"""Owns who granted a request, and which were shown as a viewing though the asker is not in the footage."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.domain import Handling
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.states import GIVING

_AT_ONCE = 500


def deciders_of(session: Session, *, numbers: Collection[str]) -> dict[str, frozenset[int]]:
    """Return the accounts that granted or agreed to each of some requests."""
    row, wanted = ViewingRequest, sorted(numbers)
    found: dict[str, frozenset[int]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        statement = select(row.number, row.decided_by, row.endorsed_by).where(row.number.in_(some))
        for number, decided_by, endorsed_by in session.execute(statement.order_by(row.number)):
            found[number] = frozenset(one for one in (decided_by, endorsed_by) if one is not None)
    return found


def viewings_without_self(session: Session, *, since: datetime, actor: Actor) -> list[str]:
    """Return the numbers of viewings granted since a moment in which the asker does not appear, oldest first."""
    row = ViewingRequest
    statement = select(row.number).where(
        row.handling == str(Handling.VIEWING),
        row.subject_in_footage.is_(False),
        row.status.in_(sorted(GIVING)),
        row.answered_at >= since,
        may_see(actor),
    )
    return list(session.scalars(statement.order_by(row.id)))
