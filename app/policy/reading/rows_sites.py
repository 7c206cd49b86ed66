"""Owns which lines of a list belong to a place: how its own lines are marked and how deep they stand."""

from dataclasses import dataclass
from typing import Final

from app.policy.printed import TextLine
from app.policy.reading.rows_entries import Entry

_LAST_CIRCLED: Final = 20  # There is no circled number above: lists go on with "(21)".


@dataclass(slots=True)
class Site:
    """The place whose lines are being read: by which line it was opened, and how its own lines are marked."""

    entry: Entry
    opened: TextLine
    marked: str | None = None
    depth: int = 0
    children: int = 0

    def mark(self, line: TextLine) -> None:
        """Remember how the lines of the place are marked, by the first of them."""
        if self.marked is None:
            self.marked, self.depth = kind_of(line), line.depth

    def owns(self, line: TextLine) -> bool:
        """Return whether a line is one of the place, and not beside it."""
        if self.opened.level is not None:
            return line.level is None or line.level > self.opened.level
        if self.marked is not None and self.opened.where != line.where:
            if self.depth > self.opened.depth:
                return line.depth >= self.depth
            return kind_of(line) == self.marked and line.depth >= self.depth
        deeper = line.depth > self.opened.depth
        return deeper or kind_of(line) != kind_of(self.opened) or self.opened.marker is None


def kind_of(line: TextLine) -> str:
    """Return the kind of mark a line is listed with: digits, letters, circles or the mark itself."""
    mark = (line.marker or "").strip()
    core = mark.strip("().[]<>제조항호 ")
    number = int(core) if core.isascii() and core.isdigit() else None
    one = core if len(core) == 1 else ""
    if "①" <= one <= "⑳" or (number is not None and mark.startswith("(") and number > _LAST_CIRCLED):
        return "①"
    if core and all(letter in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX" for letter in core):
        return "Ⅰ"
    like = (
        "1" if number is not None else "가" if "가" <= one <= "힣" else "a" if one.isascii() and one.isalpha() else None
    )
    return mark if like is None else like + mark.replace(core, "")
