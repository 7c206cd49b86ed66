"""Owns who belongs to whom when two rows of moments are matched: as many pairs as can be, and of those the nearest.

Both sides are in order of time and a pair costs how far apart its two moments are, so a best matching never crosses
itself (an exchange of crossing partners is never worse), and dynamic programming finds it. Taking the nearest first
does not: with ±5 minutes of error it gives one viewing's entry to its neighbour and leaves the neighbour's own over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_PAIR = 10**9
"""One pair more is worth more than any nearness, which is in seconds."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted from one second to another, or one moment."""

    start: int
    end: int

    def apart(self, other: "Span") -> int:
        """Return the seconds between the two, 0 when they touch."""
        return max(0, self.start - other.end, other.start - self.end)


def best_pairs(left: Sequence[Span], right: Sequence[Span], *, window: int) -> list[tuple[int, int]]:
    """Return the places of the pairs of a best matching; both sides are sorted by start.

    :param window: the most seconds the two of a pair may be apart.
    """
    if not left or not right:
        return []
    bands = _bands(left, right, window)
    values: list[list[int]] = []
    for at, (low, high) in enumerate(bands):
        above = (lambda column, row=at - 1: _value(values, bands, row, column)) if at else _zero
        row = [above(low)]  # Of the entries before the band, this one takes none.
        for column in range(low, high):
            best = max(above(column + 1), row[-1])
            worth = _worth(left[at], right[column], window)
            if worth is not None:
                best = max(best, above(column) + worth)
            row.append(best)
        values.append(row)
    return _path(values, bands, len(right))


def _bands(left: Sequence[Span], right: Sequence[Span], window: int) -> list[tuple[int, int]]:
    """Return for each of the left the first and the last+1 of the right it could take; both never go back."""
    longest = max(span.end - span.start for span in right)
    low = high = 0
    bands: list[tuple[int, int]] = []
    latest = left[0].end
    for span in left:
        latest = max(latest, span.end)
        while low < len(right) and right[low].start + longest < span.start - window:
            low += 1
        high = max(high, low)
        while high < len(right) and right[high].start <= latest + window:
            high += 1
        bands.append((low, high))
    return bands


def _zero(_column: int) -> int:
    return 0


def _value(values: Sequence[Sequence[int]], bands: Sequence[tuple[int, int]], row: int, column: int) -> int:
    """Return the best of the first rows with the first columns; beyond a row's band nothing is added."""
    if row < 0:
        return 0
    low, high = bands[row]
    return values[row][min(column, high) - low] if column >= low else _value(values, bands, row - 1, column)


def _worth(one: Span, other: Span, window: int) -> int | None:
    if one.apart(other) > window:
        return None
    return _PAIR - abs(one.start - other.start)


def _path(values: Sequence[Sequence[int]], bands: Sequence[tuple[int, int]], columns: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    row, column = len(values) - 1, columns
    while row >= 0 and column > 0:
        low, high = bands[row]
        column = min(column, high)
        value = _value(values, bands, row, column)
        if column <= low or value == _value(values, bands, row - 1, column):
            row -= 1
        elif value == values[row][column - 1 - low]:
            column -= 1
        else:
            pairs.append((row, column - 1))
            row, column = row - 1, column - 1
    return pairs[::-1]
