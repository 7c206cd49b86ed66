"""Owns the policy as JSON: the same blocks, with tables as rows of named fields."""

import json
from collections.abc import Mapping
from typing import Any

from app.policy.domain import Block, ItemList, Line, Note, Paragraph, PolicyDocument, Table

FORMAT = "watchbook.policy/1"


def json_text(document: PolicyDocument) -> str:
    """Return the policy as JSON with two spaces of indent."""
    return json.dumps(plain(document), ensure_ascii=False, indent=2) + "\n"


def plain(document: PolicyDocument) -> Mapping[str, Any]:
    """Return the policy as plain values."""
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
        "opening": [_block(block) for block in document.opening],
        "sections": [
            {
                "item": section.number,
                "key": section.key,
                "label": section.label,
                "heading": section.heading,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
        "closing": [_block(block) for block in document.closing],
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
        "rows": [
            {
                **({"code": row.code} if row.code else {}),
                **({"total": True} if row.total else {}),
                "cells": {
                    column.key: None if any(line.missing for line in cell.lines) and len(cell.lines) == 1 else cell.text
                    for column, cell in zip(table.columns, row.cells, strict=True)
                },
            }
            for row in table.rows
        ],
    }


def _missing(line: Line) -> dict[str, bool]:
    return {"missing": True} if line.missing else {}
