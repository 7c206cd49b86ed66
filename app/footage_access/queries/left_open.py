"""Owns which viewings a person began and nobody ended: what is left when they leave."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from app.accounts.leaving import OpenTask
from app.footage_access.models import FootageAccess, FootageAccessEnd
from app.footage_access.queries.rows import places_of_entries
from app.footage_access.queries.running import MOST_RUNNING, RUNS
from app.kernel.messages import N_, Message

_VIEWING = N_("끝내지 않은 열람, 기록 {number}번")


def viewings_left_open(session: Session, *, account_id: int, now: datetime) -> list[OpenTask]:  # noqa: ARG001  # As all finders.
    """Return the running viewings of a person, the oldest first."""
    later = aliased(FootageAccess)
    running = (
        select(FootageAccess.leaf)
        .where(
            RUNS,
            FootageAccess.handler_id == account_id,
            ~exists().where(FootageAccessEnd.leaf == FootageAccess.leaf),
            ~exists().where(later.corrects_leaf == FootageAccess.leaf),
        )
        .order_by(FootageAccess.occurred_at, FootageAccess.leaf)
        .limit(MOST_RUNNING)
    )
    tasks = []
    for leaf in session.scalars(running):
        number = {"number": leaf + 1}
        places = places_of_entries(session, [leaf], None).get(leaf, ())
        sites = {place.site_code for place in places}
        site = sites.pop() if len(sites) == 1 else None
        tasks.append(OpenTask(Message(_VIEWING, number), "footage_access.show_entry", number, site))
    return tasks
