"""Owns the policy as plain text: columns aligned by the width of the letters, every row complete and one line.

A row is never broken: the lines of a cell stand behind each other, so that who pastes the text keeps the table.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from app.policy.domain import Block, Cell, ItemList, Note, Paragraph, PolicyDocument, Table

BETWEEN_LINES = " / "
BETWEEN_CELLS = " | "
_WIDEST_PADDED = 400
"""Columns of a terminal; a cell of more, which is no cell but an essay, shifts its own row and not all others."""


def plain_text(document: PolicyDocument) -> str:
    """Return the policy as plain text."""
    return "".join(text_pieces(document))


def text_pieces(document: PolicyDocument) -> Iterator[str]:
    """Yield the policy as plain text, a row of a table at a time."""
    yield from spaced(_pieces(document))


def spaced(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of blocks, each with its end, and an empty line between two blocks."""
    for number, lines in enumerate(blocks):
        if number:
            yield "\n"
        for line in lines:
            yield line
            yield "\n"


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal: Hangul and other wide letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pieces(document: PolicyDocument) -> Iterator[Iterable[str]]:
    yield (document.title,)
    yield from _blocks(document.opening)
    for section in document.sections:
        yield (f"{section.label} {section.heading}",)
        yield from _blocks(section.blocks)
    yield from _blocks(document.closing)
    if document.foot:
        yield (document.foot.text,)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Iterable[str]]:
    for block in blocks:
        match block:
            case Paragraph(line) | Note(line):
                yield (line.text,)
            case ItemList(items):
                yield (f"- {line.text}" for line in items)
            case Table():
                yield chain((block.caption,), _table(block))


def _table(table: Table) -> Iterator[str]:
    heads = [column.heading for column in table.columns]
    widths = [width(head) for head in heads]
    for row in table.rows:  # Twice, rather than keeping the text of every cell.
        widths = [max(wide, width(_cell(cell))) for wide, cell in zip(widths, row.cells, strict=True)]
    widths = [min(_WIDEST_PADDED, wide) for wide in widths]
    aligned = [column.numeric for column in table.columns]
    yield _laid_out(heads, widths, aligned)
    yield "-" * (sum(widths) + len(BETWEEN_CELLS) * (len(widths) - 1))
    for row in table.rows:
        yield _laid_out([_cell(cell) for cell in row.cells], widths, aligned)


def _laid_out(texts: list[str], widths: list[int], numeric: list[bool]) -> str:
    cells = []
    for text, wide, right in zip(texts, widths, numeric, strict=True):
        room = " " * max(0, wide - width(text))
        cells.append(room + text if right else text + room)
    return BETWEEN_CELLS.join(cells).rstrip()


def _cell(cell: Cell) -> str:
    return BETWEEN_LINES.join(line.text for line in cell.lines)
