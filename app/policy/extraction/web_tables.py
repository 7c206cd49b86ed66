"""Owns the tables of web pages: which hold facts and which only place their contents, and their cells."""

import re

from lxml.html import HtmlElement

from app.policy.extraction.grids import SpanningCell, expanded
from app.policy.printed import Grid, Where

_GROUPS = ("thead", "tbody", "tfoot")
_PLACED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main"})
_BREAKS = frozenset(
    """
    article blockquote br caption dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre section table tr ul
    """.split()  # noqa: SIM905  # Quotes would bury the names.
)
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "select", "button", "input", "textarea", "iframe"}
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\n]+")
_LONGEST_SPAN = 65_534  # As HTML allows.


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table only places its contents on the page.

    It says so itself, or it has neither heads nor a caption and its cells hold headings or other tables, or it has one
    cell in every row; with heads too where one of these holds a table.
    """
    if table.get("role") in {"presentation", "none"}:
        return True
    rows = _rows(table)
    cells = [cell for row in rows for cell in row if _is_cell(cell)]
    single = all(sum(_is_cell(cell) for cell in row) <= 1 for row in rows)
    if single and any(inner.tag == "table" for cell in cells for inner in cell.iter()):
        return True  # Headings and what is under them, one below the other.
    if any(cell.tag == "th" for cell in cells) or _own(table, "caption"):
        return False
    if any(
        isinstance(inner.tag, str) and (inner.tag in _PLACED or inner.tag == "table")
        for cell in cells
        for inner in cell.iter()
    ):
        return True
    return single


def caption_of(table: HtmlElement) -> str | None:
    """Return what the page calls a table: its caption, summary or label, or the label of the region around it."""
    for caption in _own(table, "caption"):
        if text := " ".join(text_of(caption).split()):
            return text
    around = table.getparent()
    labels = [table.get("summary"), table.get("aria-label")]
    if around is not None and around.get("role") == "region":
        labels.append(around.get("aria-label"))
    return next((" ".join(label.split()) for label in labels if label and label.strip()), None)


def text_of(element: HtmlElement) -> str:
    """Return the text of a cell: a line for every block and line break, white space folded."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\x1e"))
    return "\n".join(line for line in lines if line)


def _collect(element: HtmlElement, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if _is_seen(child):
            breaks = child.tag in _BREAKS
            parts.append("\x1e" if breaks else " " if child.tag in {"td", "th"} else "")
            _collect(child, parts)
            parts.append("\x1e" if breaks else "")
        parts.append(child.tail or "")


def _is_seen(element: HtmlElement) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNSEEN
        and "hidden" not in element.attrib
        and not _INVISIBLE.search(element.get("style", ""))
    )


def _is_cell(element: HtmlElement) -> bool:
    return element.tag in {"td", "th"} and _is_seen(element)


def _own(table: HtmlElement, tag: str) -> list[HtmlElement]:
    return [child for child in table if child.tag == tag]


def _rows(table: HtmlElement) -> list[HtmlElement]:
    return [row for group in _groups(table) for row in group]


def _groups(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the rows of a table by group, feet last wherever they stand."""
    groups: list[list[HtmlElement]] = []
    feet: list[list[HtmlElement]] = []
    loose: list[HtmlElement] = []
    for child in table:
        if not _is_seen(child):
            continue
        if child.tag == "tr":
            if not loose:
                groups.append(loose)
            loose.append(child)
        elif child.tag in _GROUPS:
            loose = []
            (feet if child.tag == "tfoot" else groups).append(
                [row for row in child if row.tag == "tr" and _is_seen(row)]
            )
    return groups + feet


class GridOf:
    """The table of a page being made: its cells, the tables inside them, and its last line."""

    def __init__(self, table: HtmlElement, caption: str | None) -> None:
        self._table, self._caption = table, caption
        self.nested: list[HtmlElement] = []
        self.last_line = table.sourceline or 1

    def grid(self, line: int) -> Grid | None:
        """Return the table, or None if it has no cell; ``line`` is where it stands if the page does not say.

        :raises TooComplicated: if it has more cells than anybody prints.
        """
        rows: list[list[SpanningCell]] = []
        for group in _groups(self._table):
            for number, row in enumerate(group):
                left = len(group) - number
                rows.append([self._cell(cell, left, line) for cell in row if _is_cell(cell)])
        return expanded(rows, where=Where(self._table.sourceline or line), caption=self._caption)

    def _cell(self, cell: HtmlElement, left: int, line: int) -> SpanningCell:
        self.nested += [inner for inner in cell.iter("table") if _outer_table(inner) is self._table]
        at = cell.sourceline or line
        self.last_line = max(self.last_line, at)
        span = _span(cell.get("rowspan"))
        parent = cell.getparent().getparent()
        return SpanningCell(
            text_of(cell),
            at,
            rows=left if span == 0 else min(span, left),
            columns=max(1, _span(cell.get("colspan"))),
            head=cell.tag == "th" or (parent is not None and parent.tag == "thead"),
        )


def _outer_table(inner: HtmlElement) -> HtmlElement | None:
    return next(inner.iterancestors("table"), None)


def _span(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,5})", text or "", re.ASCII)
    return min(int(found[1]), _LONGEST_SPAN) if found else 1
