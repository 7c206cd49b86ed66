"""Owns a published text as it is printed: lines and tables with their places, before anything is understood.

Every kind of file (text, HTML, PDF, DOCX) is taken to this one shape by ``extraction``; ``reading`` knows no file.
"""

from dataclasses import dataclass
from enum import StrEnum


class Medium(StrEnum):
    """What kind of file a text came from."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a text: the line (from 1; in HTML of the source), the page (from 1) where there are pages.

    ``row`` and ``column`` (from 1) say which cell of a table, where it is one.
    """

    line: int
    page: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line or paragraph. ``level`` is its rank as a heading (1 the highest) where the file says so, else None.

    ``marker`` is the mark it was listed with ("가.", "1)", "①", "-"), taken off ``text``; ``depth`` how far it is
    indented or nested (0 the outermost).
    """

    text: str
    where: Where
    level: int | None = None
    marker: str | None = None
    depth: int = 0

    @property
    def whole(self) -> str:
        """Return the line with its mark."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table. A cell that a merged one covers carries the merged cell's text and ``covered``.

    ``text`` None: the file does not say whether the cell is empty or merged (a flattened table whose row is too short).
    """

    text: str | None
    where: Where
    covered: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has as many cells as there are columns. ``caption`` is what the file names it."""

    rows: tuple[tuple[GridCell, ...], ...]
    where: Where
    caption: str | None = None


Piece = TextLine | Grid


@dataclass(frozen=True, slots=True)
class Printed:
    """A published text: its pieces in reading order, and its lines as a person would count them.

    ``lines[n - 1]`` is what stands at ``Where.line == n``. ``language`` is what the file says it is written in.
    """

    medium: Medium
    pieces: tuple[Piece, ...]
    lines: tuple[str, ...]
    language: str | None = None
