"""Owns the house style of letters and forms: letterhead, title, boxes to fill in, reasons, signatures and a date.

Built on the running text every paper shares; a letter of several pages says on each whose letter it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from app.documents import fonts
from app.documents.canvas import Colour, TaggedCanvas
from app.documents.ending import end_kept
from app.documents.flow import MM, Flow
from app.documents.flowables import Anchor, Cell, TaggedParagraph
from app.documents.grid import NAVY
from app.documents.styles import INK, QUIET, STYLES
from app.documents.typesetting import broken

_INK: Colour = (0.055, 0.067, 0.086)
_QUIET: Colour = (0.29, 0.325, 0.38)
_RULE = "0.73 0.76 0.8 RG 0.5 w"
_HEAVY = "0.063 0.141 0.247 RG 1.4 w"
_WRITING_LINE = 7.5 * MM
_LABEL_SHARE = 0.17
_GROUP_SHARE = 0.12
_NAME_SHARE, _TOTAL_SHARE = 3.6, 1.35  # As wide as so many numbers.
_MARK_WIDTH, _SIGN_WIDTH = 74.0, 150.0


def _like(name: str, basis: str, **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, parent=STYLES[basis], **more)


_STYLES = STYLES | {
    "h1": _like("h1", "h1", fontSize=20, leading=27, alignment=TA_CENTER, spaceBefore=11, spaceAfter=9, textColor=INK),
    "h2": _like("h2", "h2", fontSize=11, leading=16, spaceBefore=9, spaceAfter=4),
    "body": _like("body", "body", leading=16.2),
    "sender": _like("sender", "h1", fontSize=14, leading=18, spaceAfter=1),
    "contact": _like("contact", "note", fontSize=8, leading=11.5, spaceAfter=0),
    "under_title": _like("under_title", "note", alignment=TA_CENTER, spaceBefore=-6, spaceAfter=9),
    "sources": _like("sources", "note", spaceBefore=7),
    "small_item": _like("small_item", "item", fontSize=8.5, leading=12.6, bulletFontSize=8.5, spaceAfter=1.5),
    "statement": _like("statement", "body", leftIndent=10, leading=16.2, spaceAfter=6),
    "centred": _like("centred", "body", alignment=TA_CENTER, fontSize=11, leading=17, spaceBefore=8, spaceAfter=6),
    "signer": _like("signer", "body", fontName=fonts.BOLD, alignment=TA_CENTER, fontSize=15, leading=21, spaceAfter=2),
    "post": _like("post", "body", alignment=TA_CENTER, textColor=QUIET, spaceAfter=8),
    "addressee": _like("addressee", "body", fontName=fonts.BOLD, fontSize=13, leading=18, spaceBefore=8, spaceAfter=8),
    "banner": _like(
        "banner", "body", fontName=fonts.BOLD, fontSize=8.5, leading=12, alignment=TA_CENTER, textColor=NAVY,
        spaceBefore=5, spaceAfter=5,
    ),
    "cell": _like("cell", "cell", fontSize=9.4, leading=14),
    "head": _like("head", "head", fontSize=9, leading=13.4),
    "number": _like("number", "number", fontSize=8.2, leading=12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box of a form: what stands in it, and how many lines are left empty to write on."""

    label: str
    value: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One or two boxes side by side; rows that follow each other with the same ``group`` share its head."""

    boxes: tuple[Box, ...]
    group: str = ""


class OfficialFlow(Flow):
    """A letter or a form under construction."""

    styles = _STYLES
    top, bottom = 17 * MM, 17 * MM
    long_from = None  # The last table of a letter is parted so that its last row goes with who signs.

    def letterhead(self, name: str, lines: Sequence[str]) -> None:
        """Add who writes, with a rule under it.

        :raises Undrawable: if a character is in no font.
        """
        self._story.append(self._piece(name, "sender", Anchor("P")))
        self._story.extend(self._piece(line, "contact", Anchor("P")) for line in lines)
        self._story.append(_Rule(_HEAVY, before=3))

    def banner(self, text: str) -> None:
        """Add a sentence over the whole width, between two rules.

        :raises Undrawable: if a character is in no font.
        """
        self._story += [self._piece(text, "banner", Anchor("P")), _Rule(_RULE, before=0)]

    def headline(self, text: str, under: str = "") -> None:
        """Add the title, and a line under it if there is one.

        :raises Undrawable: if a character is in no font.
        """
        self.heading(text, 1)
        if under:
            self._story.append(self._piece(under, "under_title", Anchor("P")))

    def boxes(self, rows: Sequence[BoxRow]) -> None:
        """Add a grid of labelled boxes; the labels head their rows.

        :raises Undrawable: if a character is in no font.
        """
        grouped = any(row.group for row in rows)
        pairs = max(len(row.boxes) for row in rows)
        label = _LABEL_SHARE
        rest = (1 - (_GROUP_SHARE if grouped else 0) - pairs * label) / pairs
        grid: list[list[Cell]] = []
        for place, row in enumerate(rows):
            cells: list[Cell] = []
            is_first = place == 0 or rows[place - 1].group != row.group or not row.group
            if grouped and row.group and is_first:
                cells.append(Cell(row.group, rows=_run(rows, place), heads_row=True))
            over = 0 if row.group or not grouped else 1
            for number, box in enumerate(row.boxes):
                last = number == len(row.boxes) - 1
                span = 1 + (2 * (pairs - len(row.boxes)) if last else 0)
                cells.append(Cell(box.label, columns=1 + (over if number == 0 else 0), heads_row=True))
                cells.append(Cell(box.value, columns=span, room=box.lines * _WRITING_LINE))
            grid.append(cells)
        self._add_grid(
            grid, heads=0, widths=[*([_GROUP_SHARE] if grouped else []), *([label, rest] * pairs)], shaded=True
        )

    def small_items(self, texts: Sequence[str]) -> None:
        """Add a list set as small as a note.

        :raises Undrawable: if a character is in no font.
        """
        group = Anchor("L", attributes="/A<</O/List/ListNumbering/Disc>>")
        for text in texts:
            anchor = Anchor("LBody", inside=Anchor("LI", inside=group))
            self._story.append(self._piece(text, "small_item", anchor, bullet="•"))

    def figures(self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table of numbers that no page's end parts; the first cell of a row names it.

        :raises Undrawable: if a character is in no font.
        """
        start = len(self._story)
        self.table(
            head=[[Cell(text, numeric=place > 0) for place, text in enumerate(head)]],
            rows=[[Cell(row[0], heads_row=True), *(Cell(text, numeric=True) for text in row[1:])] for row in rows],
            widths=[_NAME_SHARE, *([1.0] * (len(head) - 2)), _TOTAL_SHARE],
            caption=caption,
        )
        self._story[start:] = [KeepTogether(self._story[start + 1 :])]  # Without the break before a caption.

    def statement(self, label: str, text: str) -> None:
        """Add a text under its label, with a bar beside it; it may be longer than a page.

        :raises Undrawable: if a character is in no font.
        """
        self.heading(label, 2)
        self._story.append(self._piece(text, "statement", Anchor("P"), made=_Barred))

    def styled(self, text: str, style: str) -> None:
        """Add a paragraph in a style of letters, e.g. ``centred`` or ``addressee``.

        :raises Undrawable: if a character is in no font.
        """
        self._story.append(self._piece(text, style, Anchor("P")))

    def closing(self, texts: Sequence[tuple[str, str]]) -> None:
        """Add paragraphs (text and style) that no page's end may part.

        :raises Undrawable: if a character is in no font.
        """
        self._story.append(KeepTogether([self._piece(text, style, Anchor("P")) for text, style in texts]))

    def ending(self, begin: Callable[[], None]) -> None:
        """Keep the pieces that ``begin`` adds, e.g. the date, who writes, and the seal, with the end of the text."""
        start = len(self._story)
        begin()
        end_kept(self._story, start)

    def signing(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Add lines to sign on: who, the name if it is known, and what to put there.

        :raises Undrawable: if a character is in no font.
        """
        piece = _Signing(tuple((fonts.check_text(a), fonts.check_text(b), fonts.check_text(c)) for a, b, c in lines))
        self._story += [CondPageBreak(piece.wrap(self.width, 0)[1]), piece]

    def _head(self, canvas: TaggedCanvas) -> None:
        """Say on every page but the first whose letter it is; there the letterhead does."""
        if canvas.getPageNumber() > 1:
            super()._head(canvas)


def _run(rows: Sequence[BoxRow], start: int) -> int:
    """Return how many rows from one on share its group."""
    count = 1
    while start + count < len(rows) and rows[start + count].group == rows[start].group:
        count += 1
    return count


class _Rule(Flowable):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A line over the whole width: decoration."""

    canv: TaggedCanvas

    def __init__(self, pen: str, *, before: float) -> None:
        super().__init__()
        self.pen, self.spaceBefore, self.spaceAfter = pen, before, 4

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = available_width
        return available_width, 1.4

    def draw(self) -> None:
        self.canv.artifact()
        self.canv.raw(f"q {self.pen} 0 0.7 m {self.width:.2f} 0.7 l S Q")
        self.canv.unmark()


class _Barred(TaggedParagraph):
    """A paragraph with a bar at its left."""

    def draw(self) -> None:
        """Draw the bar as decoration, then the text."""
        self.canv.artifact()
        self.canv.raw(f"q 0.063 0.141 0.247 RG 2 w 2 1 m 2 {self.height:.2f} l S Q")
        self.canv.unmark()
        super().draw()


class _Signing(Flowable):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """Lines to sign on, at the right: who, the name, and the mark."""

    canv: TaggedCanvas
    size, leading, gap = 10.5, 15.0, 9.0

    def __init__(self, lines: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 4, 4
        self.lines = [
            (
                broken(who, 2.2 * _SIGN_WIDTH / self.size, partial(fonts.width, font=fonts.REGULAR)),
                broken(name, (_SIGN_WIDTH - 8) / self.size, partial(fonts.width, font=fonts.REGULAR)),
                mark,
            )
            for who, name, mark in lines
        ]

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = sum(max(len(who), len(name), 1) * self.leading + self.gap for who, name, _ in self.lines)
        return self.width, self.height

    def draw(self) -> None:
        canvas, y = self.canv, self.height
        canvas.forget_state()
        left = self.width - _MARK_WIDTH - _SIGN_WIDTH
        for who, name, mark in self.lines:
            canvas.open("P")
            canvas.mark()
            for number, text in enumerate(who):
                x = left - 8 - fonts.width(text, fonts.REGULAR) * self.size
                self._write(x, y - (number + 0.8) * self.leading, text)
            for number, text in enumerate(name):
                self._write(left + 4, y - (number + 0.8) * self.leading, text)
            tall = max(len(who), len(name), 1)
            x, y = self.width - _MARK_WIDTH + 6, y - tall * self.leading
            canvas.write(x, y + 0.2 * self.leading, f"{mark} ", font=fonts.REGULAR, size=8.5, colour=_QUIET)
            canvas.unmark()
            canvas.close()
            canvas.artifact()
            canvas.raw(f"q {_RULE} {left:.2f} {y - 1:.2f} m {self.width - _MARK_WIDTH:.2f} {y - 1:.2f} l S Q")
            canvas.unmark()
            y -= self.gap
        canvas.forget_state()

    def _write(self, x: float, y: float, text: str) -> None:
        self.canv.write(x, y, f"{text} ", font=fonts.REGULAR, size=self.size, colour=_INK)
