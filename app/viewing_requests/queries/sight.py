"""Owns the conditions of every query: which requests a person may know of, and which they may decide on."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from app.kernel.actor import Actor, Role
from app.viewing_requests.models import ViewingRequest, ViewingRequestPlace, ViewingRequestTakeover
from app.viewing_requests.states import UNDECIDED


def may_see(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person may know of this request".

    It concerns a site of theirs; or its place is known in words only, and they took it in or over.
    """
    if actor.sites is None:
        return true()
    place = ViewingRequestPlace
    of_request = place.request_id == ViewingRequest.id
    return or_(
        exists().where(of_request, place.site_code.in_(actor.sites)) if actor.sites else false(),
        and_(or_(ViewingRequest.received_by == actor.id, took_over(actor)), ~exists().where(of_request)),
    )


def took_over(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person took this request over", which counts as taking it in."""
    taken = ViewingRequestTakeover
    return exists().where(taken.request_id == ViewingRequest.id, taken.taken_by == actor.id)


def at_site(actor: Actor, site: str) -> ColumnElement[bool]:
    """Return the SQL of "this request concerns that site, and the person may know of the site"."""
    place = ViewingRequestPlace
    there = exists().where(place.request_id == ViewingRequest.id, place.site_code == site)
    return there if actor.sees_site(site) else false()


def may_decide(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Return the SQL of "this request awaits a decision, and this person may take it"."""
    own = ViewingRequest.received_by == actor.id, took_over(actor)
    open_to = ViewingRequest.status.in_(sorted(UNDECIDED)), *(~one for one in own), may_see(actor)
    endorsed = ViewingRequest.endorsed_by
    if not actor.has(Role.PRIVACY_OFFICER):
        return *open_to, endorsed.is_(None)
    if not actor.has(Role.MANAGER):  # Of two steps the first is not theirs.
        return *open_to, or_(ViewingRequest.steps_needed == 1, endorsed.is_not(None))
    return *open_to, or_(endorsed.is_(None), endorsed != actor.id)
