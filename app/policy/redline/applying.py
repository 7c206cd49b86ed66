"""Owns the way from the earlier text over a redline to the later one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from app.policy.domain import Block, Cell, ItemList, Line, Note, Paragraph, PolicyDocument, Section, Table, TableRow
from app.policy.redline.model import (
    Added,
    BlockChange,
    CellChange,
    Changed,
    Kept,
    LineChange,
    ListChange,
    Redline,
    Removed,
    RowChange,
    SectionChange,
    Steps,
    TableChange,
    TextChange,
)

T = TypeVar("T")
C = TypeVar("C")


class OtherBeginning(ValueError):
    """The redline was made for another earlier text."""


def applied(before: PolicyDocument, redline: Redline) -> PolicyDocument:
    """Return the later text.

    :raises OtherBeginning: if the redline was not made for this earlier text.
    """
    fields: dict[str, Any] = {}
    for field in redline.fields:
        if getattr(before, field.name) != field.before:
            raise OtherBeginning(field.name)
        fields[field.name] = field.after
    return replace(
        before,
        **fields,
        opening=_parts(before.opening, redline.opening, _block),
        sections=_parts(before.sections, redline.sections, _section),
        closing=_parts(before.closing, redline.closing, _block),
    )


def _parts(before: Sequence[T], steps: Steps[C, T], change: Callable[[T, C], T]) -> tuple[T, ...]:
    """Return the later parts: every earlier one is used once, kept, changed or removed."""
    used = [step.at for step in steps if not isinstance(step, Added)]
    if sorted(used) != list(range(len(before))):
        raise OtherBeginning("parts")
    later: list[T] = []
    for step in steps:
        match step:
            case Kept(at):
                later.append(before[at])
            case Changed(at, how):
                later.append(change(before[at], how))
            case Added(item):
                later.append(item)
            case Removed():
                pass
    return tuple(later)


def _section(before: Section, change: SectionChange) -> Section:
    return Section(
        change.key,
        change.label,
        _text(before.heading, change.heading),
        _parts(before.blocks, change.blocks, _block),
        change.number,
    )


def _block(before: Block, change: BlockChange) -> Block:
    match before, change:
        case Paragraph(line), TextChange(how):
            return Paragraph(_line(line, how))
        case Note(line), TextChange(how):
            return Note(_line(line, how))
        case ItemList(items), ListChange(how):
            return ItemList(_parts(items, how, _line))
        case Table(), TableChange():
            caption = _text(before.caption, change.caption)
            return Table(change.key, caption, change.columns, applied_rows(before, change))
    raise OtherBeginning("blocks")


def applied_rows(before: Table, change: TableChange) -> tuple[TableRow, ...]:
    """Return the later rows of a table.

    :raises OtherBeginning: if the change was not made for this table.
    """
    return _parts(before.rows, change.rows, _row)


def _row(before: TableRow, change: RowChange) -> TableRow:
    return TableRow(_parts(before.cells, change.cells, _cell), change.code, change.total)


def _cell(before: Cell, change: CellChange) -> Cell:
    return Cell(_parts(before.lines, change.lines, _line))


def _line(before: Line, change: LineChange) -> Line:
    return Line(_text(before.text, change), change.missing)


def _text(before: str, change: LineChange) -> str:
    if change.before != before:
        raise OtherBeginning("words")
    return change.after
