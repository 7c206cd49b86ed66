"""Owns what askers can be told, what they were told, and which answers nobody has told them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.viewing_requests.clocks import answer_period
from app.viewing_requests.decision_refusals import NothingToTell
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestNotice,
    ViewingRequestPostponement,
)
from app.viewing_requests.queries.dates import calendar, course_of, reckonings
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.states import ENDED, GRANTED, Outcome, Status, Told

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellable:
    """The newest decision an asker can be told of. ``is_complete``: it has its reason and the way to object."""

    told: Told
    decided_on: date
    is_complete: bool
    round: int | None = None
    step: int | None = None
    postponement_leaf: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """What an asker was told, when and how, and by whom it was noted."""

    leaf: int
    told: Told
    notified_on: date
    notified_by: str
    offered_at: datetime | None
    offered_place: str | None
    noted_by: int
    noted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnotified:
    """An answer nobody has told the asker. ``legal_on`` is the last day by law, without our own, shorter promise.

    ``has_legal_day`` False: the law sets no day, ``legal_on`` is our own.
    """

    number: str
    outcome: Outcome
    answered_at: datetime
    due_on: date
    legal_on: date
    has_legal_day: bool


def tellable(session: Session, *, request: ViewingRequest) -> Tellable:
    """Return what the asker can be told of a request now.

    What an emergency opened is not told: nobody decided, it is shown or given at once (시행령 41⑤), and who receives
    footage of others has the letter (법 18⑤).

    :raises NothingToTell: if nothing was decided, or the request was taken back or is carried out.
    """
    if request.status == Status.POSTPONED:
        late = ViewingRequestPostponement
        newest = select(late).where(late.request_id == request.id).order_by(late.leaf.desc()).limit(1)
        put_off = session.scalars(newest).one()
        return Tellable(
            told=Told.POSTPONED,
            decided_on=kst_day(put_off.decided_at),
            is_complete=bool(put_off.reason and put_off.objection_method),
            postponement_leaf=put_off.leaf,
        )
    if request.status not in GRANTED and request.status not in ENDED:
        raise NothingToTell
    if request.emergency_leaf is not None and request.status in GRANTED:
        raise NothingToTell
    decision = ViewingRequestDecision
    last = session.scalars(
        select(decision)
        .where(decision.request_id == request.id, decision.round == request.round)
        .order_by(decision.step.desc())
        .limit(1)
    ).one()
    return Tellable(
        told=Told(last.outcome),
        decided_on=kst_day(last.decided_at),
        is_complete=bool((last.reason or last.erased_on) and last.objection_method),
        round=last.round,
        step=last.step,
    )


def is_untold(session: Session, *, number: str, actor: Actor) -> bool:
    """Return whether there is a decision the asker was not told of yet; False of a request the person may not see."""
    statement = select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor))
    request = session.scalars(statement).one_or_none()
    if request is None:
        return False
    try:
        found = tellable(session, request=request)
    except NothingToTell:
        return False
    return told_on(session, request=request, found=found) is None


def told_on(session: Session, *, request: ViewingRequest, found: Tellable) -> date | None:
    """Return the day on which an asker was told of a decision; None if they were not.

    A postponement is recorded with its notice (시행령 42②): nothing more is to be told of it.
    """
    notice, late = ViewingRequestNotice, ViewingRequestPostponement
    if found.postponement_leaf is not None:
        return session.scalars(select(late.notified_on).where(late.leaf == found.postponement_leaf)).one()
    same = (
        notice.request_id == request.id,
        notice.round.is_not_distinct_from(found.round),
        notice.step.is_not_distinct_from(found.step),
        notice.postponement_leaf.is_not_distinct_from(found.postponement_leaf),
    )
    return session.scalars(select(notice.notified_on).where(*same)).one_or_none()


def notices_of(session: Session, *, number: str, actor: Actor) -> tuple[NoticeView, ...]:
    """Return what the asker of a request was told, the newest first; nothing of a request the person may not see."""
    notice = ViewingRequestNotice
    statement = (
        select(notice)
        .join(ViewingRequest, ViewingRequest.id == notice.request_id)
        .where(ViewingRequest.number == number, may_see(actor))
        .order_by(notice.leaf.desc())
    )
    return tuple(
        NoticeView(
            leaf=row.leaf,
            told=Told(row.told),
            notified_on=row.notified_on,
            notified_by=row.notified_by,
            offered_at=row.offered_at,
            offered_place=row.offered_place,
            noted_by=row.noted_by,
            noted_at=row.noted_at,
        )
        for row in session.scalars(statement)
    )


def unnotified(session: Session, *, actor: Actor, since: datetime | None = None) -> Iterator[Unnotified]:
    """Yield the answers a person may know of that nobody has told the asker, the oldest request first.

    What was shown at once needs no notice (시행령 41⑤), nor what an emergency opened; a request taken back has none.

    :param since: only what was answered then or later.
    """
    row, notice = ViewingRequest, ViewingRequestNotice
    of_answer = and_(notice.round == row.round, notice.told == row.outcome)
    statement = (
        select(row)
        .where(
            row.status.in_(sorted(GRANTED | ENDED)),
            or_(row.emergency_leaf.is_(None), row.status.in_(sorted(ENDED))),
            ~exists().where(notice.request_id == row.id, of_answer),
            may_see(actor),
        )
        .order_by(row.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    if since is not None:
        statement = statement.where(row.answered_at >= since)
    days = calendar(session)
    for some in session.scalars(statement).partitions():
        counts = reckonings(session, request_ids=[found.id for found in some])
        for found in some:
            kind, handling = RequestKind(found.kind), Handling(found.handling)
            legal = answer_period(kind, handling, kst_day(found.received_at)).days or 0
            yield Unnotified(
                number=found.number,
                outcome=Outcome(found.outcome or ""),
                answered_at=found.answered_at or found.recorded_at,
                due_on=found.due_on,
                legal_on=course_of(found, days=legal, reckoning=counts.get(found.id), calendar=days).on,
                has_legal_day=handling is not Handling.PROVISION,
            )
