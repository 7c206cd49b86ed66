"""Owns a tagged PDF as printed lines and tables: what its structure says, with the words its pages show."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from app.policy.extraction.counted import Counted
from app.policy.extraction.grids import SpanningCell
from app.policy.extraction.pdf_letters import Letter, Row, flowing, in_order
from app.policy.extraction.pdf_sheets import Sheet
from app.policy.extraction.pdf_tags import Element

_LINES = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "TOCI", "Note"})
_BLOCKS = _LINES | {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "L", "LI", "Table", "Aside", "Index"}
_DROPPED = frozenset({"Artifact", "Private", "Figure", "Formula"})
_MARGIN = 0.07  # The share of a page's height in which letters without a mark may be furniture nobody marked as such.
_ENOUGH = 0.9  # The share of the letters on the pages that the structure must hold to be trusted.
_LONGEST_CAPTION = 80
_EVEN = 0.5


class Tagged:
    """The letters of a PDF by page and mark, and what its structure makes of them."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Sort the letters of all pages by their marks."""
        self._rules = {sheet.number: sheet.rules for sheet in sheets}
        self._right = {
            sheet.number: max((one["x1"] for one in sheet.letters if one["mcid"] is not None), default=0.0)
            for sheet in sheets
        }
        self._by_mark: dict[tuple[int, int], list[Letter]] = defaultdict(list)
        self._seen = 0
        for sheet in sheets:
            margin = sheet.height * _MARGIN
            for letter in sheet.letters:
                if letter["mcid"] is not None:
                    self._by_mark[sheet.number, letter["mcid"]].append(letter)
                    self._seen += bool(letter["text"].strip())
                elif letter["tag"] != "Artifact" and margin < letter["top"] < sheet.height - margin:
                    self._seen += bool(letter["text"].strip())
        self._keeps_words = False

    def trusted(self, root: Element) -> bool:
        """Return whether the structure holds nearly all letters of the pages, in more than one block."""
        marks = set(root.content())
        held = sum(sum(bool(letter["text"].strip()) for letter in self._by_mark.get(mark, ())) for mark in marks)
        return held > 0 and held >= _ENOUGH * self._seen and next(root.inside(*_LINES, "L", "Table"), None) is not None

    def add_to(self, counted: Counted, root: Element) -> None:
        """Add all pieces of the structure.

        :raises TooComplicated: if a table has more cells than anybody prints.
        """
        self._keeps_words = self._draws_spaces(root)
        self._add(counted, root, 0)

    def _draws_spaces(self, root: Element) -> bool:
        """Return whether most lines that go on end with a space: then the file breaks at spaces only."""
        ends = [row.text for element in root.inside("P", "LBody", "Lbl") for row in self._rows(element)[:-1]]
        return sum(text.endswith(" ") for text in ends) >= _EVEN * len(ends)

    def _add(
        self, counted: Counted, element: Element, depth: int, marker: str | None = None, *, listed: bool = False
    ) -> None:
        """Add the blocks of an element, and as lines what stands between them; ``marker`` goes to the first."""
        held: Element | None = None  # A paragraph that may turn out to be the caption of the table after it.
        for block in _blocks_of(element):
            if block.type == "Table":
                self._table(counted, block, self._caption(block, held))
                held = None
                continue
            if held is not None:
                self._line(counted, held, depth, listed=listed)
                held = None
            if block.type in {"P", "Caption"} and marker is None and self._may_name(block):
                held = block
                continue
            if block.type in _LINES and not any(_is_block(child) for child in block.children):
                self._line(counted, block, depth, marker=marker, listed=listed)
            elif block.type == "L":
                self._list(counted, block, depth + listed)
            else:
                self._add(counted, block, depth, marker, listed=listed)
            marker = None
        if held is not None:
            self._line(counted, held, depth, listed=listed)

    def _list(self, counted: Counted, element: Element, depth: int) -> None:
        for item in element.inside("LI", "L"):
            if item.type == "L":
                self._list(counted, item, depth + 1)
                continue
            label = next((self._text(one) for one in item.inside("Lbl")), None)
            rest = [child for child in item.children if not (isinstance(child, Element) and child.type == "Lbl")]
            self._add(counted, Element("LI", {}, rest), depth, label, listed=True)

    def _line(
        self, counted: Counted, element: Element, depth: int, *, marker: str | None = None, listed: bool = False
    ) -> None:
        text = self._text(element)
        if listed and marker is None and text[:1] == "•":
            marker, text = "•", text[1:].strip()
        for part in text.split("\n"):
            if part.strip():
                page = next((page for page, _mark in element.content()), None)
                level = _level(element.type)
                counted.line(part, page=page, level=level, marker=marker, depth=depth if listed else None)

    def _may_name(self, element: Element) -> bool:
        if element.type == "Caption":
            return True
        rows = self._rows(element)
        return bool(rows) and all(row.bold for row in rows) and sum(len(row.text) for row in rows) <= _LONGEST_CAPTION

    def _caption(self, table: Element, before: Element | None) -> str | None:
        named = next(table.inside("Caption"), before)
        return " ".join(self._text(named).split()) or None if named is not None else None

    def _table(self, counted: Counted, table: Element, caption: str | None) -> None:
        rows = []
        for row in table.inside("TR"):
            cells = [self._cell(cell) for cell in row.inside("TH", "TD")]
            rows.append(cells)
        page = next((page for page, _mark in table.content()), None)
        heads = [list(part.inside("TR")) for part in table.inside("THead")]
        if not any(cell.head for row in rows for cell in row) and heads:
            rows = [
                [_as_head(cell) for cell in row] if place < len(heads[0]) else row for place, row in enumerate(rows)
            ]
        counted.grid(rows, page=page, caption=caption)

    def _cell(self, cell: Element) -> SpanningCell:
        page = next((page for page, _mark in cell.content()), None)
        return SpanningCell(
            self._text(cell, cell=True),
            0,
            page,
            rows=_span(cell.attributes.get("RowSpan")),
            columns=_span(cell.attributes.get("ColSpan")),
            head=cell.type == "TH",
        )

    def _rows(self, element: Element) -> list[Row]:
        return in_order([letter for mark in element.content() for letter in self._by_mark.get(mark, ())])

    def _text(self, element: Element, *, cell: bool = False) -> str:
        """Return the text of an element, a line for each of its paragraphs."""
        parts = list(element.inside("P", "H1", "H2", "H3", "H4", "H5", "H6", "LI")) if cell else []
        if len(parts) > 1:
            return "\n".join(filter(None, (self._shown(part, ruled=True) for part in parts)))
        if cell and len(pages := {page for page, _mark in element.content()}) > 1:
            element = self._once(element, min(pages))
        return self._shown(element, ruled=cell)

    def _shown(self, element: Element, *, ruled: bool) -> str:
        rows = self._rows(element)
        if not rows:
            return ""
        page = next(page for page, _mark in element.content())
        return flowing(rows, self._room(page, rows, ruled=ruled), keeps_words=self._keeps_words)

    def _once(self, cell: Element, first: int) -> Element:
        """Return a cell with its content of the first page only, if other pages repeat it as the head of a table."""
        by_page: dict[int, list[Element | tuple[int, int]]] = defaultdict(list)
        for mark in cell.content():
            by_page[mark[0]].append(mark)
        parts = {number: Element(cell.type, {}, marks) for number, marks in by_page.items()}
        texts = {number: "".join(row.shown for row in self._rows(part)) for number, part in parts.items()}
        repeated = all(text in {texts[first], ""} for text in texts.values())
        return parts[first] if repeated else cell

    def _room(self, page: int, rows: Sequence[Row], *, ruled: bool) -> float:
        """Return where the room for some lines ends: at the next rule to the right, less the room kept on the left."""
        widest, top = max(row.x1 for row in rows), rows[0].top
        if not ruled:
            return max(widest, self._right.get(page, widest))
        beside = [x for x, above, below in self._rules.get(page, ()) if above - 1 <= top <= below + 1]
        right = min((x for x in beside if x > widest - 1), default=None)
        left = max((x for x in beside if x < rows[0].x0 + 1), default=None)
        if right is None or left is None:
            return self._right.get(page, widest)
        return right - min(rows[0].size, max(0.0, min(row.x0 for row in rows) - left))


def _is_block(child: "Element | tuple[int, int]") -> bool:
    return isinstance(child, Element) and (child.type in _BLOCKS or any(_is_block(one) for one in child.children))


def _blocks_of(element: Element) -> Iterator[Element]:
    """Return the blocks in an element; words between them are paragraphs of their own."""
    loose: list[Element | tuple[int, int]] = []
    for child in element.children:
        if isinstance(child, Element) and child.type in _DROPPED:
            continue
        if not _is_block(child):
            loose.append(child)
            continue
        if loose:
            yield Element("P", {}, loose)
            loose = []
        if isinstance(child, Element):
            yield child
    if loose:
        yield Element("P", {}, loose)


def _level(kind: str) -> int | None:
    if kind in {"H", "Title"}:
        return 1
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" and kind[1] in "123456" else None  # noqa: PLR2004  # H1 to H6.


def _span(value: Any) -> int:  # noqa: ANN401  # Any object of a PDF.
    return value if isinstance(value, int) and 1 <= value <= 10_000 else 1  # noqa: PLR2004  # More is nonsense.


def _as_head(cell: SpanningCell) -> SpanningCell:
    return SpanningCell(cell.text, cell.line, cell.page, cell.rows, cell.columns, head=True)
