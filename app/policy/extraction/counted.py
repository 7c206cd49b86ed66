"""Owns counting the lines of a file that has none of its own (PDF, DOCX): a line per paragraph and per row."""

from collections.abc import Sequence
from dataclasses import replace

from app.policy.extraction.grids import SpanningCell, expanded
from app.policy.extraction.marks import Outline, marked
from app.policy.printed import Medium, Piece, Printed, TextLine, Where


class Counted:
    """A printed text under construction: add pieces in reading order, then take ``printed``."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.lines: list[str] = []
        self._outline = Outline()

    def line(
        self,
        text: str,
        *,
        page: int | None = None,
        level: int | None = None,
        marker: str | None = None,
        depth: int | None = None,
        indent: int = 0,
        shown: Sequence[str] = (),
    ) -> None:
        """Add a paragraph; without ``depth`` its mark and indent decide. ``shown`` are the lines it is printed in."""
        mark = marked(text)
        if level:
            self._outline.begin_again()
        if depth is None:
            depth = 0 if level else self._outline.depth(mark.kind, indent)
        where = Where(len(self.lines) + 1, page)
        # A number the word processor counts stands before whatever mark is typed.
        marker = marker or mark.marker
        text = mark.text if marker == mark.marker else text.strip()
        self.pieces.append(TextLine(text, where, level, marker, depth))
        self.lines += shown or [f"{marker} {text}" if marker else text]

    def grid(
        self, rows: Sequence[Sequence[SpanningCell]], *, page: int | None = None, caption: str | None = None
    ) -> None:
        """Add a table; every row is a line.

        :raises TooComplicated: if it has more cells than anybody prints.
        """
        first = len(self.lines) + 1
        numbered = [[replace(cell, line=first + place) for cell in row] for place, row in enumerate(rows)]
        grid = expanded(numbered, where=Where(first, page), caption=caption)
        if grid is None:
            return
        self.pieces.append(grid)
        self.lines += [
            " | ".join(" ".join((cell.text or "").split()) for cell in row if not cell.covered) for row in grid.rows
        ]

    def printed(self, medium: Medium, language: str | None = None) -> Printed:
        """Return what was added."""
        return Printed(medium, tuple(self.pieces), tuple(self.lines), language)
