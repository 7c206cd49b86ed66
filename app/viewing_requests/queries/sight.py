"""Owns the conditions of every query: which requests a person may know of, and which they may decide on."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true
from sqlalchemy.orm import aliased

from app.kernel.actor import Actor, Role
from app.ledger import queries as ledger
from app.viewing_requests.events import RequestGivenBack
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestPlace,
    ViewingRequestTakeover,
)
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
    return taken_over_by(actor.id)


@cache
def still_taken() -> ColumnElement[bool]:
    """Return the SQL of "this takeover was not given back since"; the takeover is in the statement around it.

    It is composed once, as every page asks it several times.
    """
    taken, row = ViewingRequestTakeover, aliased(ViewingRequest)
    number = select(row.number).where(row.id == taken.request_id).correlate(taken).scalar_subquery()
    subject = literal("viewing_request:") + number
    return ~ledger.is_sealed(RequestGivenBack.name, subject=subject, actor_id=taken.taken_by)


def at_site(actor: Actor, site: str) -> ColumnElement[bool]:
    """Return the SQL of "this request concerns that site, and the person may know of the site"."""
    place = ViewingRequestPlace
    there = exists().where(place.request_id == ViewingRequest.id, place.site_code == site)
    return there if actor.sees_site(site) else false()


def may_decide(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Return the SQL of "this request awaits a decision, and this person may take it".

    The command asks the same: neither they nor whom they stand in for took it in or over, or took its first step.
    Of two steps the first is a manager's, though the privacy officer may refuse alone: that is not offered here.
    """
    row = ViewingRequest
    officer, manager = (_decides_as(role, actor) for role in (Role.PRIVACY_OFFICER, Role.MANAGER))
    ways = or_(
        and_(officer, or_(row.endorsed_by.is_not(None), row.steps_needed == 1)),
        and_(manager, row.endorsed_by.is_(None), or_(row.steps_needed > 1, ~_holds(Role.PRIVACY_OFFICER, actor))),
    )
    return row.status.in_(sorted(UNDECIDED)), may_see(actor), ~_took_part(actor.id), ways


def _decides_as(role: Role, actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person decides in a role here, and for nobody who took part before"."""
    if not actor.has(role):
        return false()
    theirs = (and_(_acts_for(who, role, actor), _took_part(who)) for who in _principals(role, actor))
    return and_(_holds(role, actor), *(~one for one in theirs))


def _holds(role: Role, actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person holds a role at a site of this request", or anywhere if its site is unknown."""
    sites = actor.sites_as(role) if actor.has(role) else frozenset()
    if sites is None:
        return true()
    return or_(_lies_at(sites), ~_lies_somewhere()) if sites else false()


def _took_part(account_id: int) -> ColumnElement[bool]:
    """Return the SQL of "they took this request in or over, or the first step of its round, or somebody for them"."""
    row, decision = ViewingRequest, ViewingRequestDecision
    first = exists().where(
        decision.request_id == row.id,
        decision.round == row.round,
        decision.step == 1,
        or_(decision.decided_by == account_id, decision.for_account == account_id),
    )
    return or_(row.received_by == account_id, taken_over_by(account_id), and_(row.endorsed_by.is_not(None), first))


def taken_over_by(account_id: int) -> ColumnElement[bool]:
    """Return the SQL of "they took this request over from the web form, and did not give it back"."""
    taken = ViewingRequestTakeover
    return exists().where(taken.request_id == ViewingRequest.id, taken.taken_by == account_id, still_taken())


def _principals(role: Role, actor: Actor) -> Mapping[int, frozenset[str | None]]:
    """Return for whom a person acts in a role, and at which sites; None: at every site where nothing else is said."""
    found: defaultdict[int, set[str | None]] = defaultdict(set)
    for site in _said_of(role, actor) | {None}:
        who = actor.principal_for(role, site)
        if who is not None:
            found[who].add(site)
    return {who: frozenset(sites) for who, sites in found.items()}


def _said_of(role: Role, actor: Actor) -> set[str | None]:
    """Return the sites at which it is said by name that a person holds a role, themselves or for somebody."""
    rights = {*actor.rights, *((held, site) for held, site, _who in actor.standing_in)}
    return {site for held, site in rights if held is role and site is not None}


def _acts_for(account_id: int, role: Role, actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "at a site of this request the person acts for that account in a role"."""
    sites = _principals(role, actor)[account_id]
    here = _lies_at({site for site in sites if site is not None})
    if None not in sites:
        return here
    place = ViewingRequestPlace
    named = sorted(site for site in _said_of(role, actor) if site is not None)
    elsewhere = exists().where(place.request_id == ViewingRequest.id, place.site_code.not_in(named))
    return or_(here, elsewhere, ~_lies_somewhere())


def _lies_at(sites: Collection[str]) -> ColumnElement[bool]:
    place = ViewingRequestPlace
    return exists().where(place.request_id == ViewingRequest.id, place.site_code.in_(sorted(sites)))


def _lies_somewhere() -> ColumnElement[bool]:
    return exists().where(ViewingRequestPlace.request_id == ViewingRequest.id)
