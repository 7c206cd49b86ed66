"""Owns tables on the pages of a PDF that are drawn with rules, and their going on over pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.policy.extraction.grids import SpanningCell
from app.policy.extraction.pdf_letters import Letter, by_height, flowing
from app.policy.extraction.pdf_sheets import Box, Sheet

_SLACK = 3.0  # Points between two rules that are one.
_FEWEST = 2


@dataclass(slots=True)
class RuledTable:
    """A table of a page: its box, the edges of its columns, and its rows as cells that leave out covered ones."""

    box: Box
    columns: tuple[float, ...]
    rows: list[list[SpanningCell]]

    def goes_on_in(self, other: "RuledTable") -> bool:
        """Return whether a table on the next page has the same columns."""
        return len(self.columns) == len(other.columns) and all(
            abs((one - self.columns[0]) - (two - other.columns[0])) <= _SLACK
            for one, two in zip(self.columns, other.columns, strict=True)
        )

    def go_on(self, other: "RuledTable") -> None:
        """Add the rows of the table on the next page, without heads that are repeated there."""
        repeated = 0
        for above, below in zip(self.rows, other.rows, strict=False):
            if [cell.text for cell in above] != [cell.text for cell in below]:
                break
            repeated += 1
        rows = other.rows[repeated:] if repeated else [[replace(c, head=False) for c in row] for row in other.rows]
        self.rows += rows


def tables_on(sheet: Sheet, letters: Sequence[Letter], *, keeps_words: bool) -> list[RuledTable]:
    """Return the tables of a page that are drawn with rules, from top to bottom; frames around text are none."""
    found = [_ruled(cells, letters, keeps_words=keeps_words) for cells in sheet.tables if cells]
    return sorted((table for table in found if table is not None), key=lambda table: table.box[1])


def _ruled(cells: Sequence[Box], letters: Sequence[Letter], *, keeps_words: bool) -> RuledTable | None:
    columns = _merged(edge for cell in cells for edge in (cell[0], cell[2]))
    heights = _merged(edge for cell in cells for edge in (cell[1], cell[3]))
    if len(columns) <= _FEWEST or len(heights) <= _FEWEST:
        return None
    box = (columns[0], heights[0], columns[-1], heights[-1])
    inside = [letter for letter in letters if within(letter, box)]
    rows: list[list[tuple[float, SpanningCell]]] = [[] for _ in heights[1:]]
    for cell in cells:
        top, bottom = _place(heights, cell[1]), _place(heights, cell[3])
        left, right = _place(columns, cell[0]), _place(columns, cell[2])
        text = _text(cell, inside, keeps_words=keeps_words)
        made = SpanningCell(text, 0, page_of(letters), max(1, bottom - top), max(1, right - left), head=top == 0)
        rows[min(top, len(rows) - 1)].append((cell[0], made))
    laid = [[cell for _x, cell in sorted(row, key=lambda pair: pair[0])] for row in rows if not _is_gap(row)]
    if not any(cell.text for row in laid for cell in row) or all(len(row) == 1 for row in laid):
        return None  # Lines on a ground of their own, one below the other, are no table.
    return RuledTable(box, columns, laid)


def _is_gap(row: Sequence[tuple[float, SpanningCell]]) -> bool:
    """Return whether a row is only the room between two rules, or empty: nothing in it, and nothing goes over it."""
    return bool(row) and all(not cell.text and cell.rows == 1 for _x, cell in row)


def page_of(letters: Sequence[Letter]) -> int | None:
    """Return the page letters stand on."""
    return letters[0]["page_number"] if letters else None


def within(letter: Letter, box: Box) -> bool:
    """Return whether the middle of a letter is inside a box."""
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _text(cell: Box, letters: Sequence[Letter], *, keeps_words: bool) -> str:
    rows = by_height(letter for letter in letters if within(letter, cell))
    if not rows:
        return ""
    padding = max(0.0, min(row.x0 for row in rows) - cell[0])
    return flowing(rows, cell[2] - min(padding, rows[0].size), keeps_words=keeps_words)


def _merged(edges: Iterable[float]) -> tuple[float, ...]:
    places: list[float] = []
    for edge in sorted(edges):
        if not places or edge - places[-1] > _SLACK:
            places.append(edge)
    return tuple(places)


def _place(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))
