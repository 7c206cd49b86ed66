"""Owns web pages as printed lines and tables: what a reader of the page sees, with the lines of its source."""

import re
from collections.abc import Iterator

from lxml import etree, html

from app.policy.extraction.refusals import BrokenFile, EmptyFile, TooComplicated
from app.policy.extraction.web_lines import PageLines
from app.policy.printed import Medium, Printed

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BEGINNING = 8000


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding a page names at its beginning."""
    found = _CHARSET.search(content[:_BEGINNING]) or _XML_CHARSET.search(content[:_BEGINNING])
    return found[1].decode("ascii", "replace") if found else None


def printed_page(text: str) -> Printed:
    """Return the lines and tables of a page, with the lines of its source as places.

    :raises EmptyFile: if nobody would see a text on it.
    :raises BrokenFile: if it cannot be parsed.
    :raises TooComplicated: if it is nested beyond measure.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    blanked = _DECLARATION.sub("", text).replace("\0", "")
    try:
        root = html.document_fromstring(blanked, parser=parser, ensure_head_body=False)
    except (etree.LxmlError, ValueError) as error:
        raise BrokenFile(kind="HTML") from error
    pages = PageLines()
    try:
        pages.walk(root)
        pieces = pages.finished()
    except RecursionError as error:
        raise TooComplicated from error
    if not pieces:
        raise EmptyFile
    return Printed(Medium.HTML, pieces, tuple(text.removesuffix("\n").split("\n")), _language(root))


def _language(root: html.HtmlElement) -> str | None:
    for element in _with_language(root):
        name = (element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
        if name:
            return re.split("[-_]", name)[0].lower()
    return None


def _with_language(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (element for element in root.iter() if "lang" in element.attrib)
