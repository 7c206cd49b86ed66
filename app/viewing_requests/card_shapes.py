"""Owns noticing what has the shape of an identity card in a picture. Pure.

Cards of ISO/IEC 7810 ID-1 (resident, alien, driving licence) are 85.60 mm × 53.98 mm, 1.586 to 1. It is looked for the
picture that is a card, for rectangles of that shape on any ground and at any angle, and for those on a sheet that is
itself photographed. Harmless rectangles are noticed too; somebody then says so. It reads nothing: a number it does not
notice is no number that is not there.
"""

import math
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter, ImageOps

_SIDE = 200
"""Points of the longer side of what is looked at."""
_WHOLE = (1.53, 1.65)
"""Sides of a picture that is cut to a card; 3:2 of cameras and 16:9 of screens are outside."""
_INSIDE = (1.40, 1.78)
"""Sides of a card in a picture, seen not quite from above."""
_SHEET_LEAST = 1.47
"""Of what may be a sheet: A4 is 1.414 to 1."""
_LEAST_FILLED = 0.80
_LEAST_AREA, _MOST_AREA = 0.012, 0.97
_STEPS = (4, 9, 20, 45)
"""How much a point differs from the ground to stand out, of 255."""
_SHEET = 0.22
"""From this part of the picture on, a shape may be a sheet, with a card on it or not."""
_TURNS = tuple((math.cos(math.radians(angle)), math.sin(math.radians(angle))) for angle in range(0, 90, 5))
_GROUND, _SEEN = 1, 2
Box = tuple[int, int, int, int]


def shows_card(image: Image.Image) -> bool:
    """Return whether a picture is, or shows, something with the shape of an identity card."""
    if not min(image.size):
        return False
    if _WHOLE[0] <= _ratio(*image.size) <= _WHOLE[1]:
        return True
    small = ImageOps.contain(_on_white(image), (_SIDE, _SIDE))
    return _card_inside(small, again=True)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(ground, shown).convert("L")
    return image.convert("L")


def _card_inside(small: Image.Image, *, again: bool) -> bool:
    for mask in _masks(small):
        for area, points, box in _shapes(mask):
            share = area / (small.width * small.height)
            if not _LEAST_AREA <= share <= _MOST_AREA:
                continue
            ratio, filled = _fit(points, area)
            least = _INSIDE[0] if share < _SHEET else _SHEET_LEAST
            if least <= ratio <= _INSIDE[1] and filled >= _LEAST_FILLED:
                return True
            if again and share >= _SHEET and filled >= _LEAST_FILLED and _card_inside(_inner(small, box), again=False):
                return True
    return False


def _masks(small: Image.Image) -> Iterator[Image.Image]:
    """Yield what stands out from the ground, and what has an edge around it."""
    calm = small.filter(ImageFilter.MedianFilter(3))
    ground = Image.new("L", calm.size, _ground(calm))
    apart = ImageChops.difference(calm, ground)
    for step in _STEPS:
        yield _closed(apart.point([255 if value > step else 0 for value in range(256)]))
    edges = ImageOps.expand(calm.filter(ImageFilter.FIND_EDGES).crop((1, 1, calm.width - 1, calm.height - 1)), 1)
    for step in _STEPS[1:3]:
        yield _closed(edges.point([255 if value > step else 0 for value in range(256)]))


def _closed(mask: Image.Image) -> Image.Image:
    return mask.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))


def _ground(image: Image.Image) -> int:
    """Return the commonest shade along the border."""
    width, height = image.size
    rim: list[int] = [
        *image.crop((0, 0, width, 1)).tobytes(),
        *image.crop((0, height - 1, width, height)).tobytes(),
        *image.crop((0, 0, 1, height)).tobytes(),
        *image.crop((width - 1, 0, width, height)).tobytes(),
    ]
    return sorted(rim)[len(rim) // 2]


def _shapes(mask: Image.Image) -> Iterator[tuple[int, list[tuple[int, int]], Box]]:
    """Yield area, outline and box of everything the ground does not reach from the border; holes are filled."""
    ringed = ImageOps.expand(mask, 1)  # One ring of ground, so that it flows around everything.
    width, cells = ringed.width, bytearray(ringed.tobytes())
    _spread(cells, 0, width)
    for start in range(len(cells)):
        if cells[start] in {_GROUND, _SEEN}:
            continue
        found = _grown(cells, start, width)
        if len(found) < _LEAST_AREA * len(cells):
            continue  # Words of a letter are thousands.
        lines: dict[int, tuple[int, int]] = {}
        for cell in found:
            line, column = divmod(cell, width)
            least, most = lines.get(line, (column, column))
            lines[line] = min(least, column), max(most, column)
        outline = [(column, line) for line, ends in lines.items() for column in ends]
        left, right = min(column for column, _line in outline), max(column for column, _line in outline)
        yield len(found), outline, (left - 1, min(lines) - 1, right, max(lines))


def _spread(cells: bytearray, start: int, width: int) -> None:
    """Mark as ground whatever is empty and reached from a start."""
    waiting = [start]
    cells[start] = _GROUND
    while waiting:
        cell = waiting.pop()
        for near in (cell - 1, cell + 1, cell - width, cell + width):
            if 0 <= near < len(cells) and cells[near] == 0:
                cells[near] = _GROUND
                waiting.append(near)


def _grown(cells: bytearray, start: int, width: int) -> list[int]:
    """Return the cells of one shape, and mark them."""
    found, waiting = [], [start]
    cells[start] = _SEEN
    while waiting:
        cell = waiting.pop()
        found.append(cell)
        for near in (cell - 1, cell + 1, cell - width, cell + width):
            if 0 <= near < len(cells) and cells[near] not in {_GROUND, _SEEN}:
                cells[near] = _SEEN
                waiting.append(near)
    return found


def _fit(points: list[tuple[int, int]], area: int) -> tuple[float, float]:
    """Return the sides' ratio of the smallest rectangle around an outline, and how much of it is filled."""
    best = (0.0, 1.0, float("inf"))
    for cosine, sine in _TURNS:
        across = [x * cosine + y * sine for x, y in points]
        along = [y * cosine - x * sine for x, y in points]
        width, height = max(across) - min(across) + 1, max(along) - min(along) + 1
        if width * height < best[2]:
            best = (width, height, width * height)
    return _ratio(best[0], best[1]), area / best[2]


def _inner(small: Image.Image, box: Box) -> Image.Image:
    """Return what stands on a sheet, without its edge."""
    left, top, right, bottom = box
    edge = max((right - left) // 20, (bottom - top) // 20, 2)
    cut = (left + edge, top + edge, max(right - edge, left + edge + 1), max(bottom - edge, top + edge + 1))
    return small.crop(cut)


def _ratio(width: float, height: float) -> float:
    return max(width, height) / max(min(width, height), 1)
