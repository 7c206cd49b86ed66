"""Owns making a PDF anew from its pages: properties and everything that belongs to no page are left out.

What acts or is another file — scripts, programs to start, attached files, films — is refused and not taken out in
silence: a letter that has it is no letter. Read and written by PDFium, which also mends what is damaged.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from app.kernel.messages import N_, Message
from app.viewing_requests.intake_refusals import FileDangerous, FileExpands, FileUnreadable
from app.viewing_requests.papers_in import MEDIA_NAMES, MediaType

MOST_PAGES = 300
LOOKED_AT = 20
"""Pages looked at as pictures; of more pages somebody is asked."""
_GREATER = 4
"""How many times larger than before a PDF made anew may be."""
_SIDE = 360
"""Points of the longer side of a page as it is looked at."""
_LOCK = Lock()
"""PDFium works for one thread at a time."""
_SCRIPT, _FILES, _START, _FILMS = N_("스크립트"), N_("다른 파일"), N_("프로그램을 시작하는 동작"), N_("동영상이나 소리")
_ACTS: tuple[tuple[bytes, str], ...] = (
    (rb"/JavaScript\b", _SCRIPT),
    (rb"/XFA\b", _SCRIPT),
    (rb"/EmbeddedFiles?\b", _FILES),
    (rb"/FileAttachment\b", _FILES),
    (rb"/GoTo[ER]\b", _FILES),
    (rb"/(?:Launch|SubmitForm|ImportData)\b", _START),
    (rb"/(?:RichMedia|Rendition|Movie|Sound)\b", _FILMS),
)
_ACTS_FOUND = tuple((re.compile(pattern), called) for pattern, called in _ACTS)
_EXIF = re.compile(rb"\xff\xe1(..)(?:Exif\x00\x00|http://ns\.adobe\.com/xap)", re.DOTALL)
_IDENTIFIER = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_MADE_AT = re.compile(rb"(?<=/CreationDate\(D:)\d{14}(?=\+00'00'\)/Creator\(PDFium\))")
"""Identifier and moment as PDFium writes them, anew each time."""
_NO_MOMENT = b"20000101000000"
_XMP = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=[^>]*\?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RemadePdf:
    """A PDF made anew, its text, and how its first pages look; ``unseen`` if there are more."""

    data: bytes
    text: str
    pages: tuple[Image.Image, ...]
    unseen: bool


def remade_pdf(data: bytes) -> RemadePdf:
    """Return a PDF with its pages and nothing else.

    :raises FileUnreadable: if it is damaged or needs a password.
    :raises FileExpands: if it has too many pages, or grows beyond measure.
    :raises FileDangerous: if it holds a script, another file, a film, or something that starts a program.
    """
    with _LOCK:
        try:
            return _remade(data)
        except (pypdfium2.PdfiumError, ValueError, OverflowError, MemoryError) as problem:
            raise FileUnreadable(kind=MEDIA_NAMES[MediaType.PDF]) from problem


def _remade(data: bytes) -> RemadePdf:
    source = pypdfium2.PdfDocument(data)
    try:
        count = len(source)
        if count == 0:
            raise FileUnreadable(kind=MEDIA_NAMES[MediaType.PDF])
        if count > MOST_PAGES:
            raise FileExpands(found=Message(N_("{count}쪽"), {"count": count}))
        if pdfium.FPDFDoc_GetAttachmentCount(source) > 0:
            raise FileDangerous(found=Message(_FILES))
        if pdfium.FPDFDoc_GetJavaScriptActionCount(source) != 0:
            raise FileDangerous(found=Message(_SCRIPT))
        if source.get_formtype() in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}:
            raise FileDangerous(found=Message(_SCRIPT))
        return _without_the_rest(source, len(data))
    finally:
        source.close()


def _without_the_rest(source: pypdfium2.PdfDocument, before: int) -> RemadePdf:
    fresh = pypdfium2.PdfDocument.new()
    try:
        fresh.import_pages(source)
        out = io.BytesIO()
        fresh.save(out)
        plain = out.getvalue()
        if len(plain) > _GREATER * before + (1 << 20):
            raise FileExpands(found=MEDIA_NAMES[MediaType.PDF])
        for pattern, called in _ACTS_FOUND:  # PDFium writes every name plainly, however it was written before.
            if pattern.search(plain):
                raise FileDangerous(found=Message(called))
        text = "\n".join(_texts(fresh))
        return RemadePdf(_named_alike(_blanked(plain)), text, tuple(_looks(fresh)), len(fresh) > LOOKED_AT)
    finally:
        fresh.close()


def _texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for index in range(len(document)):
        page = document[index]
        reader = page.get_textpage()
        yield reader.get_text_bounded()
        reader.close()
        page.close()


def _looks(document: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    for index in range(min(len(document), LOOKED_AT)):
        page = document[index]
        scale = _SIDE / max(*page.get_size(), 1.0)
        yield page.render(scale=scale).to_pil().convert("L")
        page.close()


def _named_alike(data: bytes) -> bytes:
    """Return a PDF whose identifier follows from the rest and has no moment: the same file remade is the same bytes."""
    data = _MADE_AT.sub(_NO_MOMENT, data)
    found = _IDENTIFIER.search(data, max(data.rfind(b"trailer"), 0))
    if found is None:
        return data
    rest = data[: found.start()] + data[found.end() :]
    name = hashlib.sha256(rest).hexdigest()[:32].upper().encode()
    return b"%b/ID[<%b><%b>]%b" % (data[: found.start()], name, name, data[found.end() :])


def _blanked(data: bytes) -> bytes:
    """Return a PDF whose pictures and pages have lost what cameras and programs wrote beside them; no byte moves."""
    kept = bytearray(data)
    for found in _EXIF.finditer(data):
        length = int.from_bytes(found[1], "big")
        start, end = found.start() + 4, min(found.start() + 2 + length, len(kept))
        kept[start:end] = bytes(max(end - start, 0))
    for found in _XMP.finditer(data):
        kept[found.start() : found.end()] = b" " * (found.end() - found.start())
    return bytes(kept)
