"""Owns the position on the map that somebody wrote beside a place: latitude and longitude in degrees; pure.

A site has fields of its own for it. Where they are empty, or a zone or camera lies elsewhere, a pair with at least four
decimals (eleven metres) in its location or remarks is taken for one.
"""

import re
from dataclasses import dataclass

_PAIR = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{4,10})\s*[,/ ]\s*(-?\d{1,3}\.\d{4,10})(?![\d.])")
_NORTH, _EAST = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Position:
    """Latitude and longitude, with the digits they were written with."""

    latitude: str
    longitude: str

    @property
    def uri(self) -> str:
        """Return the address a telephone opens in its map (RFC 5870)."""
        return f"geo:{self.latitude},{self.longitude}"


def position_in(*texts: str | None) -> Position | None:
    """Return the first position some texts hold, or None."""
    for text in texts:
        for found in _PAIR.finditer(text or ""):
            latitude, longitude = found.groups()
            if abs(float(latitude)) <= _NORTH and abs(float(longitude)) <= _EAST:
                return Position(latitude, longitude)
    return None
