"""Owns explaining items of a review and deciding about them: never by who did it, corrected it or explained it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.kernel.messages import Message
from app.kernel.reasons import says_something
from app.law.periods import register_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.log_review import events
from app.log_review.commands.opening import lock
from app.log_review.models import LogReviewMove
from app.log_review.queries import ItemRow, ReviewRow, item_of, review_of
from app.log_review.refusals import Concluded, NotNow, NotYours, OwnItem, WordsNeeded
from app.log_review.states import (
    EXPLAINERS,
    JUDGES,
    POSSIBLE,
    STATE_NAMES,
    WORDLESS,
    Move,
    borrowed_from,
    holds_at,
)
from app.recorder_logs.domain import Month

_EVENTS = {
    Move.EXPLAINED: events.ItemExplained,
    Move.ACCEPTED: events.ItemAccepted,
    Move.RETURNED: events.ItemReturned,
    Move.FOLLOW_UP: events.ItemFollowedUp,
    Move.LOOKED_AT: events.SampleLookedAt,
    Move.MARKED_ODD: events.SampleMarkedOdd,
}


def explain_item(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Say how it came; a new explanation takes the place of one nobody decided about.

    What somebody did they explain themselves; what nobody knows whose it is, whoever works there.

    :raises NotAllowed: if the person explains nothing at these sites.
    :raises ReviewNotFound: if there is no review of the month.
    :raises ItemNotFound: if there is no such item the person may see.
    :raises NotYours: if somebody else did it.
    :raises Concluded: if the minutes are written.
    :raises NotNow: if it is decided, or a sample nobody marked.
    :raises WordsNeeded: if nothing is said.
    """
    if not actor.has(*EXPLAINERS, acts=(Act.REGISTER,)):
        raise NotAllowed
    review, item = _locked(session, month, number, actor)
    if not holds_at(actor.doing(Act.REGISTER), item.about.sites, *EXPLAINERS):
        raise NotAllowed
    if item.about.people and actor.id not in item.about.people:
        raise NotYours
    return _write(session, review, item, Move.EXPLAINED, words, actor=actor, now=now)


def accept_item(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Accept an explanation.

    :raises NotAllowed: if the person decides nothing at these sites.
    :raises OwnItem: if it is about what they did, corrected or explained, or they only stand in for who did.
    :raises Refusal: else as ``explain_item``.
    """
    return _decide(session, month, number, Move.ACCEPTED, words, actor=actor, now=now)


def return_item(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Return an explanation, and say why.

    :raises Refusal: as ``accept_item``, and if nothing is said.
    """
    return _decide(session, month, number, Move.RETURNED, words, actor=actor, now=now)


def follow_up_item(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Decide that something has to be done, and say what; also where no explanation comes.

    :raises Refusal: as ``accept_item``, and if nothing is said.
    """
    return _decide(session, month, number, Move.FOLLOW_UP, words, actor=actor, now=now)


def look_at_sample(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Say that a sample was looked at and nothing is odd about it.

    :raises Refusal: as ``accept_item``, and if it is no sample.
    """
    return _decide(session, month, number, Move.LOOKED_AT, words, actor=actor, now=now)


def mark_sample_odd(session: Session, *, month: Month, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Say what is odd about a sample: from now on it is explained and decided as what the rules found.

    :raises Refusal: as ``look_at_sample``, and if nothing is said.
    """
    return _decide(session, month, number, Move.MARKED_ODD, words, actor=actor, now=now)


def _decide(
    session: Session, month: Month, number: int, move: Move, words: str, *, actor: Actor, now: datetime
) -> Receipt:
    if not actor.has(*JUDGES, acts=(Act.DECIDE,)):
        raise NotAllowed
    review, item = _locked(session, month, number, actor)
    deciding = actor.doing(Act.DECIDE)
    if not holds_at(deciding, item.about.sites, *JUDGES):
        raise NotAllowed
    barred = item.about.people | item.explainers
    if actor.id in barred or borrowed_from(deciding, barred, item.about.sites):
        raise OwnItem
    return _write(session, review, item, move, words, actor=actor, now=now)


def _locked(session: Session, month: Month, number: int, actor: Actor) -> tuple[ReviewRow, ItemRow]:
    lock(session)
    review = review_of(session, month=month)
    return review, item_of(session, review=review.leaf, number=number, actor=actor)


def _write(
    session: Session, review: ReviewRow, item: ItemRow, move: Move, words: str, *, actor: Actor, now: datetime
) -> Receipt:
    if review.minutes is not None:
        raise Concluded
    if item.state not in POSSIBLE[move]:
        raise NotNow(number=item.number, state=Message(STATE_NAMES[item.state]))
    said = words.strip()
    if move not in WORDLESS and not says_something(said):
        raise WordsNeeded
    event = _EVENTS[move](
        month=str(review.month), number=item.number, item=item.leaf, site=item.site, words=said or None
    )
    day = kst_day(now)
    receipt = ledger.append(
        session, event, actor=actor, now=now, erase_on=register_years(day).first_day_after(day)
    )  # Kept as long as the register, for which the words stand in.
    session.add(
        LogReviewMove(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            item=item.leaf,
            move=str(move),
            words=said,
            by_id=actor.id,
            at=receipt.recorded_at,
        )
    )
    session.flush()
    return receipt
