"""Owns how signs are laid on a larger sheet to be cut apart, and the marks to cut by; pure."""

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.layout.shapes import Area
from app.signage.layout.size import MM, Size, parse_size

_GAP, _EDGE = 6.0, 9.0  # mm between signs, and to the edge of the sheet.
_AWAY, _LONG = 1.5, 4.0  # mm from the trim to a mark, and its length.


class SheetTooSmall(Refusal):
    """Not even one sign fits the sheet."""

    text = N_("{sheet} 용지에는 {size} 안내판을 한 장도 놓을 수 없습니다. 더 큰 용지를 고르십시오.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet signs are printed on, in millimetres."""

    name: str
    width: float
    height: float

    @property
    def points(self) -> tuple[float, float]:
        """Return its size in points."""
        return self.width * MM, self.height * MM


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lower left corner of a sign lies on the sheet, in millimetres; turned by a quarter or not."""

    x: float
    y: float
    turned: bool

    def matrix(self, size: Size) -> str:
        """Return the operands of ``cm`` that put a sign here."""
        if self.turned:
            return f"0 1 -1 0 {(self.x + size.height) * MM:.3f} {self.y * MM:.3f}"
        return f"1 0 0 1 {self.x * MM:.3f} {self.y * MM:.3f}"

    def box(self, area: Area, size: Size) -> tuple[float, float, float, float]:
        """Return where on the sheet a part of the sign comes to lie, in points: left, bottom, right, top."""
        x, y = self.x * MM, self.y * MM
        if self.turned:
            x += size.height * MM
            return x - area.top, y + area.x, x - area.y, y + area.right
        return x + area.x, y + area.y, x + area.right, y + area.top


def parse_sheet(text: str) -> Sheet:
    """Return a sheet written "A3" or "320x450".

    :raises UnknownSize: if it is neither.
    """
    size = parse_size(text)
    return Sheet(size.name, size.width, size.height)


def places_on(sheet: Sheet, size: Size) -> list[Place]:
    """Return the places for one sheet, upright or turned, whichever holds more.

    :raises SheetTooSmall: if it holds none.
    """
    choices = [_grid(sheet, size, turned=turned) for turned in (False, True)]
    best = max(choices, key=len)
    if not best:
        raise SheetTooSmall(sheet=sheet.name, size=size.name)
    return best


def _grid(sheet: Sheet, size: Size, *, turned: bool) -> list[Place]:
    width, height = (size.height, size.width) if turned else (size.width, size.height)
    across = int((sheet.width - 2 * _EDGE + _GAP) // (width + _GAP))
    up = int((sheet.height - 2 * _EDGE + _GAP) // (height + _GAP))
    if across < 1 or up < 1:
        return []
    left = (sheet.width - across * width - (across - 1) * _GAP) / 2
    bottom = (sheet.height - up * height - (up - 1) * _GAP) / 2
    return [
        Place(left + column * (width + _GAP), bottom + row * (height + _GAP), turned)
        for row in reversed(range(up))
        for column in range(across)
    ]


def marks(place: Place, size: Size, *, away: float = _AWAY) -> str:
    """Return operators for the eight hairlines that show where to cut, so many millimetres away from the trim."""
    width, height = (size.height, size.width) if place.turned else (size.width, size.height)
    reach = min(_LONG, _GAP / 2 + 1)
    drawn = ["0 0 0 RG 0.25 w"]
    for x, outwards in ((place.x, -1), (place.x + width, 1)):
        for y, upwards in ((place.y, -1), (place.y + height, 1)):
            for x1, y1, x2, y2 in (
                (x + outwards * away, y, x + outwards * (away + reach), y),
                (x, y + upwards * away, x, y + upwards * (away + reach)),
            ):
                drawn.append(f"{x1 * MM:.2f} {y1 * MM:.2f} m {x2 * MM:.2f} {y2 * MM:.2f} l S")
    return " ".join(drawn)
