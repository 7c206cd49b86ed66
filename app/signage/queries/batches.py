"""Owns what is read of batches: the signs an order chooses, what was made, and where each sign of a batch goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.errors import NotFound
from app.kernel.messages import N_
from app.ledger import queries as ledger
from app.registry import queries as registry
from app.registry.domain import Level
from app.registry.points import Point, degrees_text
from app.registry.snapshot import Effective, Snapshot
from app.signage.events import SignsPrinted
from app.signage.layout.positions import Position, position_in
from app.signage.models import Sign, SignBatch, SignPrint
from app.signage.models.sightings import SignSighting
from app.signage.placing import Act
from app.signage.queries.signs import SignRow

_DIGITS = re.compile(r"(\d+)")
_LAST = "\uffff"
_HANGING = frozenset({Act.MOUNTED, Act.SEEN, Act.DAMAGED})


class UnknownBatch(NotFound):
    """There is no such batch, or the person may not know of it."""

    text = N_("이 안내판 묶음을 찾을 수 없습니다.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBatch:
    """A batch that was made, as its row says."""

    id: str
    count: int
    left_out: int
    pages: int
    size: str
    variant: str
    languages: tuple[str, ...]
    sheet: str | None
    margin: int | None
    gap: int | None
    marked: bool
    site: str | None
    region: str | None
    kind: str | None
    state: str | None
    digest: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Where one sign of a batch goes, for whoever mounts it. ``before``: the revision to take down."""

    number: str
    revision: str
    site: str
    region: str
    name: str
    address: str
    where: str
    position: Position | None
    before: str | None

    @property
    def is_lost(self) -> bool:
        """Return whether nothing says where to go: neither an address nor a position."""
        return not self.address and self.position is None


def in_order(rows: Sequence[SignRow]) -> list[SignRow]:
    """Return signs in the order they are printed and mounted: by region, then by address; places without one last."""
    return sorted(rows, key=lambda row: (row.region or _LAST, _natural(row.content.place), row.content.target))


def made_batches(session: Session, *, actor: Actor, size: int, before: str | None = None) -> list[MadeBatch]:
    """Return one batch more than a page holds, newest first: only those of which the person may see every sign."""
    statement = _seen_by(actor).order_by(SignBatch.batch.desc()).limit(size + 1)
    if before is not None:
        statement = statement.where(SignBatch.batch < before)
    return [_made(row) for row in session.scalars(statement)]


def made_batch(session: Session, *, batch: str, actor: Actor) -> MadeBatch:
    """Return a batch.

    :raises UnknownBatch: if there is none, or it holds a sign of a site the person may not see.
    """
    row = session.scalar(_seen_by(actor).where(SignBatch.batch == batch))
    if row is None:
        raise UnknownBatch
    return _made(row)


