"""Owns the differences inside a table: its caption, columns, rows and cells."""

from collections.abc import Iterator
from dataclasses import replace

from app.policy.domain import Cell, Line, Table, TableRow
from app.policy.redline.applying import applied_rows
from app.policy.redline.difference import (
    Difference,
    Kind,
    What,
    as_it_is,
    come,
    come_text,
    gone,
    gone_text,
    if_other,
    in_a_line,
    over_lines,
    reworded,
)
from app.policy.redline.finding import line_change, row_name, table_change
from app.policy.redline.model import Added, CellChange, Changed, Kept, Mark, Removed, RowChange, Run, TableChange

ALL_PLACES = "*"
"""The code of a row that speaks of all places (``composition.units.unit_table``)."""


def of_table(before: Table, change: TableChange, base: Difference) -> Iterator[Difference]:
    """Return the differences of a table; a row that speaks of all places is compared with each of them."""
    after = Table(change.key, change.caption.after, change.columns, applied_rows(before, change))
    if _says_one_thing(before) != _says_one_thing(after):
        before, after = _by_place(before, like=after), _by_place(after, like=before)
        change = table_change(before, after)
    yield from if_other(reworded(change.caption, replace(base, what=What.TABLE)))
    for at, column in enumerate(before.columns):
        if at not in change.places:
            yield replace(
                base, kind=Kind.REMOVED, what=What.COLUMN, column=column.heading, before=gone_text(column.heading)
            )
    for column, place in zip(change.columns, change.places, strict=True):
        named = replace(base, what=What.COLUMN, column=column.heading)
        if place is None:
            yield replace(named, kind=Kind.ADDED, after=come_text(column.heading))
        else:
            heading = line_change(Line(before.columns[place].heading), Line(column.heading))
            yield from if_other(reworded(heading, named))
    yield from _of_rows(before, change, base)


def _says_one_thing(table: Table) -> bool:
    return [row.code for row in table.rows] == [ALL_PLACES]


def _by_place(table: Table, *, like: Table) -> Table:
    """Return a table that says of each place of another what it says of all; as it is if it names places."""
    if not _says_one_thing(table):
        return table
    (row,) = table.rows
    naming = {table.columns[table.naming_column].key: like.naming_column}
    naming |= {column.key: at for at, column in enumerate(like.columns) if column.key == "part"}
    rows = tuple(
        replace(
            each,
            cells=tuple(
                each.cells[naming[column.key]] if column.key in naming else cell
                for column, cell in zip(table.columns, row.cells, strict=True)
            ),
        )
        for each in like.rows
    )
    return replace(table, rows=rows)


def _of_rows(before: Table, change: TableChange, base: Difference) -> Iterator[Difference]:
    later = replace(before, columns=change.columns, caption=change.caption.after)
    for step in change.rows:
        match step:
            case Added(row):
                text = row_text(later, row)
                yield replace(come(What.ROW, text, base.clause), table=base.table, row=row_name(later, row))
            case Removed(at):
                row = before.rows[at]
                told = gone(What.ROW, row_text(before, row), base.clause)
                yield replace(told, table=base.table, row=row_name(before, row))
            case Kept(at, moved) | Changed(at, _, moved):
                named = replace(base, what=What.ROW, row=row_name(before, before.rows[at]))
                if moved:
                    yield replace(named, kind=Kind.MOVED)
                if isinstance(step, Changed):
                    yield from _of_row(before.rows[at], step.change, change, named)


def _of_row(before: TableRow, change: RowChange, table: TableChange, base: Difference) -> Iterator[Difference]:
    for column, step in zip(table.columns, (one for one in change.cells if not isinstance(one, Removed)), strict=True):
        named = replace(base, what=What.CELL, column=column.heading)
        match step:
            case Added(cell) if cell.text:
                yield replace(named, kind=Kind.ADDED, after=come_text(cell.text), short=("", in_a_line(cell.text)))
            case Changed(at, how):
                yield from if_other(_of_cell(before.cells[at], how, named))


def _of_cell(before: Cell, change: CellChange, base: Difference) -> Difference:
    earlier: list[tuple[int, tuple[Run, ...]]] = []
    later: list[tuple[Run, ...]] = []
    for step in change.lines:
        match step:
            case Kept(at):
                earlier.append((at, as_it_is(before.lines[at].text)))
                later.append(as_it_is(before.lines[at].text))
            case Changed(at, how):
                earlier.append((at, how.side(Mark.ADDED)))
                later.append(how.side(Mark.REMOVED))
            case Added(line):
                later.append(come_text(line.text))
            case Removed(at):
                earlier.append((at, gone_text(before.lines[at].text)))
    told = replace(base, before=over_lines([runs for _at, runs in sorted(earlier)]), after=over_lines(later))
    others = [step for step in change.lines if not isinstance(step, Kept)]
    sole = others[0].change if len(others) == 1 and isinstance(others[0], Changed) else None
    one, other = told.texts
    return replace(told, short=(sole.before, sole.after) if sole else (in_a_line(one), in_a_line(other)))


def row_text(table: Table, row: TableRow, *, between: str = "\n") -> str:
    """Return the cells of a row with the headings of their columns."""
    pairs = zip(table.columns, row.cells, strict=True)
    return between.join(f"{column.heading}: {' '.join(cell.text.split())}" for column, cell in pairs if cell.text)
