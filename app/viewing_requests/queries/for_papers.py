"""Owns what papers need of requests beyond the case page: stored names, and the requests of a year. No person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.giving import Returned
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestEmergency,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestHold,
    ViewingRequestReturn,
)
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.states import Outcome, Status

_LIMITING = (Outcome.PARTLY_APPROVED, Outcome.REFUSED)
_ENDED = (Returned.RETURNED, Returned.DESTROYED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNames:
    """What a request is by its stored names."""

    kind: RequestKind
    handling: Handling
    requester_kind: RequesterKind
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedInYear:
    """A request of a year as it is counted. ``ground`` is that of the decision that stands, if it limits something.

    ``held``: footage was locked for it. ``provided``: how often footage was provided for it, and ``returned``: how many
    of these times every copy was returned or destroyed. ``emergency``: it was opened as one, whatever came of it.
    """

    number: str
    received_at: datetime
    names: StoredNames
    status: Status
    outcome: str | None
    ground: str | None
    answered_at: datetime | None
    due_on: date
    held: bool
    emergency: bool
    provided: int
    returned: int


def stored_names(session: Session, *, number: str, actor: Actor) -> StoredNames:
    """Return what a request is.

    :raises RequestNotFound: if there is none the person may see.
    """
    row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor))).one_or_none()
    if row is None:
        raise RequestNotFound(number=number)
    return _names(row)


def asked_in_year(session: Session, *, year: int, actor: Actor) -> list[AskedInYear]:
    """Return the requests received in a Korean year a person may know of, in the order of their numbers."""
    row, decision = ViewingRequest, ViewingRequestDecision
    first, after = (start_of_kst_day(date(one, 1, 1)) for one in (year, year + 1))
    asked = row.received_at >= first, row.received_at < after, may_see(actor)
    found = session.scalars(select(row).where(*asked).order_by(row.id)).all()
    numbers = select(row.id).where(*asked)
    limited = session.execute(
        select(decision.request_id, decision.ground)
        .join(row, row.id == decision.request_id)
        .where(*asked, decision.round == row.round, decision.outcome.in_(_LIMITING))
        .order_by(decision.request_id, decision.step)
    )
    grounds: dict[int, str | None] = dict(iter(limited))
    hold, emergency = ViewingRequestHold, ViewingRequestEmergency
    held = set(session.scalars(select(hold.request_id).where(hold.request_id.in_(numbers), hold.set_at.is_not(None))))
    opened = set(session.scalars(select(emergency.request_id).where(emergency.request_id.in_(numbers))))
    provided, returned = _provided(session, numbers)
    return [
        AskedInYear(
            number=one.number,
            received_at=one.received_at,
            names=_names(one),
            status=Status(one.status),
            outcome=one.outcome,
            ground=grounds.get(one.id),
            answered_at=one.answered_at,
            due_on=one.due_on,
            held=one.id in held,
            emergency=one.id in opened,
            provided=provided[one.id],
            returned=returned[one.id],
        )
        for one in found
    ]


def _provided(session: Session, numbers: Select[int]) -> tuple[Counter[int], Counter[int]]:
    """Return how often footage was provided for each request, and how often all of its copies came to their end."""
    handover, item, back = ViewingRequestHandover, ViewingRequestHandoverItem, ViewingRequestReturn
    provided = handover.handling == Handling.PROVISION, handover.requester_kind != RequesterKind.INTERNAL
    given = session.execute(
        select(
            handover.leaf,
            handover.request_id,
            func.count(item.position).label("copies"),
            func.count(back.position).label("ended"),
        )
        .outerjoin(item, item.leaf == handover.leaf)
        .outerjoin(back, (back.handover_leaf == item.leaf) & (back.position == item.position) & back.how.in_(_ENDED))
        .where(handover.request_id.in_(numbers), *provided)
        .group_by(handover.leaf, handover.request_id)
    ).all()
    return (
        Counter(one.request_id for one in given),
        Counter(one.request_id for one in given if one.copies and one.copies == one.ended),
    )


def _names(row: ViewingRequest) -> StoredNames:
    return StoredNames(
        kind=RequestKind(row.kind),
        handling=Handling(row.handling),
        requester_kind=RequesterKind(row.requester_kind),
        channel=Channel(row.channel),
    )
