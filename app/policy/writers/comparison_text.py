"""Owns the later text as HTML with everything marked that differs from the earlier one, in its place."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from app.policy.domain import Block, Cell, Column, ItemList, Line, Note, Paragraph, Section, Table, TableRow
from app.policy.redline.model import (
    Added,
    BlockChange,
    Blocks,
    CellChange,
    Changed,
    Kept,
    LineChange,
    ListChange,
    Mark,
    Removed,
    RowChange,
    Run,
    SectionChange,
    Steps,
    TableChange,
    TextChange,
)
from app.policy.writers.comparison import Comparison
from app.policy.writers.comparison_html import marked


def marked_text(comparison: Comparison, *, top: int = 2) -> str:
    """Return the whole later text with ``ins`` and ``del``; ``top`` is the level of its sections' headings."""
    return "\n".join(_Text(comparison, top).written())


class _Text:
    """One comparison being written."""

    def __init__(self, comparison: Comparison, top: int) -> None:
        """Remember the words and the level of headings."""
        self._comparison, self._top = comparison, top
        self._words = comparison.words
        self._said = (self._words["deleted"], self._words["inserted"])

    def written(self) -> Iterator[str]:
        """Return the text in pieces."""
        earlier, redline = self._comparison.earlier, self._comparison.redline
        yield Markup('<section class="wb-policy wb-policy-marked" lang="{}">').format(self._comparison.language)
        yield from self._blocks(earlier.opening, redline.opening)
        for step in redline.sections:
            match step:
                case Added(section):
                    yield from self._section(section, Mark.ADDED)
                case Removed(at):
                    yield from self._section(earlier.sections[at], Mark.REMOVED)
                case Kept(at, moved):
                    yield from self._section(earlier.sections[at], Mark.KEPT, moved=moved)
                case Changed(at, change, moved):
                    yield from self._changed_section(earlier.sections[at], change, moved=moved)
        yield from self._blocks(earlier.closing, redline.closing)
        yield "</section>"

    def _section(self, section: Section, mark: Mark, *, moved: bool = False) -> Iterator[str]:
        heading = f"{section.label} {section.heading}".strip()
        yield self._heading(self._run(mark, heading), moved=moved)
        for block in section.blocks:
            yield from self._block(block, mark)

    def _changed_section(self, section: Section, change: SectionChange, *, moved: bool) -> Iterator[str]:
        label = [Run(Mark.KEPT, f"{change.label} ")]
        if section.label != change.label:
            label = [Run(Mark.REMOVED, section.label), Run(Mark.ADDED, change.label), Run(Mark.KEPT, " ")]
        yield self._heading(marked([*label, *change.heading.runs], self._said), moved=moved)
        yield from self._blocks(section.blocks, change.blocks)

    def _heading(self, words: Markup, *, moved: bool) -> str:
        return Markup("<h{0}>{1}{2}</h{0}>").format(self._top, words, self._state(moved=moved))

    def _state(self, *, moved: bool) -> Markup:
        said = self._words["moved"].strip("〈〉()")
        return Markup(' <span class="wb-policy-state">{}</span>').format(said) if moved else Markup("")

    def _run(self, mark: Mark, text: str) -> Markup:
        return marked([Run(mark, text)], self._said) if text else Markup("")

    def _line(self, line: Line, mark: Mark) -> Markup:
        if mark is Mark.KEPT and line.missing:
            return Markup('<mark class="wb-policy-gap">{}</mark>').format(line.text)
        return self._run(mark, line.text) if mark is not Mark.KEPT else escape(line.text)

    def _blocks(self, earlier: Sequence[Block], steps: Blocks) -> Iterator[str]:
        for step in steps:
            match step:
                case Added(block):
                    yield from self._block(block, Mark.ADDED)
                case Removed(at):
                    yield from self._block(earlier[at], Mark.REMOVED)
                case Kept(at, moved):
                    yield from self._block(earlier[at], Mark.KEPT, moved=moved)
                case Changed(at, change, moved):
                    yield from self._changed_block(earlier[at], change, moved=moved)

    def _block(self, block: Block, mark: Mark, *, moved: bool = False) -> Iterator[str]:
        match block:
            case Paragraph(line):
                yield Markup("<p>{}{}</p>").format(self._line(line, mark), self._state(moved=moved))
            case Note(line):
                yield Markup('<p class="wb-policy-note">{}{}</p>').format(
                    self._line(line, mark), self._state(moved=moved)
                )
            case ItemList(items):
                yield from self._items([self._line(line, mark) for line in items])
            case Table():
                rows = [self._row(block.columns, row, mark) for row in block.rows]
                yield from self._table(self._run(mark, block.caption), block.caption, block.columns, rows)

    def _changed_block(self, block: Block, change: BlockChange, *, moved: bool) -> Iterator[str]:
        match block, change:
            case Paragraph(), TextChange(line):
                yield Markup("<p>{}{}</p>").format(marked(line.runs, self._said), self._state(moved=moved))
            case Note(), TextChange(line):
                yield Markup('<p class="wb-policy-note">{}{}</p>').format(
                    marked(line.runs, self._said), self._state(moved=moved)
                )
            case ItemList(items), ListChange(steps):
                yield from self._items(self._lines(items, steps))
            case Table(), TableChange():
                rows = list(self._rows(block, change))
                yield from self._table(
                    marked(change.caption.runs, self._said), change.caption.after, change.columns, rows
                )

    def _items(self, items: Sequence[Markup]) -> Iterator[str]:
        yield "<ul>"
        yield from (Markup("<li>{}</li>").format(item) for item in items)
        yield "</ul>"

    def _lines(self, earlier: Sequence[Line], steps: Steps[LineChange, Line]) -> list[Markup]:
        lines = []
        for step in steps:
            match step:
                case Added(line):
                    lines.append(self._line(line, Mark.ADDED))
                case Removed(at):
                    lines.append(self._line(earlier[at], Mark.REMOVED))
                case Kept(at, moved):
                    lines.append(self._line(earlier[at], Mark.KEPT) + self._state(moved=moved))
                case Changed(_, change, moved):
                    lines.append(marked(change.runs, self._said) + self._state(moved=moved))
        return lines

    def _table(self, caption: Markup, name: str, columns: Sequence[Column], rows: Sequence[Markup]) -> Iterator[str]:
        yield Markup('<div class="wb-policy-table" role="region" tabindex="0" aria-label="{}">').format(name)
        heads = Markup("").join(Markup('<th scope="col">{}</th>').format(column.heading) for column in columns)
        yield Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>").format(caption, heads)
        yield from rows
        yield "</tbody></table></div>"

    def _rows(self, earlier: Table, change: TableChange) -> Iterator[Markup]:
        for step in change.rows:
            match step:
                case Added(row):
                    yield self._row(change.columns, row, Mark.ADDED)
                case Removed(at):
                    yield self._gone_row(earlier.rows[at], change.places)
                case Kept(at, moved):
                    yield self._row(change.columns, earlier.rows[at], Mark.KEPT, moved=moved)
                case Changed(at, how, moved):
                    yield self._changed_row(earlier.rows[at], how, moved=moved)

    def _row(self, columns: Sequence[Column], row: TableRow, mark: Mark, *, moved: bool = False) -> Markup:
        cells = [Markup("<br>").join(self._line(line, mark) for line in cell.lines) for cell in row.cells]
        return self._cells(cells[: len(columns)], moved=moved)

    def _gone_row(self, row: TableRow, places: Sequence[int | None]) -> Markup:
        """Return a row that is gone, its cells under the columns of the later table."""
        cells = [row.cells[at] if at is not None else Cell() for at in places]
        return self._cells(
            [Markup("<br>").join(self._line(line, Mark.REMOVED) for line in cell.lines) for cell in cells], moved=False
        )

    def _changed_row(self, row: TableRow, change: RowChange, *, moved: bool) -> Markup:
        return self._cells(list(self._changed_cells(row, change.cells)), moved=moved)

    def _changed_cells(self, row: TableRow, steps: Steps[CellChange, Cell]) -> Iterator[Markup]:
        for step in steps:
            match step:
                case Added(cell):
                    yield Markup("<br>").join(self._line(line, Mark.ADDED) for line in cell.lines)
                case Kept(at):
                    yield Markup("<br>").join(self._line(line, Mark.KEPT) for line in row.cells[at].lines)
                case Changed(at, change):
                    yield Markup("<br>").join(self._lines(row.cells[at].lines, change.lines))

    def _cells(self, cells: Sequence[Markup], *, moved: bool) -> Markup:
        """Return a row; a first cell that says nothing heads none, as beside a total."""
        first, *rest = cells
        head = '<th scope="row">{}{}</th>' if first else "<td>{}{}</td>"
        others = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in rest)
        return Markup(f"<tr>{head}{{}}</tr>").format(first, self._state(moved=moved), others)  # noqa: S704  # Ours.
