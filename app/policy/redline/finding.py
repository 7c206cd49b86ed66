"""Owns how two texts are compared, from the document down to the words of a line."""

import re
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from app.policy.domain import (
    Block,
    Cell,
    ItemList,
    Line,
    Note,
    Paragraph,
    PolicyDocument,
    Section,
    Table,
    TableRow,
)
from app.policy.redline.alignment import ALIKE, Places, by_keys, by_likeness, likeness, steps
from app.policy.redline.model import (
    BlockChange,
    Blocks,
    CellChange,
    FieldChange,
    LineChange,
    ListChange,
    Mark,
    Redline,
    RowChange,
    Run,
    SectionChange,
    Steps,
    TableChange,
    TextChange,
)

FIELDS = (
    "form", "language", "title", "organisation", "as_of", "revision", "clause_versions", "effective_on", "foot",
)  # fmt: skip
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def differences(before: PolicyDocument, after: PolicyDocument) -> Redline:
    """Return what differs between two texts.

    Sections are paired by key, tables by key, rows by the code of what they speak of and then by name, cells by
    column; paragraphs and items by what they say.
    """
    fields = tuple(
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )
    places = by_keys(before.sections, after.sections, lambda section: section.key)
    return Redline(
        fields=fields,
        opening=_blocks(before.opening, after.opening),
        sections=steps(before.sections, after.sections, places, _section),
        closing=_blocks(before.closing, after.closing),
    )


def line_change(before: Line, after: Line) -> LineChange:
    """Return how one line became another, word by word; as a whole where they have little in common."""
    return LineChange(tuple(_runs(before.text, after.text)), after.missing)


def text_of(block: Block) -> str:
    """Return the words of a block."""
    match block:
        case Paragraph(line) | Note(line):
            return line.text
        case ItemList(items):
            return "\n".join(line.text for line in items)
        case Table():
            return block.caption


def _section(before: Section, after: Section) -> SectionChange:
    heading = line_change(Line(before.heading), Line(after.heading))
    return SectionChange(after.key, after.label, heading, after.number, _blocks(before.blocks, after.blocks))


def _blocks(before: tuple[Block, ...], after: tuple[Block, ...]) -> Blocks:
    return steps(before, after, _block_places(before, after), _block)


def _block_places(before: tuple[Block, ...], after: tuple[Block, ...]) -> Places:
    """Return the pairs of blocks: tables by key, everything else by what it says."""
    tables = by_keys(before, after, lambda block: block.key if isinstance(block, Table) else None)
    old = [at for at, block in enumerate(before) if not isinstance(block, Table)]
    new = [place for place, block in enumerate(after) if not isinstance(block, Table)]
    texts = by_likeness([before[at] for at in old], [after[at] for at in new], text=text_of, kind=type)
    found = {place: old[at] for place, at in zip(new, texts, strict=True) if at is not None}
    return [found.get(place, at) for place, at in enumerate(tables)]


def _block(before: Block, after: Block) -> BlockChange:
    match before, after:
        case (Paragraph(one), Paragraph(other)) | (Note(one), Note(other)):
            return TextChange(line_change(one, other))
        case ItemList(items), ItemList(later):
            return ListChange(_lines(items, later))
        case Table(), Table():
            return table_change(before, after)
    raise TypeError(f"{type(before).__name__} cannot become {type(after).__name__}")


def _lines(before: tuple[Line, ...], after: tuple[Line, ...]) -> Steps[LineChange, Line]:
    places = by_likeness(before, after, text=lambda line: line.text, kind=type)
    return steps(before, after, places, line_change)


def table_change(before: Table, after: Table) -> TableChange:
    """Return what differs between two tables."""
    columns = by_keys(before.columns, after.columns, lambda column: column.key, lambda column: column.heading)

    def row_change(earlier: TableRow, later: TableRow) -> RowChange:
        return RowChange(steps(earlier.cells, later.cells, columns, _cell), later.code, later.total)

    rows = by_keys(_names(before), _names(after), lambda name: name[0], lambda name: name[1])
    caption = line_change(Line(before.caption), Line(after.caption))
    return TableChange(
        after.key, caption, after.columns, tuple(columns), steps(before.rows, after.rows, rows, row_change)
    )


def _names(table: Table) -> list[tuple[Hashable | None, str]]:
    """Return the code of each row, and the name of what it speaks of; totals share a code of their own."""
    return [(row.code or (True if row.total else None), row_name(table, row)) for row in table.rows]


def row_name(table: Table, row: TableRow) -> str:
    """Return the name of what a row speaks of: the place, and the part of it if the table names parts."""
    parts = [at for at, column in enumerate(table.columns) if column.key == "part"]
    texts = [" ".join(row.cells[at].text.split()) for at in (table.naming_column, *parts) if at < len(row.cells)]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _cell(before: Cell, after: Cell) -> CellChange:
    return CellChange(_lines(before.lines, after.lines))


def _runs(before: str, after: str) -> Iterator[Run]:
    """Return the words of two lines as runs; what is kept between two changes stays only if it is a word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    steps_of_words: list[_Step] = [("replace", 0, len(old), 0, len(new))]
    if likeness(before, after) >= ALIKE:
        steps_of_words = _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old)
    for step, start, end, later_start, later_end in steps_of_words:
        gone, come = "".join(old[start:end]), "".join(new[later_start:later_end])
        if step == "equal":
            yield Run(Mark.KEPT, gone)
            continue
        if gone:
            yield Run(Mark.REMOVED, gone)
        if come:
            yield Run(Mark.ADDED, come)


_Step = tuple[str, int, int, int, int]


def _joined(found: Sequence[_Step], old: list[str]) -> list[_Step]:
    """Return the steps with two changes made one where only white space is kept between them."""
    joined: list[_Step] = []
    for number, (step, start, end, later_start, later_end) in enumerate(found):
        inside = 0 < number < len(found) - 1
        blank = step == "equal" and inside and not "".join(old[start:end]).strip()
        if joined and joined[-1][0] != "equal" and (blank or step != "equal"):
            joined[-1] = ("replace", joined[-1][1], end, joined[-1][3], later_end)
        else:
            joined.append((step, start, end, later_start, later_end))
    return joined
