"""Owns the upper part of a sign: the camera, the headline, and the headline in other languages, as one group."""

from collections.abc import Sequence
from functools import lru_cache

from app.signage.layout.measuring import LEGIBLE, Measure
from app.signage.layout.shapes import INK, Area, Picture, Text
from app.signage.layout.size import Size
from app.signage.layout.words import BETWEEN
from app.signage.wording import Wording


@lru_cache(maxsize=64)
def band(
    area: Area, *, size: Size, measure: Measure, wordings: tuple[Wording, ...]
) -> tuple[Picture, tuple[Text, ...]]:
    """Place camera and headline (on two lines in landscape) in the middle; under them the other languages."""
    lines = ("CCTV", "설치 안내") if size.wide else ("CCTV 설치 안내",)
    reach = 0.88 * area.width
    point = min(reach / max(measure(text, bold=True) for text in lines), 0.30 * area.height / len(lines) ** 0.35)
    under = _under(wordings, point=point, reach=reach, measure=measure)
    text_height = point * (0.78 + 1.08 * (len(lines) - 1)) + sum(1.35 * tall for tall, _ in under)
    text_height += 0.2 * under[0][0] if under else 0
    gap, edge = 0.055 * area.height, (0.05 if size.wide else 0.07) * area.height
    room = area.height - 2 * edge - gap - text_height
    across = min((0.80 if size.wide else 0.64) * area.width, room / 0.66)
    tall = across * 0.66
    slack = (area.height - tall - gap - text_height) / 2
    # The beam is pale and the plate heavy: a nudge to the left makes the group look centred.
    camera = Picture(
        area.x + (area.width - across) / 2 - 0.015 * across, area.top - slack - tall, across, tall, "camera"
    )
    base = camera.y - gap - 0.76 * point
    texts = []
    for number, text in enumerate(lines):
        x = area.x + (area.width - measure(text, bold=True) * point) / 2
        texts.append(Text(x, base - 1.08 * point * number, text, point, INK, "headline", bold=True))
    y = texts[-1].y - 0.13 * point
    for small, pieces in under:
        y -= (1.3 if size.wide else 1.15) * small
        x = area.x + (area.width - sum(measure(text, bold=True) for text, _ in pieces) * small) / 2
        for text, lang in pieces:
            texts.append(Text(x, y, text, small, INK, "subhead", bold=True, lang=lang))
            x += measure(text, bold=True) * small
    return camera, tuple(texts)


def _under(
    wordings: Sequence[Wording], *, point: float, reach: float, measure: Measure
) -> list[tuple[float, list[tuple[str, str]]]]:
    """Return the lines under the headline, each with its size: the first language alone, the others in pairs.

    A line that would be too small to read is left out; the headline itself says what matters.
    """
    groups = [wordings[:1], *(wordings[start : start + 2] for start in range(1, len(wordings), 2))]
    lines, most = list[tuple[float, list[tuple[str, str]]]](), point / 3
    for group in groups:
        pieces = [(one.headline + (BETWEEN if one is not group[-1] else ""), one.tag) for one in group]
        if not pieces:
            continue
        small = min(most, reach / sum(measure(text, bold=True) for text, _ in pieces))
        if small >= LEGIBLE:
            lines.append((small, pieces))
        most = 0.72 * most if most == point / 3 else most
    return lines
