"""Owns giving footage up before it is locked, and asking for it again: a decider's word, with its reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.viewing_requests.commands.holding import Holds, chosen_holds, settled
from app.viewing_requests.commands.raising import drop_hold, holds_of, review_holds
from app.viewing_requests.commands.rows import locked_request
from app.viewing_requests.commands.steps import check_may_redirect, sealed_words
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.hold_refusals import GivingUpUnsaid, NothingGivenUp
from app.viewing_requests.holding import EndedBecause, HoldState, Leaves, RaisedBecause
from app.viewing_requests.queries.signing import DECIDERS
from app.viewing_requests.refusals import NotADecider


def drop_holds(session: Session, *, number: str, holds: Leaves, reason: str, actor: Actor, now: datetime) -> None:
    """Decide that footage need not be locked; it is not raised on these cameras again unless somebody asks for it.

    What a case is answered from is not given up by whoever took it in: only by who may decide on it, with a reason.

    :raises Refusal: as ``chosen_holds``.
    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises OwnRequest: if the person took it in, or one of them took it over.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    :raises GivingUpUnsaid: without a reason.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    row, everything, chosen = chosen_holds(session, number, holds, actor, HoldState.DROPPED)
    check_may_redirect(session, row, actor)
    if not reason.strip():
        raise GivingUpUnsaid
    sealed = sealed_words(number, reason)
    for hold in chosen:
        drop_hold(session, row, everything, hold, because=EndedBecause.NOT_NEEDED, actor=actor, now=now, reason=sealed)
    settled(session, row, everything, now)


def hold_again(session: Session, *, number: str, actor: Actor, now: datetime) -> None:
    """Ask again for footage that had been given up, where it may still go before the answer.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingGivenUp: if nothing was given up that must be locked now.
    """
    check_may_work_on_cases(actor, Act.HOLD)
    row = locked_request(session, number=number, actor=actor)
    before = _raised(holds_of(session, row.id))
    review_holds(session, row, because=RaisedBecause.RECOUNTED, actor=actor, now=now, given_up=True)
    after = holds_of(session, row.id)
    if _raised(after) == before:
        raise NothingGivenUp
    settled(session, row, after, now)


def _raised(holds: Holds) -> int:
    return sum(1 for hold in holds if hold.state == HoldState.RAISED)
