"""Owns valid time: the versions of one object, how a later assertion trims them, and what holds on a day.

A day that is None at the start of a span means "always was", at its end "still is". Ends are exclusive.
Recorded time is the order of the ledger: folding the assertions known up to a moment gives what was known then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.registry.domain import Kind, Thing

Key = tuple[Kind, str]
"""What a version is about: kind and code."""

_BEGINNING = date.min


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, end exclusive; None is open."""

    start: date | None = None
    end: date | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether no day lies in the span."""
        return self.start is not None and self.end is not None and self.start >= self.end

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the span."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def meets(self, other: "Span") -> bool:
        """Return whether two spans share a day."""
        return not Span(_later(self.start, other.start), _earlier(self.end, other.end)).is_empty

    def minus(self, other: "Span") -> "list[Span]":
        """Return what is left of this span, at most two pieces, without the days of another."""
        if not self.meets(other):
            return [self]
        left = [Span(self.start, other.start)] if other.start is not None else []
        right = [Span(other.end, self.end)] if other.end is not None else []
        return [piece for piece in (*left, *right) if not piece.is_empty]


@dataclass(frozen=True, slots=True)
class Version:
    """A value that holds for a span of days. ``place`` says where it was read, for messages only."""

    value: Thing
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = field(default="", compare=False)

    @property
    def span(self) -> Span:
        """Return the days it holds."""
        return Span(self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Assertion:
    """Somebody said: over these days the object is so (``value``), or is not there (None)."""

    kind: Kind
    code: str
    value: Thing | None
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = field(default="", compare=False)

    @property
    def key(self) -> Key:
        """Return what it is about."""
        return self.kind, self.code

    @property
    def span(self) -> Span:
        """Return the days it speaks of."""
        return Span(self.valid_from, self.valid_to)


Timeline = tuple[Version, ...]
"""The versions of one object: in order of days, never overlapping, neighbours never equal."""


def applied(timeline: Timeline, assertion: Assertion) -> Timeline:
    """Return the versions after an assertion: what it covers is trimmed or split, equal neighbours become one."""
    pieces: list[Version] = []
    for version in timeline:
        pieces += (
            replace(version, valid_from=span.start, valid_to=span.end) for span in version.span.minus(assertion.span)
        )
    if assertion.value is not None and not assertion.span.is_empty:
        pieces.append(Version(assertion.value, assertion.valid_from, assertion.valid_to, assertion.place))
    pieces.sort(key=_start)
    return joined(pieces)


def joined(versions: Sequence[Version]) -> Timeline:
    """Return versions in order with neighbours that touch and say the same made one."""
    if len(versions) < 2:  # noqa: PLR2004  # One has no neighbour.
        return tuple(versions)
    result: list[Version] = []
    for version in versions:
        last = result[-1] if result else None
        if last is not None and last.valid_to == version.valid_from and last.value == version.value:
            result[-1] = replace(last, valid_to=version.valid_to, place=version.place or last.place)
        else:
            result.append(version)
    return tuple(result)


def folded(assertions: Iterable[Assertion]) -> dict[Key, Timeline]:
    """Return the versions of every object after assertions in the order they were recorded."""
    timelines: dict[Key, Timeline] = {}
    for assertion in assertions:
        timelines[assertion.key] = applied(timelines.get(assertion.key, ()), assertion)
    return {key: timeline for key, timeline in timelines.items() if timeline}


def version_on(timeline: Timeline, day: date) -> Version | None:
    """Return the version that holds on a day, if any."""
    return next((version for version in timeline if version.span.holds(day)), None)


def until_next_change(timeline: Timeline, day: date) -> date | None:
    """Return the day on which what holds on a day is next known to change; None: never."""
    for version in timeline:
        if version.span.holds(day):
            return version.valid_to
        if version.valid_from is not None and version.valid_from > day:
            return version.valid_from
    return None


def gaps(versions: Sequence[Version]) -> Iterator[Span]:
    """Yield the spans in which none of the versions holds, in order."""
    start: date | None = None
    for version in sorted(versions, key=_start):
        if version.valid_from is not None and (start is None or start < version.valid_from):
            yield Span(start, version.valid_from)
        if version.valid_to is None:
            return
        start = version.valid_to
    yield Span(start, None)


def uncovered(span: Span, timeline: Timeline) -> Span | None:
    """Return the first stretch of a span in which no version holds, if there is one."""
    left = [span]
    for version in timeline:
        left = [piece for part in left for piece in part.minus(version.span)]
    return left[0] if left else None


def turning_days(timelines: Iterable[Timeline], *more: date | None) -> list[date]:
    """Return the days on which something may differ from the day before, beginning with the first day of all."""
    days = {day for day in more if day is not None}
    for timeline in timelines:
        for version in timeline:
            days |= {day for day in (version.valid_from, version.valid_to) if day is not None}
    return [_BEGINNING, *sorted(days)]


def day_before(day: date) -> date:
    """Return the day before, e.g. the last day of a span whose end is exclusive."""
    return day - timedelta(days=1)


def values_on(timelines: Mapping[Key, Timeline], day: date) -> dict[Key, Thing]:
    """Return the value of every object on a day."""
    found = ((key, version_on(timeline, day)) for key, timeline in timelines.items())
    return {key: version.value for key, version in found if version is not None}


def _start(version: Version) -> date:
    return version.valid_from or _BEGINNING


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
