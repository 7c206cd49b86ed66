"""Owns how large a sign can be, and how small its text may become."""

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.messages import N_

MM = 72 / 25.4
SMALLEST_SIDE, LARGEST_SIDE = 80.0, 1200.0  # mm
SIZES: dict[str, tuple[float, float]] = {
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
}
READABLE = 11.0  # Points on A4: the least size of a value, scaled with the sign,
READABLE_PAPER, READABLE_STICKER = 8.5, 6.0  # but never under these.


class UnknownSize(Refusal):
    """The size asked for is none that a sign can have."""

    text = N_(
        "'{size}' 크기는 쓸 수 없습니다. A2, A3, A4, A5 또는 가로x세로(mm, 80~1200)로 적으십시오. 예: A4, 100x140"
    )


@dataclass(frozen=True, slots=True)
class Size:
    """The trim of a sign in millimetres, and how people call it."""

    name: str
    width: float
    height: float

    @property
    def wide(self) -> bool:
        """Return whether the sign is laid out in landscape; a nearly square one is not."""
        return self.width > 1.2 * self.height

    @property
    def label(self) -> str:
        """Return the name with its direction, as it is recorded: ``A4``, ``A4-landscape``, ``100x140mm``."""
        return f"{self.name}-landscape" if self.wide and self.name in SIZES else self.name

    @property
    def unit(self) -> float:
        """Return how large this sign is against A4, in points per millimetre of an A4 sign."""
        across, up = (297, 210) if self.wide else (210, 297)
        return min(self.width / across, self.height / up) * MM

    @property
    def growth(self) -> float:
        """Return how much larger than on A4 text may be, against the unit: a banner has width to spare."""
        return min(1.5, max(1.0, self.width / self.height / 1.6)) if self.wide else 1.0

    @property
    def smallest_value(self) -> float:
        """Return the least size of a value in points."""
        paper = min(self.width, self.height) >= min(SIZES["A5"])
        return max(READABLE * self.unit / MM, READABLE_PAPER if paper else READABLE_STICKER)


def parse_size(text: str, *, landscape: bool = False) -> Size:
    """Return a size written "A4" or "100x140".

    :raises UnknownSize: if it is neither, or a side is out of range.
    """
    name = text.strip().upper()
    width, height = SIZES.get(name, (0.0, 0.0))
    if not width:
        sides = name.replace("*", "X").replace("×", "X").split("X")  # People write it so.
        try:
            width, height = (float(side) for side in sides)
        except ValueError:
            raise UnknownSize(size=text) from None
    if not (SMALLEST_SIDE <= width <= LARGEST_SIDE and SMALLEST_SIDE <= height <= LARGEST_SIDE):
        raise UnknownSize(size=text)
    if landscape and width < height:
        width, height = height, width
    if name not in SIZES:
        name = f"{width:g}x{height:g}mm"
    return Size(name, width, height)
