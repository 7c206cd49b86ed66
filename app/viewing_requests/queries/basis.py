"""Owns what a decision rests on now, and what of it has changed since it was pinned."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.ledger import queries as ledger
from app.registry import queries as registry
from app.viewing_requests.basis import Asked, Basis, Check, law_of, place_facts, stale_parts
from app.viewing_requests.domain import Handling, RequesterKind, RequestKind
from app.viewing_requests.events import RequestApproved, RequestPartlyApproved
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.queries.checks import counting_checks
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.states import GRANTED

_GRANTING = (RequestApproved.name, RequestPartlyApproved.name)


def basis_of(session: Session, *, request: ViewingRequest, ground: str | None, on: date) -> Basis:
    """Return everything a decision on a request rests on, on a day."""
    places = places_of(session, request_id=request.id, sites=None)
    snapshot = registry.snapshot(session, as_of=on)
    return Basis(
        asked=Asked(
            kind=RequestKind(request.kind),
            requester_kind=RequesterKind(request.requester_kind),
            handling=Handling(request.handling),
            subject_in_footage=request.subject_in_footage,
            span_from=request.span_from,
            span_to=request.span_to,
            places=tuple(place.key for place in places),
        ),
        checks=checks_that_count(session, request_id=request.id),
        places=tuple(place_facts(snapshot, place) for place in places),
        law=law_of(ground, on=on),
    )


def checks_that_count(session: Session, *, request_id: int) -> tuple[Check, ...]:
    """Return the checks of identity and authority that were passed and not revoked, in their order."""
    return tuple(Check(number=leaf, what=str(what)) for leaf, what in counting_checks(session, request_id=request_id))


def stale_since(session: Session, *, request: ViewingRequest, on: date) -> tuple[Message, ...]:
    """Return in words what changed since a request was granted; nothing if it is not, or if nothing was pinned.

    What was granted before pins were kept, and what an emergency opened, rests on nothing that could change.
    """
    if request.status not in GRANTED or request.emergency_leaf is not None:
        return ()
    decision = ViewingRequestDecision
    last = session.execute(
        select(decision.ground, decision.pinned_digest)
        .where(decision.request_id == request.id, decision.round == request.round)
        .order_by(decision.step.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.pinned_digest is None:
        return ()
    basis = basis_of(session, request=request, ground=last.ground, on=on)
    if basis.digest == last.pinned_digest:
        return ()
    return stale_parts(_pinned(session, request), basis.pins)


def stale_parts_of(session: Session, *, number: str, actor: Actor, now: datetime) -> tuple[Message, ...]:
    """Return in words what changed since a request was granted.

    :raises RequestNotFound: if there is none the person may see.
    """
    statement = select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor))
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise RequestNotFound(number=number)
    return stale_since(session, request=found, on=kst_day(now))


def _pinned(session: Session, request: ViewingRequest) -> Mapping[str, str]:
    """Return the parts the newest grant pinned, by name; they stand in its entry alone."""
    pins: Mapping[str, str] = {}
    for entry in ledger.entries(session, names=_GRANTING, subject=f"viewing_request:{request.number}"):
        pins = entry.data["pins"]
    return pins
