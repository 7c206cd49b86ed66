"""Owns what a sign is drawn from: boxes, lines of text and pictures, in points from the lower left corner."""

from dataclasses import dataclass

Colour = str
YELLOW, INK, NAVY, WHITE, RULE, QUIET, PALE = "yellow", "ink", "navy", "white", "rule", "quiet", "pale"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, its corners rounded as given: upper left, upper right, lower right, lower left."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    corners: tuple[float, float, float, float] = (0, 0, 0, 0)


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
    english: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The camera or the QR code, in a box."""

    x: float
    y: float
    width: float
    height: float
    part: str  # "camera" or "qr".


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A sign ready to be drawn: art that all signs of a size share, rules, pictures, and text in reading order."""

    width: float
    height: float
    margin: float
    value_size: float
    art: tuple[Box, ...]
    rules: tuple[Box, ...]
    pictures: tuple[Picture, ...]
    texts: tuple[Text, ...]
