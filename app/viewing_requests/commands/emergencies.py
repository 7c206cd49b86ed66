"""Owns the emergency path: footage is granted at once, deciders are told, and somebody else looks at it afterwards."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.reasons import says_something
from app.law.grounds import provision_grounds
from app.law.periods import request_years
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.viewing_requests.commands.closing import close_when_done
from app.viewing_requests.commands.raising import settle_waiting
from app.viewing_requests.commands.reading import allowed_ground
from app.viewing_requests.commands.reviewing import begin_round
from app.viewing_requests.commands.rows import check_not_taken_over, locked_request, site_of
from app.viewing_requests.commands.steps import decider_at, principals, sealed_words
from app.viewing_requests.commands.telling import settle_emergency, tell_of_emergency, tell_of_waiting
from app.viewing_requests.decision_refusals import (
    ActReasonMissing,
    EmergencyNotReviewed,
    NothingToReview,
    OwnEmergency,
)
from app.viewing_requests.domain import Handling, check_may_work_on_cases
from app.viewing_requests.emergencies import EMERGENCY_GROUNDS, EmergencyKind, review_due
from app.viewing_requests.events import EmergencyOpened, EmergencyReviewed, EmergencyTold
from app.viewing_requests.models import ViewingRequest, ViewingRequestEmergency
from app.viewing_requests.places import is_private
from app.viewing_requests.queries.signing import DECIDERS
from app.viewing_requests.refusals import NotADecider
from app.viewing_requests.states import GRANTED, Outcome, Status, check_can_become


def open_emergency(
    session: Session,
    *,
    number: str,
    kind: EmergencyKind,
    reason: str,
    actor: Actor,
    now: datetime,
    ground: str | None = None,
) -> None:
    """Grant a request at once because somebody's life is in danger or gas escapes, and tell all who decide there.

    Somebody else reviews it within 24 hours (``product.emergency_review``); until then its opener opens no other.

    :param ground: of a provision the one it rests on (법 18②); the urgent interest of 법 18②3 unless another is given.
    :raises NotAllowed: if the person does not work on cases.
    :raises ActReasonMissing: if the reason says nothing.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is answered already.
    :raises EmergencyNotReviewed: if the person opened one that nobody has reviewed yet.
    :raises GroundNotAllowed: if a provision may not rest on the ground.
    :raises ResidentNumber: if the reason holds a resident registration number (법 24의2).
    """
    check_may_work_on_cases(actor)
    if not says_something(reason):
        raise ActReasonMissing
    row = locked_request(session, number=number, actor=actor)
    check_can_become(Status(row.status), Status.APPROVED)
    _check_no_other(session, row, actor)
    chosen, site = _ground(session, row, ground, now), site_of(session, row.id)
    told = tell_of_emergency(session, row, actor=actor, now=now)
    words = sealed_words(number, reason)
    event = EmergencyOpened(
        number=number, site=site, kind=kind, ground=chosen, review_due_at=review_due(now), reason=words
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    _check_no_other(session, row, actor)  # Again, now that nobody else can append.
    session.add(
        ViewingRequestEmergency(
            leaf=receipt.leaf,
            request_id=row.id,
            received_by=row.received_by,
            handling=row.handling,
            kind=kind,
            ground=chosen,
            reason=words,
            opened_by=actor.id,
            opened_at=receipt.recorded_at,
            review_due_at=event.review_due_at,
        )
    )
    row.status, row.outcome = Status.APPROVED, Outcome.APPROVED
    row.answered_at, row.emergency_leaf = receipt.recorded_at, receipt.leaf
    settle_waiting(session, row, now=now)
    session.flush()
    ledger.append(session, EmergencyTold(number=number, site=site, accounts=told), actor=actor, now=now)


def review_emergency(session: Session, *, number: str, justified: bool, note: str, actor: Actor, now: datetime) -> None:
    """Say whether an emergency was one. What was not, and is not carried out yet, is decided anew.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises ActReasonMissing: if the note says nothing.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingToReview: if no emergency of it awaits a review.
    :raises OwnEmergency: if the person, or whom they stand in for, opened it or took the request in.
    :raises OwnRequest: if one of them took the request over.
    :raises ResidentNumber: if the note holds a resident registration number (법 24의2).
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    if not says_something(note):
        raise ActReasonMissing
    row = locked_request(session, number=number, actor=actor)
    opened = _unreviewed(session, ViewingRequestEmergency.request_id == row.id)
    if opened is None:
        raise NothingToReview
    roles = decider_at(session, row, actor).roles
    people = {actor.id}.union(*(principals(session, row, role, actor) for role in roles))
    if people & {opened.opened_by, opened.received_by}:
        raise OwnEmergency
    check_not_taken_over(session, row, *people)
    anew = not justified and row.status in GRANTED and row.emergency_leaf == opened.leaf
    settle_emergency(session, row, now=now)
    words = sealed_words(number, note)
    closed_on = kst_day(row.closed_at) if row.closed_at else None
    event = EmergencyReviewed(
        number=number, site=site_of(session, row.id), opened_leaf=opened.leaf, justified=justified, note=words
    )
    erase_on = request_years(closed_on).first_day_after(closed_on) if closed_on else None
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    opened.reviewed_by, opened.reviewed_at, opened.review_leaf = actor.id, receipt.recorded_at, receipt.leaf
    opened.justified, opened.review_note = justified, words
    session.flush()
    if anew:
        begin_round(row)
        session.flush()
        tell_of_waiting(session, row, actor=actor, now=now)
    close_when_done(session, number=number, actor=actor, now=now)


def _ground(session: Session, row: ViewingRequest, ground: str | None, now: datetime) -> str | None:
    if row.handling == Handling.VIEWING:
        return None
    today = kst_day(now)
    known = provision_grounds(private=is_private(registry.snapshot(session, as_of=today)), on=today)
    return allowed_ground(ground or EMERGENCY_GROUNDS[0], [one for one in known if one.key in EMERGENCY_GROUNDS])


def _check_no_other(session: Session, row: ViewingRequest, actor: Actor) -> None:
    """Hold that neither the person nor the request has an emergency nobody has reviewed."""
    emergency = ViewingRequestEmergency
    other = _unreviewed(session, (emergency.opened_by == actor.id) | (emergency.request_id == row.id))
    if other is not None:
        number = session.scalars(select(ViewingRequest.number).where(ViewingRequest.id == other.request_id)).one()
        raise EmergencyNotReviewed(number=number)


def _unreviewed(session: Session, which: ColumnElement[bool]) -> ViewingRequestEmergency | None:
    emergency = ViewingRequestEmergency
    statement = select(emergency).where(which, emergency.reviewed_at.is_(None)).order_by(emergency.leaf).limit(1)
    return session.scalars(statement).one_or_none()
