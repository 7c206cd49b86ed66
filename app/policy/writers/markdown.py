"""Owns the policy as Markdown, with pipe tables; every row carries all its values."""

import re
from collections.abc import Iterable, Iterator

from app.policy.domain import Block, Cell, ItemList, Note, Paragraph, PolicyDocument, Table
from app.policy.writers.text import spaced

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(\s*)([-+#]|\d+(?=[.)]))")


def markdown(document: PolicyDocument) -> str:
    """Return the policy as Markdown."""
    return "".join(markdown_pieces(document))


def markdown_pieces(document: PolicyDocument) -> Iterator[str]:
    """Yield the policy as Markdown, a row of a table at a time."""
    yield from spaced(_pieces(document))


def escaped(text: str) -> str:
    """Return text that Markdown prints as it is."""
    marked = _MARKS.sub(r"\\\1", text)
    start = _AT_START.match(marked)
    if start is None:
        return marked
    place = start.end(2) if start[2].isdigit() else start.start(2)
    return f"{marked[:place]}\\{marked[place:]}"


def _pieces(document: PolicyDocument) -> Iterator[Iterable[str]]:
    yield (f"# {escaped(document.title)}",)
    yield from _blocks(document.opening)
    for section in document.sections:
        yield (f"## {section.label} {escaped(section.heading)}",)
        yield from _blocks(section.blocks)
    yield from _blocks(document.closing)
    if document.foot:
        yield (escaped(document.foot.text),)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Iterable[str]]:
    for block in blocks:
        match block:
            case Paragraph(line) | Note(line):
                yield (escaped(line.text),)
            case ItemList(items):
                yield (f"- {escaped(line.text)}" for line in items)
            case Table():
                yield (f"**{escaped(block.caption)}**",)
                yield _table(block)


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(_MARKS.sub(r"\\\1", column.heading) for column in table.columns) + " |"
    yield "|" + "|".join("---:" if column.numeric else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell) for cell in row.cells) + " |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_MARKS.sub(r"\\\1", " ".join(line.text.split())) for line in cell.lines)