def goings(session: Session, *, batch: MadeBatch) -> list[Going]:
    """Return where the signs of a batch go, in the order of its pages: as the registry knew it when they were printed.

    So the list is the same whenever it is asked for.
    """
    order = [
        sign["number"]
        for entry in ledger.entries(session, subject=f"sign_batch:{batch.id}", names=(SignsPrinted.name,))
        for sign in entry.data["signs"]
    ]
    statement = (
        select(SignPrint.number, SignPrint.revision, Sign.target, Sign.site_code)
        .join(Sign, Sign.number == SignPrint.number)
        .where(SignPrint.batch == batch.id)
    )
    printed = {row.number: row for row in session.execute(statement)}
    before = _before(session, batch)
    places = _places(registry.snapshot(session, as_of=kst_day(batch.made_at), known_at=batch.made_at))
    found = []
    for number in order:
        row = printed[number]
        place = places.get(row.target) or places.get(row.site_code) or _Place("", row.target, "", "", None)
        found.append(
            Going(
                number=number,
                revision=row.revision,
                site=row.site_code,
                region=place.region,
                name=place.name,
                address=place.address,
                where=place.where,
                position=place.position,
                before=before.get(number),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    region: str
    name: str
    address: str
    where: str
    position: Position | None


def _places(snapshot: Snapshot) -> dict[str, _Place]:
    """Return every site, zone and camera by its code."""
    found = {}
    for site in snapshot.sites:
        region, address = site.region or "", site.address or ""
        where = _own_location(site.values)
        own = _recorded(site.point) or position_in(where, *site.values.remarks, site.address, site.name)
        found[site.code] = _Place(region, site.name, address, where, own)
        for zone in site.zones:
            told, there = f"{site.name} · {zone.name}", _own_location(zone.values)
            position = position_in(zone.declared.location, *(zone.declared.remarks or ())) or own
            found[zone.code] = _Place(region, told, address, there, position)
            for camera in zone.cameras:
                name = f"{told} · {camera.name or camera.code}"
                beside = camera.declared.location
                found[camera.code] = _Place(region, name, address, beside or there, position_in(beside) or position)
    return found


def _recorded(point: Point | None) -> Position | None:
    return Position(degrees_text(point.latitude), degrees_text(point.longitude)) if point else None


def _own_location(values: Effective) -> str:
    """Return the location, unless it is declared for many sites at once and says nothing about this one."""
    is_shared = values.origin.get("location") in {Level.ORGANISATION, Level.ROW}
    return "" if is_shared else values.location or ""


def _before(session: Session, batch: MadeBatch) -> dict[str, str]:
    """Return the revision to take down of each sign: what hung when the batch was made.

    Where nobody noted anything of a sign, another revision printed before is taken to hang; the same one is not, as it
    was only printed again.
    """
    mine = select(SignPrint.number).where(SignPrint.batch == batch.id)
    new = {row.number: row for row in session.scalars(select(SignPrint).where(SignPrint.batch == batch.id))}
    made = min((row.leaf for row in new.values()), default=0)  # Checks sent later change no list made before.
    printed = (
        select(SignPrint.number, SignPrint.revision)
        .where(SignPrint.number.in_(mine), SignPrint.leaf < made)
        .order_by(SignPrint.leaf)
    )
    found = {number: revision for number, revision in session.execute(printed) if revision != new[number].revision}
    noted = (
        select(SignSighting.number, SignSighting.act, SignSighting.revision)
        .where(SignSighting.number.in_(mine), SignSighting.leaf < made, SignSighting.act != Act.ELSEWHERE.value)
        .order_by(SignSighting.at, SignSighting.leaf)
    )
    for number, act, revision in session.execute(noted):
        hangs = Act(act) in _HANGING and (revision or found.get(number))
        found |= {number: hangs} if hangs else {}
        if Act(act) not in _HANGING:
            found.pop(number, None)
    return found


def _seen_by(actor: Actor) -> Select[SignBatch]:
    statement = select(SignBatch)
    if actor.sites is None:
        return statement
    hidden = exists().where(
        SignPrint.batch == SignBatch.batch,
        Sign.number == SignPrint.number,
        Sign.site_code.not_in(sorted(actor.sites)),
    )
    return statement.where(~hidden)


def _made(row: SignBatch) -> MadeBatch:
    return MadeBatch(
        id=row.batch,
        count=row.count,
        left_out=row.left_out,
        pages=row.pages,
        size=row.size,
        variant=row.variant,
        languages=tuple(row.languages.split(",")),
        sheet=row.sheet,
        margin=row.margin,
        gap=row.gap,
        marked=row.marked,
        site=row.chosen_site,
        region=row.region,
        kind=row.kind,
        state=row.state,
        digest=row.digest,
        made_by=row.made_by,
        made_at=row.made_at,
    )


def _natural(text: str) -> list[tuple[int, str]]:
    """Return what text is sorted by, so that 읍하로 9 stands before 읍하로 100."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(text)]
