"""Owns everything the case page shows of one request; who asks is only for those who work on it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.periods import Period
from app.ledger import queries as ledger
from app.viewing_requests.clocks import answer_period
from app.viewing_requests.domain import ASKER_FIELDS, CHANNEL_NAMES, KIND_NAMES
from app.viewing_requests.events import RequestNotExisting
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision, ViewingRequestParty
from app.viewing_requests.queries.askers import opened
from app.viewing_requests.queries.dates import CaseDates, case_dates
from app.viewing_requests.queries.lists import RequestRow, request_row
from app.viewing_requests.queries.words import may_read, opened_words
from app.viewing_requests.states import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who asks, and their own words."""

    requester_name: str
    requester_contact: str
    place_words: str | None
    purpose: str
    subject_name: str | None = None  # For whom they ask, if not for themselves.
    subject_relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom and why; free words are left out if they are not for this person."""

    outcome: str
    ground: str | None
    reason: str
    objection_method: str | None
    decided_by: int
    decided_at: datetime
    erased_on: date | None = None
    allowed_part: str | None = None
    gone_at: datetime | None = None
    gone_because: str | None = None
    decided_as: str | None = None
    for_account: int | None = None
    second_look: str | None = None  # Only in the entry; None too once erased.


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetail:
    """Everything on the case page. ``party`` None: erased, or not for this person's eyes.

    ``decision`` is the last step of the round that stands; ``first_step`` the one before it, where two people agreed.

    ``may_read``: whether this person may read who asks, and what was written of decisions, postponements and pauses.
    """

    row: RequestRow
    asked_for: str
    channel: str
    subject_in_footage: bool
    recorded_at: datetime
    closed_at: datetime | None
    entry_leaf: int | None
    erased_on: date | None
    dates: CaseDates
    statutory: Period
    may_read: bool
    party: Party | None
    decision: Decision | None
    first_step: Decision | None = None


def request_detail(session: Session, *, number: str, actor: Actor, now: datetime) -> RequestDetail:
    """Return everything about a request; who asks, and what was written, only for those who may read it.

    :raises RequestNotFound: if there is none the person may see.
    """
    row = request_row(session, number=number, actor=actor, now=now)
    found = session.get_one(ViewingRequest, row.id)
    which = select(ViewingRequest.id).where(ViewingRequest.id == row.id, may_read(actor))
    reads = session.scalar(which) is not None
    party = session.get(ViewingRequestParty, row.id) if reads else None
    steps = session.scalars(
        select(ViewingRequestDecision)
        .where(ViewingRequestDecision.request_id == row.id, ViewingRequestDecision.round == found.round)
        .order_by(ViewingRequestDecision.step)
    ).all()
    decisions = [_decision(session, row.number, step, reads=reads) for step in steps]
    return RequestDetail(
        row=row,
        asked_for=KIND_NAMES[row.kind],
        channel=CHANNEL_NAMES[found.channel],  # type: ignore[index]  # A StrEnum is found by its text.
        subject_in_footage=found.subject_in_footage,
        recorded_at=found.recorded_at,
        closed_at=found.closed_at,
        entry_leaf=found.entry_leaf,
        erased_on=found.erased_on,
        dates=case_dates(session, request_id=row.id, may_read=reads),
        statutory=answer_period(row.kind, row.handling, kst_day(found.received_at)),
        may_read=reads,
        party=_opened(row.number, party) if party else None,
        decision=decisions[-1] if decisions else None,
        first_step=decisions[0] if len(decisions) > 1 else None,
    )


def _opened(number: str, party: ViewingRequestParty) -> Party:
    return Party(**{field: opened(number, field, getattr(party, field)) for field in ASKER_FIELDS})


def _decision(session: Session, number: str, decision: ViewingRequestDecision, *, reads: bool) -> Decision:
    kept = Decision.__dataclass_fields__.keys() - {"second_look"}
    plain = Decision(**{name: getattr(decision, name) for name in kept})
    part = plain.allowed_part
    if not reads:
        return replace(plain, reason="", allowed_part=None)
    return replace(
        plain,
        second_look=_second_look(session, number, decision),
        reason=opened_words(number, plain.reason),
        allowed_part=None if part is None else opened_words(number, part),
    )


def _second_look(session: Session, number: str, decision: ViewingRequestDecision) -> str | None:
    """Return what was seen when somebody looked again before it was said that there is no such footage."""
    if decision.outcome != Outcome.NOT_EXISTING:
        return None
    names, subject = {RequestNotExisting.name}, f"viewing_request:{number}"
    for entry in ledger.entries(session, names=names, subject=subject):
        if entry.data["round"] == decision.round:
            token = ledger.personal_values(session, entry=entry).get("second_look")
            return opened_words(number, token) if token else None
    return None
