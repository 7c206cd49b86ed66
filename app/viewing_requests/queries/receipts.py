"""Owns what is read of receipts: where a request stands, for whoever holds its receipt; who took it over."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM_ID, Actor
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.viewing_requests.clocks import Course
from app.viewing_requests.domain import CHANNEL_NAMES, HANDLING_NAMES, KIND_NAMES, Channel, Handling, RequestKind
from app.viewing_requests.events import AttachmentOpened, RequestGivenBack, RequestTakenOver
from app.viewing_requests.models import (
    PublicFormUse,
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestNotice,
    ViewingRequestReceipt,
    ViewingRequestTakeover,
)
from app.viewing_requests.public_refusals import ReceiptNotFound
from app.viewing_requests.queries.dates import PostponementLine, case_dates
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.queries.sight import still_taken
from app.viewing_requests.states import NEXT, OPEN, OUTCOME_NAMES, RUNNING, UNDECIDED, Outcome, Status

_NO_ACT = frozenset({RequestTakenOver.name, RequestGivenBack.name, AttachmentOpened.name})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A notice that was sent: of what, when, and by which way; where and when to come, if it says so."""

    told: str
    notified_on: date
    notified_by: str
    offered_at: datetime | None
    offered_place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicState:
    """Where a request stands, as the holder of its receipt is told: nobody is named, neither asker nor staff."""

    number: str
    status: Status
    asked_for: str
    channel: str
    received_on: date
    taken_up: bool
    course: Course
    first_on: date
    by_law: bool  # False: the last day to answer is our own choice, not the law's.
    due_on: date
    running: bool
    postponement: PostponementLine | None
    waits_until: date | None  # The company waits for the asker until then.
    answered_on: date | None
    outcome_name: str | None
    told: tuple[ToldLine, ...]
    objection_method: str | None
    closed_on: date | None
    may_withdraw: bool
    sites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Takeover:
    """Somebody took a request over."""

    taken_by: int
    taken_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingIn:
    """How a case came in, for its page: who took it over, when its receipt was given out, and what may be done."""

    takeovers: tuple[Takeover, ...]
    receipt_at: datetime | None
    may_take_over: bool
    may_give_back: bool
    may_issue: bool


def coming_in(session: Session, *, request_id: int, actor: Actor) -> ComingIn:
    """Return how a case came in; what may be done goes by the state alone, the commands ask for the rest."""
    row = session.get_one(ViewingRequest, request_id)
    taken = takeovers(session, request_id=request_id)
    is_open = row.status in OPEN
    is_taken = actor.id in {one.taken_by for one in taken}
    is_new = not had_it(session, request_id=request_id, account_id=actor.id) and actor.id not in {
        row.decided_by,
        row.endorsed_by,
    }
    return ComingIn(
        takeovers=tuple(taken),
        receipt_at=receipt_issued_at(session, request_id=request_id),
        may_take_over=is_open and is_new and row.received_by == SYSTEM_ID,
        may_give_back=is_taken and row.status in UNDECIDED and not has_acted(session, row=row, account_id=actor.id),
        may_issue=is_open,
    )


def had_it(session: Session, *, request_id: int, account_id: int) -> bool:
    """Return whether an account took a request over, though it may have given it back."""
    taken = ViewingRequestTakeover
    found = select(taken.leaf).where(taken.request_id == request_id, taken.taken_by == account_id)
    return session.scalar(found) is not None


def has_acted(session: Session, *, row: ViewingRequest, account_id: int) -> bool:
    """Return whether an account did anything on a request but take it over and give it back."""
    about = ledger.entries(session, prefix="viewing_request.", subject=f"viewing_request:{row.number}")
    return any(entry.actor_id == account_id and entry.name not in _NO_ACT for entry in about)


def state_by_receipt(session: Session, *, number: str, digest: str, on: date) -> PublicState:
    """Return where a request stands.

    A number nobody has, a secret that is not its, a receipt that ended and a case that was erased take the same one
    statement and end the same way.

    :param digest: keyed digest of the secret that was typed.
    :param on: the day it is asked.
    :raises ReceiptNotFound: if there is none with this receipt.
    """
    request, receipt = ViewingRequest, ViewingRequestReceipt
    found = session.scalars(
        select(request)
        .join(receipt, receipt.request_id == request.id)
        .where(
            receipt.digest == digest,
            receipt.ended_at.is_(None),
            request.number == number,
            request.erased_on.is_(None),
        )
    ).one_or_none()
    if found is None:
        raise ReceiptNotFound
    return _state(session, found, on)


