"""Owns plain text and Markdown as printed lines and tables."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from app.policy.extraction.bars import Found, table_at, unescaped
from app.policy.extraction.columns import aligned_at, boxes_at, drawn, tabs_at
from app.policy.extraction.marks import Outline, marked
from app.policy.extraction.refusals import EmptyFile, TooComplicated
from app.policy.printed import Medium, Piece, Printed, TextLine, Where

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*$")
_SENTENCE = re.compile(r"[.:?!]$|[다요][.)]?$")
MOST_LINES = 200_000
_LONGEST_HEADING = 40
_TABLES: tuple[Callable[[Sequence[str], int], Found | None], ...] = (boxes_at, table_at, tabs_at, aligned_at)
_MARKDOWN = re.compile(r"^(#{1,6} \S|\|\s*:?-{3,}|\*\*[^*]+\*\*$)", re.MULTILINE)


def printed_text(text: str) -> Printed:
    """Return the lines and tables of a text.

    :raises EmptyFile: if nothing is printed in it.
    :raises TooComplicated: if it has more lines than anybody prints.
    """
    if not text.strip():
        raise EmptyFile
    lines = tuple(text.removesuffix("\n").split("\n"))
    if len(lines) > MOST_LINES:
        raise TooComplicated
    return Printed(Medium.TEXT, tuple(pieces_of(lines, markdown=bool(_MARKDOWN.search(text)))), lines)


def pieces_of(lines: Sequence[str], *, markdown: bool) -> list[Piece]:
    """Return the lines and tables of lines of text; in Markdown, marks of headings and escapes are taken off."""
    lines = drawn(lines)
    pieces: list[Piece] = []
    outline = Outline()
    number = 0
    while number < len(lines):
        found = next((found for find in _TABLES if (found := find(lines, number))), None)
        if found:
            taken = number - found.first
            if taken:
                pieces = [piece for piece in pieces if piece.where.line <= found.first]
            pieces.append(found.grid)
            number = max(found.after, number + 1)
            continue
        if lines[number].strip():
            pieces.append(_line(lines, number, outline, markdown=markdown))
        number += 1
    return pieces


def _line(lines: Sequence[str], number: int, outline: Outline, *, markdown: bool) -> TextLine:
    line, where = lines[number], Where(number + 1)
    heading = _HEADING.fullmatch(line.strip()) if markdown else None
    if heading:
        outline.begin_again()
        mark = marked(unescaped(heading["text"]))
        return TextLine(mark.text, where, len(heading["marks"]), mark.marker)
    mark = marked(line)
    if mark.kind is None and _is_heading_like(line):
        outline.begin_again()
    depth = outline.depth(mark.kind, _indent(line))
    return TextLine(unescaped(mark.text) if markdown else mark.text, where, None, mark.marker, depth)


def _indent(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip())].expandtabs(4)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in blank)


def _is_heading_like(line: str) -> bool:
    text = line.strip()
    return len(text) <= _LONGEST_HEADING and not line[:1].isspace() and not _SENTENCE.search(text)
