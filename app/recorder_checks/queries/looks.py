"""Owns reading looks at recorders: those that matter for some places, and the history of one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.kernel.actor import SYSTEM
from app.ledger import queries as ledger
from app.recorder_checks.domain import CheckedPlace, Footage, Look, Measurement
from app.recorder_checks.events import RecorderChecked
from app.recorder_checks.measuring import newness
from app.recorder_checks.models import RecorderCheck, RecorderCheckPlace

_LOOKS_READ = 12
"""Of each kind of look at a place the newest so many are read; measuring needs the newest that left locked footage out,
and the later ones that did not."""
_AT_ONCE = 500
Looks = Mapping[tuple[int, str], Sequence[Measurement]]
"""Measurements by narrowness and code of the place they were made at."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A look as the history of a place shows it; ``by`` is who looked."""

    leaf: int
    by: str
    place: CheckedPlace
    look: Look
    recorded_at: datetime

    @property
    def number(self) -> int:
        """Return the number of its entry."""
        return self.leaf + 1


def checks_of_place(session: Session, *, place: CheckedPlace, most: int = 50) -> tuple[LookRow, ...]:
    """Return the newest looks at a place, its zone or its site. Whoever asks has checked who may see it."""
    statement = (
        select(RecorderCheck, RecorderCheckPlace)
        .join(RecorderCheckPlace, RecorderCheckPlace.leaf == RecorderCheck.leaf)
        .where(_about([place]))
        .order_by(RecorderCheck.checked_at.desc(), RecorderCheck.leaf.desc(), RecorderCheckPlace.position)
        .limit(most)
    )
    rows = [(check, where) for check, where in session.execute(statement)]
    names = accounts.names_of(session, account_ids={check.checked_by for check, _where in rows})
    return tuple(
        LookRow(
            check.leaf,
            str(SYSTEM.name) if check.checked_by == SYSTEM.id else names.get(check.checked_by, "—"),
            CheckedPlace(where.site_code, where.zone_code, where.camera_code),
            _look(check),
            check.recorded_at,
        )
        for check, where in rows
    )


def newest_clocks(session: Session, *, places: Sequence[CheckedPlace]) -> Mapping[str, Measurement]:
    """Return the newest look at the clock of each place's recorder, by key; a place without one is left out."""
    looks = measurements(session, places)
    found = {}
    for place in places:
        at_clock = [each for each in those_about(looks, place) if each.look.offset_seconds is not None]
        if at_clock:
            found[place.key] = max(at_clock, key=newness)
    return found


def newest_mark(session: Session) -> int:
    """Return a number that changes with every look recorded."""
    return ledger.newest_leaf(session, names=(RecorderChecked.name,))


def measurements(session: Session, places: Sequence[CheckedPlace]) -> Looks:
    """Return the looks that matter for some places; for many places those of their sites."""
    where = _about(places) if len(places) <= _AT_ONCE else None
    check, at = RecorderCheck, RecorderCheckPlace
    ranked = select(
        at.leaf,
        at.position,
        func.row_number()
        .over(
            partition_by=(at.site_code, at.zone_code, at.camera_code, check.footage, check.locked_left_out,
                          check.offset_seconds.is_(None), check.configured_days.is_(None)),
            order_by=(check.checked_at.desc(), check.leaf.desc()),
        )
        .label("rank"),
    ).join(check, check.leaf == at.leaf)  # fmt: skip
    if where is not None:
        ranked = ranked.where(where)
    newest = ranked.subquery()
    statement = (
        select(check, at)
        .join(at, at.leaf == check.leaf)
        .join(newest, (newest.c.leaf == at.leaf) & (newest.c.position == at.position))
        .where(newest.c.rank <= _LOOKS_READ)
        .order_by(at.leaf, at.position)
    )
    found: dict[tuple[int, str], list[Measurement]] = defaultdict(list)
    for row, where_at in session.execute(statement):
        place = CheckedPlace(where_at.site_code, where_at.zone_code, where_at.camera_code)
        one = Measurement(leaf=row.leaf, made_by=row.checked_by, place=place, look=_look(row))
        found[place.narrowness, place.code].append(one)
    return found


def those_about(looks: Looks, place: CheckedPlace) -> list[Measurement]:
    """Return the looks at a place and at the zone and site it is in."""
    wider = ((2, place.camera_code), (1, place.zone_code), (0, place.site_code))
    return [each for narrowness, code in wider if code for each in looks.get((narrowness, code), ())]


def _about(places: Sequence[CheckedPlace]) -> ColumnElement[bool]:
    """Return the condition for looks at some places, and at the zones and sites they are in."""
    at = RecorderCheckPlace
    cameras = sorted({place.camera_code for place in places if place.camera_code})
    zones = sorted({place.zone_code for place in places if place.zone_code})
    sites = sorted({place.site_code for place in places})
    return or_(
        at.camera_code.in_(cameras),
        at.camera_code.is_(None) & at.zone_code.in_(zones),
        at.zone_code.is_(None) & at.site_code.in_(sites),
    )


def _look(row: RecorderCheck) -> Look:
    return Look(
        at=row.checked_at,
        recorder=row.recorder,
        configured_days=row.configured_days,
        footage=Footage(row.footage),
        oldest_at=row.oldest_at,
        locked_left_out=row.locked_left_out,
        offset_seconds=row.offset_seconds,
    )
