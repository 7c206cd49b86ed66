"""Owns what is kept of a page of a PDF once it is parsed: its letters, its rules and the boxes they draw."""

from dataclasses import dataclass

from pdfplumber.page import Page

from app.policy.extraction.pdf_letters import Letter

_KEPT = ("text", "x0", "x1", "top", "bottom", "size", "fontname", "mcid", "tag", "page_number")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, size, letters, upright rules (where, from and to which height), and ruled boxes by table."""

    number: int
    width: float
    height: float
    letters: list[Letter]
    rules: list[tuple[float, float, float]]
    tables: list[tuple[Box, ...]]
    pictures: int


def sheet_of(page: Page, *, with_tables: bool) -> Sheet:
    """Return what is kept of a page; the parsed page itself, many times larger, is let go.

    ``with_tables`` False leaves its ruled boxes out: a good structure tells the tables without them.
    """
    letters = [{key: letter.get(key) for key in _KEPT} for letter in page.chars if letter.get("upright", True)]
    rules = [
        (float(edge["x0"]), float(edge["top"]), float(edge["bottom"]))
        for edge in page.edges
        if edge["orientation"] == "v"
    ]
    found = page.find_tables() if with_tables and rules else []
    tables = [tuple(cell for cell in table.cells if cell is not None) for table in found]
    sheet = Sheet(page.page_number, float(page.width), float(page.height), letters, rules, tables, len(page.images))
    page.close()
    return sheet
