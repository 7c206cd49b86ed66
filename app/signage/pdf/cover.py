"""Owns the list for whoever mounts a batch: which sign goes where, on which page it is, and boxes to tick by pen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from app.documents import fonts, qr
from app.documents.canvas import Colour, Element
from app.documents.streaming import StreamedCanvas
from app.documents.typesetting import broken
from app.signage.layout.positions import Position
from app.signage.layout.size import MM
from app.signage.pdf.cover_line import BOX, Line

_WIDTH, _HEIGHT = 297 * MM, 210 * MM
_MARGIN, _TOP, _FOOT = 12 * MM, 27 * MM, 14 * MM
_SIZE, _LINE, _PAD = 9.0, 12.2, 4.0
_LEAST = 10 * MM
_TICK = 15.0
_MODULE = 0.45 * MM
_QUIET_ZONE = 4  # Modules.
_SHARES = (
    ("쪽", 18),
    ("설치장소", 57),
    ("주소", 66),
    ("번호·개정", 33),
    ("위치", 50),
    ("설치", 14),
    ("사진", 14),
    ("옛것 뗌", 22),
)
_COLUMNS = len(_SHARES)
_PLACE = 4
_INK: Colour = (0.055, 0.067, 0.086)
_QUIET: Colour = (0.29, 0.325, 0.38)
_NAVY: Colour = (0.063, 0.141, 0.247)
_SHADE: Colour = (0.93, 0.945, 0.96)
_HEAD = "/A<</O/Table/Scope/Column>>"
_REGION = f"/A<</O/Table/Scope/Row/ColSpan {_COLUMNS}>>"
_ELSEWHERE = "지역 미기재"
_SIGNED = "건 사람: ____________________    건 날짜: ____________________    서명: ____________________"


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[tuple[str, ...], ...]
    height: float
    line: Line


def write_cover(target: BinaryIO, lines: Iterable[Line], *, title: str, note: str, author: str) -> None:
    """Write the list as a tagged PDF in landscape A4, a heading for each region; a character in no font becomes □.

    Other papers may be drawn between two pages of this one.
    """
    with fonts.drawing:
        writer = _Writer(target, title=_drawable(title), note=_drawable(note), author=_drawable(author))
    for line in lines:
        with fonts.drawing:
            writer.add(line)
    with fonts.drawing:
        writer.end()


def _drawable(text: str) -> str:
    return fonts.with_stand_ins(text)[0]


def _across() -> list[float]:
    total = sum(share for _name, share in _SHARES)
    return [share / total * (_WIDTH - 2 * _MARGIN) for _name, share in _SHARES]


class _Writer:
    """Writes pages, each with the heads of the columns."""

    def __init__(self, target: BinaryIO, *, title: str, note: str, author: str) -> None:
        self.title, self.note, self.author = title, note, author
        self.canvas = canvas = StreamedCanvas(target)
        canvas.setTitle(title)
        canvas.setAuthor(author or "-")
        canvas.setSubject(note)
        self.widths = _across()
        self.left = [_MARGIN + sum(self.widths[:n]) for n in range(_COLUMNS + 1)]
        self.region: str | None = None
        self.number, self.y = 0, 0.0
        self.heading = canvas.open("H1")
        canvas.close()
        self.said = canvas.open("P")
        canvas.close()
        self.table = canvas.open("Table")
        self._page()

    def add(self, line: Line) -> None:
        """Draw a sign, and the heading of its region before the first one there."""
        canvas, row = self.canvas, self._wrapped(line)
        begins = line.region != self.region
        if self.y - row.height - begins * (_LINE + _PAD) < _FOOT:
            self._page()
            if not begins:
                self._region(line.region, again=True)
        if begins:
            self.region = line.region
            self._region(line.region)
        canvas.enter(self.table)
        elements = [canvas.open("TR")]
        for place, (x, cell) in enumerate(zip(self.left, row.cells, strict=False)):
            elements.append(canvas.open("TD"))
            canvas.mark()
            self._cell(place, x, cell)
            canvas.unmark()
            if place == _PLACE and line.position is not None:
                elements.append(self._code(line.position, self.left[place + 1]))
            canvas.close()
        canvas.settle(elements)
        self.y -= row.height
        self._rule()

    def end(self) -> None:
        """Leave room to sign, and save."""
        if self.y - 3 * _LINE < _FOOT:
            self._page()
        canvas = self.canvas
        canvas.enter(canvas.root)
        canvas.open("P")
        canvas.mark()
        canvas.write(_MARGIN, self.y - 2.2 * _LINE, _SIGNED, font=fonts.REGULAR, size=_SIZE, colour=_INK)
        canvas.unmark()
        canvas.close()
        canvas.showPage()
        canvas.save()

    def _wrapped(self, line: Line) -> _Row:
        room = self.widths[_PLACE]
        beside = 0.0
        if line.position is not None:
            beside = (len(qr.matrix(line.position.uri)) + 2 * _QUIET_ZONE) * _MODULE
        rooms = [*self.widths]
        rooms[_PLACE] = room - beside
        cells = tuple(
            tuple(part for text in told for part in _broken(text, wide))
            for told, wide in zip(line.texts, rooms, strict=True)
        )
        height = max(_LEAST, max(map(len, cells)) * _LINE + 2 * _PAD, beside)
        return _Row(cells, height, line)

    def _cell(self, place: int, x: float, lines: Sequence[str]) -> None:
        y = self.y - _PAD - 0.82 * _LINE
        face = fonts.BOLD if place == 1 else fonts.REGULAR
        for number, text in enumerate(lines):
            said = text if number == len(lines) - 1 else f"{text} "
            left = x + _PAD
            if said.startswith(BOX):
                self.canvas.write(left, y - 4, f"{BOX} ", font=fonts.REGULAR, size=_TICK, colour=_INK)
                left, said = left + fonts.width(BOX, fonts.REGULAR) * _TICK + 2, said.removeprefix(BOX).lstrip()
            if said:
                self.canvas.write(left, y, said, font=face, size=_SIZE, colour=_INK)
            y -= _LINE

    def _code(self, position: Position, right: float) -> Element:
        """Draw the code a telephone opens in its map."""
        canvas, modules = self.canvas, qr.matrix(position.uri)
        side = len(modules) * _MODULE
        x, y = right - side - _QUIET_ZONE * _MODULE, self.y - side - _QUIET_ZONE * _MODULE
        box = f"{x:.2f} {y:.2f} {x + side:.2f} {y + side:.2f}"
        element = canvas.open(
            "Figure", alt=f"QR 코드: {position.uri}", attributes=f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        )
        canvas.mark()
        canvas.raw(f"q 0 g {_MODULE:.4f} 0 0 {_MODULE:.4f} {x:.2f} {y:.2f} cm {qr.path(modules)} Q")
        canvas.forget_state()
        canvas.unmark()
        canvas.close()
        return element

    def _page(self) -> None:
        canvas = self.canvas
        if self.number:
            canvas.showPage()
        self.number += 1
        canvas.begin_page((_WIDTH, _HEIGHT))
        self._furniture()
        self.y = _HEIGHT - _TOP
        canvas.enter(self.table)
        self._heads()

    def _furniture(self) -> None:
        canvas, first = self.canvas, self.number == 1
        for element, text, y, face, size, colour in (
            (self.heading, self.title, _HEIGHT - 14 * MM, fonts.BOLD, 15, _NAVY),
            (self.said, self.note, _HEIGHT - 20.5 * MM, fonts.REGULAR, 9, _QUIET),
        ):
            if first:
                canvas.enter(element)
                canvas.mark()
            else:
                canvas.artifact("Pagination")
            canvas.write(_MARGIN, y, text, font=face, size=size, colour=colour)
            canvas.unmark()
        canvas.artifact("Pagination")
        number = f"{self.number} / "
        wide = fonts.width(self.author, fonts.REGULAR) * 9
        canvas.write(_WIDTH - _MARGIN - wide, _HEIGHT - 14 * MM, self.author, font=fonts.REGULAR, size=9, colour=_QUIET)
        x = _WIDTH / 2 - fonts.width(number, fonts.REGULAR) * 8
        canvas.write(x, 8 * MM, number, font=fonts.REGULAR, size=8, colour=_QUIET)
        canvas.write_total(_WIDTH / 2, 8 * MM, font=fonts.REGULAR, size=8, colour=_QUIET)
        canvas.unmark()

    def _heads(self) -> None:
        """Draw the heads of the columns: content on the first page, furniture after."""
        canvas, first, high = self.canvas, self.number == 1, _LINE + 2 * _PAD
        self._shade(self.y - high, high, kind="" if first else "Pagination")
        if first:
            canvas.open("TR")
        else:
            canvas.artifact("Pagination")
        for x, (name, _share) in zip(self.left, _SHARES, strict=False):
            if first:
                canvas.open("TH", attributes=_HEAD)
                canvas.mark()
            y = self.y - _PAD - 0.82 * _LINE
            canvas.write(x + _PAD, y, name, font=fonts.BOLD, size=_SIZE, colour=_NAVY)
            if first:
                canvas.unmark()
                canvas.close()
        if first:
            canvas.close()
        else:
            canvas.unmark()
        self.y -= high
        self._rule()

    def _region(self, region: str, *, again: bool = False) -> None:
        canvas, high = self.canvas, _LINE + _PAD
        self._shade(self.y - high, high, kind="Pagination" if again else "", colour=(0.965, 0.972, 0.98))
        told = _drawable(region or _ELSEWHERE) + (" (이어짐)" if again else "")
        if again:
            canvas.artifact("Pagination")
        else:
            canvas.enter(self.table)
            canvas.open("TR")
            canvas.open("TH", attributes=_REGION)
            canvas.mark()
        y = self.y - _PAD / 2 - 0.82 * _LINE
        canvas.write(_MARGIN + _PAD, y, told, font=fonts.BOLD, size=_SIZE, colour=_NAVY)
        canvas.unmark()
        self.y -= high
        self._rule()

    def _shade(self, bottom: float, height: float, *, kind: str, colour: Colour = _SHADE) -> None:
        canvas = self.canvas
        canvas.artifact(kind)
        canvas.ink(colour)
        canvas.raw(f"{_MARGIN:.2f} {bottom:.2f} {_WIDTH - 2 * _MARGIN:.2f} {height:.2f} re f")
        canvas.unmark()

    def _rule(self) -> None:
        self.canvas.artifact()
        self.canvas.raw(
            f"q 0.73 0.76 0.8 RG 0.5 w {_MARGIN:.2f} {self.y:.2f} m {_WIDTH - _MARGIN:.2f} {self.y:.2f} l S Q"
        )
        self.canvas.unmark()


def _broken(text: str, wide: float) -> Iterator[str]:
    yield from broken(_drawable(text), (wide - 2 * _PAD) / _SIZE, partial(fonts.width, font=fonts.BOLD))
