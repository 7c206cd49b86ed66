"""Owns turning a recorder's single events into viewings."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from app.footage_access.domain import Kind
from app.recorder_logs.domain import Seen

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """One event of a recorder. ``person`` is the account behind the user, None where nobody knows who it was."""

    key: Key
    at: int
    person: int | None
    camera: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Viewing:
    """What one person did with one camera in one go, by the recorder's clock."""

    keys: tuple[Key, ...]
    person: int | None
    camera: str
    seen: Seen
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the register. ``areas`` are places without a camera, each with every camera of it."""

    leaf: int
    person: int
    kind: Kind
    start: int
    end: int
    cameras: tuple[str, ...]
    areas: tuple[tuple[str, frozenset[str]], ...] = ()


_ORDER = attrgetter("camera", "seen", "at", "key")


def viewings_of(sights: Iterable[Sight], *, gap: int) -> list[Viewing]:
    """Return the viewings events make up: those of one person, camera and act that follow each other within a gap.

    :param gap: seconds.
    """
    found: list[Viewing] = []
    run: list[Sight] = []
    for sight in sorted(sights, key=lambda each: (each.person is None, each.person or 0, *_ORDER(each))):
        last = run[-1] if run else None
        goes_on = (
            last is not None
            and (last.person, last.camera, last.seen) == (sight.person, sight.camera, sight.seen)
            and sight.at - last.at <= gap
        )
        if run and not goes_on:
            found.append(_viewing(run))
            run = []
        run.append(sight)
    if run:
        found.append(_viewing(run))
    return found


def _viewing(run: list[Sight]) -> Viewing:
    first = run[0]
    keys = tuple(sight.key for sight in run)
    return Viewing(keys, first.person, first.camera, first.seen, first.at, run[-1].at)
