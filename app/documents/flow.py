"""Owns running text on paper: headings, paragraphs, lists and tables, with heads, feet and "page n / N".

Text given to a flow is plain: it is never read as markup. A character no font can draw is refused, not dropped.
"""

import io
import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO, ClassVar
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer

from app.documents import fonts, marks
from app.documents.canvas import TaggedCanvas
from app.documents.flowables import Anchor, Cell, Look, Marked, TaggedParagraph, TaggedTable
from app.documents.grid import Grid, Spans, laid_out, looks, merged
from app.documents.kept import KeptBreak, told_what_follows
from app.documents.long_table import LONG_FROM, LongTable
from app.documents.metadata import Info
from app.documents.numbered import QUIET, NumberedCanvas
from app.documents.seal import Seal, SealFlowable
from app.documents.styles import STYLES

MM = 72 / 25.4
_MARGIN = 20 * MM
_SPACES = re.compile(r"[^\S\u00a0]+")


class Flow:
    """A document under construction. Add pieces in reading order, then take ``pdf()`` once."""

    styles: ClassVar[Mapping[str, ParagraphStyle]] = STYLES
    top: ClassVar[float] = 24 * MM
    bottom: ClassVar[float] = 22 * MM
    long_from: ClassVar[int | None] = LONG_FROM
    canvas: ClassVar[type[TaggedCanvas]] = NumberedCanvas

    def __init__(self, *, title: str, author: str, subject: str = "", lang: str = "ko-KR", wide: bool = False) -> None:
        """Begin an empty document; ``wide`` for landscape pages.

        :raises Undrawable: if the title or author cannot be drawn in the head of a page.
        """
        fonts.register()
        self.title, self.author = fonts.check_text(title, fonts.BOLD), fonts.check_text(author)
        self.subject, self.lang = subject, lang
        self.size = landscape(A4) if wide else A4
        self._story: list[Any] = []

    @property
    def width(self) -> float:
        """Return how wide the text is, in points."""
        return float(self.size[0] - 2 * _MARGIN)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading of level 1, 2 or 3; it also stands in the document's outline.

        :raises Undrawable: if a character is in no font.
        """
        if level > 1:
            self._story.append(KeptBreak(page_height=self.size[1]))
        heading = self._piece(text, f"h{level}", Anchor(f"H{level}"))
        heading.outline = (" ".join(text.split()), level - 1)
        self._story.append(heading)

    def paragraph(self, text: str, *, kind: str = "body", lead: str | None = None, gap: bool = False) -> None:
        """Add a paragraph (kind "body" or "note"), begun in bold by ``lead`` if given. Line breaks are kept.

        ``gap`` marks it as what somebody still has to say; such a text is one line.

        :raises Undrawable: if a character is in no font.
        """
        whole = [Marked(0, len(text), Look.GAP)] if gap else []
        self._story.append(self._piece(text, kind, Anchor("P"), lead=lead, marked_as=whole))

    def items(self, texts: Sequence[str], *, ordered: bool = False, gaps: Collection[int] = ()) -> None:
        """Add a list, with numbers if it is ordered; ``gaps``: the places of items somebody still has to say.

        :raises Undrawable: if a character is in no font.
        """
        group = Anchor("L", attributes=f"/A<</O/List/ListNumbering/{'Decimal' if ordered else 'Disc'}>>")
        for number, text in enumerate(texts, start=1):
            anchor = Anchor("LBody", inside=Anchor("LI", inside=group))
            whole = [Marked(0, len(text), Look.GAP)] if number - 1 in gaps else []
            bullet = f"{number}." if ordered else "•"
            self._story.append(self._piece(text, "item", anchor, bullet=bullet, marked_as=whole))

    def table(
        self,
        *,
        head: Sequence[Sequence[Cell | str]],
        rows: Sequence[Sequence[Cell | str]],
        widths: Sequence[float] | None = None,
        caption: str | None = None,
    ) -> None:
        """Add a table. Cells read as in HTML: positions covered by a merged cell are left out of later rows.

        ``widths`` are relative. Rows of ``head`` are repeated on every page.

        :raises Undrawable: if a character is in no font.
        :raises ValueError: if the cells do not fill the grid.
        """
        if caption:
            self.caption(caption)
        self._add_grid([*head, *rows], heads=len(head), widths=widths)

    def rows_table(self, grid: Grid, *, widths: Sequence[float], caption: str) -> None:
        """Add a table as a whole grid: the heads first, None where a merged cell covers. Rows may be made when asked.

        ``widths`` are relative.

        :raises Undrawable: if a character is in no font.
        """
        if self.long_from is None or len(grid) < self.long_from:
            given = [[cell for cell in row if cell is not None] for row in grid]
            self.table(head=given[:1], rows=given[1:], widths=widths, caption=caption)
            return
        self.caption(caption)
        across = [part * self.width / sum(widths) for part in widths]
        self._add_long(grid, heads=1, widths=across)

    def caption(self, text: str) -> None:
        """Add what a table is called, kept with its first rows.

        :raises Undrawable: if a character is in no font.
        """
        self._story.append(KeptBreak(page_height=self.size[1]))
        self._story.append(self._piece(text, "caption", Anchor("P")))

    def _add_grid(
        self, rows: Sequence[Sequence[Cell | str]], *, heads: int, widths: Sequence[float] | None, shaded: bool = False
    ) -> None:
        """Add a table of which the first rows are heads; ``shaded`` also fills the heads of rows."""
        grid, spans = laid_out(rows)
        columns = len(grid[0])
        parts = list(widths or [1] * columns)
        if len(parts) != columns:
            raise ValueError(f"{columns} columns but {len(parts)} widths")
        across = [part * self.width / sum(parts) for part in parts]
        if heads and self.long_from is not None and len(grid) >= self.long_from:
            self._add_long(grid, heads=heads, widths=across, shaded=shaded)
            return
        table = self._laid(grid, spans, heads=heads, widths=across, shaded=shaded)
        table.anchor = Anchor("Table")
        self._story.append(table)

    def _add_long(self, grid: Grid, *, heads: int, widths: list[float], shaded: bool = False) -> None:
        """Add a table whose rows become pieces with their pages; widths are in points."""
        self._check_drawable(grid, heads=heads)
        made = partial(self._laid, heads=heads, widths=widths, shaded=shaded)
        self._story.append(LongTable(grid, heads=heads, made=made))

    def _laid(
        self, grid: Grid, spans: Spans | None = None, *, heads: int, widths: list[float], shaded: bool
    ) -> TaggedTable:
        """Return the table of a grid; it has no place in the structure yet. Widths are in points."""
        return TaggedTable(
            [[self._cell(cell, is_head=y < heads) for cell in row] for y, row in enumerate(grid)],
            colWidths=widths,
            repeatRows=heads,
            spaceBefore=3,
            spaceAfter=9,
            style=looks(grid, heads=heads, spans=merged(grid) if spans is None else spans, shaded=shaded),
        )

    def seal(self, seal: Seal) -> None:
        """Add the seal of the ledger, as the last piece.

        :raises Undrawable: if a character is in no font.
        """
        seal.wrapped(self.width)
        self._story.append(SealFlowable(seal))

    def space(self, points: float) -> None:
        """Add empty height."""
        self._story.append(Spacer(1, points))

    def new_page(self) -> None:
        """Begin a new page."""
        self._story.append(PageBreak())

    def pdf(self) -> bytes:
        """Return the document as PDF/UA-1 and PDF/A-2a; may be called once.

        :raises reportlab.platypus.doctemplate.LayoutError: if one piece cannot fit on any page.
        """
        buffer = io.BytesIO()
        self.write_to(buffer)
        return buffer.getvalue()

    def write_to(self, target: BinaryIO) -> None:
        """Write what ``pdf`` returns to a file; may be called once.

        :raises reportlab.platypus.doctemplate.LayoutError: if one piece cannot fit on any page.
        """
        template = SimpleDocTemplate(
            target,
            pagesize=self.size,
            leftMargin=_MARGIN - 6,  # The frame pads by 6 points.
            rightMargin=_MARGIN - 6,
            topMargin=self.top,
            bottomMargin=self.bottom,
            title=self.title,
            author=self.author,
            subject=self.subject,
            lang=self.lang,
            producer=Info.producer,  # Else ReportLab names itself.
            creator=Info.creator,
        )
        with fonts.drawing:
            template.build(
                list(told_what_follows(self._story)),
                onFirstPage=self._furniture,
                onLaterPages=self._furniture,
                canvasmaker=self.canvas,
            )

    def _piece(
        self,
        text: str,
        style: str,
        anchor: Anchor,
        *,
        lead: str | None = None,
        bullet: str | None = None,
        made: type[TaggedParagraph] = TaggedParagraph,
        marked_as: Sequence[Marked] = (),
    ) -> TaggedParagraph:
        font = self.styles[style].fontName
        if marked_as:
            for face in (font, fonts.BOLD):
                fonts.check_text(_folded(text), face)
            marked = marks.marked(text, marked_as)
        else:
            marked = "<br/>".join(escape(fonts.check_text(_folded(line), font)) for line in text.splitlines())
        if lead:
            marked = f"<b>{escape(fonts.check_text(lead, fonts.BOLD))}</b> {marked}"
        piece = made(marked, self.styles[style], bulletText=bullet)
        piece.anchor = anchor
        return piece

    def _check_drawable(self, grid: Grid, *, heads: int) -> None:
        """Refuse what cannot be drawn of cells that are made into pieces only when their page is."""
        for y, row in enumerate(grid):
            for cell in filter(None, row):
                font = self.styles[_cell_style(cell, is_head=y < heads)].fontName
                for line in cell.text.splitlines():
                    fonts.check_text(_folded(line), font)

    def _cell(self, cell: Cell | None, *, is_head: bool) -> list[Any] | str:
        if cell is None:
            return ""
        style = _cell_style(cell, is_head=is_head)
        # Each line is a paragraph: taken out of the file, what was broken by hand is told from what was by the room.
        pieces: list[Any] = [
            self._piece(line, style, Anchor("P"), marked_as=spans) for line, spans in marks.lines(cell)
        ]
        pieces[0].cell, pieces[0].is_head = cell, is_head
        return [*pieces, Spacer(1, cell.room)] if cell.room else pieces

    def _head(self, canvas: TaggedCanvas) -> None:
        width, top = self.size[0], self.size[1] - 14 * MM
        canvas.write(_MARGIN, top, self.title, font=fonts.REGULAR, size=8, colour=QUIET)
        title, author = (fonts.width(text, fonts.REGULAR) * 8 for text in (self.title, self.author))
        if title + author < self.width - 2 * MM:  # Else one would be written over the other.
            canvas.write(width - _MARGIN - author, top, self.author, font=fonts.REGULAR, size=8, colour=QUIET)
        canvas.raw(f"0.73 0.76 0.8 RG 0.5 w {_MARGIN:.2f} {top - 6:.2f} m {width - _MARGIN:.2f} {top - 6:.2f} l S")

    def _furniture(self, canvas: TaggedCanvas, _template: object) -> None:
        canvas.begin_page(self.size)
        canvas.artifact("Pagination")
        self._head(canvas)
        width, bottom = self.size[0], 12 * MM
        number = f"{canvas.getPageNumber()} / "
        before = fonts.width(number, fonts.REGULAR) * 8
        canvas.write(width / 2 - before, bottom, number, font=fonts.REGULAR, size=8, colour=QUIET)
        self._total(canvas, width / 2, bottom)
        canvas.unmark()

    def _total(self, canvas: Any, x: float, y: float) -> None:  # noqa: ANN401  # Of the class's own kind.
        """Draw the number of all pages, known at the end."""
        canvas.raw(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        canvas.doForm("total")
        canvas.raw("Q")


def _cell_style(cell: Cell, *, is_head: bool) -> str:
    kinds = ("head", "head_number") if is_head or cell.heads_row else ("cell", "number")
    if cell.total and not is_head:
        kinds = ("total", "total_number")
    return kinds[cell.numeric]


def _folded(line: str) -> str:
    """Return a line with its white space folded; no-break spaces stay, and a space beside them too."""
    return _SPACES.sub(" ", line).strip(" ")
