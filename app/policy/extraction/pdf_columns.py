"""Owns the columns of text on a page: two columns are read one after the other."""

from collections.abc import Sequence

from app.policy.extraction.pdf_letters import Row

_FEWEST_ROWS = 5
_EVEN = 0.6
_NARROWEST_SIDE = 0.3


def columns_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the lines as one block, or as blocks left and right of a gutter that nearly all long lines keep free.

    Lines over the whole width (a title) part the page into what is above and below them.
    """
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    gutter = _gutter(rows, left, right)
    if gutter is None:
        return [list(rows)]
    blocks: list[list[Row]] = []
    one: list[Row] = []
    two: list[Row] = []
    for row in rows:
        halves = row.cut_at(gutter)
        if halves is None:
            blocks += [block for block in (one, two) if block]
            blocks.append([row])
            one, two = [], []
            continue
        one += [half for half in halves[:1] if half]
        two += [half for half in halves[1:] if half]
    return blocks + [block for block in (one, two) if block]


def _gutter(rows: Sequence[Row], left: float, right: float) -> float | None:
    middle = (left + right) / 2
    for step in range(13):
        place = middle + (right - left) * 0.02 * (step // 2) * (1 if step % 2 else -1)
        halves = [row.cut_at(place) for row in rows]
        both = [pair for pair in halves if pair and pair[0] and pair[1]]
        free = sum(pair is not None for pair in halves)
        if len(both) < _FEWEST_ROWS or free < _EVEN * len(rows) or len(both) < _EVEN * free:
            continue
        if _is_table(both):
            return None
        if all(_are_wide([half for pair in both if (half := pair[side])], right - left) for side in (0, 1)):
            return place
    return None


def _is_table(both: Sequence[tuple[Row | None, Row | None]]) -> bool:
    """Return whether most lines have a wide gap in one of their halves too: then they are rows of a table."""
    gaps = sum(any("  " in half.spread for half in pair if half) for pair in both)
    return gaps >= _EVEN * len(both)


def _are_wide(halves: Sequence[Row], width: float) -> bool:
    """Return whether half lines are about as wide as a column of text: the cells of a table are not."""
    wide = sum(half.x1 - half.x0 >= _NARROWEST_SIDE * width for half in halves)
    return wide >= _EVEN * len(halves)
