"""Owns counting anew when footage goes: recorders were measured, the registry changed, or its cameras were found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.viewing_requests.commands.raising import holds_of, review_holds
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.domain import Place, check_may_work_on_cases
from app.viewing_requests.events import FootageRecounted, PlacesNamed, Term, sole_site
from app.viewing_requests.hold_refusals import FootageNotNeeded, PlacesKnown
from app.viewing_requests.holding import Filmed, HoldState, RaisedBecause, first_gone
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold, ViewingRequestPlace
from app.viewing_requests.queries.filmed import filmed_at
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.refusals import PlaceMissing, PlaceUnknown
from app.viewing_requests.states import RUNNING, Status


def recount_footage(session: Session, *, actor: Actor, now: datetime) -> int:
    """Count anew when the footage of every running case goes, raise and drop holds, and return how many changed.

    Called by a job; it locks each case in the order of their numbers, as moving the last days does.
    """
    row = ViewingRequest
    running = select(row.id).where(row.status.in_(sorted(RUNNING))).order_by(row.id)
    changed = 0
    for request_id in list(session.scalars(running)):
        locked = select(row).where(row.id == request_id).with_for_update().execution_options(populate_existing=True)
        found = session.scalars(locked).one()
        if Status(found.status) in RUNNING:
            changed += recount_request(session, found, because=RaisedBecause.RECOUNTED, actor=actor, now=now)
    return changed


def recount_request(
    session: Session, row: ViewingRequest, *, because: RaisedBecause, actor: Actor, now: datetime
) -> bool:
    """Count anew when the footage of a locked, running case goes, and see to its holds; return whether it changed."""
    places = places_of(session, request_id=row.id, sites=None)
    filmed = filmed_at(session, places=places, span_from=row.span_from, now=now) if places else ()
    new_at = first_gone(filmed)
    terms = _changed_terms(holds_of(session, row.id), filmed)
    changed = bool(terms) or new_at != row.overwrite_at
    if changed:
        event = FootageRecounted(
            number=row.number,
            site=site_of(session, row.id),
            old_at=row.overwrite_at,
            new_at=new_at,
            because=because,
            terms=tuple(term for term, _hold in terms),
        )
        ledger.append(session, event, actor=actor, now=now)
        row.overwrite_at = new_at
        for term, hold in terms:
            hold.needed_by, hold.recorder, hold.offset_seconds = term.needed_by, term.recorder, term.offset_seconds
        session.flush()
    review_holds(session, row, because=because, actor=actor, now=now, filmed=filmed)
    return changed


def name_places(session: Session, *, number: str, places: Sequence[Place], actor: Actor, now: datetime) -> None:
    """Note which cameras filmed what was described in words: their footage gets its clock and its holds.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises FootageNotNeeded: if the case needs no footage any more.
    :raises PlacesKnown: if its cameras are known already.
    :raises PlaceMissing: without a place.
    :raises PlaceUnknown: if one is at a site the person may not know of.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    if Status(row.status) not in RUNNING:
        raise FootageNotNeeded
    if places_of(session, request_id=row.id, sites=None):
        raise PlacesKnown
    if not places:
        raise PlaceMissing
    for place in places:
        if not actor.sees_site(place.site_code):
            raise PlaceUnknown(typed=place.code)
    event = PlacesNamed(number=number, site=sole_site(tuple(places)), places=tuple(places))
    ledger.append(session, event, actor=actor, now=now)
    for position, place in enumerate(places, start=1):
        session.add(
            ViewingRequestPlace(
                request_id=row.id,
                position=position,
                site_code=place.site_code,
                zone_code=place.zone_code,
                camera_code=place.camera_code,
                label=place.label,
            )
        )
    session.flush()
    recount_request(session, row, because=RaisedBecause.PLACES_NAMED, actor=actor, now=now)


def _changed_terms(
    holds: Sequence[ViewingRequestHold], filmed: Sequence[Filmed]
) -> list[tuple[Term, ViewingRequestHold]]:
    """Return what is known otherwise now of footage that is still to be locked."""
    known = {one.key: one for one in filmed}
    found = []
    for hold in holds:
        one = known.get(hold.place)
        if hold.state != HoldState.RAISED or one is None:
            continue
        term = Term(hold.leaf, one.gone_at or hold.needed_by, one.recorder, one.offset_seconds)
        if (term.needed_by, term.recorder, term.offset_seconds) != (hold.needed_by, hold.recorder, hold.offset_seconds):
            found.append((term, hold))
    return found
