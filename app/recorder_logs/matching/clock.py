"""Owns how far a recorder's clock is off, told from the times at which people say they looked."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from app.recorder_logs.domain import COVERS, WHOLE_MINUTE
from app.recorder_logs.matching.viewings import Entry, Viewing

LARGEST = 12 * 3600
"""Seconds. A zone set wrongly is nine hours in Korea."""
_FEWEST = 12
_MOST_SAMPLED = 4_000
_NEARLY = 0.9
_AS_GOOD = 0.995
_ABOVE_CHANCE = 2.0
Pair = tuple[int, int]
"""How much later a viewing's first and last event are than an entry, in seconds."""


def clock_offset(viewings: Sequence[Viewing], entries: Sequence[Entry], *, tolerance: int) -> int:
    """Return the seconds by which a recorder's clock runs ahead of the register; 0 where too little says so.

    Every viewing is set against all entries of the same person and camera half a day around it. Differences that belong
    together gather in one place, twice the tolerance wide; all others are spread out. If clearly more gathers there
    than chance would bring, the offset is the middle of those at which most viewings have an entry within tolerance.
    (The median itself leans to one side: a viewing begins with the earliest of its events.)
    """
    pairs = sorted(_pairs(viewings, entries))
    if len(pairs) < _FEWEST:
        return 0
    width = 2 * tolerance + WHOLE_MINUTE
    first = [pair[0] for pair in pairs]
    counts = [bisect_right(first, low + width) - at for at, low in enumerate(first)]
    most = max(counts)
    if most < max(_FEWEST, _ABOVE_CHANCE * len(pairs) * width / (2 * LARGEST)):
        return 0
    # Rounds every two hours gather again two hours away, nearly as many: the smallest offset is the likely one.
    middles = [int(median(first[at : at + count])) for at, count in enumerate(counts) if count >= _NEARLY * most]
    nearest = min(middles, key=abs)
    low = bisect_left(first, nearest - 2 * width)
    high = bisect_right(first, nearest + 2 * width)
    return _best(pairs[low:high], tolerance)


def _best(pairs: Sequence[Pair], tolerance: int) -> int:
    """Return the middle of the offsets at which most pairs are within tolerance."""
    steps = sorted(
        [(early - WHOLE_MINUTE - tolerance, 1) for early, _late in pairs]
        + [(late + tolerance, -1) for _, late in pairs],
        key=lambda step: (step[0], -step[1]),
    )
    levels: list[tuple[int, int]] = []
    level = 0
    for at, change in steps:
        level += change
        levels.append((at, level))
    most = max(count for _at, count in levels)
    peak = next(place for place, (_at, count) in enumerate(levels) if count == most)
    first, last = peak, peak
    while first and levels[first - 1][1] >= _AS_GOOD * most:
        first -= 1
    while last + 1 < len(levels) and levels[last][1] >= _AS_GOOD * most:
        last += 1
    return (levels[first][0] + levels[last][0]) // 2


def _pairs(viewings: Sequence[Viewing], entries: Sequence[Entry]) -> list[Pair]:
    moments: dict[tuple[int, str], list[tuple[int, Entry]]] = defaultdict(list)
    for entry in entries:
        for camera in entry.cameras:
            moments[entry.person, camera].append((entry.start, entry))
    for found in moments.values():
        found.sort(key=lambda each: each[0])
    step = max(1, len(viewings) // _MOST_SAMPLED)
    pairs: list[Pair] = []
    for viewing in viewings[::step]:
        if viewing.person is None:
            continue
        there = moments.get((viewing.person, viewing.camera), [])
        begin = bisect_left(there, viewing.start - LARGEST, key=lambda each: each[0])
        for start, entry in there[begin:]:
            if start > viewing.start + LARGEST:
                break
            if viewing.seen in COVERS[entry.kind]:
                pairs.append((viewing.start - start, viewing.end - start))
    return pairs
