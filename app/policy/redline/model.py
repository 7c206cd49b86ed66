"""Owns the shape of a redline: steps over the earlier text, from the document down to the words of a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.policy.domain import Block, Cell, Column, Line, Section, TableRow

T = TypeVar("T")
C = TypeVar("C")


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that share one fate."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The part with that place in the earlier text stays as it is; ``moved``: it stands elsewhere among its kind."""

    at: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Changed(Generic[C]):
    """The part with that place in the earlier text says something else."""

    at: int
    change: C
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Added(Generic[T]):
    """A part only the later text has."""

    item: T


@dataclass(frozen=True, slots=True)
class Removed:
    """The part with that place in the earlier text is gone."""

    at: int


Steps = tuple[Kept | Changed[C] | Added[T] | Removed, ...]
"""Parts in the order of the later text; what was removed stands where it stood."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line in other words; ``missing`` as in the later text."""

    runs: tuple[Run, ...]
    missing: bool = False

    def side(self, without: Mark) -> tuple[Run, ...]:
        """Return the runs of one text: the earlier ``without`` what was added, the later what was removed."""
        return tuple(run for run in self.runs if run.mark is not without)

    @property
    def before(self) -> str:
        """Return the earlier words."""
        return "".join(run.text for run in self.side(Mark.ADDED))

    @property
    def after(self) -> str:
        """Return the later words."""
        return "".join(run.text for run in self.side(Mark.REMOVED))


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with other lines."""

    lines: Steps[LineChange, Line]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row with other cells; its code and whether it is a total as in the later text."""

    cells: Steps[CellChange, Cell]
    code: str | None
    total: bool


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph or note in other words."""

    line: LineChange


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list with other items."""

    items: Steps[LineChange, Line]


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table with other rows or columns; caption, key and columns as in the later text.

    ``places`` names, for each later column, the earlier column it comes from (None: a new one).
    """

    key: str
    caption: LineChange
    columns: tuple[Column, ...]
    places: tuple[int | None, ...]
    rows: Steps[RowChange, TableRow]


BlockChange = TextChange | ListChange | TableChange
Blocks = Steps[BlockChange, Block]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that says something else; key, label and number as in the later text."""

    key: str
    label: str
    heading: LineChange
    number: int | None
    blocks: Blocks


Sections = Steps[SectionChange, Section]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of the document itself that differs: its title, organisation, day, revision and so on."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What differs between two texts."""

    fields: tuple[FieldChange, ...] = ()
    opening: Blocks = ()
    sections: Sections = ()
    closing: Blocks = ()

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.fields) or any(not isinstance(step, Kept) or step.moved for step in self._steps())

    def _steps(self) -> Iterator[object]:
        yield from self.opening
        yield from self.sections
        yield from self.closing
