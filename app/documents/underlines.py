"""Owns what is underlined in a cell: its lines with their spans, and a line as ReportLab's markup."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from app.documents.flowables import Cell

_SPACES = re.compile(r"[^\S\u00a0]+")


def marked(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a line as ReportLab's markup with some letters underlined."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [_escaped(line[end:start]), f"<u>{_escaped(line[start:stop])}</u>"]
        end = stop
    return "".join([*parts, _escaped(line[end:])])


def _escaped(text: str) -> str:
    return escape(_SPACES.sub(" ", text))


def lines(cell: Cell) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Return each line of a cell with what is underlined in it."""
    begin = 0
    for line in cell.text.splitlines(keepends=True) or [""]:
        end = begin + len(line.rstrip("\r\n"))
        spans = [(max(start, begin) - begin, min(stop, end) - begin) for start, stop in cell.underlined]
        yield line.rstrip("\r\n"), [(start, stop) for start, stop in spans if start < stop]
        begin += len(line)
