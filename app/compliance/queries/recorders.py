"""Owns what the checks know of recorders: what was published, set and measured, camera by camera."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.compliance.domain import Place, RetentionFact, Subject
from app.recorder_checks import queries as recorder_checks
from app.recorder_checks.domain import State
from app.recorder_checks.queries import Standing
from app.registry.snapshot import SiteView, Snapshot

_AT_ONCE = 1_000
_KINDS = (Subject.SITE, Subject.ZONE, Subject.CAMERA)


def retention_mark(session: Session) -> int:
    """Return a number that changes with every look at a recorder."""
    return recorder_checks.newest_mark(session)


def parts_of(snapshot: Snapshot) -> Iterator[Snapshot]:
    """Yield a snapshot in parts of some sites each, in published order, none of many more cameras than ``_AT_ONCE``."""
    for row in snapshot.rows:
        some: list[SiteView] = []
        filled = 0
        for site in row.sites:
            some.append(site)
            filled += 1 + sum(len(zone.cameras) for zone in site.zones)
            if filled >= _AT_ONCE:
                yield replace(snapshot, rows=(replace(row, sites=tuple(some)),))
                some, filled = [], 0
        if some:
            yield replace(snapshot, rows=(replace(row, sites=tuple(some)),))


def retention_facts(
    session: Session, *, snapshot: Snapshot, on: date, held: Collection[str] = frozenset()
) -> tuple[RetentionFact, ...]:
    """Return the facts of every camera in service, in published order.

    :param held: the codes of cameras, undivided zones and sites of which footage is held on purpose.
    """
    return tuple(_fact(each, held) for each in recorder_checks.standings(session, snapshot=snapshot, on=on))


def _fact(each: Standing, held: Collection[str]) -> RetentionFact:
    unit, known = each.unit, each.known
    name = unit.name if unit.name == unit.site_name else f"{unit.site_name} · {unit.name}"
    return RetentionFact(
        place=Place(_KINDS[unit.place.narrowness], unit.place.code, name, unit.place.site_code),
        row=unit.row,
        recorded=unit.recorded,
        shortest_days=unit.published_days,
        longest_days=unit.longest_days,
        configured_days=known.configured_days,
        measured_days=known.measured_days,
        kept_days=known.kept_days,
        locked_left_out=known.locked_left_out,
        is_young=each.is_young,
        is_held=unit.place.code in held,
        offset_seconds=known.offset_seconds,
        looked_on=known.looked_on,
        is_unknown=known.is_unknown,
        is_overdue=known.state is State.OVERDUE,
    )
