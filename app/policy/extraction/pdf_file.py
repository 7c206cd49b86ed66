"""Owns opening a PDF: its limits, what makes it unreadable, and which of two ways its pages are read."""

import io
import logging
import re
import time
import zlib
from collections.abc import Callable
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from app.policy.extraction.counted import Counted
from app.policy.extraction.pdf_own_tags import is_ours, own_tree
from app.policy.extraction.pdf_pages import Pages
from app.policy.extraction.pdf_runs import sheets_by_run
from app.policy.extraction.pdf_sheets import Sheet, sheet_of
from app.policy.extraction.pdf_tagged import Tagged
from app.policy.extraction.pdf_tags import tree_of
from app.policy.extraction.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    ScannedFile,
    TooComplicated,
    TooManyPages,
    UnmappedLetters,
    UnreadableFile,
    UnsafeFile,
)
from app.policy.printed import Medium, Printed

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # It warns of every oddity of a file, with parts of its text.

MOST_PAGES = 300
MOST_LETTERS = 600_000
LONGEST = 60.0  # Seconds.
_MOST_UNPACKED = 400_000_000
_MOST_UNMAPPED = 0.1
_STREAM = re.compile(rb"stream\r?\n")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00]")


def printed_pdf(content: bytes, *, clock: Callable[[], float] = time.monotonic) -> Printed:
    """Return the lines and tables of a PDF, by its structure where it is tagged well, else by how its pages look.

    :raises UnreadableFile: if it is encrypted, broken, scanned, without letters, too large or too slow to read.
    """
    _check_growth(content)
    ends = clock() + LONGEST
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise TooManyPages(pages=len(pdf.pages), most=MOST_PAGES)  # noqa: TRY301  # Refused where it is seen.
            ours = _printed_ours(content, pdf, lambda: clock() > ends) if is_ours(content) else None
            return ours or _printed(pdf, lambda: clock() > ends)
    except UnreadableFile:
        raise
    except (RecursionError, MemoryError) as error:
        raise TooComplicated from error
    except Exception as error:  # A damaged file makes the parser fail in every way there is.
        causes = (error, error.__cause__, *error.args) if isinstance(error, PdfminerException) else (error,)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise EncryptedFile(kind="PDF") from error
        raise BrokenFile(kind="PDF") from error


def _check_growth(content: bytes) -> None:
    """Refuse a file whose streams unpack to more than any page needs; nothing is kept of what is unpacked."""
    left, view = _MOST_UNPACKED, memoryview(content)
    for found in _STREAM.finditer(content):
        unpacking, rest = zlib.decompressobj(), view[found.end() :]
        try:
            while rest and not unpacking.eof:
                left -= len(unpacking.decompress(rest[:65_536], 4_000_000))
                while unpacking.unconsumed_tail and left > 0:
                    left -= len(unpacking.decompress(unpacking.unconsumed_tail, 4_000_000))
                rest = rest[65_536:]
                if left <= 0:
                    raise UnsafeFile(reason="PDF")
        except zlib.error:
            continue


def _printed_ours(content: bytes, pdf: PDF, is_late: Callable[[], bool]) -> Printed | None:
    """Return what a paper of our own prints, read ten times faster; None if its structure does not hold its words."""
    root = own_tree(content, _numbers(pdf))
    sheets = sheets_by_run(content, is_late) if root is not None else None
    if root is None or sheets is None:
        return None
    if sum(len(one["text"]) for sheet in sheets for one in sheet.letters) > MOST_LETTERS:
        raise TooComplicated
    counted, tagged = Counted(), Tagged(sheets)
    if not tagged.trusted(root):
        return None
    _check_letters(sheets)
    tagged.add_to(counted, root)
    return counted.printed(Medium.PDF, _language(pdf.doc.catalog)) if counted.pieces else None


def _numbers(pdf: PDF) -> dict[Any, int]:
    return {page.page_obj.pageid: page.page_number for page in pdf.pages}


def _printed(pdf: PDF, is_late: Callable[[], bool]) -> Printed:
    root = tree_of(pdf.doc, _numbers(pdf))
    sheets = _sheets(pdf, is_late, with_tables=root is None)
    if not any(letter["text"].strip() for sheet in sheets for letter in sheet.letters):
        raise ScannedFile if any(sheet.pictures for sheet in sheets) else EmptyFile
    _check_letters(sheets)
    counted = Counted()
    if root is not None:
        tagged = Tagged(sheets)
        if tagged.trusted(root):
            tagged.add_to(counted, root)
        else:
            sheets = _sheets(pdf, is_late, with_tables=True)
    if not counted.pieces:
        Pages(sheets).add_to(counted)
    if not counted.pieces:
        raise EmptyFile
    return counted.printed(Medium.PDF, _language(pdf.doc.catalog))


def _sheets(pdf: PDF, is_late: Callable[[], bool], *, with_tables: bool) -> list[Sheet]:
    sheets: list[Sheet] = []
    left = MOST_LETTERS
    for page in pdf.pages:
        sheets.append(sheet_of(page, with_tables=with_tables))
        left -= len(sheets[-1].letters)
        if left < 0 or is_late():
            raise TooComplicated
    return sheets


def _check_letters(sheets: list[Sheet]) -> None:
    letters = [letter["text"] for sheet in sheets for letter in sheet.letters]
    if sum(bool(_UNMAPPED.search(text)) for text in letters) > _MOST_UNMAPPED * len(letters):
        raise UnmappedLetters


def _language(catalog: dict[str, Any]) -> str | None:
    given = resolve1(catalog.get("Lang"))
    if not isinstance(given, bytes):
        return None
    name = given.decode("utf-16", "replace") if given.startswith(b"\xfe\xff") else given.decode("ascii", "replace")
    return re.split("[-_]", name)[0].lower() or None
