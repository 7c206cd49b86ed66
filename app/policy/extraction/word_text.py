"""Owns the words of a paragraph of a Word document as its reader sees them: insertions kept, deletions left out."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr")}
_BOX = qn("w:txbxContent")
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
_TURNED_OFF = {"0", "false", "off", "none"}


def is_on(element: _Element | None) -> bool:
    """Return whether a switch is there and not turned off."""
    return element is not None and element.get(qn("w:val")) not in _TURNED_OFF


def text_of(paragraph: _Element) -> str:
    """Return the text of a paragraph, with its line breaks; what stands in boxes is not part of it."""
    parts = "".join(_texts(paragraph))
    return "\n".join(" ".join(line.split()) for line in parts.split("\n")).strip("\n")


def boxes_in(paragraph: _Element) -> list[_Element]:
    """Return the text boxes anchored in a paragraph, once each, without boxes inside them."""
    return list(_boxes(paragraph))


def _boxes(element: _Element) -> Iterator[_Element]:
    for child in _seen(element):
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes(child)


def _seen(element: _Element) -> Iterator[_Element]:
    """Return the children that are shown: of alternatives the first."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag == f"{_ALTERNATIVES}AlternateContent":
            choice = child.find(f"{_ALTERNATIVES}Choice")
            chosen = choice if choice is not None else child.find(f"{_ALTERNATIVES}Fallback")
            if chosen is not None:
                yield from _seen(chosen)
        else:
            yield child


def _texts(element: _Element) -> Iterator[str]:
    for child in _seen(element):
        tag = child.tag
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag == qn("w:br"):
            yield "" if child.get(qn("w:type")) in {"page", "column"} else "\n"
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == qn("w:r") and _is_hidden(child):
            continue
        elif tag != _BOX:
            yield from _texts(child)


def _is_hidden(run: _Element) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and is_on(properties.find(qn("w:vanish")))
