"""Owns how a table of cells becomes lines of typed values, each value with the place it was read from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.errors import Problem
from app.kernel.messages import N_, Message
from app.registry.domain import Kind
from app.registry.exchange.cells import Unreadable, plain_text
from app.registry.exchange.columns import Column, folded

MOST_PROBLEMS = 500
HEADING_WITHIN = 10  # Titles may stand above the heading line, but not more than this.
IGNORED = "#"
Row = tuple[int, Sequence[object]]  # Number of the row as people count it, and its cells.


@dataclass(slots=True)
class Line:
    """One line of a table: typed values by path; only columns that stand in the file are present."""

    sheet: str
    row: int
    values: dict[str, object]
    headings: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)  # Where items stand below each other (조직).

    def place(self, path: str | None = None) -> str:
        """Return where a value was read, for people: ``설치장소 3행 '대수' 열``."""
        return place_of(self.sheet, self.rows.get(path or "", self.row), self.headings.get(path or ""))


@dataclass(slots=True)
class Table:
    """The lines of one kind. ``paths`` are the columns present; what they do not name is left as it is."""

    kind: Kind
    paths: frozenset[str]
    lines: list[Line]


class Faults:
    """Collects what is wrong, up to a number nobody would read to the end anyway."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[Problem] = []

    def add(self, place: str, text: str, **values: object) -> None:
        """Note one problem."""
        self.note(place, Message(text, values))

    def note(self, place: str, message: Message) -> None:
        """Note one problem that has a message already."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(place, message))

    def in_order(self) -> list[Problem]:
        """Return what is wrong by sheet and row, as somebody mends it."""
        sheets: dict[str, int] = {}
        keys = []
        for problem in self.found:
            sheet, _, row = problem.place.partition("행")[0].rpartition(" ")
            keys.append((sheets.setdefault(sheet, len(sheets)), int(row) if row.isdecimal() else 0))
        return [problem for _, problem in sorted(zip(keys, self.found, strict=True), key=lambda item: item[0])]

    @property
    def full(self) -> bool:
        """Return whether reading on is of no use."""
        return len(self.found) >= MOST_PROBLEMS


def place_of(sheet: str, row: int, heading: str | None = None) -> str:
    """Return a place as people name it."""
    where = f"{sheet} {row}행" if sheet else f"{row}행"
    return f"{where} '{heading}' 열" if heading else where


def read_lines(
    rows: Iterable[Row],
    *,
    sheet: str,
    columns: Mapping[str, Column],
    formulas: Collection[tuple[int, int]],
    faults: Faults,
) -> tuple[frozenset[str], list[Line]] | None:
    """Return the paths present and the lines below the heading; None if the table is empty.

    Everything that cannot be read is added to ``faults``; the value is then left out of its line.
    """
    waiting = iter(rows)
    heading = _heading(waiting, sheet=sheet, columns=columns, faults=faults)
    if heading is None:
        return None
    known = _known(heading, sheet=sheet, columns=columns, faults=faults)
    headings = {column.path: column.heading for column in known.values()}
    for column in dict.fromkeys(columns.values()):
        if column.required and column.path not in headings:
            faults.add(place_of(sheet, heading[0]), N_("'{heading}' 열이 없습니다."), heading=column.heading)
    found = []
    for number, cells in waiting:
        if all(cell is None or cell == "" for cell in cells):
            continue
        line = Line(sheet, number, {}, headings)
        for at, column in known.items():
            fill(
                line,
                column,
                cells[at] if at < len(cells) else None,
                formula=(number, at + 1) in formulas,
                faults=faults,
            )
        found.append(line)
        if faults.full:
            break
    return frozenset(headings), found


def fill(line: Line, column: Column, value: object, *, formula: bool, faults: Faults) -> None:
    """Read one cell into a line, or note why it cannot be read."""
    if formula:
        faults.add(line.place(column.path), N_("수식은 읽지 않습니다. 계산된 값을 값으로 붙여 넣으십시오."))
        return
    try:
        line.values[column.path] = column.codec.read(value)
    except Unreadable as fault:
        faults.note(line.place(column.path), fault.message)


def _heading(rows: Iterator[Row], *, sheet: str, columns: Mapping[str, Column], faults: Faults) -> Row | None:
    seen = 0
    first = 1
    for number, cells in rows:
        if all(cell is None or cell == "" for cell in cells):
            continue
        first = first if seen else number
        seen += 1
        if sum(folded(str(cell)) in columns for cell in cells if isinstance(cell, str)) >= 2:  # noqa: PLR2004  # A heading and more.
            return number, cells
        if seen >= HEADING_WITHIN:
            break
    if seen:
        expected = ", ".join(f"'{column.heading}'" for column in dict.fromkeys(columns.values()) if column.required)
        faults.add(
            place_of(sheet, first), N_("제목 행을 찾을 수 없습니다. {headings} 열이 있어야 합니다."), headings=expected
        )
    return None


def _known(heading: Row, *, sheet: str, columns: Mapping[str, Column], faults: Faults) -> dict[int, Column]:
    number, cells = heading
    known: dict[int, Column] = {}
    for at, cell in enumerate(cells):
        title = _title(cell)
        if not title or title.startswith(IGNORED):
            continue
        column = columns.get(folded(title))
        if column is None:
            faults.add(
                place_of(sheet, number, title),
                N_("모르는 열입니다. 제목을 고치거나, 읽지 않으려면 제목 앞에 #을 붙이십시오."),
            )
        elif column in known.values():
            faults.add(place_of(sheet, number, title), N_("같은 열이 두 번 있습니다. 하나만 남기십시오."))
        else:
            known[at] = column
    return known


def _title(cell: object) -> str:
    try:
        return " ".join((plain_text(cell) or "").split())
    except Unreadable:
        return "?"
