"""Owns the policy on paper: tagged PDF through the running-text layout every paper shares."""

from app.documents.flow import Flow
from app.documents.flowables import Cell as PaperCell
from app.policy.domain import Block, ItemList, Note, Paragraph, PolicyDocument, Table

_WIDE_FROM = 7  # Columns; a table with as many gets landscape pages.
_LOCALES = {"ko": "ko-KR", "en": "en"}


def policy_pdf(document: PolicyDocument) -> bytes:
    """Return the policy as PDF; the same document gives the same bytes.

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
    return flow.pdf()


def _add(flow: Flow, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Paragraph(line):
                flow.paragraph(line.text)
            case Note(line):
                flow.paragraph(line.text, kind="note")
            case ItemList(items):
                flow.items([line.text for line in items])
            case Table():
                _add_table(flow, block)


def _add_table(flow: Flow, table: Table) -> None:
    """Add a table in which every row shows all its values: a page may end after it, and text taken out stays whole."""
    naming = table.naming_column
    rows = [
        [
            PaperCell(cell.text, heads_row=place == naming, numeric=table.columns[place].numeric)
            for place, cell in enumerate(row.cells)
        ]
        for row in table.rows
    ]
    flow.table(
        head=[[column.heading for column in table.columns]],
        rows=rows,
        widths=[column.weight for column in table.columns],
        caption=table.caption,
    )
