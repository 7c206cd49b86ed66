"""Owns a redline as a list: one entry for everything a reader would call one difference, in reading order.

The foot of the text (day and revision) is left out: it differs whenever anything does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.policy.domain import Block, Line, PolicyDocument, Section, Table
from app.policy.redline.applying import applied
from app.policy.redline.difference import (
    Difference,
    Kind,
    What,
    as_it_is,
    come,
    gone,
    if_other,
    reworded,
)
from app.policy.redline.finding import line_change, text_of
from app.policy.redline.listing_tables import of_table, row_text
from app.policy.redline.model import (
    Added,
    BlockChange,
    Blocks,
    Changed,
    Kept,
    LineChange,
    ListChange,
    Redline,
    Removed,
    Steps,
    TableChange,
    TextChange,
)


def listed(before: PolicyDocument, redline: Redline) -> tuple[Difference, ...]:
    """Return the differences between a text and the one a redline makes of it, in the order of the later text.

    :raises OtherBeginning: if the redline was not made for this text.
    """
    after = applied(before, redline)
    return tuple(_differences(before, after, redline))


def _differences(before: PolicyDocument, after: PolicyDocument, redline: Redline) -> Iterator[Difference]:
    for name in ("title", "organisation"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield reworded(line_change(Line(one), Line(other)), Difference(kind=Kind.CHANGED, what=What.TITLE))
    yield from _of_blocks(before.opening, redline.opening, "")
    for step in redline.sections:
        match step:
            case Added(section):
                yield come(What.SECTION, section_text(section), clause_of(section))
            case Removed(at):
                yield gone(What.SECTION, section_text(before.sections[at]), clause_of(before.sections[at]))
            case Kept(at, moved) | Changed(at, _, moved):
                clause = clause_of(before.sections[at])
                if isinstance(step, Changed):
                    clause = " ".join(part for part in (step.change.label, step.change.heading.after) if part)
                if moved:
                    yield Difference(kind=Kind.MOVED, what=What.SECTION, clause=clause)
                if isinstance(step, Changed):
                    change = line_change(Line(clause_of(before.sections[at])), Line(clause))
                    yield from if_other(
                        reworded(change, Difference(kind=Kind.CHANGED, what=What.SECTION, clause=clause))
                    )
                    yield from _of_blocks(before.sections[at].blocks, step.change.blocks, clause)
    yield from _of_blocks(before.closing, redline.closing, "")


def clause_of(section: Section) -> str:
    """Return the number and heading of a section as printed."""
    return " ".join(part for part in (section.label, section.heading) if part)


def section_text(section: Section) -> str:
    """Return all words of a section."""
    return "\n".join([clause_of(section), *(block_text(block) for block in section.blocks)])


def block_text(block: Block) -> str:
    """Return all words of a block; a table as one line for each row."""
    if isinstance(block, Table):
        return "\n".join([block.caption, *(row_text(block, row, between=" / ") for row in block.rows)])
    return text_of(block)


def _of_blocks(before: Sequence[Block], steps: Blocks, clause: str) -> Iterator[Difference]:
    for step in steps:
        match step:
            case Added(block):
                yield replace(come(_kind_of(block), block_text(block), clause), table=_caption(block))
            case Removed(at):
                yield replace(gone(_kind_of(before[at]), block_text(before[at]), clause), table=_caption(before[at]))
            case Kept(at, moved) | Changed(at, _, moved):
                if moved:
                    yield Difference(
                        kind=Kind.MOVED,
                        what=_kind_of(before[at]),
                        clause=clause,
                        table=_caption(before[at]),
                        after=as_it_is(block_text(before[at])),
                    )
                if isinstance(step, Changed):
                    yield from _of_block(before[at], step.change, clause)


def _of_block(before: Block, change: BlockChange, clause: str) -> Iterator[Difference]:
    base = Difference(kind=Kind.CHANGED, what=What.TEXT, clause=clause)
    match change:
        case TextChange(line):
            yield from if_other(reworded(line, base))
        case ListChange(items):
            yield from _of_lines(getattr(before, "items", ()), items, base)
        case TableChange():
            assert isinstance(before, Table)  # noqa: S101  # The redline was applied already.
            yield from of_table(before, change, replace(base, table=change.caption.after))


def _of_lines(before: Sequence[Line], steps: Steps[LineChange, Line], base: Difference) -> Iterator[Difference]:
    for step in steps:
        match step:
            case Added(line):
                yield come(base.what, line.text, base.clause)
            case Removed(at):
                yield gone(base.what, before[at].text, base.clause)
            case Kept(at, True):
                yield replace(base, kind=Kind.MOVED, after=as_it_is(before[at].text))
            case Changed(_, change):
                yield from if_other(reworded(change, base))


def _kind_of(block: Block) -> What:
    return What.TABLE if isinstance(block, Table) else What.TEXT


def _caption(block: Block) -> str:
    return block.caption if isinstance(block, Table) else ""
