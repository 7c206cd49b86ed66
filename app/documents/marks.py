"""Owns what is marked in a text on paper: what was added or removed, what is missing; and it as ReportLab's markup."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from app.documents.flowables import Cell, Look, Marked
from app.documents.heard import BEGIN, END

_SPACES = re.compile(r"[^\S\u00a0]+")
_GAP = '<font color="#6F4400" backColor="#FFF0D2">{}</font>'
_LOOKS = {Look.ADDED: "<b><u>{}</u></b>", Look.REMOVED: "<strike>{}</strike>", Look.GAP: _GAP}


def marked(line: str, spans: Sequence[Marked]) -> str:
    """Return a line as ReportLab's markup with some letters marked; what a mark means is said to who hears it."""
    parts, end = [], 0
    for span in spans:
        parts += [_escaped(line[end : span.start]), _shown(line[span.start : span.end], span)]
        end = span.end
    return "".join([*parts, _escaped(line[end:])])


def _shown(text: str, span: Marked) -> str:
    shown = _LOOKS[span.look].format(_escaped(text))
    if not span.said:
        return shown
    heard = quoteattr(f"[{span.said}: {_SPACES.sub(' ', text)}]")
    return f'<onDraw name="{BEGIN}" label={heard}/>{shown}<onDraw name="{END}" label="-"/>'


def _escaped(text: str) -> str:
    return escape(_SPACES.sub(" ", text))


def lines(cell: Cell) -> Iterator[tuple[str, list[Marked]]]:
    """Return each line of a cell with what is marked in it."""
    begin = 0
    for line in cell.text.splitlines(keepends=True) or [""]:
        text = line.rstrip("\r\n")
        end = begin + len(text)
        spans = [
            Marked(max(span.start, begin) - begin, min(span.end, end) - begin, span.look, span.said)
            for span in cell.marked
        ]
        yield text, [span for span in spans if span.start < span.end]
        begin += len(line)
