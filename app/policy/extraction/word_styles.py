"""Owns what the styles of a Word document say of a paragraph: its rank as a heading, its list, if it is a caption."""

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from app.policy.extraction.word_numbers import number

_HEADING = re.compile(r"(?:heading|제목)\s?(\d)", re.IGNORECASE)
_TITLES = {"title", "제목", "표제"}
_CAPTIONS = {"caption", "캡션"}
_STEP = re.compile(r"^(?:list (?:bullet|number)|(?:글머리|번호).{0,10}목록|목록.{0,12})\s([2-5])$")
_BODY = 9  # The outline level of running text.
_LONGEST_CHAIN = 20
_HALF_INCH = 100  # Twentieths of a point that are one column of indent: half a letter of 10 points.


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, document: WordDocument) -> None:
        """Read the styles by their ids."""
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        for style in document.styles.element.findall(qn("w:style")):
            if style.get(qn("w:type")) == "paragraph":
                name = style.get(qn("w:styleId"), "")
                self._styles[name] = style
                if style.get(qn("w:default")) in {"1", "true", "on"}:
                    self._default = name

    def level(self, paragraph: _Element) -> int | None:
        """Return the rank of a paragraph as a heading (1 to 6), or None for running text."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return _rank(number(own, _BODY))
        for style in self._chain(paragraph):
            outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _rank(number(outline, _BODY))
            name = _name(style)
            if found := _HEADING.fullmatch(name):
                return _rank(int(found[1]) - 1)
            if name in _TITLES:
                return 1
        return None

    def list_of(self, paragraph: _Element) -> tuple[str, int] | None:
        """Return the list a paragraph belongs to and its level in it, by itself or by its style."""
        list_id: str | None = None
        level: int | None = None
        for place in (paragraph, *self._chain(paragraph)):
            numbering = place.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbering is None:
                continue
            own, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
            level = number(depth, 0) if level is None and depth is not None else level
            if own is not None:
                list_id = own.get(qn("w:val"))
                break
        return (list_id, level or 0) if list_id and list_id != "0" else None

    def steps(self, paragraph: _Element) -> int:
        """Return how many steps within another list a list is by its style ("List Bullet 2": one)."""
        named = next((found for style in self._chain(paragraph) if (found := _STEP.search(_name(style)))), None)
        return int(named[1]) - 1 if named else 0

    def is_caption(self, paragraph: _Element) -> bool:
        """Return whether a paragraph is set as the caption of a table."""
        return any(_name(style) in _CAPTIONS for style in self._chain(paragraph))

    def _chain(self, paragraph: _Element) -> Iterator[_Element]:
        given = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = given.get(qn("w:val")) if given is not None else self._default
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            parent = style.find(qn("w:basedOn"))
            name = parent.get(qn("w:val")) if parent is not None else None


def indent_of(paragraph: _Element) -> int:
    """Return how far a paragraph is indented by itself, in columns of half a letter."""
    indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    given = (indent.get(qn("w:left")) or indent.get(qn("w:start"))) if indent is not None else None
    return int(given) // _HALF_INCH if given and re.fullmatch(r"\d{1,5}", given, re.ASCII) else 0


def _name(style: _Element) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")).strip().lower() if name is not None else ""


def _rank(outline: int) -> int | None:
    return min(6, outline + 1) if 0 <= outline < _BODY else None
