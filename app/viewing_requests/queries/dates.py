"""Owns what is read about the last day to answer: the calendar, what moved it, and how it is explained."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.viewing_requests.clocks import Course, Postponement, Stop, course
from app.viewing_requests.days import Calendar, DayKind, public_holidays, weekend
from app.viewing_requests.domain import CHANNEL_NAMES
from app.viewing_requests.models import (
    AnswerDay,
    ViewingRequest,
    ViewingRequestDueMove,
    ViewingRequestPause,
    ViewingRequestPostponement,
)
from app.viewing_requests.moves import RESUMED_NAMES, Cause, why_moved
from app.viewing_requests.queries.words import opened_words
from app.viewing_requests.refusals import DayNotFound
from app.viewing_requests.states import OPEN

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day off of a year as it counts. ``leaf`` is the entry that added it or took it away, if one did."""

    day: date
    name: str
    counts: bool
    on_weekend: str | None
    kind: DayKind | None = None
    leaf: int | None = None
    known_since: date | None = None
    reason: str | None = None
    set_by: int | None = None
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What of a request itself its last day depends on, beside the days and the calendar."""

    postponement: Postponement | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementLine:
    """A postponement as the case page tells it; ``reason`` is empty once erased, or if it is not for this person."""

    ground_ends_on: date
    days: int
    reason: str
    objection_method: str
    notified_on: date
    notified_by: str
    decided_by: int
    decided_at: datetime
    erased_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseLine:
    """A pause as the case page tells it; its reasons are empty once erased, or if they are not for this person."""

    began_on: date
    until_on: date
    reason: str
    stops_clock: bool
    stop_reason: str | None
    notified_on: date
    notified_by: str
    paused_by: int
    paused_at: datetime
    resumed_on: date | None
    resumed_because: str | None
    resumed_by: int | None
    erased_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move of the last day to answer."""

    number: str
    old_on: date
    new_on: date
    why: Message
    moved_by: int
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """How the last day of one request comes about, and all that moved it."""

    course: Course
    first_on: date
    due_on: date
    postponements: tuple[PostponementLine, ...]
    pauses: tuple[PauseLine, ...]
    moves: tuple[Move, ...]

    @property
    def agrees(self) -> bool:
        """Return whether the explanation ends on the recorded day; not after the list of holidays itself changed."""
        return self.course.on == self.due_on

    @property
    def people(self) -> set[int]:
        """Return the accounts that are named."""
        found = {line.decided_by for line in self.postponements} | {move.moved_by for move in self.moves}
        for pause in self.pauses:
            found |= {pause.paused_by} | ({pause.resumed_by} if pause.resumed_by is not None else set())
        return found

    def waiting(self, on: date) -> PauseLine | None:
        """Return the pause that runs on a day, or None."""
        last = self.pauses[-1] if self.pauses else None
        return last if last is not None and last.resumed_on is None and last.until_on >= on else None


def calendar(session: Session, *, at: datetime | None = None) -> Calendar:
    """Return the days as they count now, or as they counted at a moment."""
    row = AnswerDay
    in_force: ColumnElement[bool] = row.lifted_at.is_(None)
    if at is not None:
        in_force = (row.set_at <= at) & or_(row.lifted_at.is_(None), row.lifted_at > at)
    found: dict[str, dict[date, str]] = {str(kind): {} for kind in DayKind}
    for day, kind, title in session.execute(select(row.day, row.kind, row.title).where(in_force).order_by(row.leaf)):
        found[kind][day] = title
    return Calendar(found[DayKind.EXTRA], found[DayKind.REMOVED])


def days_of(session: Session, *, year: int) -> list[Day]:
    """Return the holidays of a year and what was said of them, in order; a day taken away does not count."""
    row = AnswerDay
    between = row.day.between(date(year, 1, 1), date(year, 12, 31))
    said = {found.day: found for found in session.scalars(select(row).where(row.lifted_at.is_(None), between))}
    listed = public_holidays(year)
    return [_day(day, listed.get(day), said.get(day)) for day in sorted({*listed, *said})]


def day_change(session: Session, *, leaf: int) -> Day:
    """Return what was said of a day by an entry and still counts.

    :raises DayNotFound: if nothing was, or it was lifted.
    """
    statement = select(AnswerDay).where(AnswerDay.leaf == leaf, AnswerDay.lifted_at.is_(None))
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise DayNotFound
    return _day(found.day, None, found)


