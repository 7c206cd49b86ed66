"""Owns what waits for those who work on cases, beside the holds: requests to take over, checks, notices, giving."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.viewing_requests.domain import WORKS_ON_CASES, RequestKind
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.deciders import deciders
from app.viewing_requests.queries.lists import RequestRow, rows_of, sooner
from app.viewing_requests.queries.needed import is_blocked, with_blocks
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.standing import checks_missing, is_unowned, standings, untold
from app.viewing_requests.states import GRANTED, UNDECIDED

MOST = 100
"""Cases on the page of tasks; the most urgent first."""

_ERASES = frozenset({RequestKind.DELETION, RequestKind.SUSPENSION})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTasks:
    """Cases by what is to be done in them, the most urgent first; a case may stand in several."""

    to_take_over: tuple[RequestRow, ...]
    to_check: tuple[RequestRow, ...]
    to_tell: tuple[RequestRow, ...]
    to_give: tuple[RequestRow, ...]
    to_erase: tuple[RequestRow, ...]  # To be deleted, or not to be used any more: nothing is shown.
    undecidable: tuple[tuple[RequestRow, Message], ...]  # With why nobody can decide.
    is_all: bool

    @property
    def number(self) -> int:
        """Return how many tasks there are."""
        work = self.to_take_over, self.to_check, self.to_tell, self.to_give, self.to_erase
        return len(self.undecidable) + sum(map(len, work))


def case_tasks(session: Session, *, actor: Actor, now: datetime) -> CaseTasks:
    """Return what waits in cases at the sites where a person works on them."""
    row = ViewingRequest
    checks = actor.has(Role.OPERATOR, Role.MANAGER)
    gives = and_(row.status.in_(sorted(GRANTED)), ~is_blocked())
    waiting = or_(is_unowned(), untold(), gives, *([checks_missing() > 0] if checks else ()))
    statement = select(row).where(waiting, may_see(actor.acting_as(*WORKS_ON_CASES))).order_by(sooner(), row.id)
    found = session.scalars(statement.limit(MOST + 1)).all()
    rows = rows_of(session, found[:MOST], actor, now)
    stands = standings(session, request_ids=[one.id for one in rows], today=kst_day(now))
    stands = with_blocks(session, standings=stands, actor=actor)
    to_do = [one for one in rows if one.status in GRANTED and stands[one.id].blocked_until is None]
    return CaseTasks(
        to_take_over=tuple(one for one in rows if stands[one.id].unowned),
        to_check=tuple(one for one in rows if checks and stands[one.id].checks_missing),
        to_tell=tuple(one for one in rows if stands[one.id].untold),
        to_give=tuple(one for one in to_do if one.kind not in _ERASES),
        to_erase=tuple(one for one in to_do if one.kind in _ERASES),
        undecidable=tuple(_undecidable(session, actor, now)),
        is_all=len(found) <= MOST,
    )


def _undecidable(session: Session, actor: Actor, now: datetime) -> Iterator[tuple[RequestRow, Message]]:
    """Yield the cases nobody can decide, the most urgent first, each with why."""
    row = ViewingRequest
    seen = row.status.in_(sorted(UNDECIDED)), may_see(actor.acting_as(*WORKS_ON_CASES))
    found = deciders(session, request_ids=session.scalars(select(row.id).where(*seen)).all(), now=now)
    lacks = {number: one.lack for number, one in found.items() if one.lack is not None}
    most = select(row).where(row.id.in_(sorted(lacks))).order_by(sooner(), row.id).limit(MOST)
    for one in rows_of(session, session.scalars(most).all(), actor, now):
        yield one, lacks[one.id].says