def receipt_fits(session: Session, *, number: str, digest: str) -> bool:
    """Return whether a secret is that of the receipt of a request that counts now."""
    receipt = ViewingRequestReceipt
    fits = (
        select(receipt.leaf)
        .join(ViewingRequest, ViewingRequest.id == receipt.request_id)
        .where(receipt.digest == digest, receipt.ended_at.is_(None), ViewingRequest.number == number)
    )
    return session.scalar(fits) is not None


def receipt_issued_at(session: Session, *, request_id: int) -> datetime | None:
    """Return when the receipt that counts now was given out; None without one."""
    receipt = ViewingRequestReceipt
    return session.scalar(select(receipt.issued_at).where(receipt.request_id == request_id, receipt.ended_at.is_(None)))


def takeovers(session: Session, *, request_id: int) -> list[Takeover]:
    """Return who took a request over and did not give it back, the newest last: they are responsible."""
    taken = ViewingRequestTakeover
    rows = session.execute(
        select(taken.taken_by, taken.taken_at).where(taken.request_id == request_id, still_taken()).order_by(taken.leaf)
    )
    return [Takeover(row.taken_by, row.taken_at) for row in rows]


def _state(session: Session, row: ViewingRequest, on: date) -> PublicState:
    dates = case_dates(session, request_id=row.id, may_read=False)  # The paper told them why.
    told, pause = _told(session, row), dates.waiting(on)
    status = Status(row.status)
    said = {line.told for line in told}
    decision = session.scalars(
        select(ViewingRequestDecision)
        .where(ViewingRequestDecision.request_id == row.id, ViewingRequestDecision.round == row.round)
        .order_by(ViewingRequestDecision.step.desc())
        .limit(1)
    ).one_or_none()
    kind, handling = RequestKind(row.kind), Handling(row.handling)
    return PublicState(
        number=row.number,
        status=status,
        asked_for=HANDLING_NAMES[handling] if handling is Handling.PROVISION else KIND_NAMES[kind],
        channel=CHANNEL_NAMES[Channel(row.channel)],
        received_on=kst_day(row.received_at),
        taken_up=row.received_by != SYSTEM_ID or bool(takeovers(session, request_id=row.id)),
        course=dates.course,
        first_on=dates.first_on,
        by_law=handling is not Handling.PROVISION,
        due_on=row.due_on,
        running=status in RUNNING and row.answered_at is None,
        postponement=dates.postponements[-1] if dates.postponements else None,
        waits_until=pause.until_on if pause is not None and status in RUNNING else None,
        answered_on=kst_day(row.answered_at) if row.answered_at else None,
        outcome_name=OUTCOME_NAMES[Outcome(row.outcome)] if row.outcome in said else None,  # Not before the notice.
        told=tuple(line for line in told),
        objection_method=decision.objection_method if decision and row.outcome in said else None,
        closed_on=kst_day(row.closed_at) if row.closed_at else None,
        may_withdraw=Status.WITHDRAWN in NEXT[status],
        sites=frozenset(place.site_code for place in places_of(session, request_id=row.id, sites=None)),
    )


def _told(session: Session, row: ViewingRequest) -> list[ToldLine]:
    notice = ViewingRequestNotice
    rows = session.scalars(select(notice).where(notice.request_id == row.id).order_by(notice.leaf))
    return [
        ToldLine(
            told=one.told,
            notified_on=one.notified_on,
            notified_by=CHANNEL_NAMES[Channel(one.notified_by)],
            offered_at=one.offered_at,
            offered_place=one.offered_place,
        )
        for one in rows
    ]


def used_form_since(session: Session, *, nonce: bytes, since: datetime) -> bool:
    """Return whether a public form was sent at a moment or later."""
    used_at = session.scalar(select(PublicFormUse.used_at).where(PublicFormUse.nonce == nonce))
    return used_at is not None and used_at >= since


def due_of(session: Session, *, number: str) -> date:
    """Return the last day to answer a request; for whoever just sent it."""
    return session.scalars(select(ViewingRequest.due_on).where(ViewingRequest.number == number)).one()
