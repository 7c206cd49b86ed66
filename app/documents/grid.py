"""Owns how the cells of a table are laid on its grid, and how the grid looks: lines, fills, paddings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import HexColor

from app.documents import fonts
from app.documents.flowables import Cell

Grid = Sequence[Sequence[Cell | None]]
Spans = Sequence[tuple[Any, ...]]

NAVY, _RULE, _SHADE = HexColor("#10243F"), HexColor("#B9C1CB"), HexColor("#EDF1F5")
_LONGEST_SPAN = 6  # Rows; a taller merged cell is cut and its text repeated, so that a page can end inside it.


def looks(grid: Grid, *, heads: int, spans: Spans, shaded: bool) -> list[tuple[Any, ...]]:
    """Return the commands of lines, fills and paddings; ``shaded`` also fills the heads of rows."""
    return [
        ("GRID", (0, 0), (-1, -1), 0.5, _RULE),
        ("LINEABOVE", (0, 0), (-1, 0), 1.2, NAVY),
        ("BACKGROUND", (0, 0), (-1, heads - 1), _SHADE) if heads else ("VALIGN", (0, 0), (0, 0), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8.8),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        *spans,
        *(_shades(grid) if shaded else ()),
        *(
            ("BACKGROUND", (0, y), (-1, y), _SHADE)
            for y, row in enumerate(grid)
            if any(cell is not None and cell.total for cell in row)
        ),
    ]


def _shades(grid: Grid) -> list[tuple[Any, ...]]:
    """Return the commands that fill the heads of rows."""
    return [
        ("BACKGROUND", (x, y), (x + cell.columns - 1, y + cell.rows - 1), _SHADE)
        for y, row in enumerate(grid)
        for x, cell in enumerate(row)
        if cell is not None and cell.heads_row
    ]


def merged(grid: Grid) -> list[tuple[Any, ...]]:
    """Return the commands that merge the cells of a grid, or of whole rows of one."""
    return [
        ("SPAN", (x, y), (x + cell.columns - 1, y + cell.rows - 1))
        for y, row in enumerate(grid)
        for x, cell in enumerate(row)
        if cell is not None and (cell.rows > 1 or cell.columns > 1)
    ]


def laid_out(rows: Sequence[Sequence[Cell | str]]) -> tuple[list[list[Cell | None]], list[tuple[Any, ...]]]:
    """Return the full grid (None where a merged cell covers) and the commands that merge.

    :raises ValueError: if a row is too short or too long.
    """
    taken: dict[tuple[int, int], Cell | None] = {}
    spans: list[tuple[Any, ...]] = []
    for y, row in enumerate(rows):
        x = 0
        for given in row:
            cell = Cell(given) if isinstance(given, str) else given
            while (x, y) in taken:
                x += 1
            for start in range(0, cell.rows, _LONGEST_SPAN):
                tall = min(_LONGEST_SPAN, cell.rows - start)
                for dy in range(tall):
                    for dx in range(cell.columns):
                        taken[x + dx, y + start + dy] = None
                taken[x, y + start] = replace(cell, rows=tall)
                if tall > 1 or cell.columns > 1:
                    spans.append(("SPAN", (x, y + start), (x + cell.columns - 1, y + start + tall - 1)))
    columns = 1 + max(x for x, _ in taken)
    if len(taken) != columns * len(rows):
        raise ValueError("the cells do not fill the table")
    return [[taken[x, y] for x in range(columns)] for y in range(len(rows))], spans
