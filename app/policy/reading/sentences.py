"""Owns sentences: wrapped lines are joined, lines and cells are cut where a sentence ends, each keeps its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.policy.printed import Grid, GridCell, Piece, TextLine, Where
from app.policy.reading.marks import Entry, entry

_END = re.compile(r"(?<=[가-힣]\.)\s+|(?<=[다요음함]\.)(?=[가-힣「\"'“‘(])|(?<=[a-z0-9)%]\.)\s+(?=[A-Z\"“])|[。\n]+")
_UNFINISHED = re.compile(
    r"(?:,|(?<=[가-힣])(?:에|의|를|을|는|은|로|과|와|하며|으며|하여|하고|하는|있는|되는|된|할|한)|\b(?:및|또는|등|the|of|and|or|to|in|for|a|is|are))\s*$"
)
_WRAPPED_FROM = 25
_MOST_LINES = 40  # A sentence of more lines is none; all of them are looked at again for each.
_TAIL = 40  # Letters that tell whether a line goes on.
_NEAR = 2  # A blank line may stand between.


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it begins. ``entry`` is the line it stands in; None: a cell of a table."""

    text: str
    where: Where
    entry: Entry | None = None
    breaks: tuple[tuple[int, Where], ...] = ()  # Where its further lines begin.

    def at(self, offset: int) -> Where:
        """Return the place of a letter of the sentence, counted from 0."""
        return next((where for start, where in reversed(self.breaks) if start <= offset), self.where)


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """Yield the sentences of lines and of cells; a sentence that a line break cuts in two is one."""
    for text, starts in _runs(pieces):
        offset = 0
        for part in _parts(text):
            if part.strip():
                at = text.index(part, offset)
                offset = at + len(part)
                begin = at + len(part) - len(part.lstrip())
                line, where = _line_at(starts, begin)
                breaks = tuple((start - begin, one) for start, _, one in starts if begin < start < offset)
                yield Sentence(part.strip(), where, line, breaks)


_LONGEST = 2_000


def _parts(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one without an end is cut, for patterns look back and forth within it."""
    for part in _END.split(text):
        yield from (part[start : start + _LONGEST] for start in range(0, len(part or ""), _LONGEST))


_Starts = list[tuple[int, Entry | None, Where]]


def _line_at(starts: _Starts, at: int) -> tuple[Entry | None, Where]:
    found = starts[0]
    for start in starts:
        if start[0] <= at:
            found = start
    return found[1], found[2]


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[str, _Starts]]:
    """Yield texts without line breaks, with where each of their lines begins."""
    text = ""
    starts: _Starts = []
    for piece in pieces:
        if isinstance(piece, Grid):
            if text:
                yield text, starts
            text, starts = "", []
            for cell in cells(piece):
                yield cell.text or "", [(0, None, cell.where)]
            continue
        line = entry(piece)
        if not line.text:
            continue
        if text and _goes_on(text, starts, line):
            starts.append((len(text) + 1, line, line.where))
            text = f"{text} {line.text}"
            continue
        if text:
            yield text, starts
        text, starts = line.text, [(0, line, line.where)]
    if text:
        yield text, starts


def _goes_on(text: str, starts: _Starts, line: Entry) -> bool:
    before = starts[-1][1]
    if line.marks or line.level is not None or before is None or before.level is not None:
        return False
    last = text[starts[-1][0] :]
    near = 0 < line.where.line - starts[-1][2].line <= _NEAR
    if len(starts) >= _MOST_LINES or len(text) > _LONGEST:
        return False
    return near and len(last) >= _WRAPPED_FROM and _UNFINISHED.search(text, max(0, len(text) - _TAIL)) is not None


def cells(grid: Grid) -> Iterator[GridCell]:
    """Yield the cells of a table that hold text, each merged cell once."""
    return (cell for row in grid.rows for cell in row if cell.text and not cell.covered)


def words_of(pieces: Sequence[Piece]) -> str:
    """Return everything pieces say, a line each."""
    return "\n".join(text for piece in pieces for text in _texts(piece))


def _texts(piece: Piece) -> Iterator[str]:
    if isinstance(piece, TextLine):
        yield piece.whole
    else:
        yield from (cell.text or "" for cell in cells(piece))
