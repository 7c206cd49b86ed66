"""Owns the structure tree of a tagged PDF: its elements in order, each with the marked content it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

_DEEPEST = 60
_MOST = 200_000


@dataclass(slots=True)
class Element:
    """An element: its standard type, its attributes, and in order its elements and content (page and mark)."""

    type: str
    attributes: dict[str, Any] = field(default_factory=dict)
    children: "list[Element | tuple[int, int]]" = field(default_factory=list)

    def content(self) -> Iterator[tuple[int, int]]:
        """Return the page (from 1) and mark of all content inside, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.content()
            else:
                yield child

    def inside(self, *types: str) -> "Iterator[Element]":
        """Return the nearest elements of some types, however deep, without looking inside those found."""
        for child in self.children:
            if isinstance(child, Element):
                if child.type in types:
                    yield child
                else:
                    yield from child.inside(*types)


def tree_of(document: PDFDocument, pages: Mapping[Any, int]) -> Element | None:
    """Return the root of the structure, or None for a file without; ``pages`` are their numbers by object id."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return None
    roles = resolve1(root.get("RoleMap"))
    reader = _Reader(pages, roles if isinstance(roles, dict) else {})
    top = Element("Root")
    reader.add(top, root.get("K"), None, 0)
    return top


class _Reader:
    def __init__(self, pages: Mapping[Any, int], roles: Mapping[str, Any]) -> None:
        self._pages, self._roles = pages, roles
        self._seen: set[int] = set()
        self._count = 0

    def add(self, parent: Element, kid: Any, page: int | None, depth: int) -> None:  # noqa: ANN401, C901  # Any object of a PDF; one kind, one line.
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            return
        if isinstance(kid, PDFObjRef):
            value = resolve1(kid)
            if isinstance(value, dict) and "S" in value:
                if kid.objid in self._seen:
                    return
                self._seen.add(kid.objid)
            kid = value
        if isinstance(kid, list):
            for one in kid:
                self.add(parent, one, page, depth + 1)
        elif isinstance(kid, int):
            if page is not None:
                parent.children.append((page, kid))
        elif isinstance(kid, dict) and "MCID" in kid:
            at, mark = self._page(kid, page), resolve1(kid["MCID"])
            if at is not None and isinstance(mark, int):
                parent.children.append((at, mark))
        elif isinstance(kid, dict) and "S" in kid:
            element = Element(self._type(kid["S"]), _attributes(kid))
            parent.children.append(element)
            self.add(element, kid.get("K"), self._page(kid, page), depth + 1)

    def _page(self, thing: Mapping[str, Any], otherwise: int | None) -> int | None:
        reference = thing.get("Pg")
        return self._pages.get(reference.objid, otherwise) if isinstance(reference, PDFObjRef) else otherwise

    def _type(self, literal: Any) -> str:  # noqa: ANN401  # Any object of a PDF.
        name = _name(literal)
        for _ in range(5):
            if name not in self._roles:
                break
            name = _name(self._roles[name])
        return name


def _name(literal: Any) -> str:  # noqa: ANN401  # Any object of a PDF.
    value = resolve1(literal)
    name = value.name if isinstance(value, PSLiteral) else value
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


def _attributes(element: Mapping[str, Any]) -> dict[str, Any]:
    given = resolve1(element.get("A"))
    found: dict[str, Any] = {}
    for one in given if isinstance(given, list) else [given]:
        owned = resolve1(one)
        if isinstance(owned, dict):
            found |= {key: resolve1(value) for key, value in owned.items()}
    return found
