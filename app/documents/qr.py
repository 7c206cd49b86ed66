"""Owns QR codes as drawings: a matrix of modules, and a path of horizontal runs that no viewer smooths away."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

import zxingcpp

_DARK = re.compile(rb"\0+")
_CHUNK = 13
"""Modules whose runs are written at once: at most 8,192 patterns for each place, so that thousands of codes repeat."""
Matrix = tuple[bytes, ...]
"""Rows from the top; a zero byte is a dark module."""


@lru_cache(maxsize=1024)
def matrix(text: str, *, level: str = "Q") -> Matrix:
    """Return the modules of a text's QR code, without the quiet zone; level Q survives a quarter of dirt."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    pixels = bytes(memoryview(barcode.to_image(scale=1, add_quiet_zones=False)))  # type: ignore[arg-type]  # It is one.
    side = math.isqrt(len(pixels))
    return tuple(pixels[row * side : (row + 1) * side] for row in range(side))


def runs(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """Yield the horizontal runs of dark modules: column, row from the top, length."""
    for y, row in enumerate(modules):
        for run in _DARK.finditer(row):
            yield run.start(), y, run.end() - run.start()


def path(modules: Matrix) -> str:
    """Return PDF operators that fill the dark modules, one module one unit, from the lower left corner up."""
    starts = range(0, len(modules), _CHUNK)
    drawn = [
        "".join([_runs(row[start : start + _CHUNK], start) for start in starts]).replace("y", str(y))
        for y, row in enumerate(modules[::-1])
    ]
    return "".join(drawn) + "f"


@lru_cache(maxsize=65_536)
def _runs(chunk: bytes, start: int) -> str:
    """Return the rectangles of a part of a row that begins at a column, its height above the bottom written ``y``."""
    return "".join(f"{start + run.start()} y {run.end() - run.start()} 1 re " for run in _DARK.finditer(chunk))
