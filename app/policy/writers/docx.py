"""Owns the policy as a Word document: real headings, lists and tables whose heads repeat on every page.

The styles and the page come from python-docx (``docx_frame``). The text is written straight into the package, so that
thousands of rows take neither minutes nor memory.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from app.policy.domain import Cell, Column, ItemList, Line, Note, Paragraph, PolicyDocument, Table
from app.policy.writers.docx_frame import BODY, BODY_CLOSES, BODY_OPENS, Frame, text_width
from app.policy.writers.office import SHADE, Foot, Heading, Piece, pack, pages, safe, shares

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def write_docx(document: PolicyDocument, target: BinaryIO) -> None:
    """Write the policy as DOCX; the same document gives the same bytes."""
    frame = Frame(document)
    parts = (
        (name, chain((BODY_OPENS,), _body(document, frame), (BODY_CLOSES,)) if name == BODY else part)
        for name, part in frame.parts()
    )
    pack(parts, target)


def _body(document: PolicyDocument, frame: Frame) -> Iterator[str]:
    leaves = pages(document)
    for number, (wide, pieces) in enumerate(leaves, 1):
        for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
            yield from _piece(piece, text_width(wide=wide), kept=isinstance(following, Table))
        yield frame.page(wide=wide) if number == len(leaves) else frame.page_break(wide=wide)


def _piece(piece: Piece, width: int, *, kept: bool) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            yield _paragraph(f"Heading{level}", [Line(text)])
        case Paragraph(line):
            yield _paragraph("BodyText", [line], kept=kept)
        case Note(line):
            yield _paragraph("PolicyNote", [line])
        case Foot(line):
            yield _paragraph("PolicyFoot", [line])
        case ItemList(items):
            yield from (_paragraph("ListBullet", [line]) for line in items)
        case Table():
            yield _paragraph("Caption", [Line(piece.caption)])
            yield from _table(piece, width)
            yield _AFTER_TABLE


_AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="PolicyGap"/></w:pPr></w:p>'
"""Word needs a paragraph between tables and at the end; a low one keeps the distance."""


def _table(table: Table, width: int) -> Iterator[str]:
    widths = shares(table.columns, width)
    caption = safe(table.caption)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PolicyTable"/>'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/><w:tblCaption w:val="{caption}"/><w:tblDescription w:val="{caption}"/></w:tblPr><w:tblGrid>'
    )
    yield from (f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for column, wide in zip(table.columns, widths, strict=True):
        yield _cell(wide, _paragraph(_style("PolicyHead", column), [Line(column.heading)]))
    yield "</w:tr>"
    styles = [_style("PolicyCell", column) for column in table.columns]
    styles[table.naming_column] = "PolicyName"
    spans = table.row_spans()
    for row, here, below in zip(table.rows, spans, (*spans[1:], ()), strict=True):
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        kept = 0 in below  # A merged cell goes on there: its value stands on the page of all its rows.
        for cell, span, wide, style in zip(row.cells, here, widths, styles, strict=True):
            yield _row_cell(cell, span, wide, style, total=row.total, kept=kept)
        yield "</w:tr>"
    yield "</w:tbl>"


def _style(name: str, column: Column) -> str:
    return f"{name}Number" if column.numeric else name


def _row_cell(cell: Cell, span: int, width: int, style: str, *, total: bool, kept: bool) -> str:
    if span == 0:
        return _cell(width, _paragraph(style, (), kept=kept), "<w:vMerge/>")
    marks = '<w:vMerge w:val="restart"/>' if span > 1 else ""
    if total:
        marks += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    return _cell(width, _paragraph(style, cell.lines, strong=total, kept=kept), marks)


def _cell(width: int, content: str, marks: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{marks}</w:tcPr>{content}</w:tc>'


def _paragraph(style: str, lines: Iterable[Line], *, strong: bool = False, kept: bool = False) -> str:
    """Return a paragraph; ``kept`` keeps it on the page of what follows."""
    runs = "<w:r><w:br/></w:r>".join(_run(line, strong=strong) for line in lines)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}</w:pPr>{runs}</w:p>'


def _run(line: Line, *, strong: bool) -> str:
    marks = '<w:rStyle w:val="PolicyMissing"/>' if line.missing else ""
    marks += "<w:b/><w:bCs/>" if strong else ""
    text = _BREAK.join(safe(line.text).split("\n"))
    return f'<w:r>{f"<w:rPr>{marks}</w:rPr>" if marks else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'
