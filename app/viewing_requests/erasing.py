"""Owns the blanking of what requests copied from personal parts: who asked, and what was written in a decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Case, case, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.ledger import queries as ledger
from app.ledger.erasure import Pair
from app.viewing_requests.events import (
    RequestApproved,
    RequestEndorsed,
    RequestPaused,
    RequestPostponed,
    RequestReceived,
    RequestRefused,
)
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestParty,
    ViewingRequestPause,
    ViewingRequestPostponement,
)

_ASKED_OR_DECIDED = (RequestReceived.name, RequestEndorsed.name, RequestApproved.name, RequestRefused.name)


def forget(session: Session, pairs: Sequence[Pair], on: date) -> None:
    """Blank the copies of some personal parts in the caller's transaction."""
    leaves = {leaf for leaf, _part in pairs}  # Each of these entries has one part.
    asked: list[str] = []
    decided: list[str] = []
    for entry in ledger.entries_at(session, leaves=leaves, names=_ASKED_OR_DECIDED):
        (asked if entry.name == RequestReceived.name else decided).append(entry.data["number"])
    for request_id in _ids(session, asked):
        session.execute(delete(ViewingRequestParty).where(ViewingRequestParty.request_id == request_id))
        session.execute(update(ViewingRequest).where(ViewingRequest.id == request_id).values(erased_on=on))
    for request_id in _ids(session, decided):
        decision = ViewingRequestDecision
        session.execute(
            update(decision)
            .where(decision.request_id == request_id, decision.erased_on.is_(None))
            .values(reason="", allowed_part=_blanked(decision.allowed_part), erased_on=on)
        )
    _forget_moves(session, leaves, on)


def _forget_moves(session: Session, leaves: set[int], on: date) -> None:
    late, pause = ViewingRequestPostponement, ViewingRequestPause
    for entry in ledger.entries_at(session, leaves=leaves, names=(RequestPostponed.name, RequestPaused.name)):
        if entry.name == RequestPostponed.name:
            session.execute(
                update(late).where(late.leaf == entry.leaf, late.erased_on.is_(None)).values(reason="", erased_on=on)
            )
        else:
            blank = {"reason": "", "stop_reason": "" if entry.data["stops_clock"] else None, "erased_on": on}
            session.execute(update(pause).where(pause.leaf == entry.leaf, pause.erased_on.is_(None)).values(blank))


def _blanked(column: InstrumentedAttribute[str | None]) -> Case[Any]:
    """Return the SQL of "empty where there was something"."""
    return case((column.is_(None), None), else_="")


def _ids(session: Session, numbers: Sequence[str]) -> list[int]:
    found: list[int] = []
    for number in numbers:
        found.extend(session.scalars(select(ViewingRequest.id).where(ViewingRequest.number == number)))
    return found
