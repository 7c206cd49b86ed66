"""Owns a PDF file written object by object: what is complete goes out at once, and only where it lies is remembered.

Small objects are packed by the hundreds into compressed object streams (ISO 32000-1, 7.5.7), which PDF/A-2 allows and
which makes a cell of a long table cost a few bytes. A place takes eight bytes of memory.
"""

import hashlib
import sys
import zlib
from array import array
from collections.abc import Sequence
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

_PACKED_TOGETHER = 500
_FREE, _PLAIN, _PACKED = 0, 1 << 48, 2 << 48  # The kinds of a place; its other fields lie 16 bits up, and at the end.
_LARGEST = 1 << 32
_CHUNK = 1 << 16  # Places.
BRANCH = 64
"""Kids of one node of a tree of pages, or of numbers."""


class StreamedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """ReportLab's document, for which objects may also be numbered ahead and written before its end."""

    def __init__(self, target: BinaryIO, *, lang: str) -> None:
        """Begin the file. What ReportLab keeps itself (fonts, catalogue) follows in ``finish``."""
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), lang=lang)
        self._target = target
        self._places = array("Q", [_FREE | 0xFFFF])
        self._at = 0
        self._digest = hashlib.sha256()
        self._packed: list[tuple[int, bytes]] = []
        self.outlines: pdfdoc.PDFObject | None = None
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that is to come."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def number(self, registered: pdfdoc.PDFObject) -> int:
        """Return the number of an object that ReportLab keeps, which is written at the end."""
        return int(self.idToObjectNumberAndVersion[self.Reference(registered).name][0])

    def write(self, number: int, body: bytes) -> None:
        """Write an object as it is."""
        self._place(number, _PLAIN | self._at << 16)
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body.removesuffix(b"\n")))

    def write_stream(self, number: int, dictionary: bytes, content: bytes, *, level: int = -1) -> None:
        """Write a stream; it is compressed here, and ``dictionary`` holds only what is its own."""
        packed = zlib.compress(content, level)
        words = b"<<%b/Filter/FlateDecode/Length %d>>" % (dictionary, len(packed))
        self.write(number, b"%b\nstream\n%b\nendstream" % (words, packed))

    def pack(self, number: int, body: bytes) -> None:
        """Write an object that is not a stream, together with others."""
        self._packed.append((number, body))
        if len(self._packed) == _PACKED_TOGETHER:
            self._flush()

    def finish(self) -> None:
        """Write what ReportLab kept, the table of places, and the end. The file's name is the digest of its bytes.

        :raises ValueError: if an object that was numbered has not been written, or the file is over 4 GiB.
        """
        for face in self.delayedFonts:
            face.addObjects(self)
        self.Catalog.Outlines = self.outlines
        root, info = self.number(self.Catalog), self.number(self.info)
        done = set[int]()
        while waiting := [number for number in self.numberToId if number not in done]:
            for number in waiting:  # Formatting one may bring others.
                done.add(number)
                self.write(number, pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1))
        self._flush()
        self._write_places(root, info)

    def _flush(self) -> None:
        if not self._packed:
            return
        number = self.reserve()
        index, at = [], 0
        for place, (packed, body) in enumerate(self._packed):
            self._place(packed, _PACKED | number << 16 | place)
            index.append(b"%d %d" % (packed, at))
            at += len(body) + 1
        head = b" ".join(index) + b"\n"
        bodies = b"\n".join(body for _, body in self._packed)
        words = b"/Type/ObjStm/N %d/First %d" % (len(self._packed), len(head))
        self._packed = []
        self.write_stream(number, words, head + bodies)

    def _write_places(self, root: int, info: int) -> None:
        own, at, name = self.reserve(), self._at, self._digest.hexdigest()[:32].encode()
        self._place(own, _PLAIN | at << 16)
        if 0 in self._places or at >= _LARGEST:
            message = "an object was numbered but not written" if at < _LARGEST else "the file is too large"
            raise ValueError(message)
        squeezer, packed = zlib.compressobj(), list[bytes]()
        for start in range(0, len(self._places), _CHUNK):
            places = self._places[start : start + _CHUNK]
            if sys.byteorder == "little":
                places.byteswap()
            packed.append(squeezer.compress(places.tobytes()))
        packed.append(squeezer.flush())
        self._put(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[2 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
            b"/Length %d>>\nstream\n" % (own, own + 1, root, info, name, name, sum(map(len, packed)))
        )
        for part in packed:
            self._put(part)
        self._put(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at)

    def _place(self, number: int, place: int) -> None:
        missing = number + 1 - len(self._places)
        if missing > 0:
            self._places.extend([0] * missing)
        self._places[number] = place

    def _put(self, written: bytes) -> None:
        self._target.write(written)
        self._digest.update(written)
        self._at += len(written)


def references(numbers: Sequence[int]) -> bytes:
    """Return references to objects, for an array."""
    return b" ".join(b"%d 0 R" % number for number in numbers)
