"""Owns the tagged pieces of running text: paragraphs and tables that stay one element over several pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportlab.platypus import Paragraph, Table

from app.documents.canvas import Element, TaggedCanvas

_FIRST_ROWS = 2


class Look(StrEnum):
    """What some letters are shown as: by more than colour, so that a grey print tells it too."""

    ADDED = "added"  # Bold and underlined.
    REMOVED = "removed"  # Struck through.
    GAP = "gap"  # On a ground of its own: a value somebody still has to give.


@dataclass(frozen=True, slots=True)
class Marked:
    """From which letter to which a text is marked, how, and what a mark is called to those who hear the paper."""

    start: int
    end: int
    look: Look
    said: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, how many rows and columns it takes, and whether it heads its row.

    ``room`` is empty height under the text, in points, to write on. ``total``: it stands in a row of sums.
    """

    text: str
    rows: int = 1
    columns: int = 1
    heads_row: bool = False
    numeric: bool = False
    room: float = 0
    marked: tuple[Marked, ...] = ()
    total: bool = False


class Anchor:
    """The place of a piece in the structure tree, made when the piece is first drawn."""

    def __init__(self, tag: str, *, inside: "Anchor | None" = None, attributes: str = "") -> None:
        """Remember the tag; the element does not exist yet."""
        self.tag, self.inside, self.attributes = tag, inside, attributes
        self._element: Element | None = None

    def element(self, canvas: TaggedCanvas) -> Element:
        """Return the element, making it (and what it stands in) on the first call."""
        if self._element is None:
            left = canvas.enter(self.inside.element(canvas)) if self.inside else canvas.element
            self._element = canvas.open(self.tag, attributes=self.attributes)
            canvas.enter(left)
        return self._element


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A paragraph that breaks at spaces only (keep-all) and is one element, however many pages it takes."""

    anchor: Anchor
    outline: tuple[str, int] | None = None
    cell: Cell | None = None
    is_head = False

    def breakLines(self, width: Any) -> Any:  # noqa: N802, ANN401  # ReportLab's name and types.
        """Break as ReportLab does, and end each wrapped line with a space, so that read aloud the words stay apart."""
        for fragment in self.frags:
            if isinstance(getattr(fragment, "words", None), list):
                fragment.words = [word for word in fragment.words if word]
        broken = super().breakLines(width)
        for line in broken.lines[:-1]:
            if broken.kind == 0:
                if line[1] and not type(line[1][-1]).__name__.startswith("_SplitWord"):
                    line[1].append("")
            elif line.words and getattr(line.words[-1], "text", "") and not line.words[-1].text.endswith(" "):
                line.words[-1].text += " "
        return broken

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split as ReportLab does; the parts stay one element."""
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.anchor = self.anchor
        for part in parts[:1]:
            part.outline = self.outline
        for part in parts[1:]:
            while len(part.frags) > 1 and getattr(part.frags[0], "lineBreak", False):
                del part.frags[0]  # A line that ended the page before: no empty line begins this one.
        return parts

    def draw(self) -> None:
        """Draw the lines as marked content of the element."""
        canvas: TaggedCanvas = self.canv
        if canvas.in_artifact:
            super().draw()
            return
        if self.outline is not None:
            title, level = self.outline
            key = f"h{canvas.getPageNumber()}-{id(self.anchor)}"
            canvas.bookmarkHorizontalAbsolute(key, canvas.absolutePosition(0, self.height)[1])
            canvas.addOutlineEntry(title, key, level)
        left = canvas.enter(self.anchor.element(canvas))
        canvas.mark()
        super().draw()
        canvas.unmark()
        canvas.enter(left)


class TaggedTable(Table):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A table with row and column heads; heads repeated on later pages are furniture, not content."""

    anchor: Anchor
    drawn_before = False
    left: Element

    def first_rows(self, width: float, page: float) -> float:
        """Return how high its heads and the first rows after them are that no page parts: two, or a merged cell."""
        self.wrap(width, page)
        end = min(self.repeatRows + _FIRST_ROWS, self._nrows)
        for _name, (_x, top), (_to, bottom) in sorted(self._spanCmds, key=lambda span: span[1][1]):
            if top < end <= bottom:
                end = bottom + 1
        return float(sum(self._rowHeights[:end]))

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split as ReportLab does; the parts stay one element, and only the first one's head is content."""
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.anchor = self.anchor
            part.drawn_before = self.drawn_before
        for part in parts[1:]:
            part.drawn_before = True
        return parts

    def draw(self) -> None:
        """Draw with a tag around every row and cell; ReportLab calls ``_tag`` before and after each step."""
        self._renderCB = _tag
        super().draw()


def _tag(table: TaggedTable, step: str, *facts: Any) -> None:  # noqa: ANN401, C901  # Facts differ by step; one step, one line.
    canvas: TaggedCanvas = table.canv
    match step:
        case "startTable":
            table.left = canvas.enter(table.anchor.element(canvas))
        case "endTable":
            canvas.enter(table.left)
        case "startBG" | "startLines":
            canvas.artifact()
        case "endBG" | "endLines":
            canvas.unmark()
        case "startRow" if table.drawn_before and facts[0] < table.repeatRows:
            canvas.artifact("Pagination")
            canvas.in_artifact = True
        case "startRow":
            canvas.open("TR")
        case "endRow" if canvas.in_artifact:
            canvas.in_artifact = False
            canvas.unmark()
        case "endRow":
            canvas.close()
        case "startCell" if not canvas.in_artifact:
            _open_cell(canvas, facts[2])
        case "endCell" if not canvas.in_artifact:
            canvas.close()


def _open_cell(canvas: TaggedCanvas, content: Sequence[TaggedParagraph]) -> None:
    first = content[0]
    cell, is_head = first.cell or Cell(""), first.is_head
    spans = (f"/RowSpan {cell.rows}" if cell.rows > 1 else "") + (
        f"/ColSpan {cell.columns}" if cell.columns > 1 else ""
    )
    if is_head or cell.heads_row:
        canvas.open("TH", attributes=f"/A<</O/Table/Scope/{'Column' if is_head else 'Row'}{spans}>>")
    else:
        canvas.open("TD", attributes=f"/A<</O/Table{spans}>>" if spans else "")
    for piece in content:
        if isinstance(piece, TaggedParagraph):
            piece.anchor = Anchor("P")
