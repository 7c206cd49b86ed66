"""Owns giving out receipts, and taking over a request that came in by the web or giving it back."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM_ID, Actor
from app.kernel.messages import Message
from app.ledger import commands as ledger
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.telling import tell_of_giving_back
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.events.receipts import ReceiptIssued, RequestGivenBack, RequestTakenOver
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.models.receipts import ViewingRequestReceipt, ViewingRequestTakeover
from app.viewing_requests.public_refusals import (
    ActedOnIt,
    DecidedByYourself,
    GivenBackBefore,
    LeavesNobody,
    NoReceiptAfterEnd,
    NothingToGiveBack,
    NothingToTakeOver,
    TakenByYourself,
)
from app.viewing_requests.queries.deciders import left_by_taking_over
from app.viewing_requests.queries.receipts import had_it, has_acted, takeovers
from app.viewing_requests.states import OPEN, STATUS_NAMES, UNDECIDED, Status


def issue_receipt(session: Session, *, number: str, digest: str, actor: Actor, now: datetime) -> None:
    """Give out a receipt with a new secret; the receipt before it ends.

    :param digest: keyed digest of the secret, hexadecimal; the secret itself is nowhere stored.
    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NoReceiptAfterEnd: if the case is closed.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    if row.status not in OPEN:
        raise NoReceiptAfterEnd(status=Message(STATUS_NAMES[Status(row.status)]))
    event = ReceiptIssued(number=number, site=site_of(session, row.id), digest=digest)
    made = ledger.append(session, event, actor=actor, now=now)
    receipt = ViewingRequestReceipt
    session.execute(
        update(receipt)
        .where(receipt.request_id == row.id, receipt.ended_at.is_(None))
        .values(ended_at=made.recorded_at)
        .execution_options(synchronize_session=False)
    )
    issued = receipt(
        leaf=made.leaf, request_id=row.id, digest=digest, issued_by=actor.id, issued_at=made.recorded_at, ended_at=None
    )
    session.add(issued)
    session.flush()


def take_over_request(session: Session, *, number: str, actor: Actor, now: datetime) -> None:
    """Let somebody be responsible for a request that nobody took in; it counts as taking it in.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingToTakeOver: if somebody took it in, or it is over.
    :raises TakenByYourself: if the person took it over before.
    :raises GivenBackBefore: if they gave it back since.
    :raises DecidedByYourself: if the person decided on it, or for whoever is away.
    :raises LeavesNobody: if nobody could decide on it then, and somebody could before.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    if row.received_by != SYSTEM_ID or actor.id == SYSTEM_ID or row.status not in OPEN:
        raise NothingToTakeOver
    _check_is_new_to_it(session, row, actor)
    left = left_by_taking_over(session, request_id=row.id, actor=actor, now=now)
    if left.lack is not None and not left.was_so:
        raise LeavesNobody(missing=left.lack.missing, instead=left.instead)
    event = RequestTakenOver(number=number, site=site_of(session, row.id))
    made = ledger.append(session, event, actor=actor, now=now)
    session.add(ViewingRequestTakeover(leaf=made.leaf, request_id=row.id, taken_by=actor.id, taken_at=made.recorded_at))
    session.flush()
    inbox.settle(session, subject=event.subject, kinds=[Kind.REQUEST_RECEIVED], now=now)


def give_back_request(session: Session, *, number: str, actor: Actor, now: datetime) -> None:
    """Let somebody who took a request over and did nothing else on it be as if they had not: they may decide again.

    Where nobody has it then, those who work on cases are told that it waits to be taken over.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingToGiveBack: if the person did not take it over, or it is decided.
    :raises ActedOnIt: if they did anything else on it.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    if row.status not in UNDECIDED or not _has_it(session, row, actor):
        raise NothingToGiveBack
    if has_acted(session, row=row, account_id=actor.id):
        raise ActedOnIt
    event = RequestGivenBack(number=number, site=site_of(session, row.id))
    made = ledger.append(session, event, actor=actor, now=now)
    if not takeovers(session, request_id=row.id):
        tell_of_giving_back(session, row, leaf=made.leaf, actor=actor, now=now)


def _has_it(session: Session, row: ViewingRequest, actor: Actor) -> bool:
    return actor.id in {one.taken_by for one in takeovers(session, request_id=row.id)}


def _check_is_new_to_it(session: Session, row: ViewingRequest, actor: Actor) -> None:
    decision = ViewingRequestDecision
    if _has_it(session, row, actor):
        raise TakenByYourself
    if had_it(session, request_id=row.id, account_id=actor.id):
        raise GivenBackBefore
    by_them = or_(decision.decided_by == actor.id, decision.for_account == actor.id)
    if session.scalars(select(decision.step).where(decision.request_id == row.id, by_them)).first() is not None:
        raise DecidedByYourself
