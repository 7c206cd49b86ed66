"""Owns where everything on a sign stands: a pure function of content and size, with no PDF in it.

Everything scales by one unit, so that a sticker is a small A4. The values of all rows share the largest size at which
they fit; below the smallest size a person could read the sign is refused, never cut.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from app.documents.typesetting import balanced, broken, largest_that_holds
from app.kernel.messages import N_, Message
from app.signage.domain import LABELS, LABELS_EN, Field, SignContent, SignDoesNotFit, spoken
from app.signage.layout.shapes import (
    INK,
    NAVY,
    PALE,
    QUIET,
    RULE,
    WHITE,
    YELLOW,
    Box,
    Colour,
    DisplayList,
    Picture,
    Text,
)
from app.signage.layout.size import MM, Size

LEGIBLE = 4.5  # Points; captions that would be smaller are left out.
LARGEST_VALUE = 21.0
MODULE = 0.36 * MM
"""The least side of a module of the QR code: it was read from a 100 dpi raster at 0.33 mm."""


class Measure(Protocol):
    """The width of a text in size 1, in bold or not."""

    def __call__(self, text: str, *, bold: bool) -> float:
        """Return the width."""
        ...


@dataclass(frozen=True, slots=True)
class _Frame:
    """An area in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width


def layout(
    content: SignContent, *, size: Size, languages: Sequence[str], measure: Measure, qr_modules: int
) -> DisplayList:
    """Return where everything stands on a sign of a size.

    ``measure`` gives the width of a text in size 1; ``qr_modules`` is the side of the QR code in modules.

    :raises SignDoesNotFit: if a value does not fit at the least readable size; names sign, field and space.
    """
    unit = size.unit
    width, height = size.width * MM, size.height * MM
    margin, line, radius = 8 * unit, 1.1 * unit, 5.6 * unit
    outer = _Frame(margin, margin, width - 2 * margin, height - 2 * margin)
    inner = _Frame(outer.x + line, outer.y + line, outer.width - 2 * line, outer.height - 2 * line)
    r = radius - line
    code = max((23.5 if size.wide else 27.0) * unit, (qr_modules + 4) * MODULE)
    foot_height = max((0.2 if size.wide else 0.137) * inner.height, 1.11 * code + max(4 * unit, 3 * MM))
    if size.wide:
        band = _Frame(inner.x, inner.y, 0.368 * inner.width, inner.height)
        foot = _Frame(band.right, inner.y, inner.right - band.right, foot_height)
        field = _Frame(band.right, foot.top, foot.width, inner.top - foot.top)
        white = Box(field.x - r, field.y, field.width + r, field.height, WHITE, (0, r, 0, 0))
        yellow = Box(band.x, band.y, band.width, band.height, YELLOW, (r, 0, 0, r))
    else:
        band_height = 0.435 * inner.height
        band = _Frame(inner.x, inner.top - band_height, inner.width, band_height)
        foot = _Frame(inner.x, inner.y, inner.width, foot_height)
        field = _Frame(inner.x, foot.top, inner.width, band.y - foot.top)
        white = Box(field.x, field.y, field.width, field.height + r, WHITE)
        yellow = Box(band.x, band.y, band.width, band.height, YELLOW, (r, r, 0, 0))
    # The foot is the navy of the frame; white reaches under yellow, so that no hairline shows where they meet.
    art = (Box(outer.x, outer.y, outer.width, outer.height, NAVY, (radius,) * 4), white, yellow)
    english = "en" in languages
    camera, head = _band(band, size=size, measure=measure, english=english)
    rules, rows, value_size = _rows(content, field, size=size, measure=measure, english=english)
    foot_art, qr, names = _foot(content, foot, size=size, code=code, measure=measure, english=english)
    return DisplayList(width, height, margin, value_size, (*art, foot_art), rules, (camera, qr), (*head, *rows, *names))


