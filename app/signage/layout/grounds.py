"""Owns how a sign is divided: the band with the camera, the field with the rows, the foot; and the art behind them."""

from dataclasses import dataclass
from functools import lru_cache

from app.signage.layout.shapes import FRAME, GROUND, PAPER, Area, Box
from app.signage.layout.size import MM, Size
from app.signage.looks import Variant

BLEED = 3 * MM
QUIET = 0.11
"""White around a QR code, in parts of its side: four modules of version 4 (ISO/IEC 18004)."""
_UPRIGHT = 1.2
_SAFE = 3.5 * MM
"""How far what is said stays from a trim that a print shop may miss by a millimetre."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The parts of a sign, and what is painted behind them."""

    frame: Area  # Where text may stand.
    band: Area
    field: Area
    foot: Area
    bleed: float
    line: float
    art: tuple[Box, ...]


@lru_cache(maxsize=64)
def divided(size: Size, *, code: float, variant: Variant) -> Grounds:
    """Return the parts of a sign that has a QR code of some points."""
    unit = size.unit
    width, height = size.width * MM, size.height * MM
    shop = variant is Variant.PRINT_SHOP
    bleed = BLEED if shop else 0.0
    margin, line, radius = (0.0, max(4.2 * unit, _SAFE), 4.6 * unit) if shop else (8 * unit, 1.1 * unit, 4.5 * unit)
    outer = Area(margin, margin, width - 2 * margin, height - 2 * margin)
    inner = outer.within(line)
    foot_height = max((0.2 if size.wide else 0.137) * inner.height, (1 + 2 * QUIET) * code + max(2 * unit, 2 * MM))
    if size.wide:
        across = min(0.368 * inner.width, 1.15 * inner.height)
        band = Area(inner.x, inner.y, across, inner.height)
        foot = Area(band.right, inner.y, inner.right - band.right, foot_height)
        field = Area(band.right, foot.top, foot.width, inner.top - foot.top)
    else:
        share = 0.435 if inner.height > _UPRIGHT * inner.width else 0.40  # The rows of a square one need the room.
        tall = min(share * inner.height, 0.80 * inner.width)
        band = Area(inner.x, inner.top - tall, inner.width, tall)
        foot = Area(inner.x, inner.y, inner.width, foot_height)
        field = Area(inner.x, foot.top, inner.width, band.y - foot.top)
    if variant is Variant.PLATE:
        art = _outlines(size, outer, band, foot, line=line, radius=radius)
    else:
        art = _fills(size, outer.within(-bleed), band, field, radius=radius, rounded=0 if shop else radius + line)
    return Grounds(inner, band, field, foot, bleed, line, art)


def _fills(size: Size, outer: Area, band: Area, field: Area, *, radius: float, rounded: float) -> tuple[Box, ...]:
    """Return the frame, and white and the ground in it; white reaches under the ground, so no hairline shows."""
    r, under = radius, 0.15 * radius
    frame = Box(outer.x, outer.y, outer.width, outer.height, FRAME, (rounded,) * 4)
    if size.wide:
        white = Box(field.x - under, field.y, field.width + under, field.height, PAPER, (0, r, 0, 0))
        return frame, white, Box(band.x, band.y, band.width, band.height, GROUND, (r, 0, 0, r))
    white = Box(field.x, field.y, field.width, field.height + under, PAPER)
    return frame, white, Box(band.x, band.y, band.width, band.height, GROUND, (r, r, 0, 0))


def _outlines(size: Size, outer: Area, band: Area, foot: Area, *, line: float, radius: float) -> tuple[Box, ...]:
    """Return the frame and the edges of its parts as lines."""
    edge = outer.within(line / 2)
    frame = Box(edge.x, edge.y, edge.width, edge.height, FRAME, (radius + line / 2,) * 4, stroke=line)
    thin = 0.6 * line
    if size.wide:
        upright = Box(band.right - thin / 2, band.y, thin, band.height, FRAME)
        return frame, upright, Box(foot.x, foot.top - thin / 2, foot.width, thin, FRAME)
    under = Box(band.x, band.y - thin / 2, band.width, thin, FRAME)
    return frame, under, Box(foot.x, foot.top - thin / 2, foot.width, thin, FRAME)
