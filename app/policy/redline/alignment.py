"""Owns which part of the later text comes from which of the earlier: by key, by being equal, by being alike."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from app.policy.redline.model import Added, Changed, Kept, Removed, Steps

T = TypeVar("T")
C = TypeVar("C")
Places = list[int | None]
"""For each later part the place of the earlier one it comes from; None: it is new."""

ALIKE = 0.45
"""From this share of common letters on, a text is taken as the other one reworded."""
_NEAR = 8
"""How many of the unpaired earlier parts are compared with an unpaired later one."""


def by_keys(before: Sequence[T], after: Sequence[T], *keys: Callable[[T], Hashable | None]) -> Places:
    """Return the pairs that share a key; a second key is asked only of what the first left over.

    Parts that share one key among themselves are paired in their order; None is no key.
    """
    places: Places = [None] * len(after)
    left = list(range(len(before)))
    for key in keys:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in left:
            if (value := key(before[at])) is not None:
                waiting[value].append(at)
        for queue in waiting.values():
            queue.reverse()
        for place, part in enumerate(after):
            value = key(part)
            if places[place] is None and value is not None and waiting.get(value):
                places[place] = waiting[value].pop()
        taken = set(places)
        left = [at for at in left if at not in taken]
    return places


def by_likeness(
    before: Sequence[T], after: Sequence[T], *, text: Callable[[T], str], kind: Callable[[T], Hashable]
) -> Places:
    """Return the pairs that are equal, in order or moved, and then those of one kind that are alike.

    Of as many parts left on each side at one place, the later are the earlier ones changed, whatever they say: a
    promise that was replaced is one change, not one that went and another that came.
    """
    places: Places = [None] * len(after)
    regions: list[tuple[list[int], list[int]]] = []
    for step, start, end, later_start, later_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            places[later_start:later_end] = range(start, end)
        else:
            regions.append((list(range(start, end)), list(range(later_start, later_end))))
    gone, new = [at for old, _new in regions for at in old], [place for _old, new in regions for place in new]
    for place, at in enumerate(
        by_keys([before[at] for at in gone], [after[place] for place in new], lambda part: part)
    ):
        if at is not None:
            places[new[place]] = gone[at]
    taken = set(places)
    for old, later in regions:
        rest = [at for at in old if at not in taken]
        unpaired = [place for place in later if places[place] is None]
        for place in unpaired:
            found = _most_alike(before, rest, after[place], text=text, kind=kind)
            if found is not None:
                places[place] = found
                rest.remove(found)
        for at, place in _replaced(old, rest, later, places):
            if kind(before[at]) == kind(after[place]):
                places[place] = at
    return places


def _replaced(old: Sequence[int], rest: Sequence[int], later: Sequence[int], places: Places) -> list[tuple[int, int]]:
    """Return which parts stand where others stood: between two that stayed, as many new ones as ones that went."""
    staying = _in_order([at for place in later if (at := places[place]) in old and at is not None])
    found: list[tuple[int, int]] = []
    new: list[int] = []
    begin = 0
    for place in (*later, None):
        at = None if place is None else places[place]
        if place is not None and at not in staying:
            new += [place] if at is None else []
            continue
        end = len(old) if at is None else old.index(at)
        gone = [one for one in old[begin:end] if one in rest]
        found += zip(gone, new, strict=True) if len(gone) == len(new) else ()
        begin, new = end + 1, []
    return found


def steps(before: Sequence[T], after: Sequence[T], places: Places, change: Callable[[T, T], C]) -> Steps[C, T]:
    """Return the steps from the earlier parts to the later; ``change`` says how two paired parts differ."""
    found: list[Kept | Changed[C] | Added[T] | Removed] = []
    taken = set(places)
    gone = [at for at in range(len(before)) if at not in taken]
    gone.reverse()
    staying = _in_order([at for at in places if at is not None])
    for item, at in zip(after, places, strict=True):
        if at is None:
            found.append(Added(item))
            continue
        moved = at not in staying
        while not moved and gone and gone[-1] < at:
            found.append(Removed(gone.pop()))
        same = before[at] == item
        found.append(Kept(at, moved) if same else Changed(at, change(before[at], item), moved))
    found += [Removed(at) for at in reversed(gone)]
    return tuple(found)


def _most_alike(
    before: Sequence[T],
    rest: Iterable[int],
    later: T,
    *,
    text: Callable[[T], str],
    kind: Callable[[T], Hashable],
) -> int | None:
    near = [at for at in rest if kind(before[at]) == kind(later)][:_NEAR]
    shares = [(likeness(text(before[at]), text(later)), -at) for at in near]
    share, at = max(shares, default=(-1.0, 0))
    return -at if share >= ALIKE and near else None


def likeness(one: str, other: str) -> float:
    """Return which share of the letters of two texts they have in common, whatever their order: 0 to 1."""
    if not one and not other:
        return 1.0
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other))


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """Return the longest run of places that go up: what is not among them has moved."""
    ends: list[int] = []
    ends_at: list[int] = []
    previous: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        previous.append(ends_at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        ends_at[length : length + 1] = [number]
    kept = set()
    number = ends_at[-1] if ends_at else -1
    while number >= 0:
        kept.add(places[number])
        number = previous[number]
    return frozenset(kept)
