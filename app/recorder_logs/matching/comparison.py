"""Owns which viewing an entry accounts for, and what is left over on either side.

In this order, so that the surest goes first:

1. Person, camera and kind, one to one (``best_pairs``): live with live, playback with playback, export with an entry of
   use, provision or viewing; what is left of those may account for a playback, and what is left of playback for a live
   picture.
2. The rest of a visit: live or playback beside a matched act of the same person at the same camera.
3. Whatever falls into the time an entry says it lasted, or into the area an entry names instead of a camera.
4. Viewings of nobody known, with the entries left over at the camera, whoever made them. Such a match is weak.

An entry is missed by the recorder only where its log covers the time and it knows the camera.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.footage_access.domain import Kind
from app.recorder_logs.domain import COVERS, WHOLE_MINUTE, Seen
from app.recorder_logs.matching.assignment import Span, best_pairs
from app.recorder_logs.matching.clock import clock_offset
from app.recorder_logs.matching.viewings import Entry, Viewing

_TAKES: tuple[tuple[Seen, frozenset[Kind]], ...] = (
    (Seen.EXPORT, frozenset({Kind.USE, Kind.PROVISION, Kind.VIEWING})),
    (Seen.PLAYBACK, frozenset({Kind.PLAYBACK})),
    (Seen.LIVE, frozenset({Kind.LIVE})),
    (Seen.PLAYBACK, frozenset({Kind.USE, Kind.PROVISION, Kind.VIEWING})),
    (Seen.LIVE, frozenset({Kind.PLAYBACK, Kind.USE, Kind.PROVISION, Kind.VIEWING})),
)
"""Which act is matched one to one with which kinds, the most fitting first."""
Part = tuple[int, str]
"""An entry and one camera or area it names."""


@dataclass(frozen=True, slots=True)
class Match:
    """A viewing and the entry that accounts for it; ``weak`` when the person is not known."""

    viewing: int
    leaf: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """A camera or area an entry names and the recorder saw nobody look at."""

    leaf: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a comparison found. ``offset`` is how many seconds the recorder's clock runs ahead."""

    matches: tuple[Match, ...]
    unrecorded: tuple[int, ...]  # Places of viewings without an entry.
    unseen: tuple[Overdue, ...]
    compared_entries: int
    offset: int


def compare(
    viewings: Sequence[Viewing],
    entries: Sequence[Entry],
    *,
    tolerance: int,
    gap: int,
    cameras: Collection[str],
    covered: Sequence[tuple[int, int]],
    offset: int | None = None,
) -> Outcome:
    """Return what accounts for what.

    :param tolerance: seconds a clock may be off, either way.
    :param cameras: every camera the recorder records.
    :param covered: the spans of time its log is about, in seconds.
    :param offset: how far the recorder's clock runs ahead; None: told from the two.
    """
    known = frozenset(cameras)
    ahead = clock_offset(viewings, entries, tolerance=tolerance) if offset is None else offset
    work = _Work(viewings, entries, window=tolerance + WHOLE_MINUTE, gap=gap, ahead=ahead)
    work.match_people()
    work.cover_visits()
    work.cover_spans_and_areas()
    work.match_nobody()
    work.cover_visits()
    work.cover_spans_and_areas()
    unseen, compared = work.unseen(known, covered)
    return Outcome(
        matches=tuple(Match(at, part[0], viewings[at].person is None) for at, part in sorted(work.taken.items())),
        unrecorded=tuple(at for at in range(len(viewings)) if at not in work.taken),
        unseen=tuple(unseen),
        compared_entries=compared,
        offset=ahead,
    )


