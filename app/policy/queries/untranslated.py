"""Owns which values of an English text are not in English: as the registry has them, in Korean. Pure."""

import re
from collections.abc import Iterator

from app.policy.domain import Block, ItemList, Note, Paragraph, PolicyDocument, Table

_HANGUL = re.compile(r"[가-힣]")


def without_english(document: PolicyDocument) -> tuple[str, ...]:
    """Return the values of an English text that are printed in Korean, each once, in their order; none of a Korean."""
    if document.language != "en":
        return ()
    found = [text for block in document.blocks() for text in _texts(block) if _HANGUL.search(text)]
    if _HANGUL.search(document.organisation):
        found.insert(0, document.organisation)
    return tuple(dict.fromkeys(found))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(line) | Note(line):
            yield line.text
        case ItemList(items):
            yield from (line.text for line in items)
        case Table(rows=rows):
            yield from (line.text for row in rows for cell in row.cells for line in cell.lines)
