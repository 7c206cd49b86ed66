"""Owns what a sign is drawn from: boxes, lines of text and pictures, in points from the lower left of its trim."""

from dataclasses import dataclass

Colour = str
"""The part a colour plays; ``looks`` says what it is painted with."""
GROUND, INK, FRAME, ON_FRAME, PALE = "ground", "ink", "frame", "on frame", "pale"
PAPER, TEXT, LABEL, QUIET, RULE = "paper", "text", "label", "quiet", "rule"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the sign."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.x + self.width

    def within(self, inset: float) -> "Area":
        """Return what is left of it inside an edge of some points."""
        return Area(self.x + inset, self.y + inset, self.width - 2 * inset, self.height - 2 * inset)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its corners rounded as given: upper left, upper right, lower right, lower left.

    Filled; or only its outline, if ``stroke`` gives the width of one.
    """

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    corners: tuple[float, float, float, float] = (0, 0, 0, 0)
    stroke: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``part`` names the piece of content it belongs to."""

    x: float
    y: float
    text: str
    size: float
    colour: Colour
    part: str
    bold: bool = False
    lang: str = "ko"


@dataclass(frozen=True, slots=True)
class Picture:
    """The camera, the QR code or the logo, in a box."""

    x: float
    y: float
    width: float
    height: float
    part: str  # "camera", "qr" or "logo".

    @property
    def area(self) -> Area:
        """Return its box."""
        return Area(self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A sign ready to be drawn: art that all signs of a batch share, rules, pictures, and text in reading order.

    Text stays inside ``frame``; art reaches over the trim by ``bleed``.
    """

    width: float
    height: float
    bleed: float
    frame: Area
    value_size: float
    line: float  # The width of outlines.
    art: tuple[Box, ...]
    rules: tuple[Box, ...]
    pictures: tuple[Picture, ...]
    texts: tuple[Text, ...]
