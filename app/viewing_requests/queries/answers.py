"""Owns what checks need of answers that were given lately: whether they were told, and what they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.queries.notices import unnotified
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.words import opened_words
from app.viewing_requests.reason_reading import spares_others_unmasked
from app.viewing_requests.states import Outcome

_LIMITING = (Outcome.PARTLY_APPROVED, Outcome.REFUSED)
_READ = (RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """An answer. ``untold_since``: nobody has told the asker; then the last days to do so are given.

    ``is_complete``: what limits something has its reason and the way to object. ``ground`` is that of a limited
    viewing. ``unmasked``: it is limited for others in the picture, and nothing is said of hiding them.
    """

    number: str
    limits: bool = False
    ground: str | None = None
    is_complete: bool = True
    unmasked: bool = False
    due_on: date | None = None
    legal_on: date | None = None
    has_legal_day: bool = True


def untold_answers(session: Session, *, since: datetime, actor: Actor) -> Iterator[AnswerGiven]:
    """Yield answers nobody has told the asker, with their last days."""
    for one in unnotified(session, actor=actor, since=since):
        yield AnswerGiven(number=one.number, due_on=one.due_on, legal_on=one.legal_on, has_legal_day=one.has_legal_day)


def limiting_answers(session: Session, *, since: datetime, actor: Actor) -> Iterator[AnswerGiven]:
    """Yield refusals of viewings and viewings in part that stand, oldest first; erased reasons are not read."""
    row, decision = ViewingRequest, ViewingRequestDecision
    statement = (
        select(row.number, row.kind, decision.ground, decision.reason, decision.objection_method, decision.erased_on)
        .join(decision, (decision.request_id == row.id) & (decision.round == row.round))
        .where(
            decision.outcome.in_(_LIMITING),
            decision.outcome == row.outcome,
            row.handling == Handling.VIEWING,
            row.kind.in_(_READ),
            decision.decided_at >= since,
            may_see(actor),
        )
        .order_by(row.id)
    )
    for found in session.execute(statement):
        words = opened_words(found.number, found.reason)
        yield AnswerGiven(
            number=found.number,
            limits=True,
            ground=found.ground,
            is_complete=bool((words or found.erased_on) and found.objection_method),
            unmasked=found.ground == "pipa.35.4.2" and spares_others_unmasked(words),
        )
