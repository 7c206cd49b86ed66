"""Owns the structure of papers we made ourselves, taken from the bytes our own canvas writes for each element.

A general parser needs most of the time a paper takes to read; our elements all look alike. What does not is left to
``pdf_tags``.
"""

import re
from collections.abc import Mapping
from typing import Final

from app.policy.extraction.pdf_tags import Element

_OURS: Final = re.compile(rb"/Producer\s*\(Watchbook\)")
_ROOT: Final = re.compile(rb"/Type/StructTreeRoot/K (\d+) 0 R")
_ELEMENT: Final = re.compile(
    rb"\n(?P<number>\d+) 0 obj\n<</Type/StructElem/S/(?P<type>\w+)/P \d+ 0 R(?:/Pg (?P<page>\d+) 0 R)?"
    rb"/K\[(?P<inside>[^\[\]]*)\](?P<rest>[^\n]*)>>\nendobj"
)
_CHILD: Final = re.compile(rb"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|(\d+) 0 R|(\d+)")
_SPAN: Final = re.compile(rb"/(RowSpan|ColSpan) (\d{1,5})")
_DEEPEST: Final = 60
_Written = Mapping[int, re.Match[bytes]]


def is_ours(content: bytes) -> bool:
    """Return whether a file says that we made it."""
    return _OURS.search(content) is not None


def own_tree(content: bytes, pages: Mapping[int, int]) -> Element | None:
    """Return the root of the structure, or None if it is not written as we do; ``pages``: numbers by object."""
    roots = _ROOT.findall(content)
    if len(roots) != 1:
        return None
    written = {int(one["number"]): one for one in _ELEMENT.finditer(content)}
    top = Element("Root")
    try:
        top.children.append(_element(int(roots[0]), written, pages, set(), 0))
    except KeyError:
        return None
    return top


def _element(number: int, written: _Written, pages: Mapping[int, int], seen: set[int], depth: int) -> Element:
    """Return an element with what is inside.

    :raises KeyError: if an element or page is not there, or stands in two places, or too deep.
    """
    if number in seen or depth > _DEEPEST:
        raise KeyError(number)
    seen.add(number)
    found = written[number]
    element = Element(found["type"].decode(), {name.decode(): int(span) for name, span in _SPAN.findall(found["rest"])})
    for page, mark, child, own in _CHILD.findall(found["inside"]):
        if child:
            element.children.append(_element(int(child), written, pages, seen, depth + 1))
        else:
            element.children.append((pages[int(page or found["page"] or 0)], int(mark or own)))
    return element
