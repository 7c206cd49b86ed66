"""Owns the policy as plain text: columns aligned by the width of the letters, every row complete and one line.

A row is never broken: the lines of a cell stand behind each other, so that who pastes the text keeps the table.
"""

import unicodedata
from collections.abc import Iterator

from app.policy.domain import Block, Cell, ItemList, Note, Paragraph, PolicyDocument, Table

BETWEEN_LINES = " / "
BETWEEN_CELLS = " | "
_WIDEST_PADDED = 100
"""Columns of a terminal; one cell that is longer shifts its own row, not all others."""


def plain_text(document: PolicyDocument) -> str:
    """Return the policy as plain text."""
    return "\n\n".join(_pieces(document)) + "\n"


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal: Hangul and other wide letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pieces(document: PolicyDocument) -> Iterator[str]:
    yield document.title
    yield from _blocks(document.opening)
    for section in document.sections:
        yield f"{section.label} {section.heading}"
        yield from _blocks(section.blocks)
    yield from _blocks(document.closing)
    if document.foot:
        yield document.foot.text


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(line) | Note(line):
                yield line.text
            case ItemList(items):
                yield "\n".join(f"- {line.text}" for line in items)
            case Table():
                yield "\n".join([block.caption, *_table(block)])


def _table(table: Table) -> Iterator[str]:
    heads = [column.heading for column in table.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
    widths = [min(_WIDEST_PADDED, max(width(row[place]) for row in (heads, *rows))) for place in range(len(heads))]
    aligned = [column.numeric for column in table.columns]
    yield _laid_out(heads, widths, aligned)
    yield "-" * (sum(widths) + len(BETWEEN_CELLS) * (len(widths) - 1))
    for row in rows:
        yield _laid_out(row, widths, aligned)


def _laid_out(texts: list[str], widths: list[int], numeric: list[bool]) -> str:
    cells = []
    for text, wide, right in zip(texts, widths, numeric, strict=True):
        room = " " * max(0, wide - width(text))
        cells.append(room + text if right else text + room)
    return BETWEEN_CELLS.join(cells).rstrip()


def _cell(cell: Cell) -> str:
    return BETWEEN_LINES.join(line.text for line in cell.lines)
