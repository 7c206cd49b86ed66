"""Owns noting that the asker was told of a decision: of which, when and how, and what they were offered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.sources import source
from app.ledger import commands as ledger
from app.viewing_requests.clocks import refusal_source
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import check_no_resident_number
from app.viewing_requests.commands.telling import settle_notice
from app.viewing_requests.decision_refusals import (
    NoticeBeforeDecision,
    NoticeIncomplete,
    OfferHalf,
    OfferInPast,
    OfferNotGranted,
    ToldAlready,
)
from app.viewing_requests.domain import RequestKind, check_may_work_on_cases
from app.viewing_requests.events import AskerTold
from app.viewing_requests.models import ViewingRequest, ViewingRequestNotice
from app.viewing_requests.moves import Notice
from app.viewing_requests.queries.notices import Tellable, tellable, told_on
from app.viewing_requests.refusals import NoticeInFuture
from app.viewing_requests.states import GRANTED, Told

_NEEDS_REASON = frozenset({Told.PARTLY_APPROVED, Told.REFUSED, Told.NOT_EXISTING, Told.POSTPONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """When and where footage that was granted can be seen."""

    at: datetime | None = None
    place: str = ""


def note_notice(
    session: Session, *, number: str, notice: Notice, actor: Actor, now: datetime, offer: Offer | None = None
) -> Told:
    """Note that the asker was told of the newest decision, and return what they were told.

    :param offer: of what was granted, when and where it can be seen (시행령 41④⑤).
    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NothingToTell: if nobody decided (it is an emergency's too), or the request was taken back.
    :raises ToldAlready: if the decision was told.
    :raises NoticeInFuture: if they are said to be told later than today.
    :raises NoticeBeforeDecision: if before it was decided.
    :raises NoticeIncomplete: if a refusal, a part or a postponement has no reason or way to object (시행령 42②).
    :raises OfferHalf: if a time is given without a place, or the reverse.
    :raises OfferNotGranted: if something is offered that was not granted.
    :raises OfferInPast: if it is offered for a time before the notice.
    :raises ResidentNumber: if the place holds a resident registration number (법 24의2).
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    found = tellable(session, request=row)
    _check_day(session, row, found, notice.on, kst_day(now))
    if found.told in _NEEDS_REASON and not found.is_complete:
        raise NoticeIncomplete(source=source(refusal_source(RequestKind(row.kind)), on=kst_day(now)).citation)
    offer = offer or Offer()
    check_no_resident_number(offer.place)
    _check_offer(row, offer, notice.on, kst_day(now))
    event = AskerTold(
        number=number,
        site=site_of(session, row.id),
        told=found.told,
        round=found.round,
        step=found.step,
        postponement_leaf=found.postponement_leaf,
        notified_on=notice.on,
        notified_by=notice.channel,
        offered_at=offer.at,
        offered_place=offer.place.strip() or None,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        ViewingRequestNotice(
            leaf=receipt.leaf,
            request_id=row.id,
            told=found.told,
            round=found.round,
            step=found.step,
            postponement_leaf=found.postponement_leaf,
            notified_on=notice.on,
            notified_by=notice.channel,
            offered_at=offer.at,
            offered_place=event.offered_place,
            noted_by=actor.id,
            noted_at=receipt.recorded_at,
        )
    )
    session.flush()
    settle_notice(session, row, now=now)
    return found.told


def _check_day(session: Session, row: ViewingRequest, found: Tellable, day: date, today: date) -> None:
    told = told_on(session, request=row, found=found)
    if told is not None:
        raise ToldAlready(day=told.isoformat())
    if day > today:
        raise NoticeInFuture
    if day < found.decided_on:
        raise NoticeBeforeDecision(day=found.decided_on.isoformat())


def _check_offer(row: ViewingRequest, offer: Offer, day: date, today: date) -> None:
    if (offer.at is None) != (not offer.place.strip()):
        raise OfferHalf(source=source("decree.41.5", on=today).citation)
    if offer.at is None:
        return
    if row.status not in GRANTED:
        raise OfferNotGranted
    if kst_day(offer.at) < day:
        raise OfferInPast
