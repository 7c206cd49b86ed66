"""Owns reading a published file of any kind as printed lines and tables, before anything in it is understood.

What kind a file is, its bytes say; its name only decides where they do not.
"""

import re

from app.kernel.sweeping import unswept
from app.policy.extraction.decoding import decoded
from app.policy.extraction.refusals import (
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    OldDocument,
    TooComplicated,
    TooLong,
    UnknownKind,
)
from app.policy.extraction.text import printed_text
from app.policy.extraction.web_page import declared_encoding, printed_page
from app.policy.printed import Grid, Printed, TextLine

LARGEST = 20_000_000  # Bytes; 20 MB as people count.
LARGEST_TEXT = 5_000_000
LARGEST_PAGE = 15_000_000  # Our own page of ten thousand sites has 12 MB: every cell says its place.
MOST_LETTERS = (
    1_500_000  # Of what is printed, whatever the file weighs; our own text of ten thousand sites has 1,122,603.
)
MOST_LINES = 40_000  # Lines, and rows of tables; the same text has 25,118. Reading one of both takes some seconds.
MOST_TAGS = 600_000  # The same page has 220,000; memory and time grow with these, not with bytes.
_MB = 1_000_000
_BEGINNING = 1024
_LOOKED_AT = 400_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HWP3 = b"HWP Document File"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")
_RTF = b"{\\rtf"
_TAG = re.compile(
    rb"<(?:p|div|table|tr|td|h[1-6]|section|article|main|[uo]l|li|dl|body)\b[^>]*>",
    re.IGNORECASE,
)
_ENOUGH_TAGS = 3
_LEAD = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|[a-z][a-z0-9]*[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def extract(content: bytes, *, name: str) -> Printed:
    """Return what a file prints.

    :raises UnreadableFile: with the reason as a sentence: empty, too large, encrypted, scanned, broken, unsafe,
        garbled, of a kind that is not read, or more text than a policy can be.
    """
    printed = _printed(content, name)
    grids = [piece for piece in printed.pieces if isinstance(piece, Grid)]
    letters = sum(len(piece.text) for piece in printed.pieces if isinstance(piece, TextLine))
    letters += sum(len(cell.text or "") for grid in grids for row in grid.rows for cell in row if not cell.covered)
    _check_length(letters, len(printed.pieces) - len(grids) + sum(len(grid.rows) for grid in grids))
    return printed


def _check_length(letters: int, lines: int) -> None:
    if letters > MOST_LETTERS or lines > MOST_LINES:
        raise TooLong(
            letters=f"{letters:,}", lines=f"{lines:,}", most=f"{MOST_LETTERS:,}", most_lines=f"{MOST_LINES:,}"
        )


@unswept
def _printed(content: bytes, name: str) -> Printed:
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge(most=LARGEST // _MB)
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise EncryptedFile(kind="DOCX")
    if content.startswith((_OLE, _HWP3)):
        raise OldDocument
    if content.startswith(_ZIP):
        from app.policy.extraction.word_file import printed_word  # noqa: PLC0415  # Late: a text needs none of it.

        return printed_word(content)
    if content.startswith((*_PICTURES, _RTF)):
        raise UnknownKind
    if b"%PDF-" in content[:_BEGINNING]:
        from app.policy.extraction.pdf_file import printed_pdf  # noqa: PLC0415  # The same.

        return printed_pdf(content)
    return _printed_letters(content, name)


def _printed_letters(content: bytes, name: str) -> Printed:
    is_page = _is_page(content, name)
    most = LARGEST_PAGE if is_page else LARGEST_TEXT
    if len(content) > most:
        raise FileTooLarge(most=most // _MB)
    if is_page:
        if content.count(b"<") > MOST_TAGS:
            raise TooComplicated
        return printed_page(decoded(content, declared=declared_encoding(content)))
    text = decoded(content)
    _check_length(len(text), text.count("\n"))
    return printed_text(text)


def _is_page(content: bytes, name: str) -> bool:
    letters = content[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf")
    if _LEAD.match(letters):
        return True
    tags = len(_TAG.findall(letters))
    return tags >= _ENOUGH_TAGS or (tags > 0 and name.lower().endswith((".html", ".htm")))
