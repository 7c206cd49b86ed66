"""Owns the lists of viewing requests and the case page; everything is limited to what the person may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.clocks import Clock, Countdown, answer_countdown, countdowns
from app.viewing_requests.domain import (
    HANDLING_NAMES,
    KIND_NAMES,
    USE_NAME,
    Handling,
    Place,
    RequesterKind,
    RequestKind,
    name_of_requester,
)
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestPlace,
)
from app.viewing_requests.queries.needed import is_blocked, put_back
from app.viewing_requests.queries.sight import at_site, may_decide, may_see
from app.viewing_requests.queries.standing import is_unfinished, untold
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.states import ENDED, GRANTED, RUNNING, STATUS_NAMES, UNDECIDED, Status

MOST_ROWS = 200
ABOUT_TO_GO = timedelta(days=7)
"""Footage that goes within this time is shown beside the list of entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request in a list. ``clocks`` is empty once nothing is left to do; ``places`` are those the person may see."""

    id: int
    number: str
    status: Status
    handling: Handling
    kind: RequestKind
    requester: str
    requester_body: str | None
    document_no: str | None
    span_from: datetime
    span_to: datetime
    received_at: datetime
    received_by: int
    due_on: date
    overwrite_at: datetime | None
    held_until: datetime | None = None
    own_use: bool = False  # Our own people ask: a use, not a provision.
    places: tuple[Place, ...] = ()
    clocks: tuple[Countdown, ...] = ()
    telling: Countdown | None = None  # Until when the asker must be told of an answer that ended the case.
    put_back_to: date | None = None  # On this day, the asker was told, what other cases need now is deleted.

    @property
    def status_name(self) -> str:
        """Return the status in Korean, a message id."""
        return STATUS_NAMES[self.status]

    @property
    def kind_name(self) -> str:
        """Return what is asked for in Korean, a message id; a provision or a use is called so."""
        if self.own_use:
            return USE_NAME
        if self.handling is Handling.PROVISION:
            return HANDLING_NAMES[Handling.PROVISION]
        return KIND_NAMES[self.kind]

    @property
    def awaits_decision(self) -> bool:
        """Return whether somebody must decide."""
        return self.status in UNDECIDED

    @property
    def answer_clock(self) -> Countdown | None:
        """Return the clock of the answer while it runs."""
        return next((clock for clock in self.clocks if clock.clock is Clock.ANSWER), None)

    @property
    def footage_clock(self) -> Countdown | None:
        """Return the clock of the footage, if it is known and still matters."""
        return next((clock for clock in self.clocks if clock.clock is Clock.FOOTAGE), None)


def requests_by_clock(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    site: str | None = None,
    is_open: bool = True,
    most: int | None = MOST_ROWS,
) -> list[RequestRow]:
    """Return open requests by the sooner of their clocks, or closed ones with the newest first.

    One whose asker was not told of the answer is open, as on the board.

    :param most: how many at the most; None for all.
    """
    which = is_unfinished() if is_open else ~is_unfinished()
    statement = select(ViewingRequest).where(which, may_see(actor))
    if site is not None:
        statement = statement.where(at_site(actor, site))
    order = (sooner(), ViewingRequest.id) if is_open else (ViewingRequest.closed_at.desc(), ViewingRequest.id.desc())
    return rows_of(session, session.scalars(statement.order_by(*order).limit(most)).all(), actor, now)


def requests_to_decide(session: Session, *, actor: Actor, now: datetime, most: int = 10) -> list[RequestRow]:
    """Return requests that await a decision this person may take, most urgent first."""
    return _most_urgent(session, may_decide(actor), most, actor, now)


def requests_to_fulfil(session: Session, *, actor: Actor, now: datetime, most: int = 10) -> list[RequestRow]:
    """Return approved requests to be carried out now, most urgent first; a deletion other cases hinder waits."""
    to_do = ViewingRequest.status.in_(sorted(GRANTED)), ~is_blocked(), may_see(actor)
    return _most_urgent(session, to_do, most, actor, now)


def footage_about_to_go(session: Session, *, actor: Actor, now: datetime, most: int = 5) -> list[RequestRow]:
    """Return open requests whose footage will be overwritten within a week, or was, the soonest first."""
    statement = (
        select(ViewingRequest)
        .where(
            ViewingRequest.status.in_(sorted(RUNNING)),
            or_(ViewingRequest.held_until.is_(None), ViewingRequest.held_until <= now),
            ViewingRequest.overwrite_at <= now + ABOUT_TO_GO,
            may_see(actor),
        )
        .order_by(ViewingRequest.overwrite_at, ViewingRequest.id)
        .limit(most)
    )
    return rows_of(session, session.scalars(statement).all(), actor, now)


def request_row(session: Session, *, number: str, actor: Actor, now: datetime) -> RequestRow:
    """Return a request as it stands in lists.

    :raises RequestNotFound: if there is none the person may see.
    """
    found = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor))).one_or_none()
    if found is None:
        raise RequestNotFound(number=number)
    return rows_of(session, [found], actor, now)[0]


def places_of(session: Session, *, request_id: int, sites: frozenset[str] | None) -> tuple[Place, ...]:
    """Return the places of a request that lie at some sites (None: all), in the order they were given."""
    return _places(session, [request_id], sites).get(request_id, ())


def sooner() -> ColumnElement[Any]:
    """Return the SQL of the sooner of the two clocks of a request; a hold moves the footage's to its end.

    After an answer that ended it the footage's clock stands still, and the answer's counts until the asker is told.
    """
    gone_at, held_until, due_at = ViewingRequest.overwrite_at, ViewingRequest.held_until, ViewingRequest.due_at
    footage = case((held_until.is_(None) | (held_until < gone_at), gone_at), else_=held_until)
    ended = ViewingRequest.status.in_(sorted(ENDED))
    return case((ended | footage.is_(None) | (due_at <= footage), due_at), else_=footage)


def _most_urgent(
    session: Session, which: tuple[ColumnElement[bool], ...], most: int, actor: Actor, now: datetime
) -> list[RequestRow]:
    statement = select(ViewingRequest).where(*which).order_by(sooner(), ViewingRequest.id).limit(most)
    return rows_of(session, session.scalars(statement).all(), actor, now)


def rows_of(session: Session, found: Sequence[ViewingRequest], actor: Actor, now: datetime) -> list[RequestRow]:
    """Return requests as lists show them, with the places the person may see; three statements for all of them."""
    places = _places(session, [row.id for row in found], actor.sites)
    ended = [row.id for row in found if row.status in ENDED]
    to_tell = set(session.scalars(select(ViewingRequest.id).where(ViewingRequest.id.in_(ended), untold())))
    later = put_back(session, rows=found, actor=actor)
    return [
        RequestRow(
            id=row.id,
            number=row.number,
            status=Status(row.status),
            handling=Handling(row.handling),
            kind=RequestKind(row.kind),
            requester=name_of_requester(RequesterKind(row.requester_kind), Handling(row.handling)),
            requester_body=row.requester_body,
            document_no=row.document_no,
            span_from=row.span_from,
            span_to=row.span_to,
            received_at=row.received_at,
            received_by=row.received_by,
            due_on=row.due_on,
            overwrite_at=row.overwrite_at,
            held_until=row.held_until,
            own_use=row.requester_kind == RequesterKind.INTERNAL,
            places=places.get(row.id, ()),
            clocks=_clocks(row, later.get(row.id, row.due_on), now),
            telling=answer_countdown(row.due_on, now) if row.id in to_tell else None,
            put_back_to=later.get(row.id),
        )
        for row in found
    ]


def _clocks(row: ViewingRequest, due_on: date, now: datetime) -> tuple[Countdown, ...]:
    if Status(row.status) not in RUNNING:
        return ()
    return countdowns(due_on=due_on, overwrite_at=row.overwrite_at, now=now, held_until=row.held_until)


def _places(session: Session, ids: list[int], sites: frozenset[str] | None) -> dict[int, tuple[Place, ...]]:
    if not ids:
        return {}
    place = ViewingRequestPlace
    statement = select(place).where(place.request_id.in_(ids)).order_by(place.request_id, place.position)
    if sites is not None:
        statement = statement.where(place.site_code.in_(sites))
    found: dict[int, list[Place]] = defaultdict(list)
    for row in session.scalars(statement):
        found[row.request_id].append(copied(Place, row))
    return {request_id: tuple(places) for request_id, places in found.items()}


def copied(target: type[Any], row: object) -> Any:  # noqa: ANN401  # An instance of the target.
    """Return a row of a table as a plain value with fields of the same names."""
    return target(**{name: getattr(row, name) for name in target.__dataclass_fields__})
