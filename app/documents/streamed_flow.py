"""Owns running text of any length on paper: each page, with the rows of tables on it, goes to the file once drawn."""

from typing import Any, BinaryIO

from app.documents import fonts
from app.documents.canvas import Element
from app.documents.flow import Flow
from app.documents.heard import allow_heard
from app.documents.metadata import Raw, pdf_text
from app.documents.numbered import QUIET
from app.documents.streaming import StreamedCanvas

_Heading = tuple[str, int, int, float]  # What it says, its level from 0, its page from 0, how high on it.


class _RunningCanvas(StreamedCanvas):
    """A streamed canvas for text that flows: rows are settled with their page, headings make an outline at the end."""

    def __init__(self, target: BinaryIO, **settings: Any) -> None:  # noqa: ANN401  # Passed on.
        """Begin a document."""
        super().__init__(target, **settings)
        self._tops = dict[str, tuple[int, float]]()
        self._headings = list[_Heading]()
        allow_heard(self)

    def bookmarkHorizontalAbsolute(self, key: str, top: float, **_: Any) -> None:  # noqa: N802, ANN401  # ReportLab's.
        """Remember where on the present page a heading stands."""
        self._tops[key] = len(self._pages) - 1, top

    def addOutlineEntry(self, title: str, key: str, level: int = 0, closed: object = None) -> None:  # noqa: N802, ARG002  # ReportLab's.
        """Add a heading to the outline."""
        self._headings.append((title, level, *self._tops[key]))

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name.
        """End the page and write it, with the rows of tables that stand on it: no row goes over to another."""
        super().showPage()
        self.settle([element for element in self._unsettled.values() if _in_row(element)])

    def save(self) -> None:
        """Write the outline, what else is left, and the end of the file."""
        if self._headings:
            self._write_outline()
        super().save()

    def _write_outline(self) -> None:
        document, headings = self._doc, self._headings
        root = document.outlines = Raw(b"")
        numbers = [document.reserve() for _ in headings]
        above = [
            next((place for place in range(at - 1, -1, -1) if headings[place][1] < level), None)
            for at, (_title, level, _page, _top) in enumerate(headings)
        ]

        def kids(of: int | None) -> bytes:
            own = [at for at, parent in enumerate(above) if parent == of]
            return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[own[0]], numbers[own[-1]], len(own)) if own else b""

        def beside(at: int) -> bytes:
            own = [place for place, parent in enumerate(above) if parent == above[at]]
            spot = own.index(at)
            before = b"/Prev %d 0 R" % numbers[own[spot - 1]] if spot else b""
            return before + (b"/Next %d 0 R" % numbers[own[spot + 1]] if spot + 1 < len(own) else b"")

        top_number = document.number(root)
        root.body = b"<</Type/Outlines%b>>" % kids(None)
        for at, (title, _level, page, top) in enumerate(headings):
            over = above[at]
            parent = top_number if over is None else numbers[over]
            where = b"/Dest[%d 0 R/XYZ 0 %b 0]" % (self._pages[page], f"{top:.2f}".encode())
            words = b"<</Title%b/Parent %d 0 R%b%b%b>>" % (pdf_text(title), parent, beside(at), kids(at), where)
            document.pack(numbers[at], words)


class StreamedFlow(Flow):
    """Running text of which only the present page is kept; tables may have any number of rows."""

    canvas = _RunningCanvas

    def _total(self, canvas: _RunningCanvas, x: float, y: float) -> None:
        canvas.write_total(x, y, font=fonts.REGULAR, size=8, colour=QUIET)


def _in_row(element: Element) -> bool:
    """Return whether an element is a row of a table, or in one."""
    above: Element | None = element
    while above is not None and above.tag != "TR":
        above = above.parent
    return above is not None
