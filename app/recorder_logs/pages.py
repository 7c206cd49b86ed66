"""Owns what pages about recorders' logs show beyond single rows: names to map, and a finding on its time line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.footage_access import queries as footage
from app.footage_access.domain import Filter as EntryFilter
from app.footage_access.queries import EntryRow
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.recorder_logs import queries
from app.recorder_logs.domain import Source, Treatment
from app.recorder_logs.matching import Offer, offers
from app.recorder_logs.queries import FindingRow, RowLine
from app.registry import queries as registry

AROUND = timedelta(minutes=40)
_WIDTH = 1000
_MOST_TICKS = 24


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name of a recorder: how many rows have it, what was told, and what it could mean."""

    name: str
    rows: int
    told: str | None
    offered: tuple[Offer, ...]

    @property
    def is_known(self) -> bool:
        """Return whether its meaning was told."""
        return self.told is not None

    @property
    def value(self) -> str:
        """Return what a form shows for it: what was told, else what it most likely means."""
        if self.told is not None:
            return self.told
        return self.offered[0].value if self.offered else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the time line: 0 is its left end, 1000 its right."""

    at: datetime
    x: int
    row: RowLine | None = None
    entry: EntryRow | None = None
    is_subject: bool = False


@dataclass(frozen=True, slots=True)
class TimeLine:
    """What recorder and register have around a finding, by the register's clock."""

    since: datetime
    until: datetime
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[int, datetime], ...]
    offset_seconds: int


def camera_lines(session: Session, *, source: Source, names: dict[str, int], now: datetime) -> list[NameLine]:
    """Return the cameras a recorder names, those nobody told about first."""
    told = queries.cameras_named(session, source=source.code)
    known = known_cameras(session, source=source, now=now)
    lines = [
        NameLine(name, rows, (told[name] or "-") if name in told else None, () if name in told else offers(name, known))
        for name, rows in names.items()
    ]
    return sorted(lines, key=lambda line: (line.is_known, line.name))


def known_cameras(session: Session, *, source: Source, now: datetime) -> list[Offer]:
    """Return the cameras a recorder can have, as things its names can mean."""
    day = kst_day(now)
    snapshot = registry.snapshot(session, as_of=day)
    return [
        Offer(camera.code, (camera.name or "", f"{zone.site_name} {camera.name or zone.name}"))
        for zone in snapshot.zones
        if not source.sites or zone.site_code in source.sites
        for camera in zone.cameras
    ]


def user_lines(session: Session, *, source: Source, names: dict[str, int]) -> list[NameLine]:
    """Return the users a recorder names, those nobody told about first."""
    told = queries.users_named(session, source=source.code)
    known = [Offer(str(each.id), (each.sign_in_name, each.display_name)) for each in accounts.people(session)]
    lines = []
    for name, rows in names.items():
        treatment, account = told.get(name, (None, None))
        value = None if treatment is None else str(account) if treatment is Treatment.PERSON else str(treatment)
        lines.append(NameLine(name, rows, value, () if name in told else offers(name, known, most=1)))
    return sorted(lines, key=lambda line: (line.is_known, line.name))


def time_line(session: Session, *, finding: FindingRow, actor: Actor, names_people: bool) -> TimeLine:
    """Return what recorder and register have about the place of a finding, forty minutes on either side.

    :param names_people: False blanks users and addresses of rows that are not the person's own finding.
    """
    summary = queries.offset_of(session, source=finding.source, month=finding.month)
    shift = timedelta(seconds=summary)
    since, until = finding.at - AROUND, finding.until + AROUND
    cameras = _cameras_of(session, finding)
    rows = queries.rows_near(session, source=finding.source, cameras=cameras, since=since + shift, until=until + shift)
    wanted = EntryFilter(since=since, until=until, site=finding.site_code)
    page = footage.page_of_entries(session, wanted=wanted, actor=actor, size=50)
    near = [row for row in page.rows if row.replaced_by is None and _is_there(row, finding)]
    span = max(int((until - since).total_seconds()), 1)

    def place(at: datetime) -> int:
        return round(_WIDTH * (at - since).total_seconds() / span)

    marks = [
        Mark(row.at - shift, place(row.at - shift), row=row if names_people else _unnamed(row),
             is_subject=_is_subject(row, finding, shift))
        for row in rows
    ]  # fmt: skip
    marks += [
        Mark(row.occurred_at, place(row.occurred_at), entry=row, is_subject=row.leaf == finding.entry_leaf)
        for row in near
    ]
    return TimeLine(
        since, until, tuple(sorted(marks, key=lambda mark: (mark.at, mark.x))), _ticks(since, until, place), summary
    )


def _ticks(since: datetime, until: datetime, place: Callable[[datetime], int]) -> tuple[tuple[int, datetime], ...]:
    first = since.replace(minute=since.minute // 10 * 10, second=0, microsecond=0) + timedelta(minutes=10)
    step = timedelta(minutes=10) if until - since <= timedelta(hours=2) else timedelta(hours=1)
    found: list[tuple[int, datetime]] = []
    while first < until and len(found) < _MOST_TICKS:
        found.append((place(first), first))
        first += step
    return tuple(found)


def _cameras_of(session: Session, finding: FindingRow) -> Sequence[str]:
    """Return the recorder's names of the camera a finding is about."""
    told = queries.cameras_named(session, source=finding.source)
    return [name for name, code in told.items() if code == finding.place]


def _is_there(row: EntryRow, finding: FindingRow) -> bool:
    return any(finding.place in {each.camera_code, each.zone_code, each.site_code} or each.camera_code is None
               for each in row.places)  # fmt: skip


def _is_subject(row: RowLine, finding: FindingRow, shift: timedelta) -> bool:
    same = row.seen == finding.act and finding.at <= row.at - shift <= finding.until
    return finding.row_leaf is not None and same


def _unnamed(row: RowLine) -> RowLine:
    return RowLine(row.leaf, row.position, row.at, row.camera, row.seen, "", "", row.action)
