"""Owns what a policy says as JSON-LD: the document in the words of schema.org, its tables as rows of facts.

schema.org has no words for the rows of such a table, so these have a vocabulary of their own, described in
``docs/guide/policy-html.md``. It is data for machines: nothing of ours trusts it when a policy is read back.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.policy.domain import Cell, Column, Line, PolicyDocument, Table, TableRow

VOCABULARY = "urn:watchbook:policy:1:"
_DAY = "http://www.w3.org/2001/XMLSchema#date"
CONTEXT: tuple[Any, ...] = (
    "https://schema.org",
    {
        "wb": VOCABULARY,
        "form": "wb:form",
        "asOf": {"@id": "wb:asOf", "@type": _DAY},
        "effectiveOn": {"@id": "wb:effectiveOn", "@type": _DAY},
        "tables": {"@id": "wb:tables", "@type": "@json"},
    },
)
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end the element, begin a comment in it, or break a line: all inside texts only."""


def json_ld(document: PolicyDocument) -> str:
    """Return the facts of a policy as JSON-LD that is safe inside a ``script`` element, whatever the texts hold."""
    return "".join(json_ld_pieces(document))


def json_ld_pieces(document: PolicyDocument) -> Iterator[str]:
    """Yield what ``json_ld`` returns, a row of a table at a time."""
    yield _written(_of_document(document)).removesuffix("}")
    yield ',"tables":['
    tables = (block for block in document.blocks() if isinstance(block, Table))
    for number, table in enumerate(tables):
        yield "," * bool(number)
        yield _written(_of_table(table)).removesuffix("}")
        yield ',"rows":['
        for place, row in enumerate(table.rows):
            yield "," * bool(place)
            yield _written(_row(table.columns, row))
        yield "]}"
    yield "]}"


def _written(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _of_document(document: PolicyDocument) -> Mapping[str, Any]:
    return {
        "@context": list(CONTEXT),
        "@type": "DigitalDocument",
        "name": document.title,
        "inLanguage": document.language,
        "publisher": {"@type": "Organization", "name": document.organisation},
        "version": document.revision,
        "form": document.form.value,
        "asOf": document.as_of.isoformat(),
        **({"effectiveOn": document.effective_on.isoformat()} if document.effective_on else {}),
    }


def _of_table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
    }


def _row(columns: tuple[Column, ...], row: TableRow) -> dict[str, Any]:
    return {
        **({"code": row.code} if row.code else {}),
        **({"total": True} if row.total else {}),
        "values": {column.key: _lines(cell) for column, cell in zip(columns, row.cells, strict=True)},
    }


def _lines(cell: Cell) -> list[Any]:
    return [_line(line) for line in cell.lines]


def _line(line: Line) -> str | dict[str, str]:
    return {"missing": line.text} if line.missing else line.text
