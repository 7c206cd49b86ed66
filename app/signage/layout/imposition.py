"""Owns how signs are laid on a larger sheet to be cut apart, and the marks to cut by; a pure function of sizes.

Signs stand in a block of rows and columns, and in what is left beside or above it in a second block, turned by a
quarter where more fit so: a guillotine cuts either from edge to edge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.layout.sheets import Place, Sheet, SheetTooSmall
from app.signage.layout.size import MM, Size

MARGIN, GAP = 9, 6  # mm to the edge of the sheet, and between signs, unless somebody says otherwise.
LEAST_MARGIN, MOST = 3, 60
"""Millimetres a margin must have, as no printer prints to the edge, and what margin and gap may have at most."""
_AWAY, _LONG, _SHORTEST = 1.5, 4.0, 1.0  # mm from the trim to a mark; its length, and the least that helps.
_SLACK = 1e-6


class BadMargins(Refusal):
    """A margin or gap is out of range."""

    text = N_("여백은 {least}~{most}mm, 안내판 사이는 0~{most}mm로 적으십시오.")


@dataclass(frozen=True, slots=True)
class Imposition:
    """A sheet, how far signs stay from its edge and from each other in whole millimetres, and whether cuts are marked.

    :raises BadMargins: if margin or gap is out of range.
    """

    sheet: Sheet
    margin: int = MARGIN
    gap: int = GAP
    marked: bool = True

    def __post_init__(self) -> None:
        """Refuse what no printer prints."""
        if not (LEAST_MARGIN <= self.margin <= MOST and 0 <= self.gap <= MOST):
            raise BadMargins(least=LEAST_MARGIN, most=MOST)


@dataclass(frozen=True, slots=True)
class Line:
    """A hairline to cut by, in millimetres from the lower left of the sheet."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows and columns of signs that all stand the same way."""

    across: int
    up: int
    width: float  # Of one sign as it stands.
    height: float
    turned: bool

    @property
    def count(self) -> int:
        return self.across * self.up

    def extent(self, gap: float) -> tuple[float, float]:
        if not self.count:
            return 0.0, 0.0
        return self.across * (self.width + gap) - gap, self.up * (self.height + gap) - gap

    def places(self, left: float, bottom: float, gap: float) -> list[Place]:
        return [
            Place(left + column * (self.width + gap), bottom + row * (self.height + gap), self.turned)
            for row in reversed(range(self.up))
            for column in range(self.across)
        ]


def places_on(imposition: Imposition, size: Size) -> list[Place]:
    """Return the places for one sheet, as many as fit, from the top row by row.

    :raises SheetTooSmall: if it holds none.
    """
    sheet, gap = imposition.sheet, imposition.gap
    room = sheet.width - 2 * imposition.margin, sheet.height - 2 * imposition.margin
    best = max(_arrangements(room, gap, size), key=lambda pair: pair[0].count + pair[1].count, default=None)
    if best is None or not best[0].count:
        raise SheetTooSmall(sheet=sheet.name, size=size.name)
    first, second, beside = best
    (wide, high), (more_wide, more_high) = first.extent(gap), second.extent(gap)
    if not second.count:
        return first.places((sheet.width - wide) / 2, (sheet.height - high) / 2, gap)
    if beside:
        left, top = (sheet.width - wide - gap - more_wide) / 2, (sheet.height + max(high, more_high)) / 2
        found = first.places(left, top - high, gap) + second.places(left + wide + gap, top - more_high, gap)
    else:
        left, top = (sheet.width - max(wide, more_wide)) / 2, (sheet.height + high + gap + more_high) / 2
        found = first.places(left, top - high, gap) + second.places(left, top - high - gap - more_high, gap)
    return found