@dataclass(slots=True)
class _Work:
    """One comparison under way. ``taken`` says which part of which entry accounts for a viewing."""

    viewings: Sequence[Viewing]
    entries: Sequence[Entry]
    window: int
    gap: int
    ahead: int
    taken: dict[int, Part] = field(default_factory=dict)
    used: set[Part] = field(default_factory=set)
    of_leaf: Mapping[int, Entry] = field(init=False)

    def __post_init__(self) -> None:
        self.of_leaf = {entry.leaf: entry for entry in self.entries}

    def span(self, viewing: Viewing) -> Span:
        """Return when a viewing was by the register's clock."""
        return Span(viewing.start - self.ahead, viewing.end - self.ahead)

    def match_people(self) -> None:
        places: dict[tuple[int, str], list[int]] = defaultdict(list)
        for at, viewing in enumerate(self.viewings):
            if viewing.person is not None:
                places[viewing.person, viewing.camera].append(at)
        parts: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for camera in entry.cameras:
                parts[entry.person, camera].append(entry)
        for (person, camera), there in places.items():
            self._match(there, parts.get((person, camera), []), camera)

    def match_nobody(self) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for at, viewing in enumerate(self.viewings):
            if viewing.person is None and at not in self.taken:
                places[viewing.camera].append(at)
        parts: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for camera in entry.cameras:
                if (entry.leaf, camera) not in self.used and camera in places:
                    parts[camera].append(entry)
        for camera, there in places.items():
            self._match(there, parts[camera], camera)

    def _match(self, places: Sequence[int], entries: Sequence[Entry], camera: str) -> None:
        for seen, kinds in _TAKES:
            left = [at for at in places if self.viewings[at].seen is seen and at not in self.taken]
            right = [each for each in entries if each.kind in kinds and (each.leaf, camera) not in self.used]
            if not left or not right:
                continue
            left.sort(key=lambda at: self.viewings[at].start)
            right.sort(key=lambda each: (each.start, each.leaf))
            pairs = best_pairs(
                [self.span(self.viewings[at]) for at in left],
                [Span(each.start, each.end) for each in right],
                window=self.window,
            )
            for one, other in pairs:
                self._take(left[one], (right[other].leaf, camera))

    def _take(self, at: int, part: Part) -> None:
        self.taken[at] = part
        self.used.add(part)

    def cover_visits(self) -> None:
        """Let an entry account for what else the same visit held: the live picture before a playback."""
        groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for at, viewing in enumerate(self.viewings):
            groups[viewing.person, viewing.camera].append(at)
        for there in groups.values():
            left = [at for at in there if at not in self.taken]
            matched = [at for at in there if at in self.taken]
            if not left or not matched:
                continue
            for at in left:
                part = self._visit(at, matched)
                if part is not None:
                    self.taken[at] = part

    def _visit(self, at: int, matched: Iterable[int]) -> Part | None:
        mine, seen = self.span(self.viewings[at]), self.viewings[at].seen
        for other in matched:
            part = self.taken[other]
            covers = seen in COVERS[self.of_leaf[part[0]].kind]
            another_act = self.viewings[other].seen is not seen
            if covers and another_act and mine.apart(self.span(self.viewings[other])) <= self.gap:
                return part
        return None

    def cover_spans_and_areas(self) -> None:
        lasting = [entry for entry in self.entries if entry.end > entry.start or entry.areas]
        if not lasting:
            return
        left: dict[str, list[int]] = defaultdict(list)
        for at, viewing in enumerate(self.viewings):
            if at not in self.taken:
                left[viewing.camera].append(at)
        for entry in lasting:
            spans = [(camera, camera) for camera in entry.cameras if entry.end > entry.start]
            spans += [(name, camera) for name, cameras in entry.areas for camera in sorted(cameras) if camera in left]
            for name, camera in spans:
                for at in left.get(camera, ()):
                    if at not in self.taken and self._accounts(entry, self.viewings[at]):
                        self._take(at, (entry.leaf, name))

    def _accounts(self, entry: Entry, viewing: Viewing) -> bool:
        fits = viewing.person in {None, entry.person} and viewing.seen in COVERS[entry.kind]
        return fits and self.span(viewing).apart(Span(entry.start, entry.end)) <= self.window

    def unseen(self, known: frozenset[str], covered: Sequence[tuple[int, int]]) -> tuple[list[Overdue], int]:
        """Return the parts of entries nobody was seen at, and how many parts were looked for."""
        by_camera: dict[str, list[int]] = defaultdict(list)
        for at, viewing in enumerate(self.viewings):
            by_camera[viewing.camera].append(at)
        for there in by_camera.values():
            there.sort(key=lambda at: self.viewings[at].start)
        longest = max((viewing.end - viewing.start for viewing in self.viewings), default=0)
        found: list[Overdue] = []
        compared = 0
        for entry in self.entries:
            if not any(self._is_inside(entry, low, high) for low, high in covered):
                continue
            parts = [(camera, frozenset({camera})) for camera in entry.cameras]
            for name, cameras in (*parts, *entry.areas):
                if not cameras & known:
                    continue
                compared += 1
                if (entry.leaf, name) not in self.used and not self._was_near(entry, cameras, by_camera, longest):
                    found.append(Overdue(entry.leaf, name))
        return found, compared

    def _is_inside(self, entry: Entry, low: int, high: int) -> bool:
        """Return whether a span of the recorder's log surely includes an entry, whatever its clock says."""
        return low - self.ahead + self.window <= entry.start and entry.end <= high - self.ahead - self.window

    def _was_near(
        self, entry: Entry, cameras: frozenset[str], by_camera: Mapping[str, list[int]], longest: int
    ) -> bool:
        """Return whether a viewing another entry already accounts for could be this one's too."""
        for camera in cameras:
            there = by_camera.get(camera, [])
            low = entry.start + self.ahead - self.window - longest
            first = bisect_left(there, low, key=lambda at: self.viewings[at].start)
            last = bisect_right(there, entry.end + self.ahead + self.window, key=lambda at: self.viewings[at].start)
            if any(self._accounts(entry, self.viewings[at]) for at in there[first:last]):
                return True
        return False
