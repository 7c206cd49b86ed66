"""Owns the rows of a sign: one size for all values, heights by content, what is left over shared equally.

The size is the largest at which every value fits; below the smallest a person could read the sign is refused, never
cut. Labels in other languages give way before values shrink much for them: the last language, then the one before.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import lru_cache, partial

from app.documents.typesetting import Measured, largest_that_holds
from app.kernel.messages import Message
from app.signage.domain import LABELS, Field, SignContent, SignDoesNotFit, spoken
from app.signage.layout.measuring import LEGIBLE, LEGIBLE_LABEL, Measure
from app.signage.layout.shapes import LABEL, QUIET, RULE, TEXT, Area, Box, Text
from app.signage.layout.size import MM, Size
from app.signage.layout.words import BETWEEN
from app.signage.wording import Wording

LARGEST_VALUE = 21.0
"""Points on A4."""
_SMALL, _SMALLER = 0.62, 0.5  # A label's other languages, in parts of its size: one, or several.
_KEPT = 0.85
"""What is left of the values' size at least when labels in other languages take room from them."""
_LEADING = 1.34

Pieces = tuple[tuple[str, str], ...]
"""Texts side by side, each with its language."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of all rows at one size, and the lines in other languages under each."""

    size: float
    small: float
    under: tuple[tuple[Pieces, ...], ...]
    heights: tuple[float, ...]


def rows(
    content: SignContent, area: Area, *, size: Size, measure: Measure, wordings: Sequence[Wording]
) -> tuple[tuple[Box, ...], tuple[Text, ...], float]:
    """Place the rows; return the rules between them, their text, and the size of the values.

    :raises SignDoesNotFit: if a value does not fit at the least readable size; names sign, field and space.
    """
    unit, bold = size.unit, partial(measure, bold=True)
    pad = 6.2 * unit
    label_size = max(5.75 * unit * size.growth, LEGIBLE_LABEL)
    told = content.lines
    label_width = max(bold(LABELS[line]) for line, _ in told) * label_size
    column = max(label_width + 7 * unit, (33 * size.growth if size.wide else 40) * unit)
    value_x = area.x + pad + column
    room = area.right - pad - value_x
    values = [Measured(value, bold) for _, value in told]
    fields = tuple(line for line, _ in told)

    fit = _Fit(
        values,
        room=room,
        available=area.height - 3 * unit,
        gap=3.0 * unit,
        smallest=size.smallest_value,
        largest=max(LARGEST_VALUE * unit / MM * size.growth, size.smallest_value),
    )
    labels = _labels(fields, (), size=label_size, room=0, measure=measure)
    least = fit.heights(fit.smallest, labels)
    if sum(least) > fit.available:
        worst = max(range(len(values)), key=least.__getitem__)
        raise SignDoesNotFit(
            sign=spoken(content.number) if content.number else content.name,
            field=Message(LABELS[fields[worst]]),
            size=size.name,
            needed=round(least[worst] / MM, 1),
            available=round(max(0.0, fit.available - sum(least) + least[worst]) / MM, 1),
        )
    alone = point = fit.point(labels)
    for kept in range(len(wordings), 0, -1):
        tried = _labels(fields, tuple(wordings[:kept]), size=label_size, room=column - 4 * unit, measure=measure)
        held = alone if fit.holds(alone, tried) else fit.point(tried)
        if held >= _KEPT * alone:
            labels, point = tried, held
            break
    point = _calmer(point, fit.smallest, values, room)
    natural = fit.heights(point, labels)
    spare = (area.height - sum(natural)) / (len(values) + 1)
    y = area.top - spare / 2
    rules, texts = list[Box](), list[Text]()
    for number, (line, value) in enumerate(told):
        tall = natural[number] + spare
        middle = y - tall / 2
        texts += _label(labels, number, line, area.x + pad, middle, measure)
        lines = [value] if values[number].whole * point <= room else values[number].balanced(room / point)
        first = middle + (len(lines) - 1) * 0.5 * _LEADING * point - 0.36 * point
        for row, text in enumerate(lines):
            texts.append(Text(value_x, first - row * _LEADING * point, text, point, TEXT, line.value, bold=True))
        y -= tall
        if number < len(told) - 1:
            rules.append(Box(area.x + pad, y, area.width - 2 * pad, 0.25 * unit, RULE))
    return tuple(rules), tuple(texts), point


