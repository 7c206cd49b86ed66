"""Owns the board: open cases by the sooner of their clocks and closed ones, page by page, with who acts next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import from_micros, kst_day, to_micros
from app.kernel.messages import N_
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.holding import HoldState
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.next_steps import NextStep, next_steps
from app.viewing_requests.queries.deciders import with_lacks
from app.viewing_requests.queries.duties import owes_letter
from app.viewing_requests.queries.lists import RequestRow, rows_of, sooner
from app.viewing_requests.queries.needed import is_blocked, with_blocks
from app.viewing_requests.queries.sight import at_site, may_decide, may_see
from app.viewing_requests.queries.standing import (
    checks_missing,
    has_copies_out,
    has_lock,
    has_lock_to_extend,
    is_unfinished,
    is_unowned,
    standings,
    untold,
)
from app.viewing_requests.states import GRANTED, OPEN, OUTCOME_NAMES, RUNNING, UNDECIDED, Outcome, Status
from app.web.paging import Key, Page, page_of

PAGE = 50
_DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)


class Show(StrEnum):
    """Which cases are shown."""

    OPEN = "open"
    DECIDE = "decide"
    DO = "do"
    SECOND = "second"
    HELD = "held"
    EMERGENCY = "emergency"
    POSTPONED = "postponed"
    CLOSED = "closed"


SHOW_NAMES = {
    Show.OPEN: N_("진행 중"),
    Show.DECIDE: N_("내가 결정할 것"),
    Show.DO: N_("내가 처리할 것"),
    Show.SECOND: N_("두 번째 결정 대기"),
    Show.HELD: N_("영상 보존"),
    Show.EMERGENCY: N_("긴급"),
    Show.POSTPONED: N_("연기"),
    Show.CLOSED: N_("끝난 요청"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A case on the board. ``next_step`` is what comes next, mine where there is one; None once it is over."""

    row: RequestRow
    next_step: NextStep | None
    is_mine: bool
    held_until: datetime | None
    is_emergency: bool
    outcome: str | None
    closed_at: datetime | None


def board_page(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    show: Show = Show.OPEN,
    site: str | None = None,
    text: str = "",
    after: Key | None = None,
    size: int = PAGE,
) -> Page[BoardRow]:
    """Return some cases: open ones by the sooner of their clocks, closed ones from the newest.

    A case whose asker was not told of the answer is still open here.

    :param text: part of the number.
    :param after: goes on after a case, as the page before said: 0 or 1, microseconds, id.
    """
    row = ViewingRequest
    wanted = _narrowed(select(row, _rank(), _moment(show)), actor, site=site, text=text).where(_is(show, actor, now))
    if show is Show.CLOSED:
        wanted = wanted.order_by(row.closed_at.desc(), row.id.desc())
    else:
        wanted = wanted.order_by(_rank(), _moment(show), row.id)
    if after is not None:
        wanted = wanted.where(_beyond(show, after))
    found = session.execute(wanted.limit(size + 1)).all()
    keys = {each[0].id: (each[1], to_micros(each[2]), each[0].id) for each in found}
    requests = [each[0] for each in found]
    known = {one.id: one for one in requests}
    stands = standings(session, request_ids=known, today=kst_day(now))
    stands = with_blocks(session, standings=with_lacks(session, standings=stands, now=now), actor=actor)
    lines = []
    for line in rows_of(session, requests, actor, now):
        steps = next_steps(stands[line.id])
        mine = next((step for step in steps if step.is_for(actor)), None)
        request = known[line.id]
        lines.append(
            BoardRow(
                row=line,
                next_step=mine or (steps[0] if steps else None),
                is_mine=mine is not None,
                held_until=request.held_until if request.status in RUNNING else None,
                is_emergency=request.emergency_leaf is not None,
                outcome=OUTCOME_NAMES[Outcome(request.outcome)] if request.outcome else None,
                closed_at=request.closed_at,
            )
        )
    return page_of(lines, size=size, key=lambda line: keys[line.row.id])


