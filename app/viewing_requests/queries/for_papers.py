"""Owns what papers need of requests beyond the case page: stored names, and the requests of a year. No person."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.states import Outcome, Status

_LIMITING = (Outcome.PARTLY_APPROVED, Outcome.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNames:
    """What a request is by its stored names."""

    kind: RequestKind
    handling: Handling
    requester_kind: RequesterKind
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedInYear:
    """A request of a year as it is counted. ``ground`` is that of the decision that stands, if it limits something."""

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
    register_entry: int | None


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
    between = row.received_at >= first, row.received_at < after
    found = session.scalars(select(row).where(*between, may_see(actor)).order_by(row.id)).all()
    limited = session.execute(
        select(decision.request_id, decision.ground)
        .join(row, row.id == decision.request_id)
        .where(*between, may_see(actor), decision.round == row.round, decision.outcome.in_(_LIMITING))
        .order_by(decision.request_id, decision.step)
    )
    grounds: dict[int, str | None] = dict(iter(limited))
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
            held=one.held_until is not None,
            emergency=one.emergency_leaf is not None,
            register_entry=one.entry_leaf,
        )
        for one in found
    ]


def _names(row: ViewingRequest) -> StoredNames:
    return StoredNames(
        kind=RequestKind(row.kind),
        handling=Handling(row.handling),
        requester_kind=RequesterKind(row.requester_kind),
        channel=Channel(row.channel),
    )
