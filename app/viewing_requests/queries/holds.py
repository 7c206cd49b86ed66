"""Owns what is read about holds: of a case, what is to be done about them, and what the checks ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM_ID, Actor
from app.ledger import queries as ledger
from app.viewing_requests.domain import WORKS_ON_CASES, Place
from app.viewing_requests.events import HoldReleased, HoldSet, HoldTooLate
from app.viewing_requests.holding import (
    ENDED_NAMES,
    EXTENDED_NAMES,
    HOLD_NAMES,
    LIVE,
    LOCKED,
    EndedBecause,
    ExtendedBecause,
    HoldState,
    by_recorder,
    is_release_due,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.states import RUNNING, Status
from app.viewing_requests.urgency import LEVEL_NAMES, TASK_NAMES, Due, Level, tasks_of

_LEVELS = {level: order for order, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """A hold with the case it is for. ``place`` None: the camera is still to be found."""

    leaf: int
    number: str
    status: Status
    received_by: int
    over_at: datetime | None
    due_on: date
    place: Place | None
    recorder: str
    offset_seconds: int | None
    span_from: datetime
    span_to: datetime
    needed_by: datetime
    state: HoldState
    raised_at: datetime
    set_by: int | None
    set_at: datetime | None
    locked_at: datetime | None
    locked_from: datetime | None
    locked_to: datetime | None
    until_on: date | None
    confirmed_by: int | None
    confirmed_at: datetime | None
    extended_by: int | None
    extended_at: datetime | None
    extended_because: ExtendedBecause | None
    ended_by: int | None
    ended_at: datetime | None
    ended_because: EndedBecause | None
    happened_at: datetime | None

    @property
    def state_name(self) -> str:
        """Return how far it is, a message id."""
        return HOLD_NAMES[self.state]

    @property
    def ended_name(self) -> str | None:
        """Return why it ended, a message id."""
        return ENDED_NAMES[self.ended_because] if self.ended_because else None

    @property
    def extended_name(self) -> str | None:
        """Return why it was extended last, a message id."""
        return EXTENDED_NAMES[self.extended_because] if self.extended_because else None

    @property
    def is_live(self) -> bool:
        """Return whether it is not over."""
        return self.state in LIVE

    @property
    def is_release_due(self) -> bool:
        """Return whether somebody must take the lock off."""
        return is_release_due(self.state, self.status)

    @property
    def looked_alone(self) -> bool:
        """Return whether who locked it also looked that it is locked."""
        return self.confirmed_by is not None and self.confirmed_by == self.set_by

    @property
    def shown_span(self) -> tuple[datetime, datetime]:
        """Return the span asked for as the recorder's clock shows it."""
        return by_recorder(self.span_from, self.offset_seconds), by_recorder(self.span_to, self.offset_seconds)

    @property
    def shown_lock(self) -> tuple[datetime, datetime] | None:
        """Return the span that is locked as the recorder's clock shows it."""
        if self.locked_from is None or self.locked_to is None:
            return None
        return by_recorder(self.locked_from, self.offset_seconds), by_recorder(self.locked_to, self.offset_seconds)

    @property
    def people(self) -> frozenset[int]:
        """Return the numbers of everybody named in it."""
        named = {self.set_by, self.confirmed_by, self.extended_by, self.ended_by}
        return frozenset(one for one in named if one is not None)

    def tasks(self, now: datetime) -> tuple[Due, ...]:
        """Return what is to be done about it."""
        return tasks_of(
            self.state,
            self.status,
            found=self.place is not None,
            raised_at=self.raised_at,
            needed_by=self.needed_by,
            set_at=self.set_at,
            until_on=self.until_on,
            over_at=self.over_at,
            now=now,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTask:
    """Something to do about a hold; ``hours_left`` until harm is done, negative afterwards."""

    due: Due
    hold: HoldRow
    hours_left: int

    @property
    def name(self) -> str:
        """Return what is to be done, a message id."""
        return TASK_NAMES[self.due.kind]

    @property
    def level_name(self) -> str:
        """Return how urgent it is, a message id."""
        return LEVEL_NAMES[self.due.level]


def holds_of_case(session: Session, *, number: str, actor: Actor) -> tuple[HoldRow, ...]:
    """Return the holds of a case at the sites a person may know of, in the order they were raised."""
    return tuple(_rows(session, ViewingRequest.number == number, may_see(actor), _at(actor.sites, actor)))


def hold_tasks(
    session: Session, *, actor: Actor, now: datetime, number: str | None = None, site: str | None = None
) -> tuple[HoldTask, ...]:
    """Return what a person who works on cases must do about holds, the most urgent first.

    :param number: of this case only.
    :param site: at this site only.
    """
    sites = None if actor.id == SYSTEM_ID else actor.sites_as(*WORKS_ON_CASES)
    if sites is not None and not sites:
        return ()
    which = [ViewingRequestHold.state.in_(sorted(LIVE)), _at(sites, actor)]
    if number is not None:
        which.append(ViewingRequest.number == number)
    if site is not None:
        which.append(ViewingRequestHold.site_code == site)
    found = [
        HoldTask(due=due, hold=row, hours_left=int((due.overdue_at - now).total_seconds() // 3600))
        for row in _rows(session, *which)
        for due in row.tasks(now)
    ]
    return tuple(sorted(found, key=lambda task: (_LEVELS[task.due.level], task.due.overdue_at, task.hold.leaf)))


def footage_gone(session: Session, *, request_id: int) -> tuple[tuple[datetime, EndedBecause, str], ...]:
    """Return when footage of a case was found to be gone, why, and what it was of; for the answer that says so."""
    hold = ViewingRequestHold
    statement = (
        select(hold.happened_at, hold.ended_because, hold.label)
        .where(hold.request_id == request_id, hold.state == str(HoldState.TOO_LATE))
        .order_by(hold.leaf)
    )
    return tuple((row.happened_at, EndedBecause(row.ended_because), row.label) for row in session.execute(statement))


def locks_left(session: Session, *, actor: Actor) -> Iterator[HoldRow]:
    """Yield the locks that are still on although their case needs no footage any more."""
    over = ViewingRequest.status.not_in(sorted(RUNNING))
    return _rows(session, ViewingRequestHold.state.in_(sorted(LOCKED)), over, may_see(actor), _at(actor.sites, actor))


def held_codes(session: Session) -> frozenset[str]:
    """Return the codes of the cameras (zones or sites where no camera is known) of which footage is locked."""
    hold = ViewingRequestHold
    statement = select(hold.site_code, hold.zone_code, hold.camera_code).where(hold.state.in_(sorted(LOCKED)))
    return frozenset(row.camera_code or row.zone_code or row.site_code for row in session.execute(statement))


def holds_mark(session: Session) -> int:
    """Return a number that changes whenever what is locked changes."""
    return ledger.newest_leaf(session, names=(HoldSet.name, HoldReleased.name, HoldTooLate.name))


def _at(sites: frozenset[str] | None, actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of holds at some sites; one whose camera is unknown is with whoever took the case in."""
    if sites is None:
        return true()
    there = ViewingRequestHold.site_code.in_(sorted(sites)) if sites else false()
    return or_(there, and_(ViewingRequestHold.site_code.is_(None), ViewingRequest.received_by == actor.id))


def _statement() -> Select[*tuple[Any, ...]]:
    request = ViewingRequest
    return select(
        ViewingRequestHold, request.number, request.status, request.received_by, request.closed_at, request.due_on
    ).join(request, request.id == ViewingRequestHold.request_id)


def _rows(session: Session, *which: ColumnElement[bool]) -> Iterator[HoldRow]:
    for hold, number, status, received_by, closed_at, due_on in session.execute(
        _statement().where(*which).order_by(ViewingRequestHold.leaf)
    ):
        codes = {"site_code": hold.site_code, "zone_code": hold.zone_code, "camera_code": hold.camera_code}
        yield HoldRow(
            leaf=hold.leaf,
            number=number,
            status=Status(status),
            received_by=received_by,
            over_at=closed_at,
            due_on=due_on,
            place=Place(**codes, label=hold.label) if hold.site_code else None,
            recorder=hold.set_recorder or hold.recorder,
            offset_seconds=hold.offset_seconds,
            span_from=hold.span_from,
            span_to=hold.span_to,
            needed_by=hold.needed_by,
            state=HoldState(hold.state),
            raised_at=hold.raised_at,
            set_by=hold.set_by,
            set_at=hold.set_at,
            locked_at=hold.locked_at,
            locked_from=hold.locked_from,
            locked_to=hold.locked_to,
            until_on=hold.until_on,
            confirmed_by=hold.confirmed_by,
            confirmed_at=hold.confirmed_at,
            extended_by=hold.extended_by,
            extended_at=hold.extended_at,
            extended_because=ExtendedBecause(hold.extended_because) if hold.extended_because else None,
            ended_by=hold.ended_by,
            ended_at=hold.ended_at,
            ended_because=EndedBecause(hold.ended_because) if hold.ended_because else None,
            happened_at=hold.happened_at,
        )