def _band(band: _Frame, *, size: Size, measure: Measure, english: bool) -> tuple[Picture, tuple[Text, ...]]:
    """Place camera, headline (two lines in landscape) and its English line, as one group in the middle."""
    lines = ("CCTV", "설치 안내") if size.wide else ("CCTV 설치 안내",)
    reach = 0.88 * band.width
    point = min(reach / max(measure(text, bold=True) for text in lines), 0.30 * band.height / len(lines) ** 0.35)
    small = point / 3
    wide_english = measure("CCTV IN OPERATION", bold=True)
    small = min(small, reach / wide_english)
    text_height = point * (0.78 + 1.08 * (len(lines) - 1)) + (small * 1.55 if english else 0)
    gap, edge = 0.055 * band.height, (0.07 if not size.wide else 0.05) * band.height
    room = band.height - 2 * edge - gap - text_height
    across = min((0.80 if size.wide else 0.64) * band.width, room / 0.66)
    tall = across * 0.66
    slack = (band.height - tall - gap - text_height) / 2
    top = band.top - slack
    # The beam is pale and the plate heavy: a nudge to the left makes the group look centred.
    camera = Picture(band.x + (band.width - across) / 2 - 0.015 * across, top - tall, across, tall, "camera")
    base = camera.y - gap - 0.76 * point
    texts = []
    for number, text in enumerate(lines):
        x = band.x + (band.width - measure(text, bold=True) * point) / 2
        texts.append(Text(x, base - 1.08 * point * number, text, point, INK, "headline", bold=True))
    if english:
        x = band.x + (band.width - wide_english * small) / 2
        y = texts[-1].y - 0.13 * point - (1.3 if size.wide else 1.12) * small
        texts.append(Text(x, y, "CCTV IN OPERATION", small, INK, "subhead", bold=True, english=True))
    return camera, tuple(texts)


def _rows(
    content: SignContent, field: _Frame, *, size: Size, measure: Measure, english: bool
) -> tuple[tuple[Box, ...], tuple[Text, ...], float]:
    """Place the rows: one size for all values, heights by content, what is left over shared equally."""
    unit, bold = size.unit, partial(measure, bold=True)
    pad_x = 6.2 * unit
    label_size = 5.75 * unit
    small = 0.62 * label_size
    english = english and small >= LEGIBLE
    told = content.lines
    label_width = max(bold(LABELS[line]) for line, _ in told) * label_size
    value_x = field.x + pad_x + max(label_width + 7 * unit, (33 if size.wide else 40) * unit)
    room = field.right - pad_x - value_x
    label_height = label_size * 1.2 + (small * 1.35 if english else 0)
    values = [(value, bold(value)) for _, value in told]
    available = field.height - 3 * unit

    def heights(point: float) -> list[float]:
        counts = (_count(value, across, room / point, bold) for value, across in values)
        return [max(label_height, count * 1.34 * point) + 3.0 * unit for count in counts]

    smallest = size.smallest_value
    if sum(heights(smallest)) > available:
        worst = max(range(len(values)), key=lambda n: heights(smallest)[n])
        others = sum(heights(smallest)) - heights(smallest)[worst]
        raise SignDoesNotFit(
            sign=spoken(content.number) if content.number else content.name,
            field=Message(LABELS[told[worst][0]]),
            size=size.name,
            needed=round(heights(smallest)[worst] / MM, 1),
            available=round(max(0.0, available - others) / MM, 1),
        )
    largest = max(LARGEST_VALUE * unit / MM, smallest)
    point = largest_that_holds(smallest, largest, lambda tried: sum(heights(tried)) <= available)
    point = _calmer(point, smallest, values, room, bold)
    spare = (field.height - sum(heights(point))) / (len(values) + 1)
    y = field.top - spare / 2
    rules, texts = [], []
    for number, ((line, value), natural) in enumerate(zip(told, heights(point), strict=True)):
        tall = natural + spare
        middle = y - tall / 2
        texts += _label(line, field.x + pad_x, middle, label_size, small if english else 0)
        lines = balanced(value, room / point, bold)
        first = middle + (len(lines) - 1) * 0.67 * point - 0.36 * point
        for row, text in enumerate(lines):
            texts.append(Text(value_x, first - row * 1.34 * point, text, point, INK, line.value, bold=True))
        y -= tall
        if number < len(values) - 1:
            rules.append(Box(field.x + pad_x, y, field.width - 2 * pad_x, 0.25 * unit, RULE))
    return tuple(rules), tuple(texts), point


