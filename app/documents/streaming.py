"""Owns the canvas of papers without end: a page goes to the file once it is drawn, with the tags that are complete.

How many pages there are is known last. So "page n / N" draws N by one form that all pages share, written at the end.
"""

from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from app.documents import fonts
from app.documents.canvas import Colour, Element, TaggedCanvas, element_bytes
from app.documents.metadata import Info, Raw
from app.documents.objects import BRANCH, StreamedDocument, references

_MOST_REMEMBERED = 4_096  # Lines of text with their codes.


class StreamedCanvas(TaggedCanvas):
    """A tagged canvas that keeps the present page only. Elements are kept until ``settle`` or the end."""

    compression = -1  # From 1 (quick) to 9 (small); -1 is in between.

    def __init__(self, target: BinaryIO, *, tagged: bool = True, **settings: Any) -> None:  # noqa: ANN401  # Passed on.
        """Begin a document that is written to ``target`` while it is drawn."""
        super().__init__(target, tagged=tagged, **settings)
        self._doc = document = StreamedDocument(target, lang=str(settings.get("lang") or "ko-KR"))
        document.info = Info()
        self._pages, self._branches, self._marks_arrays = array("Q"), array("Q"), array("Q")
        document.Catalog.Pages = self._tree_of_pages = Raw(b"")
        self._resources, self._total = document.reserve(), 0
        self._total_looks: tuple[str, float, Colour] = (fonts.REGULAR, 8, (0, 0, 0))
        self._unsettled = dict[int, Element]()
        self._shared = dict[str, int]()
        self._boxes = b""
        if tagged:
            self._structure_root = Raw(b"")
            self._number_above = document.number(self._structure_root)
            self._keep(self.root)

    def open(self, tag: str, *, alt: str | None = None, attributes: str = "") -> Element:
        """Begin an element inside the present one, and return it."""
        element = Element(tag, self.element, alt, attributes)
        if self.tagged:
            self._keep(element)
            self.element.children.append(element.number)
        self.element = element
        return element

    def settle(self, elements: Iterable[Element]) -> None:
        """Write elements to which nothing will be added, and forget them."""
        if not self.tagged:
            return
        for element in elements:
            del self._unsettled[element.number]
            parent = element.parent.number if element.parent else self._number_above
            self._doc.pack(element.number, element_bytes(element, parent=parent, pages=self._pages))

    def write_total(self, x: float, y: float, *, font: str, size: float, colour: Colour) -> None:
        """Draw the number of all pages, its base line beginning at a point; looks alike on every page."""
        self._total_looks = font, size, colour
        self._total = self._total or self._doc.reserve()
        self.raw(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /Total Do Q")

    def define(self, name: str, *, box: tuple[float, float, float, float], operators: str) -> None:
        """Write a drawing without text once, for any page to show by ``/name Do``; left, bottom, right, top."""
        self._shared[name] = self._doc.reserve()
        words = "/Type/XObject/Subtype/Form/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]".format(*box)
        self._doc.write_stream(self._shared[name], words.encode(), operators.encode("ascii"))

    def define_picture(self, name: str, *, pixels: bytes, size: tuple[int, int]) -> None:
        """Write a picture of red, green and blue points once, for any page to show by ``/name Do`` in a unit box."""
        self._shared[name] = self._doc.reserve()
        words = "/Type/XObject/Subtype/Image/Width {} /Height {} /ColorSpace/DeviceRGB/BitsPerComponent 8".format(*size)
        self._doc.write_stream(self._shared[name], words.encode(), pixels)

    def begin_page(self, size: tuple[float, float], *, trim: float = 0, bleed: float = 0) -> None:
        """Set the size of the page about to be drawn, in points; how far in it is trimmed, and where colour ends."""
        super().begin_page(size)
        self._boxes = b""
        if trim:
            for name, inset in (("TrimBox", trim), ("BleedBox", trim - bleed)):
                far = f"{size[0] - inset:.3f} {size[1] - inset:.3f}"
                self._boxes += f"/{name}[{inset:.3f} {inset:.3f} {far}]".encode()
        if len(self._pages) % BRANCH == 0:
            self._branches.append(self._doc.reserve())
        self._pages.append(self._doc.reserve())

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name.
        """End the page begun by ``begin_page``, and write it."""
        document = self._doc
        content = document.reserve()
        written = "\n".join((self._preamble, *self._code, "")).encode("ascii")
        document.write_stream(content, b"", written, level=self.compression)
        tags = b""
        if self.tagged:
            self._marks_arrays.append(document.reserve())
            document.pack(self._marks_arrays[-1], b"[%b]" % references([element.number for element in self._marks]))
            tags = b"/Tabs/S/StructParents %d" % self._page
        document.pack(
            self._pages[-1],
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]%b/Resources %d 0 R/Contents %d 0 R%b>>"
            % (
                self._branches[-1],
                "{:g} {:g}".format(*self._pagesize).encode(),
                self._boxes,
                self._resources,
                content,
                tags,
            ),
        )
        self._startPage()
        self._begin_marks()
        if len(self._encoded) > _MOST_REMEMBERED:
            self._encoded.clear()

    def save(self) -> None:
        """Write what is left, and the end of the file."""
        document = self._doc
        self._finish()
        self.settle(list(self._unsettled.values()))
        faces = b"/ProcSet[/PDF/Text]/Font %d 0 R" % document.idToObjectNumberAndVersion[pdfdoc.BasicFonts][0]
        if self._total:
            self._write_total(faces)
            self._shared["Total"] = self._total
        shared = b"".join(b"/%b %d 0 R" % (name.encode(), number) for name, number in self._shared.items())
        document.pack(self._resources, b"<<%b/XObject<<%b>>>>" % (faces, shared))
        above = document.number(self._tree_of_pages)
        for place, branch in enumerate(self._branches):
            kids = self._pages[place * BRANCH : (place + 1) * BRANCH]
            words = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>"
            document.pack(branch, words % (above, len(kids), references(kids)))
        self._tree_of_pages.body = b"<</Type/Pages/Count %d/Kids[%b]>>" % (
            len(self._pages),
            references(self._branches),
        )
        document.finish()

    def _keep(self, element: Element) -> None:
        element.number = self._doc.reserve()
        self._unsettled[element.number] = element

    def _write_total(self, faces: bytes) -> None:
        font, size, colour = self._total_looks
        text = str(len(self._pages))
        self._code: list[str] = []
        self.forget_state()
        self.write(0, 0, text, font=font, size=size, colour=colour)
        box = f"[0 {-size:g} {fonts.width(text, font) * size + 1:.2f} {size:g}]"
        words = b"/Type/XObject/Subtype/Form/BBox%b/Resources<<%b>>" % (box.encode(), faces)
        self._doc.write_stream(self._total, words, "\n".join(self._code).encode("ascii"))
        self._code = []

    def _structure(self) -> Raw:
        """Write the tree that leads from a page's marks to elements; return the root of all tags."""
        document, leaves = self._doc, array("Q")
        last = len(self._marks_arrays) - 1
        for first in range(0, last + 1, BRANCH):
            numbers = enumerate(self._marks_arrays[first : first + BRANCH], start=first)
            entries = b" ".join(b"%d %d 0 R" % entry for entry in numbers)
            leaves.append(document.reserve())
            limits = (first, min(first + BRANCH - 1, last))
            document.pack(leaves[-1], b"<</Limits[%d %d]/Nums[%b]>>" % (*limits, entries))
        self._structure_root.body = (
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Kids[%b]>>/ParentTreeNextKey %d>>"
            % (
                self.root.number,
                references(leaves),
                last + 1,
            )
        )
        return self._structure_root
