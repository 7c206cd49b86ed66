"""Owns how the signs of an organisation look: its colours, held to a contrast anybody can read, and its logo; pure.

What a sign says is the registry's; looks change no revision. Contrast is the ratio of WCAG 2.2, and its floor here is
that of level AAA: a sign is read from far away, in rain and at dusk (the floor is the product's own choice).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.documents.artwork import Artwork
from app.kernel.errors import Refusal
from app.kernel.messages import N_

FLOOR = 7.0
WHITE, BLACK = "#FFFFFF", "#0E1116"
_DARK = 0.04045  # Below it the scale of sRGB is straight.
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_APART = 1.55
"""The least contrast of the camera's beam with its ground, so that the two stay apart in grey."""

Paint = tuple[float, ...]
"""Red, green and blue from 0 to 1; or one number alone, for a sign of one ink."""


class Variant(StrEnum):
    """What a sign is made of; stored names are permanent."""

    PLAIN = "plain"  # For any printer: nothing in the outer 8 mm of an A4.
    PRINT_SHOP = "print-shop"  # Colour runs over the trim, to be cut.
    PLATE = "plate"  # Weatherproof: lines in one ink, to be engraved, etched or silk-screened.


class NotAColour(Refusal):
    """A colour is not written as six hexadecimal digits."""

    text = N_("'{colour}'은(는) 색상값이 아닙니다. #FFD100처럼 #과 16진수 여섯 자리로 적으십시오.")


class TooLittleContrast(Refusal):
    """Two colours that stand on each other are too alike."""

    text = N_(
        "바탕 {ground} 위의 글 {ink}은(는) 명도 대비가 {ratio}:1이라 멀리서 읽을 수 없습니다. "
        "{floor}:1 이상이 되도록 색을 바꾸십시오."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Colours written ``#RRGGBB``, and a logo with the name it is read aloud by.

    Building one looks at every pair of colours that stand on each other.

    :raises NotAColour: if a colour is written otherwise.
    :raises TooLittleContrast: naming two colours and their ratio.
    """

    ground: str = "#FFD100"  # Behind the camera and the headline,
    ink: str = "#0E1116"  # which have this colour.
    frame: str = "#10243F"  # The frame, and the foot with the organisation's name.
    logo: Artwork | None = None
    logo_name: str = ""

    def __post_init__(self) -> None:
        """Refuse colours nobody could read."""
        for colour in (self.ground, self.ink, self.frame):
            if not _HEX.fullmatch(colour):
                raise NotAColour(colour=colour)
        for under, over in ((self.ground, self.ink), (self.frame, self.on_frame)):
            _check_contrast(under, over)

    @property
    def on_frame(self) -> str:
        """Return the colour of text on the frame: white or black, whichever is read better."""
        return max((WHITE, BLACK), key=lambda colour: contrast(colour, self.frame))

    @property
    def label(self) -> str:
        """Return the colour of the rows' labels: that of the frame, where it can be read on white."""
        return self.frame if contrast(self.frame, WHITE) >= FLOOR else BLACK

    @property
    def beam(self) -> str:
        """Return the colour of the camera's beam: the ground, darkened (or made paler) until grey tells them apart."""
        mixed = (_mixed(self.ground, self.ink, share / 100, warm=True) for share in range(8, 70))
        return next((colour for colour in mixed if contrast(colour, self.ground) >= _APART), self.ink)

    def paints(self) -> Mapping[str, Paint]:
        """Return what each part of a sign is painted with."""
        return {
            "ground": _paint(self.ground),
            "ink": _paint(self.ink),
            "beam": _paint(self.beam),
            "frame": _paint(self.frame),
            "on frame": _paint(self.on_frame),
            "pale": _paint(_mixed(self.on_frame, self.frame, 0.12) if self._pale_reads else self.on_frame),
            "paper": _paint(WHITE),
            "text": _paint(BLACK),
            "label": _paint(self.label),
            "quiet": _paint("#4A5460"),
            "rule": _paint("#CCD1D9"),
        }

    @property
    def _pale_reads(self) -> bool:
        return contrast(_mixed(self.on_frame, self.frame, 0.12), self.frame) >= FLOOR


ONE_INK: Mapping[str, Paint] = {"paper": (1.0,)} | dict.fromkeys(
    ("ink", "frame", "on frame", "pale", "text", "label", "quiet", "rule"), (0.0,)
)
"""What a plate is painted with: one ink; ``paper`` is where none is."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour ``#RRGGBB`` (WCAG 2.2), from 0 to 1."""
    red, green, blue = (part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in _paint(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _check_contrast(under: str, over: str) -> None:
    ratio = contrast(under, over)
    if ratio < FLOOR:
        raise TooLittleContrast(ground=under, ink=over, ratio=f"{int(ratio * 10) / 10:.1f}", floor=f"{FLOOR:g}")


def _paint(colour: str) -> Paint:
    return tuple(round(int(colour[place : place + 2], 16) / 255, 4) for place in (1, 3, 5))


def _mixed(one: str, other: str, share: float, *, warm: bool = False) -> str:
    """Return one colour with a share of another; ``warm`` keeps more of red where it leads, so yellow turns amber."""
    red, _green, blue = _paint(one)
    shares = (share * 0.5, share, share * 1.4) if warm and red > blue else (share,) * 3
    pairs = zip(_paint(one), _paint(other), shares, strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * min(s, 1))):02X}" for a, b, s in pairs)


DEFAULT = Looks()
"""Yellow, ink and navy."""
