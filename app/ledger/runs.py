"""Owns sets of entries as runs from a first to a last leaf: millions of them that stand together take no room. Pure."""

from array import array
from collections.abc import Iterable, Iterator


class Runs:
    """A set of leaves. Leaves that are added in their order stay compact."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Begin with spans in any order, both ends included; they may overlap."""
        self._firsts = array("q")
        self._lasts = array("q")
        for first, last in sorted(spans):
            self.add(first, last)

    def add(self, first: int, last: int) -> None:
        """Add a span that begins at or after the last one that was added."""
        if self._lasts and first <= self._lasts[-1] + 1:
            self._lasts[-1] = max(self._lasts[-1], last)
        else:
            self._firsts.append(first)
            self._lasts.append(last)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Go through the runs in order."""
        return zip(self._firsts, self._lasts, strict=True)

    def first_outside(self, other: "Runs") -> int | None:
        """Return the first leaf of this set that the other set has not."""
        spans = iter(other)
        start, end = next(spans, (None, None))
        for first, last in self:
            while end is not None and end < first:
                start, end = next(spans, (None, None))
            if start is None or end is None or first < start:
                return first
            if end < last:
                return end + 1
        return None