def _calmer(
    point: float, smallest: float, values: list[tuple[str, float]], room: float, bold: Callable[[str], float]
) -> float:
    """Return the size, not under 0.84 of the one that fits, that needs the fewest lines: no lone last word."""
    if all(across <= room / point for _value, across in values):
        return point
    tried = [point - step * 0.25 for step in range(int(0.16 * point / 0.25) + 1)]
    return min(
        (size for size in tried if size >= smallest),
        key=lambda size: (sum(_count(value, across, room / size, bold) for value, across in values), -size),
    )


def _count(value: str, across: float, room: float, bold: Callable[[str], float]) -> int:
    """Return how many lines a value of a known width takes."""
    return 1 if across <= room else len(broken(value, room, bold))


def _label(line: Field, x: float, middle: float, size: float, small: float) -> list[Text]:
    if not small:
        return [Text(x, middle - 0.36 * size, LABELS[line], size, NAVY, f"{line.value}-label", bold=True)]
    return [
        Text(x, middle + 0.06 * size, LABELS[line], size, NAVY, f"{line.value}-label", bold=True),
        Text(x, middle - 1.32 * small, LABELS_EN[line], small, QUIET, f"{line.value}-label", english=True),
    ]


def _foot(
    content: SignContent, foot: _Frame, *, size: Size, code: float, measure: Measure, english: bool
) -> tuple[Box, Picture, tuple[Text, ...]]:
    """Place the organisation, the captions, the number and the QR code on its white card."""
    unit, quiet = size.unit, code * 0.055
    card = code + 2 * quiet
    inset = (foot.height - card) / 2
    x = foot.x + 6.2 * unit
    card_x = foot.right - max(inset, 3 * unit) - card
    room = card_x - x - 4 * unit
    lines: list[tuple[str, float, Colour, str, bool, bool]] = [
        (content.organisation, 9.4 * unit, WHITE, "organisation", True, False),
        (N_("고정형 영상정보처리기기 운영·관리 방침"), 4.8 * unit, WHITE, "policy", False, False),
    ]
    if english:
        lines.append(("Scan the QR code to read our CCTV policy", 4.2 * unit, PALE, "policy-en", False, True))
    number = f"관리번호 {spoken(content.number)} · {content.revision}"
    lines.append((number, 4.2 * unit, PALE, "number", False, False))
    set_lines = []
    for text, point, colour, part, bold, foreign in lines:
        fitted = min(point, room / max(measure(text, bold=bold), 0.01))
        if fitted >= LEGIBLE or part in {"organisation", "number"}:
            set_lines.append((text, max(fitted, LEGIBLE), colour, part, bold, foreign))
    tall = sum(point * 1.36 for _, point, *_ in set_lines)
    y = foot.y + (foot.height + tall) / 2
    texts = []
    for text, point, colour, part, bold, foreign in set_lines:
        if measure(text, bold=bold) * point > room + 0.01:
            raise SignDoesNotFit(
                sign=spoken(content.number) if content.number else content.name,
                field=N_("운영자") if part == "organisation" else N_("관리번호"),
                size=size.name,
                needed=round(measure(text, bold=bold) * point / MM, 1),
                available=round(room / MM, 1),
            )
        y -= point * 1.36
        texts.append(Text(x, y + 0.36 * point, text, point, colour, part, bold=bold, english=foreign))
    box = Box(card_x, foot.y + inset, card, card, WHITE, (1.3 * unit,) * 4)
    return box, Picture(card_x + quiet, foot.y + inset + quiet, code, code, "qr"), tuple(texts)
