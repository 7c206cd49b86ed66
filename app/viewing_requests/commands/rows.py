"""Owns the row of a request while it is being changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.events import sole_site
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries import may_see, places_of
from app.viewing_requests.refusals import RequestNotFound


def locked_request(session: Session, *, number: str, actor: Actor) -> ViewingRequest:
    """Return the row of a request, locked until the transaction ends.

    :raises RequestNotFound: if there is no such request the person may see.
    """
    statement = select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor)).with_for_update()
    fresh = statement.execution_options(populate_existing=True)  # As it stands under the lock, not as it was read.
    found = session.scalars(fresh).one_or_none()
    if found is None:
        raise RequestNotFound(number=number)
    return found


def site_of(session: Session, request_id: int) -> str | None:
    """Return the one site a request is about, or None when it is about several or none."""
    return sole_site(places_of(session, request_id=request_id, sites=None))
