"""Owns one sign in many sizes on a few sheets, small and side by side: to choose by, not to hang up."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.documents import fonts
from app.documents.canvas import Colour, Element
from app.documents.streaming import StreamedCanvas
from app.documents.typesetting import broken
from app.kernel.errors import Refusal
from app.signage.domain import SignContent, spoken
from app.signage.layout.shapes import Area, DisplayList
from app.signage.layout.size import MM, SIZES
from app.signage.looks import Variant
from app.signage.pdf.drawing import brush_of, define_art, draw_sign
from app.signage.pdf.fitting import hindrances, omitted
from app.signage.pdf.writing import Manner, drawable, laid_out

_WIDE, _HIGH = 297.0, 210.0  # mm
_MARGIN, _HEAD, _GAP, _CAPTION = 12.0, 18.0, 6.0, 13.0
_ACROSS, _UP = 4, 2
_CELL = (_WIDE - 2 * _MARGIN - (_ACROSS - 1) * _GAP) / _ACROSS, (_HIGH - 2 * _MARGIN - _HEAD - (_UP - 1) * _GAP) / _UP
_INK: Colour = (0.055, 0.067, 0.086)
_QUIET: Colour = (0.29, 0.325, 0.38)
_SMALL, _MOST_LINES = 6.5, 3
_LEADING = 1.3
_NOTE = "크기를 고르는 견본이며 걸지 않습니다."


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in one place: how a size is called, what is said of it, and the sign if it can be drawn."""

    title: str
    said: str
    manner: Manner
    sign: DisplayList | None


def contact_sheet_pdf(content: SignContent, manners: Sequence[Manner]) -> bytes:
    """Return one sign in several manners as a tagged PDF in landscape A4; where it does not fit, why not.

    The sign is drawn as it will be printed, made smaller; nothing lies on a sheet and no trim is marked.

    :raises Undrawable: if a character is in no font.
    """
    content = drawable(content)
    url, buffer = content.url, io.BytesIO()
    cells = [_cell(content, manner, url) for manner in manners]
    with fonts.drawing:
        pages = _Pages(StreamedCanvas(buffer), content, url, count=-(-len(cells) // (_ACROSS * _UP)))
        for start in range(0, len(cells), _ACROSS * _UP):
            pages.add(cells[start : start + _ACROSS * _UP], start)
        pages.canvas.save()
    return buffer.getvalue()


def _cell(content: SignContent, manner: Manner, url: str) -> _Cell:
    size = manner.size
    way = "가로" if size.wide else "세로"
    sides = f"{size.width:g}×{size.height:g}mm"
    title = f"{size.name} {way} · {sides}" if size.name in SIZES else sides
    problems = hindrances(content, manner)
    if problems:
        said = " ".join(f"{each.field}: {each.message}" if each.field else str(each.message) for each in problems)
        return _Cell(title, f"들어가지 않음. {said}", manner, None)
    logo = manner.looks.logo
    try:
        sign = laid_out(
            content,
            url=url,
            size=size,
            languages=manner.languages,
            variant=manner.variant,
            logo=logo.aspect if logo else None,
        )
    except Refusal as refusal:
        return _Cell(title, str(refusal), manner, None)
    left_out = ", ".join(map(str, omitted(content, manner)))
    return _Cell(title, f"자리가 없어 적지 않는 것: {left_out}" if left_out else "", manner, sign)


class _Pages:
    """The sheets."""

    def __init__(self, canvas: StreamedCanvas, content: SignContent, url: str, *, count: int) -> None:
        self.canvas, self.content, self.url, self.count = canvas, content, url, count
        canvas.setTitle(f"안내판 {spoken(content.number)} 크기 견본")
        canvas.setAuthor(content.organisation or "-")
        canvas.setSubject("CCTV 설치 안내판의 크기 견본")

    def add(self, cells: Sequence[_Cell], start: int) -> None:
        """Draw one sheet."""
        canvas = self.canvas
        canvas.begin_page((_WIDE * MM, _HIGH * MM))
        top = _HIGH - _MARGIN
        self._say("H1", _MARGIN, top - 6, f"안내판 {spoken(self.content.number)} 크기 견본", 15, bold=True)
        self._say("P", _MARGIN, top - 12, fonts.check_text(f"{self.content.name} · {_NOTE}"), 9)
        canvas.artifact("Pagination")
        number = f"{start // (_ACROSS * _UP) + 1} / {self.count}"
        canvas.write(
            (_WIDE - _MARGIN) * MM - fonts.width(number, fonts.REGULAR) * 8,
            (top - 6) * MM,
            number,
            font=fonts.REGULAR,
            size=8,
            colour=_QUIET,
        )
        canvas.unmark()
        elements: list[Element] = []
        for place, cell in enumerate(cells):
            column, row = place % _ACROSS, place // _ACROSS
            x = _MARGIN + column * (_CELL[0] + _GAP)
            y = top - _HEAD - (row + 1) * _CELL[1] - row * _GAP
            elements += self._cell(cell, x, y, f"-{start + place}")
        canvas.showPage()
        canvas.settle(elements)

    def _cell(self, cell: _Cell, x: float, y: float, mark: str) -> list[Element]:
        canvas, size, sign = self.canvas, cell.manner.size, cell.sign
        top = y + _CELL[1]
        self._say("H2", x, top - 3.2, cell.title, 9, bold=True)
        room = _CELL[0] * MM / _SMALL
        lines = broken(fonts.check_text(cell.said), room, partial(fonts.width, font=fonts.REGULAR)) if cell.said else []
        most = _MOST_LINES if sign else len(lines)
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1] + " …"]
        for number, line in enumerate(lines):
            self._say("P", x, top - 6.6 - number * _SMALL * _LEADING / MM, line, _SMALL)
        if sign is None:
            return []
        scale = min(_CELL[0] / size.width, (_CELL[1] - _CAPTION) / size.height)
        left, bottom = x, top - _CAPTION - size.height * scale
        brush = brush_of(canvas, looks=cell.manner.looks, variant=cell.manner.variant, mark=mark)
        define_art(brush, sign)
        if cell.manner.variant is not Variant.PRINT_SHOP:
            sides = " ".join(f"{side * MM:.2f}" for side in (left, bottom, size.width * scale, size.height * scale))
            canvas.artifact()
            canvas.raw(f"q 0.7 G 0.3 w {sides} re S Q")
            canvas.unmark()
        canvas.raw(f"q {scale:.5f} 0 0 {scale:.5f} {left * MM:.3f} {bottom * MM:.3f} cm")
        canvas.raw(f"0 0 {sign.width:.2f} {sign.height:.2f} re W n")
        canvas.forget_state()

        def boxed(area: Area) -> tuple[float, float, float, float]:
            lower_left = left * MM + area.x * scale, bottom * MM + area.y * scale
            return (*lower_left, lower_left[0] + area.width * scale, lower_left[1] + area.height * scale)

        elements = draw_sign(brush, self.content, sign, url=self.url, boxed=boxed)
        canvas.raw("Q")
        canvas.forget_state()
        return elements

    def _say(self, tag: str, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        canvas = self.canvas
        canvas.open(tag)
        canvas.mark()
        canvas.write(
            x * MM,
            y * MM,
            text,
            font=fonts.BOLD if bold else fonts.REGULAR,
            size=size,
            colour=_INK if bold else _QUIET,
        )
        canvas.unmark()
        canvas.close()
