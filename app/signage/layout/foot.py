"""Owns the foot of a sign: the logo, the organisation, the way to the policy, the number, and the QR code on its card.

With many languages all lines grow smaller together. On a small sticker those to the policy are left out, last language
first; organisation and number never are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.documents.typesetting import balanced
from app.kernel.messages import N_
from app.signage.domain import SignContent, SignDoesNotFit, spoken
from app.signage.layout.grounds import QUIET
from app.signage.layout.measuring import LEGIBLE, Measure
from app.signage.layout.shapes import ON_FRAME, PALE, PAPER, Area, Box, Colour, Picture, Text
from app.signage.layout.size import MM, READABLE_STICKER, Size
from app.signage.wording import Wording

POLICY = "고정형 영상정보처리기기 운영·관리 방침"
_LEADING = 1.36
_SHRUNK = tuple(1 - step / 20 for step in range(12))
"""In which parts of their sizes the lines are tried, and the name no smaller than in the last one of it:"""
_LEAST_NAME = 0.75


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands in the foot."""

    art: tuple[Box, ...]
    pictures: tuple[Picture, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    colour: Colour
    part: str
    bold: bool = False
    lang: str = "ko"


def foot(
    content: SignContent,
    area: Area,
    *,
    revision: str,
    size: Size,
    code: float,
    logo: float | None,
    cards: bool,
    measure: Measure,
    wordings: Sequence[Wording],
) -> Foot:
    """Place what stands in the foot. ``logo``: how much wider than high it is; ``cards``: white under the pictures.

    A logo that leaves no room for the name is left out.

    :raises SignDoesNotFit: if the name of the organisation or the number does not fit.
    """
    unit, quiet = size.unit, code * QUIET
    card = code + 2 * quiet
    inset = (area.height - card) / 2
    card_x = area.right - max(min(inset, 6.2 * unit), 3 * unit) - card
    x = area.x + 6.2 * unit
    art = [Box(card_x, area.y + inset, card, card, PAPER, (1.3 * unit,) * 4)]
    pictures = [Picture(card_x + quiet, area.y + inset + quiet, code, code, "qr")]
    set_lines = partial(_lines, content, revision=revision, size=size, measure=measure, wordings=wordings)
    room, height = card_x - x - 4 * unit, area.height - 3 * unit
    lines = set_lines(room=room, height=height, name=9.4 * unit)
    if logo is not None:
        pad = 0.09 * card
        across = min((0.8 * card - 2 * pad) * logo, 0.3 * room)
        tall = across / logo
        shift = across + 2 * pad + 5 * unit
        try:
            lines = set_lines(room=room - shift, height=height, name=9.4 * unit)
        except SignDoesNotFit:
            pass  # It fits without the logo.
        else:
            y = area.y + (area.height - tall) / 2
            art.append(Box(x, y - pad, across + 2 * pad, tall + 2 * pad, PAPER, (1.3 * unit,) * 4))
            pictures.append(Picture(x + pad, y, across, tall, "logo"))
            x += shift
    y = area.y + (area.height + sum(line.size * _LEADING for line in lines)) / 2
    texts = []
    for line in lines:
        y -= line.size * _LEADING
        texts.append(
            Text(x, y + 0.36 * line.size, line.text, line.size, line.colour, line.part, bold=line.bold, lang=line.lang)
        )
    return Foot(tuple(art) if cards else (), tuple(pictures), tuple(texts))


def _lines(
    content: SignContent,
    *,
    revision: str,
    size: Size,
    room: float,
    height: float,
    name: float,
    measure: Measure,
    wordings: Sequence[Wording],
) -> list[_Line]:
    """Return the lines with the sizes at which they fit into the room."""
    sized = partial(
        _sized, content, revision=revision, size=size, room=room, name=name, measure=measure, wordings=wordings
    )
    for shrunk in _SHRUNK:
        lines = sized(shrunk=shrunk)
        if sum(line.size for line in lines) * _LEADING <= height:
            return lines
    while len(lines) > 1 and lines[-2].part != "organisation" and sum(line.size for line in lines) * _LEADING > height:
        del lines[-2]
    return lines


def _sized(
    content: SignContent,
    *,
    revision: str,
    size: Size,
    room: float,
    name: float,
    measure: Measure,
    wordings: Sequence[Wording],
    shrunk: float,
) -> list[_Line]:
    """Return the lines with the sizes at which they fit in width, in a part of what they have at most."""
    unit = size.unit * shrunk
    names = _name(content, size=size, room=room, point=name * max(shrunk, _LEAST_NAME), measure=measure)
    number = _Line(f"관리번호 {spoken(content.number)} · {revision}", 4.2 * unit, PALE, "number")
    last = _fitted(number, room, measure)
    if last is None:
        raise _refusal(content, N_("관리번호"), size, measure(number.text, bold=False) * LEGIBLE, room)
    captions = [_Line(POLICY, 4.8 * unit, ON_FRAME, "policy")]
    captions += [_Line(one.policy, 4.2 * unit, PALE, f"policy-{one.tag}", lang=one.tag) for one in wordings]
    return [*names, *(line for line in (_fitted(caption, room, measure) for caption in captions) if line), last]


def _fitted(line: _Line, room: float, measure: Measure) -> _Line | None:
    """Return the line at the size at which it fits, or None if nobody could read it."""
    widest = room / max(measure(line.text, bold=line.bold), 0.01)
    point = min(max(line.size, LEGIBLE), widest)
    return None if point < LEGIBLE else _Line(line.text, point, line.colour, line.part, line.bold, line.lang)


def _name(content: SignContent, *, size: Size, room: float, point: float, measure: Measure) -> list[_Line]:
    """Return the organisation on one line, or on two if it would become much smaller than it should be."""
    bold = partial(measure, bold=True)
    across = max(bold(content.organisation), 0.01)
    least = READABLE_STICKER
    one = min(max(point, least), room / across)
    if one >= max(0.62 * point, least):
        return [_Line(content.organisation, one, ON_FRAME, "organisation", bold=True)]
    for step in range(9):
        two = max((0.78 - 0.06 * step) * point, least)
        lines = balanced(content.organisation, room / two, bold)
        if len(lines) <= 2:  # noqa: PLR2004  # It may stand on two lines.
            return [_Line(text, two, ON_FRAME, "organisation", bold=True) for text in lines]
    raise _refusal(content, N_("운영자"), size, across * least, room * 2)


def _refusal(content: SignContent, field: str, size: Size, needed: float, available: float) -> SignDoesNotFit:
    return SignDoesNotFit(
        sign=spoken(content.number) if content.number else content.name,
        field=field,
        size=size.name,
        needed=round(needed / MM, 1),
        available=round(available / MM, 1),
    )
