"""Owns which cases a person took in or over and nobody finished: what is left when they leave."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.leaving import OpenTask
from app.kernel.messages import N_, Message
from app.viewing_requests.domain import PUBLIC
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.lists import places_of
from app.viewing_requests.queries.sight import taken_over_by
from app.viewing_requests.queries.standing import is_unfinished

_CASE = N_("열람 신청 {number}")


def cases_left_open(session: Session, *, account_id: int, now: datetime) -> list[OpenTask]:  # noqa: ARG001  # As all finders.
    """Return the unfinished cases a person took in or over, the oldest first; with the site, if it is one."""
    row = ViewingRequest
    begun = or_(row.received_by == account_id, taken_over_by(account_id))
    if account_id == PUBLIC.id:
        return []
    found = []
    for request_id, number in session.execute(
        select(row.id, row.number).where(begun, is_unfinished()).order_by(row.id)
    ):
        sites = {place.site_code for place in places_of(session, request_id=request_id, sites=None)}
        site = sites.pop() if len(sites) == 1 else None
        values = {"number": number}
        found.append(OpenTask(Message(_CASE, {"number": number}), "viewing_requests.show_request", values, site))
    return found