@dataclass(frozen=True, slots=True)
class _Fit:
    """Says which size of values fits beside labels."""

    values: list[Measured]
    _: KW_ONLY
    room: float
    available: float
    gap: float
    smallest: float
    largest: float

    def heights(self, point: float, labels: _Labels) -> list[float]:
        """Return the height of each row."""
        return [
            max(label, value.count(self.room / point) * _LEADING * point) + self.gap
            for label, value in zip(labels.heights, self.values, strict=True)
        ]

    def holds(self, point: float, labels: _Labels) -> bool:
        """Return whether all rows fit."""
        return sum(self.heights(point, labels)) <= self.available

    def point(self, labels: _Labels) -> float:
        """Return the largest size that fits; 0 if none does."""
        if not self.holds(self.smallest, labels):
            return 0.0
        return largest_that_holds(self.smallest, self.largest, lambda tried: self.holds(tried, labels))


def _calmer(point: float, smallest: float, values: list[Measured], room: float) -> float:
    """Return the size, not under 0.84 of the one that fits, that needs the fewest lines: no lone last word."""
    values = [value for value in values if value.whole * point > room]  # The others stay on one line.
    if not values:
        return point
    tried = [point - step * 0.25 for step in range(int(0.16 * point / 0.25) + 1)]
    return min(
        (size for size in tried if size >= smallest),
        key=lambda size: (sum(value.count(room / size) for value in values), -size),
    )


@lru_cache(maxsize=256)
def _labels(
    fields: tuple[Field, ...], wordings: tuple[Wording, ...], *, size: float, room: float, measure: Measure
) -> _Labels:
    """Return the labels, their other languages flowing in lines as wide as the column."""
    small = (_SMALL if len(wordings) < 2 else _SMALLER) * size  # noqa: PLR2004  # Several.
    if small < 0.8 * LEGIBLE:
        wordings = ()
    small = max(small, LEGIBLE)
    under = list[tuple[Pieces, ...]]()
    for field in fields:
        lines, used, said = list[list[tuple[str, str]]](), 0.0, set[str]()
        for one in wordings:
            if one.labels[field.value] in said:
                continue  # Chinese and Japanese often write the same.
            said.add(one.labels[field.value])
            across = measure(one.labels[field.value], bold=False) * small
            between = measure(BETWEEN, bold=False) * small
            if across > room:
                continue
            if lines and used + between + across <= room:
                last, tag = lines[-1][-1]
                lines[-1][-1] = (last + BETWEEN, tag)
                used += between
            else:
                lines.append([])
                used = 0.0
            lines[-1].append((one.labels[field.value], one.tag))
            used += across
        under.append(tuple(map(tuple, lines)))
    heights = tuple(size * 1.2 + 1.3 * small * len(lines) for lines in under)
    return _Labels(size, small, tuple(under), heights)


def _label(  # noqa: PLR0917  # What, where, and by which measure.
    labels: _Labels, row: int, line: Field, x: float, middle: float, measure: Measure
) -> list[Text]:
    size, small, under = labels.size, labels.small, labels.under[row]
    part = f"{line.value}-label"
    top = middle + (0.95 * size + 1.25 * small * len(under)) / 2
    texts = [Text(x, top - (0.8 if under else 0.83) * size, LABELS[line], size, LABEL, part, bold=True)]
    for number, pieces in enumerate(under):
        y, left = top - 0.95 * size - (1.18 + 1.25 * number) * small, x
        for text, tag in pieces:
            texts.append(Text(left, y, text, small, QUIET, part, lang=tag))
            left += measure(text, bold=False) * small
    return texts
