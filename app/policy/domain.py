"""Owns the policy as a document: sections, paragraphs, lists and tables, before any format is chosen.

Every writer (HTML, Markdown, text, PDF, JSON …) prints this one model, so no format can say more or less than
another. A value nobody recorded is a line with ``missing`` set: shown in place, never dropped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.kernel.errors import Invalid, Refusal
from app.kernel.messages import N_

LONGEST_SPAN = 6


class Form(StrEnum):
    """How the policy is published (개인정보 보호법 25⑦): inside the privacy policy, or on its own."""

    SECTION = "section"
    STANDALONE = "standalone"


class NotPublishable(Invalid):
    """The registry contradicts itself; a promise with two answers is not printed."""

    text = N_("대장에 서로 맞지 않는 값이 {count}건 있어 방침을 만들지 않았습니다. 먼저 대장을 고치십시오.")


class UnknownLanguage(Refusal):
    """No clauses are written in that language."""

    text = N_("{language} 조문이 없습니다. 쓸 수 있는 언어: {available}")


@dataclass(frozen=True, slots=True)
class Line:
    """One run of text; ``missing`` marks a visible gap that somebody still has to fill."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of short statements."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under a table or paragraph, set smaller."""

    line: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its permanent key for machines, its heading for people, and how it is set.

    ``merges`` allows equal neighbouring values to be shown as one cell; counts and names never merge, because two
    equal counts are two facts. ``weight`` is the share of the width it asks for.
    """

    key: str
    heading: str
    numeric: bool = False
    merges: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell holds its whole value in every row, whether or not it is shown merged with its neighbour."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """Return the lines of the cell as one text."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; ``code`` names the registry object it speaks of, ``total`` marks a computed sum."""

    cells: tuple[Cell, ...]
    code: str | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, one head row, and rows that are complete in themselves."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]

    @property
    def naming_column(self) -> int:
        """Return which column names the row: the place, else the first."""
        keys = [column.key for column in self.columns]
        return keys.index("place") if "place" in keys else 0

    def row_spans(self) -> tuple[tuple[int, ...], ...]:
        """Return, per cell, how many rows it spans when shown merged; 0 where the cell above covers it.

        Only columns that merge do so, only over equal values that are there, never into a total, and over at most
        ``LONGEST_SPAN`` rows: after that the value is said again, so that nobody has to look back a page for it.
        """
        spans = [[1] * len(self.columns) for _ in self.rows]
        for place, column in enumerate(self.columns):
            if not column.merges:
                continue
            top = 0
            for number in range(1, len(self.rows)):
                if number - top < LONGEST_SPAN and self._continues(top, number, place):
                    spans[top][place] += 1
                    spans[number][place] = 0
                else:
                    top = number
        return tuple(tuple(row) for row in spans)

    def _continues(self, top: int, number: int, place: int) -> bool:
        above, here = self.rows[top], self.rows[number]
        lines = here.cells[place].lines
        stated = bool(lines) and not any(line.missing for line in lines)
        return stated and not (above.total or here.total) and above.cells[place].lines == lines


Block = Paragraph | ItemList | Note | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; ``number`` is the item of 영 25① it answers (None: an annex)."""

    key: str
    label: str  # The printed number, e.g. "가." or "1." or "별표 1".
    heading: str
    blocks: tuple[Block, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocument:
    """The policy of one organisation on one day, with what it was composed from."""

    form: Form
    language: str
    title: str
    organisation: str
    as_of: date
    revision: str  # Of the registry snapshot.
    clause_versions: tuple[str, ...]
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[Block, ...] = ()
    effective_on: date | None = None
    foot: Line | None = field(default=None)

    def blocks(self) -> Iterator[Block]:
        """Return every block in reading order."""
        yield from self.opening
        for section in self.sections:
            yield from section.blocks
        yield from self.closing

    def gaps(self) -> "tuple[Gap, ...]":
        """Return every visible gap with the section it stands in, in reading order."""
        found: list[Gap] = []
        for section in self.sections:
            for block in section.blocks:
                found += [Gap(section.key, section.heading, *each) for each in _missing(block)]
        return tuple(dict.fromkeys(found))


def unmarked(document: PolicyDocument) -> PolicyDocument:
    """Return a policy as it is published: what is not stated is said in its place, and marked for nobody to fill."""
    return replace(
        document,
        opening=tuple(_unmarked(block) for block in document.opening),
        sections=tuple(
            replace(section, blocks=tuple(_unmarked(block) for block in section.blocks))
            for section in document.sections
        ),
        closing=tuple(_unmarked(block) for block in document.closing),
    )


def _unmarked(block: Block) -> Block:
    match block:
        case Paragraph(line) | Note(line):
            return replace(block, line=Line(line.text))
        case ItemList(items):
            return ItemList(tuple(Line(line.text) for line in items))
        case Table(rows=rows):
            cells = (tuple(Cell(tuple(Line(line.text) for line in cell.lines)) for cell in row.cells) for row in rows)
            return replace(block, rows=tuple(replace(row, cells=own) for row, own in zip(rows, cells, strict=True)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A value the policy needs and the registry does not have."""

    section: str
    heading: str
    where: str
    text: str
    code: str | None = None  # Of the object of the registry; None: the organisation.
    column: str | None = None


def _missing(block: Block) -> Iterator[tuple[str, str, str | None, str | None]]:
    match block:
        case Paragraph(line) | Note(line):
            lines: Sequence[tuple[str, Line, str | None, str | None]] = [("", line, None, None)]
        case ItemList(items):
            lines = [("", line, None, None) for line in items]
        case Table(columns=columns, rows=rows):
            lines = [
                (f"{row.cells[0].text} — {column.heading}", line, row.code, column.key)
                for row in rows
                for column, cell in zip(columns, row.cells, strict=True)
                for line in cell.lines
            ]
    return ((where, line.text, code, column) for where, line, code, column in lines if line.missing)
