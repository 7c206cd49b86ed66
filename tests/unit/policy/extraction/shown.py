"""Owns how tests look at what was printed: lines as short tuples, tables as lists of texts."""

from app.policy.extraction import extract
from app.policy.printed import Grid, TextLine


def lines_of(printed):
    """Return (mark, text) of every line."""
    return [(piece.marker, piece.text) for piece in printed.pieces if isinstance(piece, TextLine)]


def grids_of(printed):
    """Return the tables."""
    return [piece for piece in printed.pieces if isinstance(piece, Grid)]


def texts_of(grid):
    """Return a table as lists of texts; a covered cell begins with "~"."""
    return [[f"~{cell.text}" if cell.covered else cell.text for cell in row] for row in grid.rows]


def printed_from(text, *, name="policy.txt"):
    """Return what a text prints."""
    return extract(text.encode(), name=name)


def only_grid(text, *, name="policy.txt"):
    """Return the one table of a text as lists of texts, and its caption."""
    (grid,) = grids_of(printed_from(text, name=name))
    return texts_of(grid), grid.caption
