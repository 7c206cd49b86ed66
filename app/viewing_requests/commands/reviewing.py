"""Owns putting a case before those who decide, deciding anew what was granted, and taking an agreement back."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.messages import Message
from app.kernel.reasons import says_something
from app.ledger import commands as ledger
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import check_may_redirect, decider_at, sealed_words
from app.viewing_requests.commands.telling import settle_second_step, tell_of_waiting
from app.viewing_requests.decision_refusals import ActReasonMissing, NoStepToTakeBack, NothingToReopen, StepOfAnother
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.events import RequestReopened, RequestSubmitted, StepTakenBack
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.signing import DECIDERS
from app.viewing_requests.refusals import NotADecider
from app.viewing_requests.states import GRANTED, STATUS_NAMES, Status, check_can_become


def submit_for_review(session: Session, *, number: str, actor: Actor, now: datetime) -> None:
    """Put a case before those who decide, and tell them.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is there already, or is answered.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    if row.status in GRANTED:
        check_can_become(Status.IN_REVIEW, Status.IN_REVIEW)  # Only by deciding anew.
    check_can_become(Status(row.status), Status.IN_REVIEW)
    tell_of_waiting(session, row, actor=actor, now=now)
    ledger.append(session, RequestSubmitted(number=number, site=site_of(session, row.id)), actor=actor, now=now)
    row.status = Status.IN_REVIEW
    session.flush()


def reopen_decision(session: Session, *, number: str, reason: str, actor: Actor, now: datetime) -> None:
    """Have what was granted and not carried out yet decided anew, because what it rested on has changed.

    What was decided stays on record; a new round begins with its first step.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises ActReasonMissing: if the reason says nothing.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingToReopen: if it is not granted.
    :raises OwnRequest: if the person took it in.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    if not says_something(reason):
        raise ActReasonMissing
    row = locked_request(session, number=number, actor=actor)
    if row.status not in GRANTED:
        raise NothingToReopen(current=Message(STATUS_NAMES[Status(row.status)]))
    check_may_redirect(session, row, actor)
    event = RequestReopened(
        number=number, site=site_of(session, row.id), round=row.round + 1, reason=sealed_words(number, reason)
    )
    begin_round(row)
    session.flush()
    tell_of_waiting(session, row, actor=actor, now=now)
    ledger.append(session, event, actor=actor, now=now)


def take_back_step(session: Session, *, number: str, reason: str, actor: Actor, now: datetime) -> None:
    """Take back the first of two agreements before the second is signed; a new round begins with its first step.

    What was signed stays on record.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises ActReasonMissing: if the reason says nothing.
    :raises RequestNotFound: if there is no such request the person may see, or they decide at none of its sites.
    :raises NoStepToTakeBack: if no second decision is waited for.
    :raises StepOfAnother: if somebody else agreed.
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    if not says_something(reason):
        raise ActReasonMissing
    row = locked_request(session, number=number, actor=actor)
    decider_at(session, row, actor)
    if row.status != Status.IN_REVIEW or row.endorsed_by is None:
        raise NoStepToTakeBack
    if row.endorsed_by != actor.id:
        raise StepOfAnother
    event = StepTakenBack(
        number=number, site=site_of(session, row.id), round=row.round + 1, reason=sealed_words(number, reason)
    )
    settle_second_step(session, row, now=now)
    begin_round(row)
    session.flush()
    tell_of_waiting(session, row, actor=actor, now=now)
    ledger.append(session, event, actor=actor, now=now)


def begin_round(row: ViewingRequest) -> None:
    """Put a request before those who decide again, with nothing of the round before."""
    row.round += 1
    row.status = Status.IN_REVIEW
    row.decided_by = row.endorsed_by = row.outcome = row.answered_at = row.emergency_leaf = None
