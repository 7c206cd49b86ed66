"""Owns finding out what a file is from its first bytes; its name and what the browser says do not count. Pure.

A file must begin with the mark of its kind: readers that skip what stands before it are how one file is two things.
Libraries that guess among hundreds of kinds were looked at: we keep six, and each is opened by its own reader anyway.
"""

from app.viewing_requests.papers_in import MediaType

_IMAGES: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
)
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "HWP·DOC"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"<", "HTML·XML"),
    (b"#!", "script"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})


def sniffed(head: bytes) -> MediaType | str:
    """Return the format a file begins as, or how people call what we do not keep; ``zip`` is looked into later."""
    if head.startswith(_PDF):
        return MediaType.PDF
    if head.startswith(_ZIP):
        return "ZIP"
    for mark, found in _IMAGES:
        if head.startswith(mark):
            return found
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "HEIC"
    return next((called for mark, called in _OTHERS if head.lstrip().startswith(mark)), "?")
