"""Owns sentences: wrapped lines are joined, lines and cells are cut where a sentence ends, each keeps its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.policy.printed import Grid, GridCell, Piece, TextLine, Where
from app.policy.reading.marks import Entry, entry

_END = re.compile(r"(?<=[가-힣]\.)\s+|(?<=[다요음함]\.)(?=[가-힣「\"'“‘(])|(?<=[a-z0-9)%]\.)\s+(?=[A-Z\"“])|[。\n]+")
_ENDED = re.compile(r"[.:;。:：)\]]\s*$|(?:[다요음함됨])\s*$")
_WRAPPED_FROM = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it begins. ``entry`` is the line it stands in; None: a cell of a table."""

    text: str
    where: Where
    entry: Entry | None = None


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """Yield the sentences of lines and of cells; a sentence that a line break cuts in two is one."""
    for text, starts in _runs(pieces):
        offset = 0
        for part in _END.split(text):
            if part and part.strip():
                at = text.index(part, offset)
                offset = at + len(part)
                line, where = _line_at(starts, at + len(part) - len(part.lstrip()))
                yield Sentence(part.strip(), where, line)


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
            yield from ((cell.text or "", [(0, None, cell.where)]) for cell in cells(piece))
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
    return len(last) >= _WRAPPED_FROM and _ENDED.search(text) is None


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
