"""Owns tables set as lines: every cell on a line of its own, or the cells of a row in one line between slashes."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from app.policy.printed import Grid, GridCell, Piece, TextLine
from app.policy.reading.columns import Field, field_of
from app.policy.reading.rows_alignment import kind_fit

_FEWEST: Final = 3  # Headings one under the other.
_MOST: Final = 12
_LONGEST: Final = 80  # Letters of a cell.
_PAGE: Final = re.compile(
    r"[-–—=~\s]*(?:아\s*래|다\s*음)[-–—=~\s]*|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*/\s*\d{1,4}|[-–—]?\s*(?:page|p\.)\s*\d{1,4}\s*[-–—]?",
    re.IGNORECASE,
)
_TYPED: Final = {Field.COUNT, Field.PHONE, Field.RETENTION, Field.HOURS, Field.ACCESS_PHONE}
_NAMING: Final = {Field.NAME, Field.GROUP, Field.LOCATION, Field.PURPOSE, Field.NUMBER, Field.UNIT, Field.DEPARTMENT}


def unstacked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with stacked cells set as tables again, where the kinds of all cells fit their headings.

    Numbers of pages and "- 아 래 -" are left out: they stand between the lines of a table or list that goes on.
    """
    pieces = [piece for piece in pieces if not (isinstance(piece, TextLine) and _PAGE.fullmatch(piece.whole.strip()))]
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        grid, used = _table(pieces, at)
        if grid is None:
            grid, used = _slashed(pieces, at)
        if grid is None:
            found.append(pieces[at])
            at += 1
        else:
            found.append(grid)
            at += used
    return tuple(found)


def _table(pieces: Sequence[Piece], at: int) -> tuple[Grid | None, int]:
    heads: list[TextLine] = []
    for piece in takewhile(_is_cell, pieces[at : at + _MOST]):
        if isinstance(piece, TextLine) and field_of(piece.text) is not None:
            heads.append(piece)
        else:
            break
    for width in range(len(heads), _FEWEST - 1, -1):  # The first cells may be words of a heading too ("관리책임자").
        grid, used = _of_width(pieces, at, heads[:width])
        if grid is not None:
            return grid, used
    return None, 0


def _of_width(pieces: Sequence[Piece], at: int, heads: Sequence[TextLine]) -> tuple[Grid | None, int]:
    width = len(heads)
    fields = [field_of(line.text) for line in heads]
    typed = [(place, what) for place, what in enumerate(fields) if what in _TYPED]
    if not typed or len(set(fields)) != width or (not _NAMING & set(fields) and len(typed) < _FEWEST - 1):
        return None, 0
    rows: list[Sequence[TextLine]] = [heads]
    start = at + width
    while True:
        row = [piece for piece in takewhile(_is_cell, pieces[start : start + width]) if isinstance(piece, TextLine)]
        if len(row) < width or not all(kind_fit(row[place].text, what) > 0 for place, what in typed):
            break
        rows.append(row)
        start += width
    if len(rows) < _FEWEST - 1 + (len(typed) == 1):
        return None, 0
    cells = [
        tuple(GridCell(line.text, line.where, head=number == 0) for line in row) for number, row in enumerate(rows)
    ]
    return Grid(tuple(cells), heads[0].where), start - at


def _slashed(pieces: Sequence[Piece], at: int) -> tuple[Grid | None, int]:
    """Return the table of lines with their cells between slashes, if it has a head and one row at least."""
    rows: list[tuple[TextLine, list[str]]] = []
    for piece in pieces[at:]:
        if not isinstance(piece, TextLine) or piece.where.row is not None:
            break
        cells = _between(piece)
        if len(cells) < _FEWEST or (rows and len(cells) != len(rows[0][1])):
            break
        if not rows and not all(field_of(cell) is not None for cell in cells):
            break
        rows.append((piece, cells))
    if len(rows) < _FEWEST:
        return None, 0
    return Grid(
        tuple(
            tuple(GridCell(cell, line.where, head=number == 0) for cell in cells)
            for number, (line, cells) in enumerate(rows)
        ),
        rows[0][0].where,
    ), len(rows)


def _between(piece: TextLine) -> list[str]:
    return [one.strip() for one in piece.text.split(" / ")] if len(piece.text) <= _LONGEST * _FEWEST else []


def _is_cell(piece: Piece) -> bool:
    return (
        isinstance(piece, TextLine)
        and piece.marker is None
        and piece.level is None
        and piece.where.row is None
        and len(piece.text) <= _LONGEST
    )
