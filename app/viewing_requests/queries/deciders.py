"""Owns who could sign each step of a decision that is still open, and whether an act would leave nobody."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.accounts.queries.deciding import actors_in_roles
from app.kernel.actor import Actor
from app.viewing_requests.domain import STEPS_NEEDED, WORKS_ON_CASES, Handling
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestPlace,
    ViewingRequestTakeover,
)
from app.viewing_requests.next_steps import Standing
from app.viewing_requests.queries.sight import still_taken
from app.viewing_requests.queries.signing import DECIDERS, Lack, OpenStep, ToSign, lack_of, open_steps
from app.viewing_requests.states import UNDECIDED

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who could sign each open step of a case; ``lack`` is the step nobody could, if there is one."""

    case: ToSign
    steps: tuple[OpenStep, ...]
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class Left:
    """What an act leaves: the step nobody could sign after it, and whether that was so before."""

    lack: Lack | None
    was_so: bool
    instead: tuple[str, ...] = ()  # Who could do it and leave somebody, by name; a few of them.


def deciders(session: Session, *, request_ids: Collection[int], now: datetime) -> dict[int, Deciders]:
    """Return by request who could sign what; of those that await a decision. The caller knows who may see them."""
    cases = _to_sign(session, request_ids)
    if not cases:
        return {}
    actors = actors_in_roles(session, roles=DECIDERS, now=now)
    return {number: Deciders(case, open_steps(actors, case), lack_of(actors, case)) for number, case in cases.items()}


def with_lacks(session: Session, *, standings: Mapping[int, Standing], now: datetime) -> dict[int, Standing]:
    """Return how far cases are, with the step that nobody could sign where there is one."""
    undecided = [number for number, one in standings.items() if one.status in UNDECIDED]
    found = deciders(session, request_ids=undecided, now=now)
    nobody = {number: one.lack.says for number, one in found.items() if one.lack is not None}
    return {number: replace(one, nobody=nobody.get(number)) for number, one in standings.items()}


def left_by_intake(session: Session, *, sites: frozenset[str], handling: Handling, actor: Actor, now: datetime) -> Left:
    """Return whom a request about some sites would have to decide on it, if this person took it in."""
    case = ToSign(sites=sites, steps_needed=STEPS_NEEDED[handling])
    return _left(session, case, actor, now)


def left_by_taking_over(session: Session, *, request_id: int, actor: Actor, now: datetime) -> Left:
    """Return whom a request would have to decide on it, if this person took it over."""
    case = _to_sign(session, [request_id]).get(request_id)
    return Left(None, was_so=False) if case is None else _left(session, case, actor, now)


def left_by_first_step(
    session: Session, *, request_id: int, people: frozenset[int], actor: Actor, now: datetime
) -> Left:
    """Return whom a request would have for its second step, if this person signed the first.

    :param people: they, and whom they stand in for.
    """
    case = _to_sign(session, [request_id])[request_id]
    actors = actors_in_roles(session, roles=DECIDERS, now=now)
    before = lack_of(actors, replace(case, first=frozenset()))
    lack = lack_of(actors, replace(case, first=people))
    instead: tuple[str, ...] = ()
    if lack is not None:
        first = open_steps(actors, case)[0]
        instead = tuple(one.actor.name for one in first.signers if _knows(actor, one.actor))[:_NAMED]
    return Left(lack, was_so=before is not None, instead=instead)


def _left(session: Session, case: ToSign, actor: Actor, now: datetime) -> Left:
    actors = actors_in_roles(session, roles=DECIDERS, now=now)
    lack = lack_of(actors, _taken_by(case, actor))
    if lack is None:
        return Left(None, was_so=False)
    was_so = lack_of(actors, case) is not None
    if was_so:
        return Left(lack, was_so=True)
    workers = actors_in_roles(session, roles=WORKS_ON_CASES, now=now)
    instead = tuple(
        one.name
        for one in workers
        if one.id not in case.own_to
        and _works_at(one, case.sites)
        and _knows(actor, one)
        and lack_of(actors, _taken_by(case, one)) is None
    )
    return Left(lack, was_so=False, instead=instead[:_NAMED])


def _taken_by(case: ToSign, actor: Actor) -> ToSign:
    return replace(case, own_to=case.own_to | {actor.id})


def _works_at(actor: Actor, sites: frozenset[str]) -> bool:
    at = actor.sites_as(*WORKS_ON_CASES)
    return at is None or bool(at & sites)


def _knows(actor: Actor, other: Actor) -> bool:
    """Return whether a person may know of another: who works at a site of theirs, or everywhere."""
    return actor.sites is None or other.sites is None or bool(actor.sites & other.sites)


def _to_sign(session: Session, request_ids: Collection[int]) -> dict[int, ToSign]:
    """Return what the decisions on some requests still need, by request; of those that await one."""
    ids = sorted(request_ids)
    if not ids:
        return {}
    row, place, taken, step = ViewingRequest, ViewingRequestPlace, ViewingRequestTakeover, ViewingRequestDecision
    of_round = and_(row.id == step.request_id, row.round == step.round, row.endorsed_by.is_not(None), step.step == 1)
    waiting = (
        select(row.id, row.received_by, row.steps_needed, step.decided_by, step.for_account)
        .outerjoin(step, of_round)
        .where(row.id.in_(ids), row.status.in_(sorted(UNDECIDED)))
    )
    found = session.execute(waiting.order_by(row.id)).all()
    sites, own = defaultdict[int, set[str]](set), defaultdict[int, set[int]](set)
    for number, site in session.execute(select(place.request_id, place.site_code).where(place.request_id.in_(ids))):
        sites[number].add(site)
    taken_over = select(taken.request_id, taken.taken_by).where(taken.request_id.in_(ids), still_taken())
    for number, who in session.execute(taken_over):
        own[number].add(who)
    return {
        one.id: ToSign(
            sites=frozenset(sites[one.id]),
            steps_needed=one.steps_needed,
            own_to=frozenset({one.received_by} | own[one.id]),
            first=None if one.decided_by is None else frozenset({one.decided_by, one.for_account} - {None}),
        )
        for one in found
    }
