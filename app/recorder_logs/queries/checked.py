"""Owns how many viewings of recorders, month by month, have no entry in the register and no accepted explanation."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.recorder_logs.domain import Direction, Seen, State
from app.recorder_logs.models import RecorderFinding
from app.recorder_logs.queries.findings import findings_statement
from app.recorder_logs.queries.sources import sources

_WAITING = frozenset({State.OPEN, State.RETURNED})
_ACTS = (str(Seen.PLAYBACK), str(Seen.EXPORT))
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrecordedRow:
    """How much was played back or exported at a site in a month without an entry.

    ``waiting`` nobody has explained, ``explained`` waits for a manager.
    """

    source: str
    source_name: str
    month: str
    site_code: str
    waiting: int
    explained: int


def unrecorded_playbacks(session: Session, *, actor: Actor) -> list[UnrecordedRow]:
    """Return what the person may see, by recorder, month and site; live viewing is not counted (표준지침 §47.4)."""
    waiting = _counts(session, _WAITING, actor)
    explained = _counts(session, frozenset({State.EXPLAINED}), actor)
    keys = sorted({*waiting, *explained})
    names = {source.code: source.name for source in sources(session)} if keys else {}
    return [
        UnrecordedRow(
            source=source,
            source_name=names.get(source, source),
            month=month,
            site_code=site,
            waiting=waiting[source, month, site],
            explained=explained[source, month, site],
        )
        for source, month, site in keys
    ]


def _counts(session: Session, states: frozenset[State], actor: Actor) -> Counter[Key]:
    table = RecorderFinding
    key = (table.source, table.month, table.site_code)
    statement = findings_statement(states=states, actor=actor).where(
        table.direction == str(Direction.VIEWING), table.act.in_(_ACTS)
    )
    counted = session.execute(statement.with_only_columns(*key, func.count()).group_by(*key))
    return Counter({(source, month, site): count for source, month, site, count in counted})
