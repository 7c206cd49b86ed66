"""Owns how a composed policy is kept for good: every part of it as canonical JSON, and back, losing nothing.

What stands at its default is left out, so a document kept before a part was added is read as it was then.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from app.kernel.canonical import canonical_bytes
from app.policy.domain import (
    Cell,
    Column,
    Form,
    ItemList,
    Line,
    Note,
    Paragraph,
    PolicyDocument,
    Section,
    Table,
    TableRow,
)

_PARTS: Mapping[str, type[Any]] = {
    part.__name__: part
    for part in (PolicyDocument, Section, Paragraph, ItemList, Note, Table, TableRow, Column, Cell, Line)
}
_FORM, _DAY, _SHARE = "form", "day", "share"


def pinned_bytes(document: PolicyDocument) -> bytes:
    """Return a document as canonical JSON: the same document gives the same bytes."""
    return canonical_bytes(_plain(document))


def pinned_document(content: bytes) -> PolicyDocument:
    """Return the document of some canonical JSON that ``pinned_bytes`` made.

    :raises ValueError: if it is none.
    """
    document = _part(json.loads(content))
    if not isinstance(document, PolicyDocument):
        raise ValueError("no document")  # noqa: TRY004  # One error for whatever was kept wrongly.
    return document


def _plain(value: object) -> object:
    match value:
        case Form():
            return {_FORM: value.value}
        case date():
            return {_DAY: value.isoformat()}
        case float():
            return {_SHARE: repr(value)}
        case tuple():
            return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        defaults = {f.name: f.default for f in fields(value) if f.default is not MISSING}
        stated = {name: _plain(each) for name, each in kept.items() if name not in defaults or each != defaults[name]}
        return {"is": type(value).__name__, **stated}
    return value


def _part(value: Any) -> Any:  # noqa: ANN401  # Any part of a document.
    match value:
        case list():
            return tuple(_part(item) for item in value)
        case {"is": name}:
            return _PARTS[name](**{str(key): _part(each) for key, each in value.items() if key != "is"})
        case {"form": form}:
            return Form(form)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"share": share}:
            return float(share)
    return value
