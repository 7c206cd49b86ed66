"""Owns a table of thousands of rows on paper: its rows become pieces some at a time, as the pages that show them.

ReportLab goes over all rows of a table again on every page, so that the time of a whole one grows with its square.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from reportlab.platypus import Flowable

from app.documents.flowables import Anchor, TaggedTable
from app.documents.grid import Grid

LONG_FROM = 200  # Rows; a shorter table is made whole.
_MADE_AT_ONCE = 100  # Rows; some pages of them.


class LongTable(Flowable):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A table of which only the rows near the page being made exist as pieces.

    It is one element, breaks where a whole table would, and ends as a plain table when its last rows are made.
    """

    def __init__(self, grid: Grid, *, heads: int, made: Callable[[Grid], TaggedTable]) -> None:
        """Begin with the first rows.

        :param grid: all rows, the heads first, at least one.
        :param made: makes the table of the heads and some rows after them.
        """
        super().__init__()
        self._grid, self._heads, self._made = grid, heads, made
        self._anchor = Anchor("Table")
        self._begin, self._drawn_before = heads, False
        self._make(heads + _MADE_AT_ONCE)

    def _make(self, end: int) -> None:
        """Make the rows from where the page begins up to ``end``, and as many more as a merged cell needs."""
        self._end = self._unmerged_from(end)
        self._table = self._made([*self._grid[: self._heads], *self._grid[self._begin : self._end]])
        self._table.anchor, self._table.drawn_before = self._anchor, self._drawn_before

    def _unmerged_from(self, end: int) -> int:
        """Return the first row, from ``end`` on, that no cell reaches into from above; or how many rows there are."""
        reached = 0
        for y in range(self._begin, len(self._grid)):
            if y >= end and reached <= y:
                return y
            reached = max(reached, *(y + cell.rows for cell in self._grid[y] if cell is not None), y)
        return len(self._grid)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size of the rows made, after making as many as fill the room, or all."""
        size: tuple[float, float] = self._table.wrap(available_width, available_height)
        while size[1] <= available_height and self._end < len(self._grid):
            self._make(self._begin + 2 * max(self._end - self._begin, _MADE_AT_ONCE))
            size = self._table.wrap(available_width, available_height)
        return size

    def first_rows(self, width: float, page: float) -> float:
        """Return how high its heads and the first rows after them are that no page parts."""
        return self._table.first_rows(width, page)

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Return the rows that fit, and a table of the others; nothing if no row fits."""
        self.wrap(available_width, available_height)
        parts: list[Any] = self._table.split(available_width, available_height)
        if len(parts) == 2 and self._end < len(self._grid):  # noqa: PLR2004  # What fits, and what does not.
            taken = parts[0]._nrows - self._heads  # noqa: SLF001  # Known nowhere else.
            return [parts[0], self._rest(self._begin + taken, parts[1])]
        return parts

    def _rest(self, begin: int, table: TaggedTable) -> "LongTable":
        """Return the table of the rows from ``begin`` on, of which those in ``table`` are made."""
        rest = copy(self)
        rest.__dict__.pop("_postponed", None)  # ReportLab's note that the first page had no room.
        rest._begin, rest._table, rest._drawn_before = begin, table, True  # noqa: SLF001  # Its own class.
        return rest

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab's name.
        """Return the empty height before the rows made, in points."""
        return float(self._table.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802  # ReportLab's name.
        """Return the empty height after the rows made, in points."""
        return float(self._table.getSpaceAfter())

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803, ANN401  # ReportLab's.
        """Draw the rows made: all, else they had been split."""
        self._table.drawOn(canvas, x, y, _sW)
