"""Owns tables that are of the one place named right above them, a table for each place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.policy.printed import Grid, Piece, TextLine
from app.policy.reading.place_names import is_name
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_grids import GridRead
from app.policy.reading.values import folded, is_ditto
from app.policy.stated import Said

_SURE = 0.9


def with_names_above(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, TextLine | None]]:
    """Yield pieces, each table with the line right above it that could be the name of its place."""
    above: Piece | None = None
    for piece in pieces:
        named = isinstance(piece, Grid) and isinstance(above, TextLine) and is_name(above.text)
        yield piece, above if named and isinstance(above, TextLine) else None
        above = piece


def take_name(table: GridRead, line: TextLine, before: Entry | None) -> Entry | None:
    """Name the one entry of a table of headings and values, and return it; None if the table is no such one.

    ``before``: the entry of the table above, which "위 표와 같음" refers to.
    """
    if len(table.entries) != 1 or table.entries[0].name is not None or table.fields:
        return None
    entry = table.entries[0]
    name = folded(line.text).rstrip(" :：")
    entry.name = Said(name, name, line.where, _SURE)
    for what, said in entry.cells.items():
        if before is not None and what in before.cells and any(is_ditto(one.value) for one in said):
            entry.cells[what] = [replace(one, where=said[0].where, shared=True) for one in before.cells[what]]
    return entry
