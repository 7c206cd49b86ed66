"""Owns the row of a request while it is being changed, and the day it is forgotten who asked."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.kernel.actor import SYSTEM_ID, Actor
from app.kernel.clock import kst_day
from app.law.periods import request_years
from app.ledger import queries
from app.ledger.erasure import schedule
from app.viewing_requests.commands.raising import drop_raised
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.events import REQUEST_EVENTS, sole_site
from app.viewing_requests.models import ViewingRequest, ViewingRequestTakeover
from app.viewing_requests.queries import may_see, places_of
from app.viewing_requests.queries.sight import still_taken
from app.viewing_requests.refusals import OwnRequest, RequestNotFound
from app.viewing_requests.states import Status


def locked_request(session: Session, *, number: str, actor: Actor) -> ViewingRequest:
    """Return the row of a request, locked until the transaction ends, for somebody who works on cases at its site.

    Who only audits it, or works elsewhere, changes nothing.

    :raises RequestNotFound: if there is no such request the person may see and work on.
    """
    working = actor if actor.id == SYSTEM_ID else actor.acting_as(*WORKS_ON_CASES)
    statement = select(ViewingRequest).where(ViewingRequest.number == number, may_see(working)).with_for_update()
    fresh = statement.execution_options(populate_existing=True)  # As it stands under the lock, not as it was read.
    found = session.scalars(fresh).one_or_none()
    if found is None:
        raise RequestNotFound(number=number)
    return found


def check_not_taken_over(session: Session, row: ViewingRequest, *people: int) -> None:
    """Let people decide who did not take a request over that came in by the web; it counts as taking it in.

    :raises OwnRequest: if one of them did.
    """
    taken = ViewingRequestTakeover
    by_them = select(taken.leaf).where(taken.request_id == row.id, taken.taken_by.in_(sorted(people)), still_taken())
    if session.scalars(by_them).first() is not None:
        raise OwnRequest


def schedule_erasing(session: Session, *, number: str, closed_at: datetime) -> None:
    """Set the day on which what a request says of people is erased; not known before it is closed.

    Call it after the closing entry was appended, under the head's lock.
    """
    day = kst_day(closed_at)
    names = [event.name for event in REQUEST_EVENTS]
    leaves = queries.leaves_about(session, subject=f"viewing_request:{number}", names=names)
    schedule(session, leaves=leaves, erase_on=request_years(day).first_day_after(day))


def end_case(row: ViewingRequest, status: Status, *, at: datetime) -> None:
    """Put a case where nothing follows; holds that were never set are dropped with it."""
    row.status, row.closed_at = status, at
    session = object_session(row)
    if session is not None:
        drop_raised(session, row, now=at)


def site_of(session: Session, request_id: int) -> str | None:
    """Return the one site a request is about, or None when it is about several or none."""
    return sole_site(places_of(session, request_id=request_id, sites=None))
