"""Owns how the elements of a web page become lines and tables, as a browser would set them."""

import re

from lxml.html import HtmlElement

from app.policy.extraction.marks import Outline, marked
from app.policy.extraction.web_tables import GridOf, caption_of, is_layout
from app.policy.printed import Piece, TextLine, Where

HIDDEN = frozenset(
    """
    audio base button canvas datalist embed footer head iframe input link map meta nav noscript object
    option script select style svg template textarea title video
    """.split()  # noqa: SIM905  # Quotes would bury the names.
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td
    tfoot th thead tr ul
    """.split()  # noqa: SIM905  # Quotes would bury the names.
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def is_hidden(element: HtmlElement) -> bool:
    """Return whether nobody sees an element, or it is the frame of the site rather than its text."""
    return (
        not isinstance(element.tag, str)
        or element.tag in HIDDEN
        or "hidden" in element.attrib
        or element.get("role") in {"navigation", "contentinfo"}
        or bool(_INVISIBLE.search(element.get("style", "")))
    )


class PageLines:
    """The lines of a page under construction: ``walk`` the root once, then take ``finished``."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._outline = Outline()
        self._texts: list[str] = []
        self._begins: int | None = None
        self._line = 1
        self._level: int | None = None
        self._nesting = 0
        self._marker: str | None = None
        self._counts: dict[HtmlElement, int] = {}  # The number of the next item, by list.
        self._kept = 0  # How many elements that keep their line breaks are open.

    def finished(self) -> tuple[Piece, ...]:
        """Return the pieces in reading order."""
        self._flush()
        return tuple(self._pieces)

    def walk(self, element: HtmlElement) -> None:
        """Add everything in an element, and what follows it in its parent."""
        if not is_hidden(element):
            self._line = max(self._line, element.sourceline or 0)
            self._enter(element)
        self._add(element.tail)

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == "table" and not is_layout(element):
            self._flush()
            self._table(element)
        elif tag in _BLOCKS:
            self._flush()
            self._block(element)
            self._flush()
        else:
            self._inside(element)

    def _inside(self, element: HtmlElement) -> None:
        self._add(element.text)
        for child in element:
            self.walk(child)

    def _block(self, element: HtmlElement) -> None:
        tag = element.tag
        before = self._level
        if level := _heading_level(element):
            self._level = level
        nested = tag in _LISTS or tag == "dd"
        self._nesting += nested
        self._kept += tag == "pre"
        if tag == "li":
            self._marker = self._own_marker(element)
        self._inside(element)
        if level or nested or tag in {"li", "pre"}:
            self._flush()
            self._marker = None
        self._kept -= tag == "pre"
        self._nesting -= nested
        self._level = before

    def _own_marker(self, item: HtmlElement) -> str | None:
        """Return the mark a browser sets before a list item: a bullet, or its number in the style of its list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        following = self._counts.get(parent, _whole(parent.get("start"), 1))
        number = _whole(item.get("value"), following)
        self._counts[parent] = number + 1
        return f"{_in_style(number, parent.get('type', '1'))}."

    def _break(self) -> None:
        if self._level:
            self._texts.append(" ")
        else:
            self._flush(broken=True)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._kept and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush(broken=True)
                    self._line += 1
                self._add(line)
            return
        if self._begins is None and text.strip():
            self._begins = self._line + text[: len(text) - len(text.lstrip())].count("\n")
        self._texts.append(text)
        self._line += text.count("\n")

    def _flush(self, *, broken: bool = False) -> None:
        text = _SPACE.sub(" ", "".join(self._texts)).strip()
        self._texts.clear()
        begins, self._begins = self._begins, None
        if not text or begins is None:
            return
        mark, where = marked(text), Where(begins)
        if self._level:
            self._outline.begin_again()
            self._pieces.append(TextLine(mark.text, where, self._level, mark.marker))
            return
        listed = max(0, self._nesting - 1)
        kept = self._outline.depth(mark.kind, 0) if not self._nesting else 0
        marker, self._marker = mark.marker or self._marker, None if not broken or text else self._marker
        self._pieces.append(TextLine(mark.text, where, None, marker, listed + kept))

    def _table(self, element: HtmlElement) -> None:
        made = GridOf(element, caption_of(element))
        grid = made.grid(self._line)
        if grid is not None:
            self._pieces.append(grid)
        for inner in made.nested:
            self._table(inner)
        self._line = max(self._line, made.last_line)


def _heading_level(element: HtmlElement) -> int | None:
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":  # noqa: PLR2004  # h1 to h6.
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2
    return None


def _whole(text: str | None, otherwise: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if re.fullmatch(r"-?\d{1,4}", stripped, re.ASCII) else otherwise


def _in_style(number: int, style: str) -> str:
    if style in {"a", "A"} and 1 <= number <= 26:  # noqa: PLR2004  # The letters.
        letter = chr(ord("a") + number - 1)
        return letter if style == "a" else letter.upper()
    if style in {"i", "I"} and 1 <= number < 40:  # noqa: PLR2004  # What the table of numerals reaches.
        numeral, left = "", number
        for value, letters in _ROMAN:
            numeral, left = numeral + letters * (left // value), left % value
        return numeral if style == "i" else numeral.upper()
    return str(number)
