"""Owns lines that were cells: a table of headings beside values that was set as lines is made lines of both again."""

from collections.abc import Sequence
from dataclasses import replace

from app.policy.printed import Piece, TextLine


def rebuilt(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which a heading cell and the lines of the cells beside it are one line ("key: value")."""
    found: list[Piece] = []
    opened = False
    for piece in pieces:
        where = piece.where
        if not isinstance(piece, TextLine) or where.row is None:
            found.append(piece)
            opened = False
            continue
        before = found[-1] if found else None
        if opened and isinstance(before, TextLine) and before.where.row == where.row and where.column != 1:
            mark = "\n" if ": " in before.text else ": "
            found[-1] = replace(before, text=f"{before.text}{mark}{piece.text}")
            continue
        opened = piece.level is not None
        found.append(replace(piece, level=None) if opened else piece)
    return found
