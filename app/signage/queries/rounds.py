"""Owns what is read of rounds: which are open or late, and what one has found."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import N_
from app.registry import queries as registry
from app.registry.points import Point
from app.registry.snapshot import Snapshot
from app.signage.domain import SignContent, SignKind
from app.signage.models.sightings import SignRound, SignSighting
from app.signage.models.signs import Sign
from app.signage.placing import Act
from app.signage.queries.placements import Seen, Standing, seen_of, standings
from app.signage.queries.signs import sign_set
from app.signage.refusals import RoundNotFound


class Finding(StrEnum):
    """What a round found wrong with one sign."""

    NOT_LOOKED = "not_looked"
    MISSING = "missing"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    TEXT_DIFFERS = "text_differs"
    OLD_REVISION = "old_revision"
    CAMERAS_DIFFER = "cameras_differ"


FINDING_NAMES: Mapping[Finding, str] = {
    Finding.NOT_LOOKED: N_("확인하지 않음"),
    Finding.MISSING: N_("찾지 못함"),
    Finding.DAMAGED: N_("훼손됨"),
    Finding.UNREADABLE: N_("잘 보이지 않음"),
    Finding.TEXT_DIFFERS: N_("글이 다름"),
    Finding.OLD_REVISION: N_("옛 안내판"),
    Finding.CAMERAS_DIFFER: N_("카메라 수가 대장과 다름"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round in the list. ``is_late``: still open after its day."""

    id: str
    region: str | None
    sites: tuple[str, ...]
    numbers: tuple[str, ...]
    looked_at: int
    assigned_to: int
    due_on: date
    opened_by: int
    opened_at: datetime
    closed_by: int | None
    closed_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sign of a round: what is known of it, and what was found."""

    number: str
    site_code: str
    site_name: str
    address: str
    point: Point | None
    name: str
    revision: str | None  # What it must have today; None: nothing must hang.
    place: str
    cameras: int | None  # As the registry counts them.
    seen: Seen | None
    findings: tuple[Finding, ...]
    photos: int = 0  # Taken of it in this round; also those whose time is over.


@dataclass(frozen=True, slots=True)
class Report:
    """A round, sign by sign, and the signs of other sites that hang there."""

    round: RoundRow
    lines: tuple[Line, ...]
    elsewhere: tuple[Seen, ...]

    @property
    def photos(self) -> int:
        """Return how many photos were taken."""
        return sum(line.photos for line in self.lines) + sum(one.had_photo for one in self.elsewhere)

    def found(self, finding: Finding) -> tuple[Line, ...]:
        """Return the signs with which something is wrong."""
        return tuple(line for line in self.lines if finding in line.findings)


def rounds(session: Session, *, actor: Actor, today: date) -> tuple[RoundRow, ...]:
    """Return the rounds a person may see: the open ones by their day, then the closed ones, the newest first."""
    looked_at: dict[str, set[str]] = {}
    row = SignSighting
    seen = select(row.round_id, row.number).where(row.round_id.is_not(None), row.act != Act.ELSEWHERE.value).distinct()
    for round_id, number in session.execute(seen.order_by(row.round_id, row.number)):
        looked_at.setdefault(round_id or "", set()).add(number)
    found = [
        _row(one, looked_at.get(one.id, set()), today)
        for one in session.scalars(select(SignRound).order_by(SignRound.due_on, SignRound.id))
        if _is_seen(one, actor)
    ]
    running = [one for one in found if one.closed_at is None]
    over = sorted((one for one in found if one.closed_at is not None), key=lambda one: str(one.closed_at), reverse=True)
    return (*running, *over)


def round_report(session: Session, *, round_id: str, actor: Actor, today: date, public_url: str) -> Report:
    """Return what a round has found.

    :raises RoundNotFound: if there is no such round the person may see.
    """
    row = session.get(SignRound, round_id)
    if row is None or not _is_seen(row, actor):
        raise RoundNotFound
    statement = select(SignSighting).where(SignSighting.round_id == round_id)
    sightings = [seen_of(one) for one in session.scalars(statement.order_by(SignSighting.at, SignSighting.leaf))]
    photos = Counter(one.number for one in sightings if one.had_photo and one.act is not Act.ELSEWHERE)
    newest = {one.number: one for one in sightings if one.act is not Act.ELSEWHERE}
    elsewhere = tuple(one for one in sightings if one.act is Act.ELSEWHERE)
    sites = frozenset(json.loads(row.sites))
    contents = sign_set(session, as_of=today, public_url=public_url, sites=sites).contents
    told = {content.number: content for content in contents if content.number}
    snapshot = registry.snapshot(session, as_of=today)
    wanted = {number: content.revision for number, content in told.items()}
    standing = {one.number: one for one in standings(session, today=wanted, as_of=today, actor_sites=sites)}
    withdrawn = set(session.scalars(select(Sign.number).where(Sign.withdrawn_at.is_not(None))))
    lines = [
        replace(
            _line(standing[number], None if number in withdrawn else told.get(number), newest.get(number), snapshot),
            photos=photos[number],
        )
        for number in json.loads(row.numbers)
    ]
    lines.sort(key=lambda line: (line.site_name, line.name, line.number))
    return Report(_row(row, set(newest), today), tuple(lines), elsewhere)


def _line(standing: Standing, content: SignContent | None, seen: Seen | None, snapshot: Snapshot) -> Line:
    site = next((view for view in snapshot.sites if view.code == standing.site_code), None)
    cameras = None if content is None else _cameras(content, snapshot)
    revision = content.revision if content else None
    return Line(
        number=standing.number,
        site_code=standing.site_code,
        site_name=site.name if site else standing.site_code,
        address=(site.address or "") if site else "",
        point=site.point if site else None,
        name=content.name if content else standing.target,
        revision=revision,
        place=standing.shown.place if standing.shown else "",
        cameras=cameras,
        seen=seen,
        findings=findings(seen, revision=revision, cameras=cameras),
    )


def findings(seen: Seen | None, *, revision: str | None, cameras: int | None) -> tuple[Finding, ...]:
    """Return what is wrong with a sign, as it was last seen in a round."""
    if seen is None:
        return (Finding.NOT_LOOKED,)
    hangs = seen.act in {Act.MOUNTED, Act.SEEN, Act.DAMAGED}
    faults = {
        Finding.MISSING: seen.act is Act.MISSING,
        Finding.DAMAGED: seen.act is Act.DAMAGED,
        Finding.UNREADABLE: seen.readable is False,
        Finding.TEXT_DIFFERS: seen.text_matches is False,
        Finding.OLD_REVISION: hangs and seen.revision is not None and seen.revision != revision,
        Finding.CAMERAS_DIFFER: None not in {cameras, seen.cameras_counted} and cameras != seen.cameras_counted,
    }
    return tuple(finding for finding, is_so in faults.items() if is_so)


def _cameras(content: SignContent, snapshot: Snapshot) -> int | None:
    if content.kind is SignKind.CAMERA:
        return 1
    site = next((view for view in snapshot.sites if view.code == content.site_code), None)
    if site is None or content.kind is SignKind.ENTRANCE:
        return site.count if site else None
    return next((zone.count for zone in site.zones if zone.code == content.target), None)


def _is_seen(row: SignRound, actor: Actor) -> bool:
    return all(actor.sees_site(code) for code in json.loads(row.sites))


def _row(row: SignRound, looked_at: set[str], today: date) -> RoundRow:
    numbers = tuple(json.loads(row.numbers))
    return RoundRow(
        id=row.id,
        region=row.region,
        sites=tuple(json.loads(row.sites)),
        numbers=numbers,
        looked_at=len(looked_at & set(numbers)),
        assigned_to=row.assigned_to,
        due_on=row.due_on,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        is_late=row.closed_at is None and row.due_on < today,
    )
