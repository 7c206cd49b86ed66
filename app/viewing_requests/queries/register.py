"""Owns what the footage register takes from requests: who asked, and viewings that were refused (표준지침 §44⑤)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.database import UTCDateTime
from app.kernel.actor import Actor
from app.viewing_requests.domain import Handling, Place, RequestKind
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestParty,
    ViewingRequestPlace,
)
from app.viewing_requests.queries.askers import opened
from app.viewing_requests.queries.sight import at_site, may_see
from app.viewing_requests.queries.words import opened_words
from app.viewing_requests.states import Outcome

VIEWED = (RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE)
"""Kinds of request whose refusal the register names: the others do not ask to see."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asked and for what; name and contact are None once erased, on ``erased_on``."""

    kind: RequestKind
    name: str | None
    contact: str | None
    erased_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedViewing:
    """A viewing that was refused: when, by whom, on which ground and why; ``reason`` is empty once erased.

    ``in_part``: the rest was shown, which is an entry of its own.
    """

    number: str
    decided_at: datetime
    decided_by: str
    ground: str | None
    reason: str
    asker: Asker
    span_from: datetime
    span_to: datetime
    places: tuple[Place, ...]
    erased_on: date | None = None
    in_part: bool = False


def askers_of(session: Session, *, numbers: Collection[str]) -> dict[str, Asker]:
    """Return who asked, by the number of the request."""
    if not numbers:
        return {}
    request, party = ViewingRequest, ViewingRequestParty
    statement = (
        select(request.number, request.kind, party.requester_name, party.requester_contact, request.erased_on)
        .outerjoin(party, party.request_id == request.id)
        .where(request.number.in_(sorted(numbers)))
    )
    return {
        number: _asker(number, kind, name, contact, erased_on)
        for number, kind, name, contact, erased_on in session.execute(statement)
    }


def refused_viewings(
    session: Session, *, since: datetime, until: datetime, actor: Actor, site: str | None = None
) -> Iterator[RefusedViewing]:
    """Yield the viewings refused in some time, whole or in part, the earliest first, without holding more than some.

    :param until: the first moment too late.
    """
    request, decision, party = ViewingRequest, ViewingRequestDecision, ViewingRequestParty
    place = tuple_(decision.decided_at, decision.request_id)
    statement = (
        select(request, decision, party.requester_name, party.requester_contact)
        .join(decision, decision.request_id == request.id)
        .outerjoin(party, party.request_id == request.id)
        .where(
            decision.outcome.in_([str(Outcome.REFUSED), str(Outcome.PARTLY_APPROVED)]),
            decision.round == request.round,
            request.handling == str(Handling.VIEWING),
            request.kind.in_([str(kind) for kind in VIEWED]),
            decision.decided_at >= since,
            decision.decided_at < until,
            may_see(actor) if site is None else at_site(actor, site),
        )
        .order_by(decision.decided_at, decision.request_id)
        .limit(_AT_ONCE)
    )
    last: tuple[datetime, int] | None = None
    while True:
        beyond = () if last is None else (place > tuple_(literal(last[0], UTCDateTime), literal(last[1])),)
        found = session.execute(statement.where(*beyond)).all()
        places = _places_of(session, [row.ViewingRequest.id for row in found], actor)
        names = accounts.names_of(session, account_ids={row.ViewingRequestDecision.decided_by for row in found})
        for asked, decided, name, contact in found:
            yield RefusedViewing(
                number=asked.number,
                decided_at=decided.decided_at,
                decided_by=names.get(decided.decided_by, ""),
                ground=decided.ground,
                reason=opened_words(asked.number, decided.reason),
                asker=_asker(asked.number, asked.kind, name, contact, asked.erased_on),
                span_from=asked.span_from,
                span_to=asked.span_to,
                places=places.get(asked.id, ()),
                erased_on=decided.erased_on,
                in_part=decided.outcome == Outcome.PARTLY_APPROVED,
            )
        if len(found) < _AT_ONCE:
            return
        last = (found[-1].ViewingRequestDecision.decided_at, found[-1].ViewingRequest.id)
        session.expunge_all()  # Rows written out are not needed again.


def _asker(number: str, kind: str, name: str | None, contact: str | None, erased_on: date | None) -> Asker:
    return Asker(
        kind=RequestKind(kind),
        name=opened(number, "requester_name", name),
        contact=opened(number, "requester_contact", contact),
        erased_on=erased_on,
    )


def _places_of(session: Session, ids: list[int], actor: Actor) -> dict[int, tuple[Place, ...]]:
    row = ViewingRequestPlace
    found: dict[int, tuple[Place, ...]] = {}
    for place in session.scalars(select(row).where(row.request_id.in_(ids)).order_by(row.request_id, row.position)):
        if actor.sees_site(place.site_code):
            there = Place(
                site_code=place.site_code,
                zone_code=place.zone_code,
                camera_code=place.camera_code,
                label=place.label,
            )
            found[place.request_id] = (*found.get(place.request_id, ()), there)
    return found
