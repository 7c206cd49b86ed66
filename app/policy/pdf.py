"""Owns the policy on paper: tagged PDF through the running-text layout every paper shares."""

from collections.abc import Iterator
from typing import BinaryIO

from app.documents.flow import Flow
from app.documents.flowables import Cell as PaperCell
from app.documents.flowables import Look, Marked
from app.policy.domain import Block, Cell, ItemList, Note, Paragraph, PolicyDocument, Table

_WIDE_FROM = 7  # Columns; a table with as many gets landscape pages.
_LOCALES = {"ko": "ko-KR", "en": "en"}


def write_policy_pdf(document: PolicyDocument, target: BinaryIO) -> None:
    """Write the policy as PDF; the same document gives the same bytes.

    :raises app.documents.fonts.Undrawable: if a character is in no font.
    """
    columns = max((len(block.columns) for block in document.blocks() if isinstance(block, Table)), default=0)
    flow = Flow(
        title=document.title,
        author=document.organisation,
        subject=document.foot.text if document.foot else "",
        lang=_LOCALES.get(document.language, document.language),
        wide=columns >= _WIDE_FROM,
    )
    flow.heading(document.title, 1)
    _add(flow, document.opening)
    for section in document.sections:
        flow.heading(f"{section.label} {section.heading}", 2)
        _add(flow, section.blocks)
    _add(flow, document.closing)
    if document.foot:
        flow.paragraph(document.foot.text, kind="note")
    target.write(flow.pdf())


def _add(flow: Flow, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Paragraph(line):
                flow.paragraph(line.text, gap=line.missing)
            case Note(line):
                flow.paragraph(line.text, kind="note", gap=line.missing)
            case ItemList(items):
                missing = {number for number, line in enumerate(items) if line.missing}
                flow.items([line.text for line in items], gaps=missing)
            case Table():
                _add_table(flow, block)


def _add_table(flow: Flow, table: Table) -> None:
    """Add a table with its cells merged as the model says; none is so tall that a page could end inside it."""
    naming = table.naming_column
    rows = [
        [
            PaperCell(
                cell.text,
                rows=span,
                heads_row=place == naming,
                numeric=table.columns[place].numeric,
                marked=tuple(_gaps(cell)),
                total=row.total,
            )
            for place, (cell, span) in enumerate(zip(row.cells, spans, strict=True))
            if span
        ]
        for row, spans in zip(table.rows, table.row_spans(), strict=True)
    ]
    flow.table(
        head=[[column.heading for column in table.columns]],
        rows=rows,
        widths=[column.weight for column in table.columns],
        caption=table.caption,
    )


def _gaps(cell: Cell) -> Iterator[Marked]:
    """Yield which letters of a cell are gaps somebody still has to fill."""
    start = 0
    for line in cell.lines:
        if line.missing:
            yield Marked(start, start + len(line.text), Look.GAP)
        start += len(line.text) + 1
