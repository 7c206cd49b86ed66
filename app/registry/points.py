"""Owns a place on the map: its two numbers, how they are written, and how they are read as people type them; pure.

WGS 84 in decimal degrees, as maps on telephones give them.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

MILLION = 1_000_000
NORTHMOST, EASTMOST = 90 * MILLION, 180 * MILLION
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,20})?")
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+")


class NotDegrees(ValueError):
    """A text is no number of degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the map: latitude and longitude in millionths of a degree, which is eleven centimetres or less.

    Whole numbers, because sealed entries hold no fractions and both databases keep them exactly.
    """

    latitude: int
    longitude: int

    @property
    def text(self) -> str:
        """Return both as people copy them, e.g. ``37.342200, 127.920200``."""
        return f"{degrees_text(self.latitude)}, {degrees_text(self.longitude)}"

    @property
    def uri(self) -> str:
        """Return the address a telephone opens in its map (RFC 5870)."""
        return f"geo:{degrees_text(self.latitude)},{degrees_text(self.longitude)}"


def degrees_text(millionths: int) -> str:
    """Return millionths of a degree as degrees with six decimals."""
    whole, part = divmod(abs(millionths), MILLION)
    return f"{'-' if millionths < 0 else ''}{whole}.{part:06}"


def millionths(text: str) -> int:
    """Return a text such as ``37.3422`` or ``37.3422°`` in millionths of a degree, rounded to the nearest.

    :raises NotDegrees: if it is no decimal number.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip().removesuffix("°").rstrip()
    if not _DEGREES.fullmatch(plain):
        raise NotDegrees(text)
    return int((Decimal(plain) * MILLION).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def pair_of(text: str) -> tuple[str, str] | None:
    """Return the two parts of a pair pasted as one, e.g. ``37.3422, 127.9202`` or ``geo:37.3422,127.9202``; or None."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("geo:").partition("?")[0].strip("() ")
    parts = _BETWEEN.split(plain)
    if len(parts) != 2:  # noqa: PLR2004  # A pair.
        return None
    return parts[0], parts[1]
