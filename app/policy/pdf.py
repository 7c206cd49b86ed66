"""Owns the policy on paper: tagged PDF through the running-text layout every paper shares."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, overload

from app.documents.flow import Flow
from app.documents.flowables import Cell as PaperCell
from app.documents.flowables import Look, Marked
from app.documents.streamed_flow import StreamedFlow
from app.policy.domain import Block, Cell, ItemList, Note, Paragraph, PolicyDocument, Table

_WIDE_FROM = 7  # Columns; a table with as many gets landscape pages.
_STREAMED_FROM = 1_000
"""Rows of all tables; a longer policy goes to its file page by page. Of a shorter one every tag is plain text."""
_LOCALES = {"ko": "ko-KR", "en": "en"}


def write_policy_pdf(document: PolicyDocument, target: BinaryIO, *, streamed_from: int = _STREAMED_FROM) -> None:
    """Write the policy as PDF; the same document gives the same bytes.

    :param streamed_from: how many rows make a policy that goes to its file page by page.

    :raises app.documents.fonts.Undrawable: if a character is in no font.
    """
    columns = max((len(block.columns) for block in document.blocks() if isinstance(block, Table)), default=0)
    rows = sum(len(block.rows) for block in document.blocks() if isinstance(block, Table))
    flow = (StreamedFlow if rows >= streamed_from else Flow)(
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
    flow.write_to(target)


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
                flow.rows_table(_Grid(block), widths=[each.weight for each in block.columns], caption=block.caption)


class _Grid(Sequence[Sequence[PaperCell | None]]):
    """The head and the rows of a table as cells of paper, each made when it is asked for; cells merged as it says."""

    def __init__(self, table: Table) -> None:
        self._table, self._spans = table, table.row_spans()

    def __len__(self) -> int:
        return 1 + len(self._table.rows)

    @overload
    def __getitem__(self, at: int) -> Sequence[PaperCell | None]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[PaperCell | None]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[object]:
        if isinstance(at, slice):
            return [self._row(number) for number in range(*at.indices(len(self)))]
        return self._row(range(len(self))[at])

    def _row(self, number: int) -> Sequence[PaperCell | None]:
        table = self._table
        if number == 0:
            return [PaperCell(column.heading) for column in table.columns]
        row, spans = table.rows[number - 1], self._spans[number - 1]
        naming = table.naming_column
        return [
            PaperCell(
                cell.text,
                rows=span,
                heads_row=place == naming,
                numeric=table.columns[place].numeric,
                marked=tuple(_gaps(cell)),
                total=row.total,
            )
            if span
            else None
            for place, (cell, span) in enumerate(zip(row.cells, spans, strict=True))
        ]


def _gaps(cell: Cell) -> Iterator[Marked]:
    """Yield which letters of a cell are gaps somebody still has to fill."""
    start = 0
    for line in cell.lines:
        if line.missing:
            yield Marked(start, start + len(line.text), Look.GAP)
        start += len(line.text) + 1
