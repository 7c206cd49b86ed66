"""Owns tables in a Hangul document: cells with their sizes, because Hangul lays out by what the file says."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from app.policy.domain import Column, Line, Table, TableRow
from app.policy.writers.hwpx_styles import CELL_PITCH, CELL_SIZE, Look, Looks
from app.policy.writers.office import safe, shares
from app.policy.writers.text import width as columns_of

_ASIDE, _ABOVE = 425, 255  # Room beside and above the text of a cell: 1.5 and 0.9 mm.
_PITCH = CELL_SIZE * CELL_PITCH // 100
_MARGIN = f'left="{_ASIDE}" right="{_ASIDE}" top="{_ABOVE}" bottom="{_ABOVE}"'
_OVER = 283  # Between the text above, the caption and the table: 1 mm.
_TEXT_OPENS = (
    '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="CENTER" linkListIDRef="0" '
    'linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">'
)
_FIRST_ORDER = 1  # Objects lie over each other in an order; tables in the text never meet.


class _Box(NamedTuple):
    """Where a cell stands, from 0, how many rows it spans, and its size in hundredths of a point."""

    column: int
    row: int
    span: int
    width: int
    height: int


def written_table(table: Table, width: int, looks: Looks, number: int) -> Iterator[str]:
    """Yield a table as wide as the text; ``number`` tells it from the others of the document.

    Rows stay whole where a page ends, and the head is repeated.
    """
    widths = shares(table.columns, width)
    spans = table.row_spans()
    heights = row_heights(table, widths, spans)
    yield (
        f'<hp:tbl id="{number}" zOrder="{_FIRST_ORDER}" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
        'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="TABLE" repeatHeader="1" '
        f'rowCnt="{len(heights)}" colCnt="{len(widths)}" cellSpacing="0" borderFillIDRef="{looks.cell}" noAdjust="0">'
        f'<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{sum(heights)}" heightRelTo="ABSOLUTE" protect="0"/>'
        '<hp:pos treatAsChar="0" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
        'vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
        f'<hp:outMargin left="0" right="0" top="{_OVER}" bottom="0"/>{_caption(table.caption, width, looks)}'
        f"<hp:inMargin {_MARGIN}/>"
    )
    yield "<hp:tr>"
    for place, column in enumerate(table.columns):
        look = looks["strong number" if column.numeric else "strong"]
        box = _Box(place, 0, 1, widths[place], heights[0])
        yield _cell([Line(column.heading)], box, look, looks, filled=True, heads=True)
    yield "</hp:tr>"
    for top, (row, row_spans) in enumerate(zip(table.rows, spans, strict=True), 1):
        yield "<hp:tr>"
        for place, (cell, span) in enumerate(zip(row.cells, row_spans, strict=True)):
            if span:
                box = _Box(place, top, span, widths[place], sum(heights[top : top + span]))
                yield _cell(cell.lines, box, _look(looks, table, place, row), looks, filled=row.total)
        yield "</hp:tr>"
    yield "</hp:tbl>"


def row_heights(table: Table, widths: Sequence[int], spans: Sequence[Sequence[int]]) -> list[int]:
    """Return how high each row is, the head first, in hundredths of a point: its highest cell, lines broken.

    Of a merged cell the last row takes what the others leave.
    """
    heights = [max(_height([Line(column.heading)], wide) for column, wide in zip(table.columns, widths, strict=True))]
    ending: dict[int, list[tuple[int, int]]] = {}  # Per row: the first row and the height of merged cells ending there.
    for number, (row, row_spans) in enumerate(zip(table.rows, spans, strict=True), 1):
        height = _height((), 0)
        for cell, span, wide in zip(row.cells, row_spans, widths, strict=True):
            if span == 1:
                height = max(height, _height(cell.lines, wide))
            elif span:
                ending.setdefault(number + span - 1, []).append((number, _height(cell.lines, wide)))
        for top, needed in ending.pop(number, ()):
            height = max(height, needed - sum(heights[top:number]))
        heights.append(height)
    return heights


def _height(lines: Sequence[Line], width: int) -> int:
    room = max(2, 2 * (width - 2 * _ASIDE) // CELL_SIZE)  # In half letters.
    broken = sum(ceil(columns_of(part) / room) or 1 for line in lines for part in line.text.split("\n")) or 1
    return broken * _PITCH + 2 * _ABOVE


def _caption(text: str, width: int, looks: Looks) -> str:
    """Return Hangul's own caption, which no end of a page takes from its table."""
    return (
        f'<hp:caption side="TOP" fullSz="0" width="8504" gap="{_OVER}" lastWidth="{width}">{_TEXT_OPENS}'
        f"{_line(Line(text), looks['caption'], looks)}</hp:subList></hp:caption>"
    )


def _look(looks: Looks, table: Table, place: int, row: TableRow) -> Look:
    column: Column = table.columns[place]
    if row.total:
        return looks["strong number" if column.numeric else "strong"]
    if place == table.naming_column:
        return looks["name"]
    return looks["number" if column.numeric else "cell"]


def _cell(lines: Sequence[Line], box: _Box, look: Look, looks: Looks, *, filled: bool, heads: bool = False) -> str:
    text = "".join(_line(line, look, looks) for line in lines or (Line(""),))
    return (
        f'<hp:tc name="" header="{int(heads)}" hasMargin="0" protect="0" editable="0" dirty="0" '
        f'borderFillIDRef="{looks.filled if filled else looks.cell}">{_TEXT_OPENS}{text}</hp:subList>'
        f'<hp:cellAddr colAddr="{box.column}" rowAddr="{box.row}"/><hp:cellSpan colSpan="1" rowSpan="{box.span}"/>'
        f'<hp:cellSz width="{box.width}" height="{box.height}"/><hp:cellMargin {_MARGIN}/></hp:tc>'
    )


def _line(line: Line, look: Look, looks: Looks) -> str:
    letters = looks.missing_in_cell if line.missing else look.letters
    text = "<hp:lineBreak/>".join(safe(line.text).split("\n"))
    return f'{look.opens()}<hp:run charPrIDRef="{letters}"><hp:t>{text}</hp:t></hp:run></hp:p>'
