"""Owns how the cells of a file become a table in which every row has as many cells as there are columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.policy.extraction.refusals import TooComplicated
from app.policy.printed import Grid, GridCell, Where

MOST_COLUMNS = 200
MOST_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class SpanningCell:
    """A cell as the file has it: its text (None: unknown), its place, over how many rows and columns it goes."""

    text: str | None
    line: int
    page: int | None = None
    rows: int = 1
    columns: int = 1
    head: bool = False


def expanded(rows: Sequence[Sequence[SpanningCell]], *, where: Where, caption: str | None = None) -> Grid | None:
    """Return the table of cells that leave out what merged ones cover, as in HTML; None if it has no cell.

    A position no cell fills has text None.

    :raises TooComplicated: if it has more columns or cells than anybody prints.
    """
    laid: list[dict[int, GridCell]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in laid[number]:
                column += 1
            _put(laid, number, column, cell)
            column += max(1, cell.columns)
    width = max((max(own, default=-1) + 1 for row in laid if (own := _begun_in(row))), default=0)
    if width == 0:
        return None
    if width > MOST_COLUMNS or width * len(laid) > MOST_CELLS:
        raise TooComplicated
    return Grid(
        tuple(
            tuple(
                row.get(column) or GridCell(None, Where(_line_of(row, where), where.page, number, column + 1))
                for column in range(width)
            )
            for number, row in enumerate(laid, start=1)
        ),
        where,
        caption or None,
    )


def _begun_in(row: dict[int, GridCell]) -> list[int]:
    """Return the columns in which a cell begins: a cell said to span more columns than there are adds none."""
    return [column for column, cell in row.items() if not cell.covered]


def _line_of(row: dict[int, GridCell], where: Where) -> int:
    return next((cell.where.line for cell in row.values()), where.line)


def _put(laid: list[dict[int, GridCell]], top: int, left: int, cell: SpanningCell) -> None:
    below = min(len(laid), top + max(1, cell.rows))
    right = min(left + max(1, cell.columns), MOST_COLUMNS)
    if left >= MOST_COLUMNS:
        raise TooComplicated
    for row in range(top, below):
        for column in range(left, right):
            covered = (row, column) != (top, left)
            where = Where(cell.line, cell.page, row + 1, column + 1)
            laid[row].setdefault(column, GridCell(cell.text, where, covered, cell.head))


def of_texts(
    rows: Sequence[tuple[int, Sequence[str | None]]], *, caption: str | None = None, heads: int = 1
) -> Grid | None:
    """Return the table of rows of plain texts, each with its line; short rows are filled with unknown cells."""
    cells = [
        [SpanningCell(text, line, head=number < heads) for text in texts] for number, (line, texts) in enumerate(rows)
    ]
    return expanded(cells, where=Where(rows[0][0]), caption=caption)
