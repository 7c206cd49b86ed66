"""Owns making documents that are ZIP files anew: DOCX of Word and HWPX of 한글.

Every part is read with a limit and written again; pictures in them lose what cameras wrote, the properties of a DOCX
go, and whatever could act is refused. What stands before or behind the ZIP is not taken along.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.viewing_requests.cleaning.images import remade
from app.viewing_requests.cleaning.sniffing import sniffed
from app.viewing_requests.intake_refusals import FileDangerous, FileExpands, FileNotAccepted, FileUnreadable
from app.viewing_requests.papers_in import MediaType

MOST_PARTS = 2_000
MOST_UNPACKED = 120 * 1024 * 1024
MOST_RATIO = 200
"""How many times a part may grow, once it is larger than a megabyte."""
LOOKED_AT = 20
_MEGABYTE = 1 << 20
_PROPERTIES = frozenset({"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"})
_NO_PROPERTIES = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}
_ACTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"vbaproject|vbadata|macro|(^|/)scripts?/|\.js$|\.vbs$", re.IGNORECASE), N_("매크로나 스크립트")),
    (
        re.compile(r"activex|oleobject|embeddings/|\.(exe|dll|com|bat|cmd|ps1|lnk|ole|bin)$", re.IGNORECASE),
        N_("다른 파일"),
    ),
)
_TEXTS = {
    MediaType.DOCX: re.compile(r"word/.*\.xml"),
    MediaType.HWPX: re.compile(r"(Contents/section\d+\.xml|Preview/PrvText\.txt)"),
}
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"</(?:w:p|hp:p|w:tc|hp:tc)>")
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError)
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>")
_SCRIPTS = "Scripts/"
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class RemadeZip:
    """A document made anew, what it is, its text, and the pictures in it; ``unseen`` if there are more."""

    data: bytes
    media: MediaType
    text: str
    pictures: tuple[Image.Image, ...]
    unseen: bool


def remade_zip(data: bytes) -> RemadeZip:
    """Return a DOCX or HWPX with what it shows and nothing that acts.

    :raises FileNotAccepted: if it is another kind of ZIP.
    :raises FileUnreadable: if it is damaged or encrypted.
    :raises FileExpands: if it would unpack to far more than it is.
    :raises FileDangerous: if it holds a macro, a script or another file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
            media = _kind(parts)
            return _written(media, parts)
    except Refusal:
        raise
    except _FAULTS as problem:
        raise FileUnreadable(kind="ZIP") from problem


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts by name, each read no further than it may be large; what the ZIP claims is not believed."""
    listed = archive.infolist()
    if len(listed) > MOST_PARTS:
        raise FileExpands(found=Message(N_("조각 {count}개"), {"count": len(listed)}))
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for part in listed:
        name = part.filename
        if part.is_dir():
            continue
        if name in parts or name.startswith(("/", "\\")) or ".." in name.split("/"):
            raise FileUnreadable(kind="ZIP")
        with archive.open(part) as stream:
            content = stream.read(left + 1)
        if len(content) > left or len(content) > max(_MEGABYTE, MOST_RATIO * max(part.compress_size, 1)):
            raise FileExpands(found="ZIP")
        left -= len(content)
        parts[name] = content
    return parts


def _kind(parts: dict[str, bytes]) -> MediaType:
    if parts.get("mimetype", b"").strip() == MediaType.HWPX.encode():
        return MediaType.HWPX
    if _CONTENT_TYPES in parts and "word/document.xml" in parts:
        return MediaType.DOCX
    raise FileNotAccepted(found="ZIP")


def _written(media: MediaType, parts: dict[str, bytes]) -> RemadeZip:
    _check_nothing_acts(media, parts)
    out, texts, pictures = io.BytesIO(), list[str](), list[Image.Image]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name, content in sorted(parts.items(), key=lambda part: part[0] != "mimetype"):
            kept, shown = (b"", ()) if name.startswith(_SCRIPTS) else _part(name, content)
            pictures += shown[:1] if len(pictures) <= LOOKED_AT else ()
            if _TEXTS[media].fullmatch(name):
                texts.append(_text_of(content))
            entry = zipfile.ZipInfo(name)  # Of 1980: when it was written is not kept.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            fresh.writestr(entry, kept)
    return RemadeZip(out.getvalue(), media, "\n".join(texts), tuple(pictures[:LOOKED_AT]), len(pictures) > LOOKED_AT)


def _check_nothing_acts(media: MediaType, parts: dict[str, bytes]) -> None:
    """Let a document pass that has no macros, no other files, and fetches nothing when it is opened.

    :raises FileDangerous: if it has.
    """
    for name, content in parts.items():
        if media is MediaType.HWPX and name.startswith(_SCRIPTS):
            continue  # Every HWPX has some, which do nothing; they are left empty.
        for pattern, called in _ACTS:
            if pattern.search(name):
                raise FileDangerous(found=Message(called))
        if name.endswith(".rels") and any(_fetches(tag) for tag in _RELATIONSHIP.findall(content)):
            raise FileDangerous(found=Message(N_("밖에서 불러오는 내용")))
    if b"macroEnabled" in parts.get(_CONTENT_TYPES, b""):
        raise FileDangerous(found=Message(N_("매크로나 스크립트")))


def _fetches(relationship: bytes) -> bool:
    """Return whether a relationship leads outside by itself; a link is followed by people only."""
    return b"external" in relationship.lower() and b"/hyperlink" not in relationship


def _part(name: str, content: bytes) -> tuple[bytes, Sequence[Image.Image]]:
    """Return a part as it is kept, and the picture it is, if it is one.

    :raises FileDangerous: if it is another file.
    """
    if name in _PROPERTIES:
        return _NO_PROPERTIES[name], ()
    found = sniffed(content[:64])
    if found in {MediaType.PDF, "ZIP", "HWP·DOC", "EXE", "ELF", "RAR", "7z"}:
        raise FileDangerous(found=Message(N_("다른 파일")))
    if isinstance(found, MediaType):
        clean, pages = remade(content, found)
        return clean, pages
    return content, ()


def _text_of(content: bytes) -> str:
    """Return the words of a part; those of a paragraph stand together, however often its format changes."""
    return _TAG.sub("", _END.sub("\n", content.decode("utf-8", "replace")))
