"""Owns the sheet signs are printed on, where one sign lies on it, and the marks around a single sign; pure."""

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.layout.shapes import Area
from app.signage.layout.size import MM, Size, parse_size

_LONG = 4.0  # mm: the length of a mark.


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


def marks(place: Place, size: Size, *, away: float) -> str:
    """Return operators for the eight hairlines that show where to cut, so many millimetres away from the trim."""
    width, height = (size.height, size.width) if place.turned else (size.width, size.height)
    drawn = ["0 0 0 RG 0.25 w"]
    for x, outwards in ((place.x, -1), (place.x + width, 1)):
        for y, upwards in ((place.y, -1), (place.y + height, 1)):
            for x1, y1, x2, y2 in (
                (x + outwards * away, y, x + outwards * (away + _LONG), y),
                (x, y + upwards * away, x, y + upwards * (away + _LONG)),
            ):
                drawn.append(f"{x1 * MM:.2f} {y1 * MM:.2f} m {x2 * MM:.2f} {y2 * MM:.2f} l S")
    return " ".join(drawn)
