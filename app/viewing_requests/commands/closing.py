"""Owns closing a request without a decision: withdrawn by the asker, or fulfilled by a register entry."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import FOOTAGE, Act
from app.kernel.clock import kst_day
from app.kernel.reasons import says_something
from app.ledger import commands as ledger
from app.viewing_requests.commands.checking import check_identity_known
from app.viewing_requests.commands.raising import drop_raised
from app.viewing_requests.commands.rows import end_case, locked_request, schedule_erasing, site_of
from app.viewing_requests.commands.steps import sealed_words
from app.viewing_requests.decision_refusals import Stale
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.events import RequestClosed, RequestFulfilled, RequestWithdrawn
from app.viewing_requests.queries import stale_since, still_to_do
from app.viewing_requests.refusals import WithdrawalReasonMissing
from app.viewing_requests.states import Status, check_can_become


def withdraw_request(session: Session, *, number: str, reason: str, actor: Actor, now: datetime) -> None:
    """Close a request because the asker took it back.

    :raises NotAllowed: if the person does not work on cases.
    :raises WithdrawalReasonMissing: if no reason is given, or one that says nothing.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is closed already.
    """
    check_may_work_on_cases(actor)
    if not says_something(reason):
        raise WithdrawalReasonMissing
    viewing_request = locked_request(session, number=number, actor=actor)
    check_can_become(Status(viewing_request.status), Status.WITHDRAWN)
    event = RequestWithdrawn(
        number=number, site=site_of(session, viewing_request.id), reason=sealed_words(number, reason)
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    end_case(viewing_request, Status.WITHDRAWN, at=receipt.recorded_at)
    schedule_erasing(session, number=number, closed_at=receipt.recorded_at)


def lock_request(session: Session, *, number: str, actor: Actor) -> None:
    """Keep a request as it stands until the transaction ends.

    An act that leans on a request locks it before it appends to the ledger: a request first, the head last, for all.

    :raises RequestNotFound: if there is no such request the person may see.
    """
    locked_request(session, number=number, actor=actor)


def fulfil_request(session: Session, *, number: str, entry_leaf: int | None, actor: Actor, now: datetime) -> None:
    """Note the register entry that fulfilled a granted request; called by the act that wrote the entry.

    The case is closed with it unless something is still to do.

    :param entry_leaf: None for a suspension: the register has no kind for it.
    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it is not granted.
    :raises ChecksMissing: if identity or authority was not checked (영 46①), and it is no emergency.
    :raises Stale: if what the decision rests on has changed since.
    """
    check_may_work_on_cases(actor, Act.HAND_OVER, *FOOTAGE)
    row = locked_request(session, number=number, actor=actor)
    check_can_become(Status(row.status), Status.HANDED_OVER)
    check_identity_known(session, number=number, actor=actor)
    changed = stale_since(session, request=row, on=kst_day(now))
    if changed:
        raise Stale(changed)
    drop_raised(session, row, now=now)
    closes = not still_to_do(session, request_id=row.id)
    event = RequestFulfilled(number=number, site=site_of(session, row.id), entry_leaf=entry_leaf, closes=closes)
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    row.entry_leaf = entry_leaf
    if closes:
        end_case(row, Status.CLOSED, at=at)
        schedule_erasing(session, number=number, closed_at=at)
    else:
        row.status = Status.HANDED_OVER


def close_when_done(session: Session, *, number: str, actor: Actor, now: datetime) -> bool:
    """Close a case whose footage was handed over, if nothing is left to do; return whether it was closed.

    Every act that does the last thing calls it.

    :raises RequestNotFound: if there is no such request the person may see.
    """
    row = locked_request(session, number=number, actor=actor)
    if row.status != Status.HANDED_OVER or still_to_do(session, request_id=row.id):
        return False
    event = RequestClosed(number=number, site=site_of(session, row.id))
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    end_case(row, Status.CLOSED, at=at)
    schedule_erasing(session, number=number, closed_at=at)
    return True
