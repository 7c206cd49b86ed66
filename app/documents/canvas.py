"""Owns the canvas every paper is drawn on: fast, tagged (PDF/UA-1 and PDF/A-2a), and the same bytes for the same input.

ReportLab has no tagging. Marks are written straight into the page's operators, and the structure tree is formatted as
bytes when the document is saved, which costs a fraction of ReportLab's own formatting of dictionaries.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.documents import fonts
from app.documents.metadata import Info, Raw, output_intents, pdf_text, xmp

Colour = tuple[float, ...]
"""Red, green and blue from 0 to 1; or one number alone, which is grey."""


def _end_streams_on_their_own_line() -> None:
    """Make ReportLab write a line end before ``endstream``, as PDF/A (6.1.7.1) wants; and allow the tagging keys."""
    original = pdfdoc.PDFStream.format

    def format_stream(self: Any, document: Any) -> bytes:  # noqa: ANN401  # ReportLab has no types for these.
        written: bytes = original(self, document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"

    pdfdoc.PDFStream.format = format_stream
    pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    pdfdoc.PDFCatalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]


_end_streams_on_their_own_line()


class Element:
    """One element of the structure tree: a heading, a paragraph, a cell, a picture."""

    __slots__ = ("alt", "attributes", "box", "children", "number", "parent", "tag")

    def __init__(self, tag: str, parent: "Element | None", alt: str | None, attributes: str) -> None:
        """Begin an element; its content and children come later."""
        self.tag, self.parent, self.alt, self.attributes = tag, parent, alt, attributes
        self.children: list[Element | int | tuple[int, int]] = []  # Inside, or its number, or a page and a mark on it.
        self.number = 0


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A ReportLab canvas that knows what it draws. With ``tagged=False`` the same calls draw without tags."""

    def __init__(self, filename: object, *, tagged: bool = True, **settings: Any) -> None:  # noqa: ANN401  # Passed on.
        """Begin a document; the same input always gives the same bytes."""
        fonts.register()
        settings |= {"invariant": 1, "pageCompression": 1, "pdfVersion": (1, 7), "initialFontName": fonts.REGULAR}
        settings["lang"] = settings.get("lang") or "ko-KR"
        super().__init__(filename, **settings)
        self.tagged = tagged
        self._doc.info = Info()
        self.root = Element("Document", None, None, "")
        self.element = self.root
        self._elements = [self.root]
        self._page = 0
        self._marks: list[Element] = []
        self._marks_of_pages: list[list[Element]] = []
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._finished = False
        self.in_artifact = False  # True while a repeated head is drawn: what it holds is not marked again.
        self._ink: Colour | None = None
        self._face: tuple[str, float] | None = None

    # Structure

    def open(self, tag: str, *, alt: str | None = None, attributes: str = "") -> Element:
        """Begin an element inside the present one, and return it."""
        element = Element(tag, self.element, alt, attributes)
        self.element.children.append(element)
        self._elements.append(element)
        self.element = element
        return element

    def close(self) -> None:
        """End the present element."""
        self.element = self.element.parent or self.root

    def enter(self, element: Element) -> Element:
        """Continue an element begun before (a paragraph on its second page); returns the one to go back to."""
        left, self.element = self.element, element
        return left

    def mark(self, lang: str | None = None) -> None:
        """Begin marked content of the present element, in another language if one is named."""
        if not self.tagged:
            return
        marks = self._marks
        words = f" /Lang ({lang})" if lang else ""
        self._code.append(f"/{self.element.tag} <</MCID {len(marks)}{words}>> BDC")
        self.element.children.append((self._page, len(marks)))
        marks.append(self.element)

    def artifact(self, kind: str = "") -> None:
        """Begin something that is only decoration; ``kind`` "Pagination" for heads and feet of pages."""
        if self.tagged:
            self._code.append(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")

    def unmark(self) -> None:
        """End what ``mark`` or ``artifact`` began."""
        if self.tagged:
            self._code.append("EMC")

    # Fast drawing in raw operators

    def ink(self, colour: Colour) -> None:
        """Fill what follows with a colour."""
        if colour != self._ink:
            self._ink = colour
            self._code.append(painted(colour))

    def write(self, x: float, y: float, text: str, *, font: str, size: float, colour: Colour) -> None:
        """Draw one line of text that ``check_text`` has seen, its base line beginning at a point."""
        pieces = self._encoded.get((font, text))
        if pieces is None:
            face = pdfmetrics.getFont(font)
            pieces = self._encoded[font, text] = [
                (face.getSubsetInternalName(subset, self._doc), codes.hex())
                for subset, codes in face.splitString(text, self._doc)
            ]
        self.ink(colour)
        operators = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for name, codes in pieces:
            if (name, size) != self._face:
                self._face = (name, size)
                operators.append(f"{name} {size:g} Tf")
            operators.append(f"<{codes}> Tj")
        operators.append("ET")
        self._code.append(" ".join(operators))

    def raw(self, operators: str) -> None:
        """Write operators as they are; they must leave the graphics state as they found it."""
        self._code.append(operators)

    def begin_page(self, size: tuple[float, float]) -> None:
        """Set the size of the page about to be drawn, in points."""
        self._pagesize = size
        self._ink = self._face = None

    def forget_state(self) -> None:
        """Set font and ink anew at the next use: somebody else has drawn, or what was set has ended."""
        self._ink = self._face = None

    # Saving

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name.
        """End the page, and remember which element each of its marks belongs to."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.Trans = None
        if self.tagged:
            page.StructParents = self._page
            page.Tabs = pdfdoc.PDFName("S")
        self._marks_of_pages.append(self._marks)
        self._begin_marks()

    def _begin_marks(self) -> None:
        """Forget the page that has ended."""
        self._page += 1
        self._marks = []
        self._ink = self._face = None

    def save(self) -> None:
        """Write the document to the file given at the beginning."""
        self._finish()
        super().save()

    def getpdfdata(self) -> bytes:
        """Return the document."""
        self._finish()
        return bytes(super().getpdfdata())

    def _finish(self) -> None:
        if self._code:
            self.showPage()
        if self._finished or not self.tagged:
            return
        self._finished = True
        document, catalog = self._doc, self._doc.Catalog
        catalog.MarkInfo = Raw(b"<</Marked true>>")
        catalog.ViewerPreferences = Raw(b"<</DisplayDocTitle true>>")
        catalog.OutputIntents = output_intents(document)
        catalog.Metadata = xmp(document.info)
        catalog.StructTreeRoot = self._structure()

    def _structure(self) -> Raw:
        document = self._doc
        first = document.objectcounter + 1
        for number, element in enumerate(self._elements, start=first + 1):
            element.number = number
        pages = [document.idToObjectNumberAndVersion[f"Page{n + 1}"][0] for n in range(len(self._marks_of_pages))]
        tree = " ".join(
            f"{page} [{' '.join(f'{element.number} 0 R' for element in marks)}]"
            for page, marks in enumerate(self._marks_of_pages)
        )
        root = Raw(
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree<</Nums[{tree}]>>"
            f"/ParentTreeNextKey {len(self._marks_of_pages)}>>".encode()
        )
        document.Reference(root)
        for element in self._elements:
            body = element_bytes(element, parent=element.parent.number if element.parent else first, pages=pages)
            document.objectcounter += 1
            name = f"E{element.number}"
            document.idToObjectNumberAndVersion[name] = (element.number, 0)
            document.numberToId[element.number] = name
            document.idToObject[name] = Raw(body)
        return root


@lru_cache(maxsize=256)
def painted(colour: Colour) -> str:
    """Return the operator that fills with a colour."""
    return f"{' '.join(f'{part:.4g}' for part in colour)} {'rg' if len(colour) > 1 else 'g'}"


def element_bytes(element: Element, *, parent: int, pages: Sequence[int]) -> bytes:
    """Return an element as it stands in the file.

    :param parent: the number of the object above it.
    :param pages: the numbers of the page objects.
    """
    page: int | None = None
    content = []
    for child in element.children:
        if isinstance(child, Element):
            content.append(f"{child.number} 0 R")
            continue
        if isinstance(child, int):
            content.append(f"{child} 0 R")
            continue
        on, mark = child
        page = on if page is None else page
        content.append(str(mark) if on == page else f"<</Type/MCR/Pg {pages[on]} 0 R/MCID {mark}>>")
    where = "" if page is None else f"/Pg {pages[page]} 0 R"
    words = f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{where}/K[{' '.join(content)}]{element.attributes}"
    alt = b"" if element.alt is None else b"/Alt" + pdf_text(element.alt)
    return words.encode() + alt + b">>"
