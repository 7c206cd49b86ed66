"""Owns the policy as JSON: the same blocks, with tables as rows of named fields."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.policy.domain import Block, ItemList, Line, Note, Paragraph, PolicyDocument, Table

FORMAT = "watchbook.policy/1"
_STEP = "  "


def json_text(document: PolicyDocument) -> str:
    """Return the policy as JSON with two spaces of indent."""
    return "".join(json_pieces(document))


def json_pieces(document: PolicyDocument) -> Iterator[str]:
    """Yield what ``json_text`` returns, a row of a table at a time."""
    yield from _written(_plain(document), 0)
    yield "\n"


def _written(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  # Any plain value.
    """Yield a value as ``json`` writes it with an indent; what comes one by one is taken one by one."""
    match value:
        case Mapping() if value:
            opens, closes = "{", "}"
            parts = (_member(name, each, depth + 1) for name, each in value.items())
        case Iterator():
            opens, closes = "[", "]"
            parts = (_written(each, depth + 1) for each in value)
        case _:
            yield _line_of(value).replace("\n", f"\n{_STEP * depth}")
            return
    begun = False
    for part in parts:
        yield f",\n{_STEP * (depth + 1)}" if begun else f"{opens}\n{_STEP * (depth + 1)}"
        yield from part
        begun = True
    yield f"\n{_STEP * depth}{closes}" if begun else f"{opens}{closes}"


def _member(name: str, value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  # The same.
    yield f"{_line_of(name)}: "
    yield from _written(value, depth)


def _line_of(value: Any) -> str:  # noqa: ANN401  # The same.
    return json.dumps(value, ensure_ascii=False, indent=len(_STEP))


def _plain(document: PolicyDocument) -> Mapping[str, Any]:
    """Return the policy as plain values; blocks and rows come one by one."""
    return {
        "format": FORMAT,
        "form": document.form.value,
        "language": document.language,
        "title": document.title,
        "organisation": document.organisation,
        "as_of": document.as_of.isoformat(),
        "effective_on": document.effective_on.isoformat() if document.effective_on else None,
        "registry_revision": document.revision,
        "clauses": list(document.clause_versions),
        "opening": (_block(block) for block in document.opening),
        "sections": (
            {
                "item": section.number,
                "key": section.key,
                "label": section.label,
                "heading": section.heading,
                "blocks": (_block(block) for block in section.blocks),
            }
            for section in document.sections
        ),
        "closing": (_block(block) for block in document.closing),
        "foot": document.foot.text if document.foot else None,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(line):
            return {"paragraph": line.text, **_missing(line)}
        case Note(line):
            return {"note": line.text, **_missing(line)}
        case ItemList(items):
            return {"items": [{"text": line.text, **_missing(line)} for line in items]}
        case Table():
            return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "table": table.key,
        "caption": table.caption,
        "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
        "rows": (
            {
                **({"code": row.code} if row.code else {}),
                **({"total": True} if row.total else {}),
                "cells": {
                    column.key: None if any(line.missing for line in cell.lines) and len(cell.lines) == 1 else cell.text
                    for column, cell in zip(table.columns, row.cells, strict=True)
                },
            }
            for row in table.rows
        ),
    }


def _missing(line: Line) -> dict[str, bool]:
    return {"missing": True} if line.missing else {}