def crop_marks(imposition: Imposition, places: Sequence[Place], size: Size) -> list[Line]:
    """Return the hairlines at the corners of the signs; none touches a sign or leaves the sheet.

    Where signs stand too near each other for a mark between them, those at the edge of the block lead the knife.
    """
    if not imposition.marked:
        return []
    boxes = [_box(place, size) for place in places]
    found = dict[Line, None]()  # Neighbours share marks.
    for box in boxes:
        for line in _marks_of(box):
            cut = _clear(line, [other for other in boxes if other is not box], imposition.sheet)
            if cut is not None:
                found[cut] = None
    return list(found)


def drawn(lines: Sequence[Line]) -> str:
    """Return the operators that draw marks in black hairlines."""
    return " ".join(
        ["0 0 0 RG 0.25 w"]
        + [f"{line.x1 * MM:.2f} {line.y1 * MM:.2f} m {line.x2 * MM:.2f} {line.y2 * MM:.2f} l S" for line in lines]
    )


def sheets_for(count: int, imposition: Imposition | None, size: Size) -> int:
    """Return how many pages some signs take.

    :raises SheetTooSmall: if a sheet holds none.
    """
    return count if imposition is None else -(-count // len(places_on(imposition, size)))


def _arrangements(room: tuple[float, float], gap: float, size: Size) -> Iterator[tuple[_Block, _Block, bool]]:
    """Yield pairs of blocks and whether they stand side by side; simple ones first, which win where none is better."""
    none = _Block(0, 0, size.width, size.height, turned=False)
    for turned in (False, True):
        yield _filled(room, gap, size, turned=turned), none, True
    for turned in (False, True):
        whole = _filled(room, gap, size, turned=turned)
        for across in range(1, whole.across + 1):
            first = _Block(across, whole.up, whole.width, whole.height, turned)
            left = room[0] - first.extent(gap)[0] - gap
            yield first, _filled((left, room[1]), gap, size, turned=not turned), True
        for up in range(1, whole.up + 1):
            first = _Block(whole.across, up, whole.width, whole.height, turned)
            left = room[1] - first.extent(gap)[1] - gap
            yield first, _filled((room[0], left), gap, size, turned=not turned), False


def _filled(room: tuple[float, float], gap: float, size: Size, *, turned: bool) -> _Block:
    width, height = (size.height, size.width) if turned else (size.width, size.height)
    across = max(0, int((room[0] + gap + _SLACK) // (width + gap)))
    up = max(0, int((room[1] + gap + _SLACK) // (height + gap)))
    return _Block(across, up, width, height, turned)


def _box(place: Place, size: Size) -> tuple[float, float, float, float]:
    width, height = (size.height, size.width) if place.turned else (size.width, size.height)
    return place.x, place.y, place.x + width, place.y + height


def _marks_of(box: tuple[float, float, float, float]) -> Iterator[Line]:
    """Yield the eight marks of a sign, each beginning at its corner and leading away."""
    left, bottom, right, top = box
    for x, outwards in ((left, -1), (right, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            yield Line(x + outwards * _AWAY, y, x + outwards * (_AWAY + _LONG), y)
            yield Line(x, y + upwards * _AWAY, x, y + upwards * (_AWAY + _LONG))


def _clear(line: Line, boxes: Sequence[tuple[float, float, float, float]], sheet: Sheet) -> Line | None:
    """Return what of a mark neither comes near another sign nor leaves the sheet; None if too little."""
    flat = line.y1 == line.y2
    begin, end, across = (line.x1, line.x2, line.y1) if flat else (line.y1, line.y2, line.x1)
    forwards = end > begin
    end = min(end, sheet.width if flat else sheet.height) if forwards else max(end, 0.0)
    for left, bottom, right, top in boxes:
        low, high, near, far = (left, right, bottom, top) if flat else (bottom, top, left, right)
        if not near - _SLACK <= across <= far + _SLACK:
            continue
        if forwards and high > begin - _AWAY + _SLACK:
            end = min(end, low - _AWAY)
        elif not forwards and low < begin + _AWAY - _SLACK:
            end = max(end, high + _AWAY)
    if (end - begin if forwards else begin - end) < _SHORTEST:
        return None
    return Line(begin, across, end, across) if flat else Line(across, begin, across, end)
