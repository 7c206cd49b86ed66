"""Owns one month of a recorder as a comparison sees it: rows and entries read, matched, and told as gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.footage_access.queries.for_matching import ComparedEntry, entries_for_matching
from app.kernel.clock import start_of_kst_day
from app.recorder_logs.domain import Direction, Month, Seen, Source, Treatment
from app.recorder_logs.matching import Entry, Outcome, Sight, Viewing, compare, viewings_of
from app.recorder_logs.matching.viewings import Key
from app.recorder_logs.queries import cameras_named, coverage, rows_between, users_named
from app.registry.snapshot import Snapshot

_AROUND = timedelta(hours=13)
"""What is looked at on either side of a month: half a day by which a clock can be off, and an hour."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing, as a finding says it."""

    direction: Direction
    site: str
    place: str
    at: datetime
    until: datetime
    act: str
    person: int | None
    keys: tuple[Key, ...] = ()
    entry: int | None = None


class MonthWork:
    """Everything one comparison looks at."""

    def __init__(self, session: Session, source: Source, month: Month, snapshot: Snapshot) -> None:
        self.since, self.until = start_of_kst_day(month.first_day), start_of_kst_day(month.day_after)
        self.site_of = {camera.code: zone.site_code for zone in snapshot.zones for camera in zone.cameras}
        self.areas = _areas(snapshot)
        self.unknown_rows = 0
        self.sights: list[Sight] = []
        self._read(session, source)
        gap = max(source.gap_seconds, 0)
        self.viewings = viewings_of(self.sights, gap=gap)
        self.sights = []
        rows = entries_for_matching(session, since=self.since - _AROUND, until=self.until + _AROUND)
        self.entries = {row.leaf: row for row in rows}
        cameras = {code for code in cameras_named(session, source=source.code).values() if code}
        self.outcome: Outcome = compare(
            self.viewings,
            [self._entry(row) for row in rows],
            tolerance=source.tolerance_seconds,
            gap=gap,
            cameras=cameras,
            covered=[
                (_second(since) - source.offset_seconds, _second(until) - source.offset_seconds)
                for since, until in coverage(session, source=source.code)
            ],
        )
        self.offset = source.offset_seconds + self.outcome.offset
        self.leaf_of = {match.viewing: match.leaf for match in self.outcome.matches}

    def _read(self, session: Session, source: Source) -> None:
        cameras, users = cameras_named(session, source=source.code), users_named(session, source=source.code)
        spans = {"since": self.since - _AROUND, "until": self.until + _AROUND}
        for leaf, position, at, camera, seen, user in rows_between(session, source=source.code, **spans):
            code = cameras.get(camera)
            treatment, account = users.get(user, (Treatment.SHARED, None))
            if code is None or code not in self.site_of:
                self.unknown_rows += camera not in cameras and self.since <= at < self.until
            elif treatment is not Treatment.MACHINE:
                moment = _second(at) - source.offset_seconds
                self.sights.append(Sight((leaf, position), moment, account, code, Seen(seen)))

    def _entry(self, row: ComparedEntry) -> Entry:
        cameras = [place.camera_code for place in row.places if place.camera_code]
        areas = [place.zone_code or place.site_code for place in row.places if not place.camera_code]
        start = _second(row.occurred_at)
        return Entry(
            row.leaf,
            row.handler_id,
            row.kind,
            start,
            start if row.ended_at is None else max(start, _second(row.ended_at)),
            tuple(dict.fromkeys(cameras)),
            tuple((code, self.areas.get(code, frozenset())) for code in dict.fromkeys(areas)),
        )

    def gaps(self) -> list[Gap]:
        """Return what is missing in the month, in order of time."""
        found = [self._unrecorded(self.viewings[at]) for at in self.outcome.unrecorded if self._is_in(at)]
        for overdue in self.outcome.unseen:
            row = self.entries[overdue.leaf]
            if self.since <= row.occurred_at < self.until:
                site = next(
                    place.site_code
                    for place in row.places
                    if overdue.place in {place.camera_code, place.zone_code, place.site_code}
                )
                end = row.ended_at or row.occurred_at
                found.append(
                    Gap(
                        Direction.ENTRY,
                        site,
                        overdue.place,
                        row.occurred_at,
                        max(end, row.occurred_at),
                        str(row.kind),
                        row.handler_id,
                        entry=row.leaf,
                    )
                )
        return sorted(found, key=lambda gap: (gap.at, gap.place, gap.direction))

    def counts(self, found: list[Gap]) -> dict[str, int]:
        """Return the month in numbers."""
        inside = [at for at in range(len(self.viewings)) if self._is_in(at)]
        unrecorded = sum(gap.direction is Direction.VIEWING for gap in found)
        weak = {match.viewing for match in self.outcome.matches if match.weak}
        unseen = len(found) - unrecorded
        return {
            "viewings": len(inside),
            "matched": len(inside) - unrecorded,
            "weak": sum(at in weak for at in inside),
            "entries": max(self.outcome.compared_entries, unseen),
            "unrecorded": unrecorded,
            "unseen": unseen,
            "unknown_rows": self.unknown_rows,
            "offset_seconds": self.offset,
        }

    def entry_of_row(self) -> Mapping[Key, int]:
        """Return for each row of a viewing that has an entry that entry."""
        return {key: leaf for at, leaf in self.leaf_of.items() for key in self.viewings[at].keys}

    def _is_in(self, at: int) -> bool:
        moment = self.viewings[at].start - self.outcome.offset
        return _second(self.since) <= moment < _second(self.until)

    def _unrecorded(self, viewing: Viewing) -> Gap:
        start, end = viewing.start - self.outcome.offset, viewing.end - self.outcome.offset
        return Gap(
            Direction.VIEWING,
            self.site_of[viewing.camera],
            viewing.camera,
            _moment(start),
            _moment(end),
            str(viewing.seen),
            viewing.person,
            keys=viewing.keys,
        )


def _areas(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Return the cameras of each zone, and of each site as a whole."""
    found: dict[str, set[str]] = {}
    for zone in snapshot.zones:
        codes = {camera.code for camera in zone.cameras}
        found.setdefault(zone.code, set()).update(codes)
        found.setdefault(zone.site_code, set()).update(codes)
    return {code: frozenset(cameras) for code, cameras in found.items()}


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(second: int) -> datetime:
    return start_of_kst_day(_EPOCH) + timedelta(seconds=second - _EPOCH_SECOND)


_EPOCH = Month(2000, 1).first_day
_EPOCH_SECOND = _second(start_of_kst_day(_EPOCH))
