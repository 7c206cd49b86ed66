"""Owns which viewings run: begun, and not ended, corrected or withdrawn."""

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session, aliased

from app.footage_access.models import FootageAccess, FootageAccessEnd
from app.footage_access.queries.rows import EntryRow, may_see, rows_of
from app.kernel.actor import Actor

MOST_RUNNING = 50
"""Viewings a page shows as running; nobody watches more at once, so more were forgotten."""
_RUNS = text("footage_access.runs")  # As the index of those that were begun says it; "= 1" would not use it on SQLite.


def running_viewings(session: Session, *, actor: Actor) -> tuple[EntryRow, ...]:
    """Return the viewings that run at the sites of the person, whoever began them, the oldest first."""
    later = aliased(FootageAccess)
    statement = (
        select(FootageAccess.leaf)
        .where(
            _RUNS,
            may_see(actor),
            ~exists().where(FootageAccessEnd.leaf == FootageAccess.leaf),
            ~exists().where(later.corrects_leaf == FootageAccess.leaf),
        )
        .order_by(FootageAccess.occurred_at, FootageAccess.leaf)
        .limit(MOST_RUNNING)
    )
    return tuple(rows_of(session, session.scalars(statement).all(), actor))
