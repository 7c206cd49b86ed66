"""Owns opening a package of an office program: whether it is a DOCX, and safe to unpack and parse."""

import io
import re
import zipfile

from docx import Document
from docx.document import Document as WordDocument

from app.policy.extraction.refusals import (
    BrokenFile,
    EncryptedFile,
    MacroFile,
    OtherOfficeFile,
    UnknownKind,
    UnreadableFile,
    UnsafeFile,
)

_MOST_PARTS = 4_000
_MOST_UNPACKED = 200_000_000  # Bytes, all parts together.
_LARGEST_XML = 60_000_000
_SMALL = 1_000_000  # Bytes; what unpacks to less harms nobody, however dense.
_DENSEST = 200  # Times a part may grow when it is unpacked.
_ENCRYPTED = 0x1
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BEGINNING = 4_000
_OTHERS = (("xl/", "xlsx"), ("ppt/", "pptx"), ("Contents/", "hwpx"), ("content.xml", "odt"))


def opened(content: bytes) -> WordDocument:
    """Return the document of a DOCX package.

    :raises UnreadableFile: if it is another kind of package, encrypted, broken, unsafe, or has macros.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package)
    except UnreadableFile:
        raise
    except Exception as error:  # A damaged package fails in every way there is.
        raise BrokenFile(kind="DOCX") from error
    try:
        return Document(io.BytesIO(content))
    except Exception as error:  # The same.
        raise BrokenFile(kind="DOCX") from error


def _check(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise EncryptedFile(kind="DOCX")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnsafeFile(reason="ZIP")
    if any(part.file_size > _SMALL and part.file_size > _DENSEST * max(1, part.compress_size) for part in parts):
        raise UnsafeFile(reason="ZIP")
    if "word/document.xml" not in names:
        raise _other(names)
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise MacroFile
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _check_xml(package, part)


def _other(names: set[str]) -> UnreadableFile:
    kind = next((kind for lead, kind in _OTHERS if any(name.startswith(lead) for name in names)), None)
    return OtherOfficeFile(kind=kind) if kind else UnknownKind()


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse what defines entities: no office program writes a document type."""
    if part.file_size > _LARGEST_XML:
        raise UnsafeFile(reason="XML")
    with package.open(part) as file:
        beginning = file.read(_BEGINNING).replace(b"\0", b"")
    if _ENTITIES.search(beginning):
        raise UnsafeFile(reason="XML")
