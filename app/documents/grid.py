"""Owns how the cells of a table are laid on its grid: merged ones, and heads of rows that are filled."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import HexColor

from app.documents.flowables import Cell

SHADE = HexColor("#EDF1F5")
_LONGEST_SPAN = 6  # Rows; a taller merged cell is cut and its text repeated, so that a page can end inside it.


def shades(grid: Sequence[Sequence[Cell | None]]) -> list[tuple[Any, ...]]:
    """Return the commands that fill the heads of rows."""
    return [
        ("BACKGROUND", (x, y), (x + cell.columns - 1, y + cell.rows - 1), SHADE)
        for y, row in enumerate(grid)
        for x, cell in enumerate(row)
        if cell is not None and cell.heads_row
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
