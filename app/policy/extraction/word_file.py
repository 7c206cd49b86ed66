"""Owns a Word document as printed lines and tables, with the numbers Word counts and without what it hides."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

from app.policy.extraction.counted import Counted
from app.policy.extraction.grids import SpanningCell
from app.policy.extraction.refusals import BrokenFile, EmptyFile, TooComplicated, UnreadableFile
from app.policy.extraction.word_numbers import Numbers, number
from app.policy.extraction.word_package import opened
from app.policy.extraction.word_styles import Styles, indent_of
from app.policy.extraction.word_text import boxes_in, is_on, text_of
from app.policy.printed import Medium, Printed

_WRAPPERS = {
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:txbxContent")
}


def printed_word(content: bytes) -> Printed:
    """Return the lines and tables of a DOCX; a line is a paragraph, or a row of a table.

    :raises UnreadableFile: if it is no DOCX, or encrypted, broken, unsafe, empty, or has macros.
    """
    document = opened(content)
    try:
        reading = _Reading(Styles(document), Numbers(document))
        reading.blocks(document.element.body)
        reading.finish()
    except UnreadableFile:
        raise
    except RecursionError as error:
        raise TooComplicated from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # A part that is there but is no such part, or a number that is none.
        raise BrokenFile(kind="DOCX") from error
    if not reading.counted.pieces:
        raise EmptyFile
    language = (document.core_properties.language or "").split("-")[0].lower() or None
    return reading.counted.printed(Medium.DOCX, language)


def shown(element: _Element, *tags: str) -> Iterator[_Element]:
    """Return the children of some tags, also inside content controls and insertions."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from shown(child, *tags)


class _Reading:
    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.counted = Counted()
        self._styles, self._numbers = styles, numbers
        self._caption: str | None = None

    def blocks(self, container: _Element) -> None:
        """Add the paragraphs and tables of a container."""
        for block in shown(container, qn("w:p"), qn("w:tbl")):
            if block.tag == qn("w:tbl"):
                self._table(block)
            else:
                self._paragraph(block)

    def finish(self) -> None:
        """Add a caption that no table followed."""
        if self._caption:
            self.counted.line(self._caption)
        self._caption = None

    def _paragraph(self, paragraph: _Element) -> None:
        text = text_of(paragraph)
        if text.strip():
            self.finish()
            if self._styles.is_caption(paragraph):
                self._caption = " ".join(text.split())
            else:
                self._lines(paragraph, text)
        for box in boxes_in(paragraph):
            self.finish()
            self.blocks(box)

    def _lines(self, paragraph: _Element, text: str) -> None:
        level, marker, depth = self._styles.level(paragraph), None, None
        listed = self._styles.list_of(paragraph)
        if listed:
            marker = self._numbers.mark(*listed)
            depth = max(listed[1], self._styles.steps(paragraph)) if level is None else None
        if level:
            self.counted.line(" ".join(text.split()), level=level, marker=marker)
            return
        for line in text.split("\n"):
            if line.strip():
                self.counted.line(line, marker=marker, depth=depth, indent=indent_of(paragraph))
                marker = None

    def _table(self, table: _Element) -> None:
        rows = [row for row in shown(table, qn("w:tr")) if not _is_deleted(row)]
        cells = [list(shown(row, qn("w:tc"))) for row in rows]
        if all(len(row) <= 1 for row in cells):
            self.finish()
            for row in cells:
                for cell in row:
                    self.blocks(cell)
            return
        given = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        caption = self._caption or (given.get(qn("w:val")) if given is not None else None)
        self._caption = None
        self.counted.grid(self._merged(rows, cells), caption=caption)
        for row in cells:
            for cell in row:
                for inner in shown(cell, qn("w:tbl")):
                    self._table(inner)

    def _merged(self, rows: list[_Element], cells: list[list[_Element]]) -> list[list[SpanningCell]]:
        """Return the cells of a table, those merged downwards as one."""
        heads = sum(is_on(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) for row in rows) or 1
        made: list[list[SpanningCell]] = []
        above: dict[int, tuple[int, int]] = {}  # Per column, the row and place of the cell that may go on below.
        for top, row in enumerate(rows):
            skipped = number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
            line = [SpanningCell("", 0)] * min(max(0, skipped), 100)
            column = len(line)
            going: dict[int, tuple[int, int]] = {}
            for cell in cells[top]:
                span = max(1, number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val"), "continue") == "continue" and column in above:
                    begun, place = going[column] = above[column]
                    one = made[begun][place]
                    made[begun][place] = SpanningCell(one.text, 0, None, top - begun + 1, one.columns, one.head)
                else:
                    going[column] = (top, len(line))
                    line.append(SpanningCell(self._text(cell), 0, columns=span, head=top < heads))
                column += span
            above = going
            made.append(line)
        return made

    def _text(self, cell: _Element) -> str:
        """Return the text of a cell: its paragraphs with their numbers, and those of tables inside it."""
        lines: list[str] = []
        for block in shown(cell, qn("w:p"), qn("w:tbl")):
            if block.tag == qn("w:tbl"):
                lines += [self._text(inner) for row in shown(block, qn("w:tr")) for inner in shown(row, qn("w:tc"))]
                continue
            text = text_of(block)
            listed = self._styles.list_of(block)
            marker = self._numbers.mark(*listed) if listed and text.strip() else None
            lines += [
                f"{marker} {text}" if marker else text,
                *(text_of(p) for box in boxes_in(block) for p in box.iter(qn("w:p"))),
            ]
        return "\n".join(line for line in lines if line.strip())


def _is_deleted(row: _Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
