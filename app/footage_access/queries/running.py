"""Owns which viewings run: begun, and not ended, corrected or withdrawn."""

from collections.abc import Sequence

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import records_at
from app.footage_access.models import FootageAccess, FootageAccessEnd
from app.footage_access.queries.rows import EntryRow, may_see, places_of_entries, rows_of
from app.kernel.actor import Actor

MOST_RUNNING = 50
"""Viewings a page shows as running; nobody watches more at once, so more were forgotten."""
RUNS = text("footage_access.runs")  # As the index of those that were begun says it; "= 1" would not use it on SQLite.


def running_viewings(session: Session, *, actor: Actor) -> tuple[EntryRow, ...]:
    """Return the viewings that run at the sites of the person, whoever began them, the oldest first."""
    later = aliased(FootageAccess)
    statement = (
        select(FootageAccess.leaf)
        .where(
            RUNS,
            may_see(actor),
            ~exists().where(FootageAccessEnd.leaf == FootageAccess.leaf),
            ~exists().where(later.corrects_leaf == FootageAccess.leaf),
        )
        .order_by(FootageAccess.occurred_at, FootageAccess.leaf)
        .limit(MOST_RUNNING)
    )
    return tuple(rows_of(session, session.scalars(statement).all(), actor))


def endable(session: Session, *, rows: Sequence[EntryRow], actor: Actor) -> frozenset[int]:
    """Return the leaves of viewings the person may end: those they began, and those at places where they record.

    So the next shift ends what the last one forgot. Places the person may not see count as well.
    """
    leaves = [row.leaf for row in rows if row.is_running]
    places = places_of_entries(session, leaves, None) if leaves else {}
    own = {row.leaf for row in rows if row.handler_id == actor.id}
    return frozenset(leaf for leaf in leaves if leaf in own or records_at(actor, places.get(leaf, ())))
