"""Owns closing a request without a decision: withdrawn by the asker, or fulfilled by a register entry."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.viewing_requests.commands.rows import locked_request, schedule_erasing, site_of
from app.viewing_requests.domain import Status, check_can_become, check_may_work_on_cases
from app.viewing_requests.events import RequestFulfilled, RequestWithdrawn
from app.viewing_requests.refusals import WithdrawalReasonMissing


def withdraw_request(session: Session, *, number: str, reason: str, actor: Actor, now: datetime) -> None:
    """Close a request because the asker took it back.

    :raises NotAllowed: if the person does not work on cases.
    :raises WithdrawalReasonMissing: if no reason is given.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is closed already.
    """
    check_may_work_on_cases(actor)
    if not reason.strip():
        raise WithdrawalReasonMissing
    viewing_request = locked_request(session, number=number, actor=actor)
    check_can_become(Status(viewing_request.status), Status.WITHDRAWN)
    event = RequestWithdrawn(number=number, site=site_of(session, viewing_request.id), reason=reason)
    receipt = ledger.append(session, event, actor=actor, now=now)
    viewing_request.status, viewing_request.closed_at = Status.WITHDRAWN, receipt.recorded_at
    schedule_erasing(session, number=number, closed_at=receipt.recorded_at)


def lock_request(session: Session, *, number: str, actor: Actor) -> None:
    """Keep a request as it stands until the transaction ends.

    An act that leans on a request locks it before it appends to the ledger: a request first, the head last, for all.

    :raises RequestNotFound: if there is no such request the person may see.
    """
    locked_request(session, number=number, actor=actor)


def fulfil_request(session: Session, *, number: str, entry_leaf: int, actor: Actor, now: datetime) -> None:
    """Close an approved request with the register entry that fulfilled it; called by the act that wrote the entry.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is not approved.
    """
    check_may_work_on_cases(actor)
    viewing_request = locked_request(session, number=number, actor=actor)
    check_can_become(Status(viewing_request.status), Status.FULFILLED)
    event = RequestFulfilled(number=number, site=site_of(session, viewing_request.id), entry_leaf=entry_leaf)
    receipt = ledger.append(session, event, actor=actor, now=now)
    viewing_request.entry_leaf = entry_leaf
    viewing_request.status, viewing_request.closed_at = Status.FULFILLED, receipt.recorded_at
    schedule_erasing(session, number=number, closed_at=receipt.recorded_at)
