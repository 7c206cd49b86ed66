"""Owns tables whose rows bear no names: named right above them, or by numbers another table gives to names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.policy.printed import Grid, Piece, TextLine
from app.policy.reading.merging import shared
from app.policy.reading.place_names import is_name
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_grids import GridRead
from app.policy.reading.values import folded, is_ditto
from app.policy.stated import Said, StatedRow

_SURE, _BY_NUMBER, _WHOSE = 0.9, 0.9, 0.6
_OF_ONE = ("retention", "hours", "storage")


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


def name_by_number(entries: Sequence[Entry], names: dict[int, Said[str]]) -> None:
    """Name the rows of a table that has only numbers as a table before it names them, or note the names it gives."""
    named = {one.number: one.name for one in entries if one.number is not None and one.name is not None}
    numbers = [one.number for one in entries]
    if named:
        if len(named) == len(entries) and not names:
            names.update(named)
        return
    if len(set(numbers)) == len(numbers) and all(number in names for number in numbers):
        for entry in entries:
            if entry.number is not None:
                entry.name = replace(names[entry.number], confidence=_BY_NUMBER)


def in_doubt(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return rows without names, in doubt where they differ: then they are of places, nobody knows which."""
    told = [[said.value for row in rows if (said := getattr(row, what)) is not None] for what in _OF_ONE]
    if all(one == values[0] for values in told for one in values):
        return list(rows)
    return [shared(row, _WHOSE) for row in rows]