def board_counts(
    session: Session, *, actor: Actor, now: datetime, site: str | None = None, text: str = ""
) -> dict[Show, int]:
    """Return how many cases each choice of the board shows."""
    counted = [func.coalesce(func.sum(case((_is(show, actor, now), 1), else_=0)), 0) for show in Show]
    found = session.execute(_narrowed(select(*counted), actor, site=site, text=text)).one()
    return dict(zip(Show, (int(number) for number in found), strict=True))


def number_waiting(session: Session, *, actor: Actor, now: datetime) -> int:
    """Return how many cases wait for a person: to be decided, and for who operates also to be worked on."""
    mine = [_is(Show.DECIDE, actor, now)]
    if actor.has(Role.OPERATOR):
        mine.append(_is(Show.DO, actor, now))
    return session.scalar(select(func.count()).select_from(ViewingRequest).where(or_(*mine))) or 0


def work_to_do(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Return the SQL of "something in this case waits for a person who works on cases"."""
    if not actor.has(*WORKS_ON_CASES):
        return false()
    row = ViewingRequest
    over = ~row.status.in_(sorted(RUNNING))
    to_give = and_(row.status.in_(sorted(GRANTED)), ~is_blocked())
    found = [to_give, is_unowned(), untold(), and_(over, has_copies_out()), owes_letter()]
    if actor.has(Role.OPERATOR):
        found += [
            checks_missing() > 0,
            and_(~over, or_(has_lock(HoldState.RAISED, HoldState.SET), has_lock_to_extend(now))),
            and_(over, has_lock(HoldState.SET, HoldState.CONFIRMED)),
        ]
    return or_(*found)


def _narrowed(statement: Any, actor: Actor, *, site: str | None, text: str) -> Any:  # noqa: ANN401  # A SELECT of any columns.
    statement = statement.where(may_see(actor))
    if site is not None:
        statement = statement.where(at_site(actor, site))
    if text:
        statement = statement.where(ViewingRequest.number.contains(text, autoescape=True))
    return statement


def _is(show: Show, actor: Actor, now: datetime) -> ColumnElement[bool]:
    row = ViewingRequest
    is_open = row.status.in_(sorted(OPEN))
    if show is Show.DECIDE:
        decider = actor.acting_as(*_DECIDERS)
        return and_(*may_decide(decider)) if actor.has(*_DECIDERS) else false()
    if show is Show.DO:
        return and_(work_to_do(actor, now), may_see(actor.acting_as(*WORKS_ON_CASES)))
    return {
        Show.OPEN: is_unfinished(),
        Show.SECOND: and_(row.status.in_(sorted(UNDECIDED)), row.endorsed_by.is_not(None)),
        Show.HELD: and_(is_open, has_lock(HoldState.RAISED, HoldState.SET, HoldState.CONFIRMED)),
        Show.EMERGENCY: and_(is_open, row.emergency_leaf.is_not(None)),
        Show.POSTPONED: row.status == Status.POSTPONED,
        Show.CLOSED: ~is_unfinished(),
    }[show]


def _rank() -> ColumnElement[int]:
    """Return the SQL of what comes first: a clock that runs, then what was handed over, then what is over.

    The answer's runs until the asker was told.
    """
    row = ViewingRequest
    return case((or_(row.status.in_(sorted(RUNNING)), untold()), 0), (row.status.in_(sorted(OPEN)), 1), else_=2)


def _moment(show: Show) -> ColumnElement[datetime]:
    """Return the SQL of the sooner clock: the answer's, or the footage's, which a hold moves to its end."""
    if show is Show.CLOSED:
        return ViewingRequest.closed_at  # type: ignore[return-value]  # Never empty in a closed case.
    return sooner()


def _beyond(show: Show, after: Key) -> ColumnElement[bool]:
    row = ViewingRequest
    rank, moment, number = int(after[0]), from_micros(int(after[1])), int(after[2])
    if show is Show.CLOSED:
        return or_(row.closed_at < moment, and_(row.closed_at == moment, row.id < number))
    at = _moment(show)
    later = or_(at > moment, and_(at == moment, row.id > number))
    return or_(_rank() > rank, and_(_rank() == rank, later))
