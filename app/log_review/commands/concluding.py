"""Owns concluding a review: its minutes are written once, and nothing of it changes afterwards."""

from collections import Counter
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.periods import register_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.log_review.commands.opening import check_for_all_sites, lock
from app.log_review.events import LogReviewConcluded
from app.log_review.minutes_paper import minutes_paper
from app.log_review.models import LogReviewMinutes
from app.log_review.queries import all_items, review_of
from app.log_review.refusals import Concluded, Undecided
from app.log_review.states import State
from app.recorder_logs.domain import Month


def conclude_review(session: Session, *, month: Month, actor: Actor, now: datetime) -> Receipt:
    """Write the minutes of a review and close it.

    The minutes repeat what people said, so they are destroyed with the first of it: three years after it
    (``product.register.years``, ours).

    :raises NotAllowed: unless the person decides at all sites.
    :raises ReviewNotFound: if there is no review of the month.
    :raises Concluded: if it was concluded before.
    :raises Undecided: if an item is not decided.
    """
    check_for_all_sites(actor)
    lock(session)
    review = review_of(session, month=month)
    if review.minutes is not None:
        raise Concluded
    items = all_items(session, review=review.leaf)
    left = sum(not item.is_decided for item in items)
    if left:
        raise Undecided(count=left)
    document = f"LR-{month}"
    paper = minutes_paper(session, review, items, document=document, signer=actor.name, now=now)
    states = Counter(item.state for item in items)
    event = LogReviewConcluded(
        month=str(month),
        document=document,
        digest=sha256(paper).hexdigest(),
        accepted=states[State.ACCEPTED],
        follow_up=states[State.FOLLOW_UP],
        looked_at=states[State.LOOKED_AT],
        signer=actor.name,
    )
    first = min((kst_day(move.at) for item in items for move in item.moves if move.words), default=kst_day(now))
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=register_years(first).first_day_after(first))
    session.add(
        LogReviewMinutes(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            review=review.leaf,
            document=document,
            digest=event.digest,
            pdf=paper,
            concluded_by=actor.id,
            concluded_at=receipt.recorded_at,
        )
    )
    session.flush()
    inbox.settle(session, subject=event.subject, now=now)
    return receipt
