"""A month of a control room, invented: eight people in two shifts, three by day, 164 cameras, and planted misuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from app.footage_access.domain import Form, Kind, Purpose
from app.footage_access.shifts import shift_at
from app.kernel.clock import KST
from app.log_review.domain import Oddity, RecorderGap, ReviewedEntry, Spot
from app.log_review.rules import Material

FIRST = datetime(2026, 10, 1, 7, tzinfo=KST).astimezone(UTC)
DAYS = 30
CREWS = ((11, 12), (13, 14), (15, 16), (17, 18))
BY_DAY = (21, 22, 23)
SPOTS = tuple(
    Spot(f"G-{site:03}", f"G-{site:03}-Z1", f"G-{site:03}-C{camera}") for site in range(1, 83) for camera in (1, 2)
)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def on_duty() -> dict[datetime, frozenset[int]]:
    """Return who was on each shift: four crews take turns."""
    starts = [shift_at(FIRST + n * 12 * HOUR).start for n in range(DAYS * 2)]
    return {start: frozenset(CREWS[n % 4]) for n, start in enumerate(starts)}


def a_normal_month(random: Random, count: int) -> list[ReviewedEntry]:
    """Return entries as people make them who do nothing wrong, with what looks strange and is not."""
    rosters = sorted(on_duty().items())
    entries = [_normal(random, rosters) for _ in range(count)]
    return [replace(entry, leaf=n) for n, entry in enumerate(entries, start=1)]


def _normal(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> ReviewedEntry:
    start, people = random.choice(rosters)
    at = start + timedelta(seconds=random.randrange(12 * 3600))
    handler = random.choice(sorted(people))
    kind, purpose = Kind.LIVE, random.choice((Purpose.FACILITY_SAFETY, Purpose.FIRE_PREVENTION))
    wait = timedelta(minutes=random.choice((0, 1, 2, 5, 10, 40, 120)))
    lot = random.random()
    if lot < 0.12:  # An alarm is looked into at once, by night as by day.
        kind, purpose = Kind.PLAYBACK, Purpose.INCIDENT
    elif lot < 0.16:
        kind, purpose = Kind.PLAYBACK, Purpose.INSPECTION
    elif lot < 0.22:  # Day people look back in office hours.
        kind, purpose, handler = Kind.PLAYBACK, Purpose.FACILITY_SAFETY, random.choice(BY_DAY)
        day = at.astimezone(KST).replace(hour=random.randrange(9, 18))
        at = day.astimezone(UTC)
    if lot < 0.02:  # A shift ends, and the look with it a little later.
        at = start + 12 * HOUR + timedelta(seconds=random.randrange(20 * 60))
    entry = an_entry(handler, at, kind, purpose, (random.choice(SPOTS),), wait=wait)
    if 0.22 <= lot < 0.225:  # A request is answered: many cameras, a file.
        number = f"2026-{random.randrange(1, 40):04}"
        spots = tuple(random.sample(SPOTS, 12))
        entry = replace(entry, kind=Kind.VIEWING, request_number=number, form=Form.FILE, file_name="a.mp4", spots=spots)
    return entry


def an_entry(
    handler: int, at: datetime, kind: Kind, purpose: Purpose, spots: tuple[Spot, ...], *, wait: timedelta = MINUTE
) -> ReviewedEntry:
    """Return an entry without a place in the ledger yet."""
    return ReviewedEntry(
        leaf=0,
        kind=kind,
        handler_id=handler,
        occurred_at=at,
        recorded_at=at + wait,
        purpose=purpose,
        spots=spots,
    )


Planted = tuple[Oddity, list[ReviewedEntry]]


def misuse(random: Random, each: int) -> Iterator[Planted]:
    """Yield planted misuse, some of each kind a register shows by itself."""
    rosters = sorted(on_duty().items())
    for plant in (_by_night, _off_shift, _many_cameras, _again_and_again, _taken_out, _written_late):
        for _ in range(each):
            yield plant(random, rosters)


def _in_day(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> tuple[datetime, int]:
    start, people = random.choice([roster for roster in rosters if roster[0].astimezone(KST).hour == 7])
    return start + timedelta(minutes=random.randrange(60, 600)), random.choice(sorted(people))


def _by_night(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    start, people = random.choice([roster for roster in rosters if roster[0].astimezone(KST).hour == 19])
    at = start + 3 * HOUR + timedelta(minutes=random.randrange(1, 470))
    spots = (random.choice(SPOTS),)
    return Oddity.NIGHT, [an_entry(random.choice(sorted(people)), at, Kind.PLAYBACK, Purpose.VISITOR_SAFETY, spots)]


def _off_shift(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    number = random.randrange(2, len(rosters) - 2)
    near = rosters[number - 1][1] | rosters[number][1] | rosters[number + 1][1]
    at = rosters[number][0] + timedelta(minutes=random.randrange(60, 660))
    other = random.choice([person for crew in CREWS for person in crew if person not in near])
    return Oddity.OFF_SHIFT, [an_entry(other, at, Kind.LIVE, Purpose.FACILITY_SAFETY, (random.choice(SPOTS),))]


def _many_cameras(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    at, handler = _in_day(random, rosters)
    spots = random.sample(SPOTS, 14)
    return Oddity.MANY_CAMERAS, [
        an_entry(handler, at + n * timedelta(seconds=35), Kind.PLAYBACK, Purpose.INCIDENT, (spot,))
        for n, spot in enumerate(spots)
    ]


def _again_and_again(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    spot, handler = random.choice(SPOTS), random.choice(BY_DAY)
    at = FIRST + timedelta(days=random.randrange(DAYS - 7), hours=3)
    return Oddity.REPEATED, [
        an_entry(
            handler, at + timedelta(days=n, minutes=random.randrange(200)), Kind.PLAYBACK, Purpose.INCIDENT, (spot,)
        )
        for n in range(5)
    ]


def _taken_out(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    at, handler = _in_day(random, rosters)
    entry = an_entry(handler, at, Kind.USE, Purpose.INCIDENT, (random.choice(SPOTS),))
    return Oddity.EXPORT_WITHOUT_CASE, [replace(entry, form=Form.FILE, file_name="clip.mp4")]


def _written_late(random: Random, rosters: list[tuple[datetime, frozenset[int]]]) -> Planted:
    at, handler = _in_day(random, rosters)
    wait = timedelta(hours=random.randrange(13, 200))
    spots = (random.choice(SPOTS),)
    return Oddity.LATE_ENTRY, [an_entry(handler, at, Kind.PLAYBACK, Purpose.INCIDENT, spots, wait=wait)]


def gaps(random: Random, count: int) -> Iterator[RecorderGap]:
    """Yield what recorders know of and the register does not."""
    for number in range(count):
        at = FIRST + timedelta(minutes=random.randrange(DAYS * 24 * 60))
        yield RecorderGap(finding=90_000 + number, handler_id=random.choice(CREWS[0]), spot=random.choice(SPOTS), at=at)


def a_month(random: Random, *, normal: int = 4_900) -> tuple[Material, dict[int, Oddity], list[list[int]], set[int]]:
    """Return a month: the material, what was planted by leaf, the planted acts by their leaves, and the normal leaves.

    36 acts are planted in the register, and four gaps of recorders beside it.
    """
    entries = a_normal_month(random, normal)
    ordinary = {entry.leaf for entry in entries}
    planted: dict[int, Oddity] = {}
    acts: list[list[int]] = []
    for oddity, together in misuse(random, 6):
        leaves = list(range(len(entries) + 1, len(entries) + 1 + len(together)))
        entries += [replace(entry, leaf=leaf) for entry, leaf in zip(together, leaves, strict=True)]
        planted |= dict.fromkeys(leaves, oddity)
        acts.append(leaves)
    entries.sort(key=lambda entry: (entry.occurred_at, entry.leaf))
    material = Material(entries=entries, on_duty=on_duty(), gaps=tuple(gaps(random, 4)))
    return material, planted, acts, ordinary