def _day(day: date, listed: str | None, said: AnswerDay | None) -> Day:
    if said is None:
        return Day(day=day, name=listed or "", counts=True, on_weekend=weekend(day))
    return Day(
        day=day,
        name=said.title,
        counts=said.kind == DayKind.EXTRA,
        on_weekend=weekend(day),
        kind=DayKind(said.kind),
        leaf=said.leaf,
        known_since=said.known_since,
        reason=said.reason,
        set_by=said.set_by,
        set_at=said.set_at,
    )


def reckonings(session: Session, *, request_ids: Collection[int]) -> dict[int, Reckoning]:
    """Return what the last days of requests depend on, by request; a request with nothing is left out."""
    postponed: dict[int, Postponement] = {}
    stops: dict[int, list[Stop]] = defaultdict(list)
    ordered = sorted(request_ids)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        late, pause = ViewingRequestPostponement, ViewingRequestPause
        for one in session.scalars(select(late).where(late.request_id.in_(some)).order_by(late.leaf)):
            postponed[one.request_id] = Postponement(one.ground_ends_on, one.days)  # The newest is the last.
        stopping = select(pause).where(pause.request_id.in_(some), pause.stops_clock).order_by(pause.leaf)
        for waiting in session.scalars(stopping):
            last = min(waiting.until_on, waiting.resumed_on or waiting.until_on)
            stops[waiting.request_id].append(Stop(waiting.began_on + timedelta(days=1), last))
    return {key: Reckoning(postponed.get(key), tuple(stops[key])) for key in {*postponed, *stops}}


def course_of(row: Any, *, days: int, reckoning: Reckoning | None, calendar: Calendar) -> Course:  # noqa: ANN401  # Any row that says when a request came in.
    """Return how the last day of a request comes about, for a number of days to answer."""
    counts = reckoning or Reckoning()
    return course(
        kst_day(row.received_at), days, calendar=calendar, stops=counts.stops, postponement=counts.postponement
    )


def case_dates(session: Session, *, request_id: int, may_read: bool) -> CaseDates:
    """Return how the last day of a request comes about; of a closed one by the days as they counted then.

    :param may_read: whether the reasons of postponements and pauses are opened.
    """
    row = session.get_one(ViewingRequest, request_id)
    late, pause, move = ViewingRequestPostponement, ViewingRequestPause, ViewingRequestDueMove
    lates = session.scalars(select(late).where(late.request_id == request_id).order_by(late.leaf))
    pauses = session.scalars(select(pause).where(pause.request_id == request_id).order_by(pause.leaf))
    moved = session.scalars(select(move).where(move.request_id == request_id).order_by(move.position))
    moves = tuple(_move(row.number, one) for one in moved)
    number = row.number if may_read else None
    return CaseDates(
        course=course_of(
            row,
            days=row.due_days,
            reckoning=reckonings(session, request_ids=[request_id]).get(request_id),
            calendar=calendar(session, at=row.closed_at),
        ),
        first_on=moves[0].old_on if moves else row.due_on,
        due_on=row.due_on,
        postponements=tuple(_line(PostponementLine, one, number) for one in lates),
        pauses=tuple(_line(PauseLine, one, number) for one in pauses),
        moves=moves,
    )


def moves_of_own(session: Session, *, actor: Actor, since: datetime) -> list[Move]:
    """Return how the last days of open requests moved that a person took in, the newest move first.

    What they did themselves is not told to them.
    """
    row, move = ViewingRequest, ViewingRequestDueMove
    statement = (
        select(row.number, move)
        .join(move, move.request_id == row.id)
        .where(
            row.received_by == actor.id,
            row.status.in_(sorted(OPEN)),
            move.moved_at >= since,
            move.moved_by != actor.id,
        )
        .order_by(move.moved_at.desc(), row.id.desc(), move.position.desc())
    )
    return [_move(number, one) for number, one in session.execute(statement)]


def _move(number: str, row: ViewingRequestDueMove) -> Move:
    return Move(
        number=number,
        old_on=row.old_on,
        new_on=row.new_on,
        why=why_moved(Cause(row.cause), row.day, row.day_title),
        moved_by=row.moved_by,
        moved_at=row.moved_at,
    )


def _line(target: type[Any], row: Any, number: str | None) -> Any:  # noqa: ANN401  # An instance of the target, from its table's row.
    """Return a row as a line; its reasons are opened for the request of that number, and left out without one."""
    values = {name: getattr(row, name) for name in target.__dataclass_fields__}
    values["notified_by"] = CHANNEL_NAMES[values["notified_by"]]
    if because := values.get("resumed_because"):
        values["resumed_because"] = RESUMED_NAMES[because]
    for name in ("reason", "stop_reason"):
        if token := values.get(name):
            values[name] = opened_words(number, token) if number else ""
    return target(**values)
