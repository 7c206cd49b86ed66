"""Owns a tagged PDF as printed lines and tables: what its structure says, with the words its pages show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from app.policy.extraction.counted import Counted
from app.policy.extraction.grids import SpanningCell
from app.policy.extraction.pdf_letters import Letter, Row, flowing, in_order
from app.policy.extraction.pdf_tags import Element

_GROUPS = frozenset({"Root", "Document", "Part", "Art", "Sect", "Div", "NonStruct", "DocumentFragment", "Aside", "TOC"})
_DROPPED = frozenset({"Artifact", "Private", "Figure", "Formula"})
_ENOUGH = 0.9  # The share of the letters on the pages that the structure must hold to be trusted.
_LONGEST_CAPTION = 80
_EVEN = 0.5


class Tagged:
    """The letters of a PDF by page and mark, and what its structure makes of them."""

    def __init__(
        self, letters: Mapping[int, Sequence[Letter]], edges: Mapping[int, Sequence[tuple[float, float, float]]]
    ) -> None:
        """Sort the letters of each page; ``edges`` are its upright rules: where, from and to which height."""
        self._edges = edges
        self._right = {number: max((one["x1"] for one in page), default=0.0) for number, page in letters.items()}
        self._by_mark: dict[tuple[int, int], list[Letter]] = defaultdict(list)
        self._marked = self._seen = 0
        for number, page in letters.items():
            for letter in page:
                if letter.get("tag") == "Artifact" or not letter["text"].strip():
                    if letter.get("mcid") is not None:
                        self._by_mark[number, letter["mcid"]].append(letter)
                    continue
                self._seen += 1
                if letter.get("mcid") is not None:
                    self._by_mark[number, letter["mcid"]].append(letter)
        self._keeps_words = False

    def trusted(self, root: Element) -> bool:
        """Return whether the structure holds nearly all letters of the pages, in paragraphs that mean something."""
        held = sum(
            sum(bool(letter["text"].strip()) for letter in self._by_mark.get(mark, ())) for mark in set(root.content())
        )
        return self._seen > 0 and held >= _ENOUGH * self._seen and self._seen >= len(list(root.inside("P", "H1", "H2")))

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

    def _add(self, counted: Counted, element: Element, depth: int) -> None:
        held: Element | None = None  # A paragraph that may turn out to be the caption of the table after it.
        for child in element.children:
            if not isinstance(child, Element) or child.type in _DROPPED:
                continue
            if child.type == "Table":
                caption = self._caption(child, held)
                if held is not None and not caption:
                    self._line(counted, held, depth)
                self._table(counted, child, caption)
                held = None
                continue
            if held is not None:
                self._line(counted, held, depth)
            held = child if child.type in {"P", "Caption"} and self._may_name(child) else None
            if held is None:
                self._one(counted, child, depth)
        if held is not None:
            self._line(counted, held, depth)

    def _one(self, counted: Counted, element: Element, depth: int) -> None:
        if element.type == "L":
            self._list(counted, element, depth)
        elif element.type in _GROUPS or (element.type != "P" and any(element.inside("P", "Table", "L"))):
            self._add(counted, element, depth)
        else:
            self._line(counted, element, depth)

    def _list(self, counted: Counted, element: Element, depth: int) -> None:
        for item in element.inside("LI", "L"):
            if item.type == "L":
                self._list(counted, item, depth + 1)
                continue
            label = next((self._text(one) for one in item.inside("Lbl")), None)
            for body in item.children:
                if isinstance(body, Element) and body.type != "Lbl":
                    inner = list(body.inside("L"))
                    own = Element("LBody", {}, [one for one in body.children if one not in inner])
                    self._line(counted, own, depth, marker=label, listed=True)
                    for one in inner:
                        self._list(counted, one, depth + 1)

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
        inner = next(table.inside("Caption"), None)
        named = inner or before
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
            return "\n".join(filter(None, (self._text(part) for part in parts)))
        rows = self._rows(element)
        if not rows:
            return ""
        page = next(page for page, _mark in element.content())
        return flowing(rows, self._room(page, rows, ruled=cell), keeps_words=self._keeps_words)

    def _room(self, page: int, rows: Sequence[Row], *, ruled: bool) -> float:
        """Return where the room for some lines ends: at the next rule to the right, less the room kept on the left."""
        widest, top = max(row.x1 for row in rows), rows[0].top
        if not ruled:
            return max(widest, self._right.get(page, widest))
        beside = [x for x, above, below in self._edges.get(page, ()) if above - 1 <= top <= below + 1]
        right = min((x for x in beside if x > widest - 1), default=None)
        left = max((x for x in beside if x < rows[0].x0 + 1), default=None)
        if right is None or left is None:
            return self._right.get(page, widest)
        return right - min(rows[0].size, max(0.0, min(row.x0 for row in rows) - left))


def _level(kind: str) -> int | None:
    if kind in {"H", "Title"}:
        return 1
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" and kind[1] in "123456" else None  # noqa: PLR2004  # H1 to H6.


def _span(value: Any) -> int:  # noqa: ANN401  # Any object of a PDF.
    return value if isinstance(value, int) and 1 <= value <= 10_000 else 1  # noqa: PLR2004  # More is nonsense.


def _as_head(cell: SpanningCell) -> SpanningCell:
    return SpanningCell(cell.text, cell.line, cell.page, cell.rows, cell.columns, head=True)
