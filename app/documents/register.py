"""Owns long tables on paper: thousands of rows, heads repeated, "page n / N", every cell tagged.

Rows are wrapped and dealt to pages first, so the number of pages is known before the first is drawn, and then written
straight to the canvas: over ten times as fast as ReportLab's own tables.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from reportlab.lib.pagesizes import A4, landscape

from app.documents import fonts
from app.documents.canvas import Colour, Element, TaggedCanvas
from app.documents.seal import Seal, draw_seal
from app.documents.typesetting import broken

_MM = 72 / 25.4
_SIZE, _LINE, _PAD = 7.5, 10.2, 3.0
_SEAL_GAP = 3 * _MM
_MARGIN, _TOP, _FOOT = 12 * _MM, 24 * _MM, 14 * _MM
_INK: Colour = (0.055, 0.067, 0.086)
_QUIET: Colour = (0.29, 0.325, 0.38)
_NAVY: Colour = (0.063, 0.141, 0.247)
_SHADE: Colour = (0.93, 0.945, 0.96)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and how wide it is against the others."""

    title: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a row that stands on one page: which row, and its lines in each column."""

    row: int
    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        return max(map(len, self.cells), default=1) * _LINE + 2 * _PAD


def register_pdf(
    *,
    title: str,
    author: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    note: str = "",
    closing: Sequence[str] = (),
    seal: Seal | None = None,
    tagged: bool = True,
) -> bytes:
    """Return a table as a PDF in landscape A4; ``note`` stands under the title of every page.

    :param closing: a few paragraphs to stand under the last row.
    :param seal: the seal of the ledger the rows come from, to stand under everything.
    :raises Undrawable: if a character is in no font.
    :raises ValueError: if a row has another number of cells than there are columns.
    """
    width, height = landscape(A4)
    checked = lru_cache(maxsize=20_000)(fonts.check_text)
    title, author, note = checked(title, fonts.BOLD), checked(author), checked(note)
    total = sum(column.share for column in columns)
    widths = [column.share / total * (width - 2 * _MARGIN) for column in columns]
    room = height - _TOP - _FOOT
    wrapped = lru_cache(maxsize=50_000)(_wrapped)
    head = tuple(
        wrapped(checked(one.title, fonts.BOLD), wide, fonts.BOLD) for one, wide in zip(columns, widths, strict=True)
    )
    room -= _Piece(-1, head).height
    pages = _dealt(
        (
            tuple(wrapped(checked(text), wide, fonts.REGULAR) for text, wide in zip(row, widths, strict=True))
            for row in rows
        ),
        room,
    )
    ending = tuple(wrapped(checked(text), sum(widths), fonts.REGULAR) for text in closing)
    needed = sum(len(lines) * _LINE + _PAD for lines in ending)
    needed += 0 if seal is None else seal.height(sum(widths)) + _SEAL_GAP
    if needed > room - sum(piece.height for piece in pages[-1]):
        pages.append([])
    buffer = io.BytesIO()
    with fonts.drawing:
        canvas = TaggedCanvas(buffer, tagged=tagged, pagesize=(width, height))
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(note)
        canvas.open("H1")
        heading = canvas.element
        canvas.close()
        writer = _Writer(canvas, widths, heading, canvas.open("Table"))
        for number, pieces in enumerate(pages, start=1):
            canvas.begin_page((width, height))
            writer.furniture(title, author, note, f"{number} / {len(pages)}", first=number == 1)
            end = writer.page(head, pieces, first=number == 1)
            if number == len(pages):
                end = writer.closing(ending, end)
                if seal is not None:
                    canvas.forget_state()
                    draw_seal(canvas, seal, left=_MARGIN, top=end - _SEAL_GAP, width=sum(widths))
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _wrapped(text: str, wide: float, font: str) -> tuple[str, ...]:
    return tuple(broken(text, (wide - 2 * _PAD) / _SIZE, partial(fonts.width, font=font)))


def _dealt(rows: Iterable[tuple[tuple[str, ...], ...]], room: float) -> list[list[_Piece]]:
    """Return the pieces of every page; a row taller than a page goes on overleaf."""
    pages: list[list[_Piece]] = [[]]
    left = room
    longest = max(1, int((room - 2 * _PAD) / _LINE))
    for number, cells in enumerate(rows):
        for start in range(0, max(1, *map(len, cells)), longest):
            piece = _Piece(number, tuple(lines[start : start + longest] for lines in cells))
            if piece.height > left and pages[-1]:
                pages.append([])
                left = room
            pages[-1].append(piece)
            left -= piece.height
    return pages


class _Writer:
    """Writes pages; remembers the cells of a row that goes on overleaf."""

    def __init__(self, canvas: TaggedCanvas, widths: list[float], heading: Element, table: Element) -> None:
        self.canvas, self.widths, self.heading, self.table = canvas, widths, heading, table
        self.left = [_MARGIN + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.row, self.cells = -1, list[Element]()

    def furniture(self, title: str, author: str, note: str, number: str, *, first: bool) -> None:
        """Draw title, note, organisation and page number; the title is content once."""
        canvas = self.canvas
        width, height = landscape(A4)
        if first:
            left = canvas.enter(self.heading)
            canvas.mark()
        else:
            canvas.artifact("Pagination")
        canvas.write(_MARGIN, height - 13 * _MM, title, font=fonts.BOLD, size=13, colour=_NAVY)
        canvas.unmark()
        if first:
            canvas.enter(left)
        canvas.artifact("Pagination")
        for text, x, y in (
            (note, _MARGIN, height - 19 * _MM),
            (author, width - _MARGIN - fonts.width(author, fonts.REGULAR) * 8, height - 13 * _MM),
            (number, (width - fonts.width(number, fonts.REGULAR) * 8) / 2, 8 * _MM),
        ):
            if text:
                canvas.write(x, y, text, font=fonts.REGULAR, size=8, colour=_QUIET)
        canvas.unmark()

    def page(self, head: tuple[tuple[str, ...], ...], pieces: list[_Piece], *, first: bool) -> float:
        """Draw the head and the pieces of one page, then the rules over them; returns where the table ends."""
        canvas = self.canvas
        canvas.enter(self.table)
        y: float = landscape(A4)[1] - _TOP
        edges = [y]
        tall = _Piece(-1, head).height
        canvas.artifact() if first else canvas.artifact("Pagination")
        canvas.ink(_SHADE)
        canvas.raw(f"{_MARGIN:.2f} {y - tall:.2f} {self.left[-1] - _MARGIN:.2f} {tall:.2f} re f")
        if first:
            canvas.unmark()
            canvas.open("TR")
        for x, lines in zip(self.left, head, strict=False):
            if first:
                canvas.open("TH", attributes="/A<</O/Table/Scope/Column>>")
                canvas.mark()
            self._lines(x, y, lines, fonts.BOLD, _NAVY)
            if first:
                canvas.unmark()
                canvas.close()
        if first:
            canvas.close()
        else:
            canvas.unmark()
        y -= tall
        edges.append(y)
        for piece in pieces:
            self._piece(piece, y)
            y -= piece.height
            edges.append(y)
        self._rules(edges)
        return y

    def closing(self, paragraphs: tuple[tuple[str, ...], ...], y: float) -> float:
        """Draw paragraphs over the full width, from ``y`` down; returns where they end."""
        canvas = self.canvas
        canvas.enter(canvas.root)
        for lines in paragraphs:
            canvas.open("P")
            canvas.mark()
            self._lines(_MARGIN - _PAD, y, lines, fonts.REGULAR, _INK)
            canvas.unmark()
            canvas.close()
            y -= len(lines) * _LINE + _PAD
        return y

    def _piece(self, piece: _Piece, y: float) -> None:
        canvas = self.canvas
        if piece.row != self.row:
            canvas.enter(self.table)
            canvas.open("TR")
            self.row, self.cells = piece.row, []
            for _lines in piece.cells:
                self.cells.append(canvas.open("TD"))
                canvas.close()
        for cell, x, lines in zip(self.cells, self.left, piece.cells, strict=False):
            if lines:
                canvas.enter(cell)
                canvas.mark()
                self._lines(x, y, lines, fonts.REGULAR, _INK)
                canvas.unmark()

    def _lines(self, x: float, y: float, lines: tuple[str, ...], font: str, colour: Colour) -> None:
        last = len(lines) - 1
        for number, line in enumerate(lines):
            self.canvas.write(
                x + _PAD,
                y - _PAD - 0.82 * _LINE - number * _LINE,
                line if number == last else f"{line} ",
                font=font,
                size=_SIZE,
                colour=colour,
            )

    def _rules(self, edges: list[float]) -> None:
        left, right = self.left[0], self.left[-1]
        rules = [f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in edges]
        rules += [f"{x:.2f} {edges[0]:.2f} m {x:.2f} {edges[-1]:.2f} l" for x in self.left]
        self.canvas.artifact()
        self.canvas.raw(f"0.73 0.76 0.8 RG 0.4 w {' '.join(rules)} S")
        self.canvas.unmark()
