"""Owns one difference as a reader would count them, and how it is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.policy.redline.model import LineChange, Mark, Run


class Kind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class What(StrEnum):
    """Which part of the text differs."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    TABLE = "table"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: where it stands, and both texts with what was removed or added marked in them."""

    kind: Kind
    what: What
    clause: str = ""  # The section as printed, "4. 보관기간"; empty before the first and after the last.
    table: str = ""
    row: str = ""
    column: str = ""
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    short: tuple[str, str] = ("", "")  # The lines that differ, where only one does.

    @property
    def texts(self) -> tuple[str, str]:
        """Return the earlier and the later text without marks."""
        return "".join(run.text for run in self.before), "".join(run.text for run in self.after)


def reworded(change: LineChange, base: Difference) -> Difference:
    """Return the difference of a line that says it in other words."""
    return replace(
        base,
        before=change.side(Mark.ADDED),
        after=change.side(Mark.REMOVED),
        short=(change.before, change.after),
    )


def if_other(found: Difference) -> Iterator[Difference]:
    """Return a difference if the words differ: how wide a column is set is none to a reader."""
    one, other = found.texts
    if one != other:
        yield found


def come(what: What, text: str, clause: str) -> Difference:
    """Return a part only the later text has."""
    return Difference(kind=Kind.ADDED, what=what, clause=clause, after=come_text(text))


def gone(what: What, text: str, clause: str) -> Difference:
    """Return a part only the earlier text has."""
    return Difference(kind=Kind.REMOVED, what=what, clause=clause, before=gone_text(text))


def come_text(text: str) -> tuple[Run, ...]:
    """Return words only the later text has."""
    return (Run(Mark.ADDED, text),)


def gone_text(text: str) -> tuple[Run, ...]:
    """Return words only the earlier text has."""
    return (Run(Mark.REMOVED, text),)


def as_it_is(text: str) -> tuple[Run, ...]:
    """Return words both texts have."""
    return (Run(Mark.KEPT, text),)


def over_lines(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return lines as runs with line breaks between them."""
    runs: list[Run] = []
    for line in lines:
        runs += ([Run(Mark.KEPT, "\n")] if runs else []) + list(line)
    return tuple(runs)


def in_a_line(text: str) -> str:
    """Return the lines of a text as one."""
    return " / ".join(line for line in text.splitlines() if line)
