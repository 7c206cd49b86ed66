"""Owns what is read of printed signs on walls: every copy's standing, and the life of one sign."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.law.periods import sign_check_months
from app.signage.models.sightings import SignSighting
from app.signage.models.signs import Sign, SignPrint
from app.signage.placing import Act, Copy, Need, Noted, Placement, Source, months_from, needs, placements
from app.signage.refusals import PhotoNotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """One sign on the wall: its copies, the newest first, and what is to be done."""

    number: str
    site_code: str
    target: str
    placements: tuple[Placement, ...]
    needs: frozenset[Need]

    @property
    def shown(self) -> Placement | None:
        """Return the copy that stands for the sign: one that hangs, else what happened last."""
        hanging = next((one for one in self.placements if one.hangs), None)
        return hanging or next(iter(self.placements), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sighting as the timeline shows it. ``has_photo``: it can still be looked at."""

    id: str
    number: str
    act: Act
    at: datetime
    source: Source
    revision: str | None
    place: str
    text_matches: bool | None
    readable: bool | None
    damage: str
    cameras_counted: int | None
    round_id: str | None
    had_photo: bool
    has_photo: bool
    by: int
    leaf: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to show: of which sighting, and how it is found in the store."""

    id: str
    number: str
    site_code: str
    stored_name: str


def photo_context(sighting_id: str) -> str:
    """Return what the vault binds the photo of a sighting to."""
    return f"sign_sighting:{sighting_id}:photo"


def not_seen_since(day: date) -> datetime:
    """Return the moment before which a sighting is too old (``product.sign.check_months``: our choice, no law)."""
    months = sign_check_months(day).months or 0
    return start_of_kst_day(months_from(day, -months))


def standings(
    session: Session,
    *,
    today: Mapping[str, str],
    as_of: date,
    actor_sites: frozenset[str] | None = None,
    excused: Collection[str] = (),
) -> tuple[Standing, ...]:
    """Return every sign that was ever given a number, by number.

    :param today: the revision each standing sign must have, by number; a sign that is not in it is gone.
    :param actor_sites: the codes the person may see (None: all).
    :param excused: the numbers of signs for which something else stands.
    """
    copies, noted = _copies(session), _noted(session)
    since = not_seen_since(as_of)
    found = []
    for number, site_code, target, withdrawn_at in session.execute(
        select(Sign.number, Sign.site_code, Sign.target, Sign.withdrawn_at).order_by(Sign.number)
    ):
        if actor_sites is not None and site_code not in actor_sites:
            continue
        asked = None if withdrawn_at is not None else today.get(number)
        placed = placements(copies.get(number, ()), noted.get(number, ()))
        told = copies.get(number, ())
        todo = needs(placed, told, today=asked, not_seen_since=since, excused=number in excused)
        found.append(Standing(number, site_code, target, placed, todo))
    return tuple(found)


def placed_copies(session: Session, *, number: str) -> tuple[tuple[Copy, ...], tuple[Noted, ...]]:
    """Return the copies of one sign, and what was seen of them."""
    return (
        tuple(_copies(session, number=number).get(number, ())),
        tuple(_noted(session, number=number).get(number, ())),
    )


def life_of(session: Session, *, number: str) -> tuple[Seen, ...]:
    """Return what was done and seen at one sign, the newest first."""
    row = SignSighting
    statement = select(row).where(row.number == number).order_by(row.at.desc(), row.leaf.desc())
    return tuple(seen_of(one) for one in session.scalars(statement))


def seen_of(row: SignSighting) -> Seen:
    """Return a row as pages show it."""
    return Seen(
        id=row.id,
        number=row.number,
        act=Act(row.act),
        at=row.at,
        source=Source(row.source),
        revision=row.revision,
        place=row.place,
        text_matches=row.text_matches,
        readable=row.readable,
        damage=row.damage,
        cameras_counted=row.cameras_counted,
        round_id=row.round_id,
        had_photo=row.photo_sha256 is not None,
        has_photo=row.photo_name is not None,
        by=row.recorded_by,
        leaf=row.leaf,
    )


def photo_to_show(session: Session, *, sighting_id: str, actor: Actor) -> Photo:
    """Return the photo of a sighting, for somebody who may see the site.

    :raises PhotoNotFound: if there is none, it was erased, or the site is not one they may see.
    """
    found = session.get(SignSighting, sighting_id)
    if found is None or found.photo_name is None or not actor.sees_site(found.site_code):
        raise PhotoNotFound
    return Photo(found.id, found.number, found.site_code, found.photo_name)


def photo_files(session: Session) -> Iterator[str]:
    """Yield the names of all files in the vault's store that a sighting still names."""
    name = SignSighting.photo_name
    for found in session.scalars(select(name).where(name.is_not(None)).execution_options(yield_per=1_000)):
        yield str(found)


def _copies(session: Session, *, number: str | None = None) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = defaultdict(list)
    row = SignPrint
    statement = select(row.number, row.batch, row.revision, row.printed_at).order_by(row.number, row.batch)
    for one in session.execute(statement if number is None else statement.where(row.number == number)):
        found[one.number].append(Copy(*one))
    return found


def _noted(session: Session, *, number: str | None = None) -> dict[str, list[Noted]]:
    found: dict[str, list[Noted]] = defaultdict(list)
    row = SignSighting
    statement = select(row.number, row.revision, row.batch, row.act, row.at, row.leaf, row.place).order_by(row.leaf)
    for one in session.execute(statement if number is None else statement.where(row.number == number)):
        found[one.number].append(
            Noted(
                number=one.number,
                revision=one.revision,
                batch=one.batch,
                act=Act(one.act),
                at=one.at,
                leaf=one.leaf,
                place=one.place,
            )
        )
    return found
