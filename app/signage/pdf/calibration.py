"""Owns the sheet one prints first: rulers, lines, greys, colours, a code and cut marks, to see nothing is scaled."""

import io

from app.documents import fonts, qr
from app.documents.canvas import Colour, painted
from app.documents.streaming import StreamedCanvas
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import MM
from app.signage.looks import DEFAULT, Looks

_WIDE, _HIGH = 180.0, 250.0  # mm: what the sheet shows, without a margin.
_LEAST = (190.0, 260.0)
_RULER = 100  # mm
_MODULE = 0.33  # mm
_CODE = "HTTPS://WATCHBOOK.EXAMPLE/100%"
_INK: Colour = (0.055, 0.067, 0.086)
_QUIET: Colour = (0.29, 0.325, 0.38)
_LINES = (0.1, 0.25, 0.5, 1.0, 2.0)  # Points.
_GREYS = tuple(step / 10 for step in range(11))
_AWAY, _LONG = 3.0, 6.0
_STEPS = (
    "1. 인쇄 창에서 배율을 '실제 크기' 또는 '100%'로 고릅니다. '용지에 맞춤'은 쓰지 않습니다.",
    "2. 두 눈금자를 자로 잽니다. 가로와 세로가 모두 100mm(±0.5mm)이면 안내판도 맞는 크기로 나옵니다.",
    "3. 휴대전화로 QR 코드를 읽습니다. 한 칸이 0.33mm로, 안내판에서 쓰는 것보다 작습니다.",
    "4. 가장 가는 선과 회색 단계가 나뉘어 보이고, 네 귀퉁이의 재단선이 잘리지 않았는지 봅니다.",
)
_TITLE = "인쇄 확인 쪽"


class CalibrationTooSmall(Refusal):
    """The sheet has no room for what is to be measured."""

    text = N_("인쇄 확인 쪽은 {width}×{height}mm보다 큰 용지에 인쇄합니다. A4나 더 큰 용지를 고르십시오.")


def calibration_pdf(sheet: Sheet, *, looks: Looks = DEFAULT) -> bytes:
    """Return the sheet as a tagged PDF; the same bytes for the same sheet and colours.

    :raises CalibrationTooSmall: if the sheet has no room.
    """
    if sheet.width < _LEAST[0] or sheet.height < _LEAST[1]:
        raise CalibrationTooSmall(width=f"{_LEAST[0]:g}", height=f"{_LEAST[1]:g}")
    buffer = io.BytesIO()
    with fonts.drawing:
        canvas = StreamedCanvas(buffer)
        canvas.setTitle(f"{_TITLE} ({sheet.name})")
        canvas.setAuthor("-")
        canvas.setSubject("100% 배율과 색, QR 코드를 확인하는 쪽")
        canvas.begin_page(sheet.points)
        _Page(canvas, sheet).draw(looks)
        canvas.showPage()
        canvas.save()
    return buffer.getvalue()


class _Page:
    """The one page; lengths are in millimetres from the lower left of what it shows, which stands in its middle."""

    def __init__(self, canvas: StreamedCanvas, sheet: Sheet) -> None:
        self.canvas, self.sheet = canvas, sheet
        self.left, self.bottom = (sheet.width - _WIDE) / 2, (sheet.height - _HIGH) / 2

    def draw(self, looks: Looks) -> None:
        """Draw everything in reading order."""
        self._corners()
        self._say("H1", 0, 240, f"{_TITLE} · {self.sheet.name}", size=18, face=fonts.BOLD)
        for place, step in enumerate(_STEPS):
            self._say("P", 0, 231 - 6.2 * place, step)
        self._say("H2", 0, 201, "가로 100mm", size=11, face=fonts.BOLD)
        self._figure("가로 눈금자 100mm, 한 눈금 1mm", (0, 185, 102, 12), self._ruler(across=True))
        for mark in (0, 50, _RULER):
            self._say("P", mark - 1, 181.5, str(mark), size=7.5, colour=_QUIET)
        self._say("H2", 130, 201, "QR 코드 · 한 칸 0.33mm", size=11, face=fonts.BOLD)
        modules = qr.matrix(_CODE)
        side, unit = len(modules) * _MODULE, _MODULE * MM
        x, y = self._at(130, 196 - side)
        self._figure(
            f"QR 코드: {_CODE}",
            (130, 196 - side, side, side),
            f"q 0 g {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y:.3f} cm {qr.path(modules)} Q",
        )
        self._say("P", 130, 192 - side, _CODE, size=7.5, colour=_QUIET)
        self._say("H2", 0, 167, "세로 100mm", size=11, face=fonts.BOLD)
        self._figure("세로 눈금자 100mm, 한 눈금 1mm", (0, 61, 12, 102), self._ruler(across=False))
        for mark in (0, 50, _RULER):
            self._say("P", 13, 61 + mark, str(mark), size=7.5, colour=_QUIET)
        self._say("H2", 40, 167, "선 굵기", size=11, face=fonts.BOLD)
        for place, width in enumerate(_LINES):
            y = 157 - 7 * place
            self._say("P", 40, y - 1, f"{width:g}pt", size=8.5)
            (x1, at), (x2, _) = self._at(56, y), self._at(180, y)
            drawn = f"0 0 0 RG {width:g} w {x1:.2f} {at:.2f} m {x2:.2f} {at:.2f} l S"
            self._figure(f"굵기 {width:g}pt인 선", (56, y - 1, 124, 2), drawn)
        self._say("H2", 40, 114, "회색 0~100%", size=11, face=fonts.BOLD)
        self._greys()
        self._say("H2", 40, 81, "안내판의 색", size=11, face=fonts.BOLD)
        self._colours(looks)
        self._say(
            "P", 0, 2, "네 귀퉁이의 재단선은 종이 끝에서 3mm 떨어져 있고 길이는 6mm입니다.", size=8.5, colour=_QUIET
        )

    def _greys(self) -> None:
        step = 140 / len(_GREYS)
        boxes = []
        for place, share in enumerate(_GREYS):
            x, y = self._at(40 + step * place, 92)
            boxes.append(f"{1 - share:.1f} g {x:.2f} {y:.2f} {step * MM:.2f} {14 * MM:.2f} re f")
        x, y = self._at(40, 92)
        boxes.append(f"0.6 G 0.4 w {x:.2f} {y:.2f} {140 * MM:.2f} {14 * MM:.2f} re S")
        self._figure("흰색에서 검은색까지 회색 열한 단계", (40, 92, 140, 14), " ".join(boxes))
        for place, share in enumerate(_GREYS):
            self._say("P", 40 + step * place + 3, 88, f"{share * 100:.0f}", size=7.5, colour=_QUIET)

    def _colours(self, looks: Looks) -> None:
        told = (("바탕", looks.ground), ("글", looks.ink), ("테두리", looks.frame))
        paints = looks.paints()
        for place, ((name, code), part) in enumerate(zip(told, ("ground", "ink", "frame"), strict=True)):
            x, y = self._at(40 + 48 * place, 56)
            drawn = f"{painted(paints[part])} {x:.2f} {y:.2f} {44 * MM:.2f} {20 * MM:.2f} re f"
            self._figure(f"{name}색 {code}", (40 + 48 * place, 56, 44, 20), drawn)
            self._say("P", 40 + 48 * place, 51, f"{name} {code}", size=8.5)

    def _ruler(self, *, across: bool) -> str:
        drawn = ["0 0 0 RG 0.3 w"]
        for mark in range(_RULER + 1):
            long = 10 if mark % 10 == 0 else 7 if mark % 5 == 0 else 4
            (x1, y1), (x2, y2) = (
                (self._at(mark, 186), self._at(mark, 186 + long))
                if across
                else (self._at(1, 62 + mark), self._at(1 + long, 62 + mark))
            )
            drawn.append(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")
        (x1, y1), (x2, y2) = (
            (self._at(0, 186), self._at(_RULER, 186)) if across else (self._at(1, 62), self._at(1, 62 + _RULER))
        )
        return " ".join([*drawn, f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"])

    def _corners(self) -> None:
        wide, high = self.sheet.width, self.sheet.height
        drawn = ["0 0 0 RG 0.25 w"]
        for x, inwards in ((_AWAY, 1), (wide - _AWAY, -1)):
            for y, upwards in ((_AWAY, 1), (high - _AWAY, -1)):
                for x2, y2 in ((x + inwards * _LONG, y), (x, y + upwards * _LONG)):
                    drawn.append(f"{x * MM:.3f} {y * MM:.3f} m {x2 * MM:.3f} {y2 * MM:.3f} l S")
        self.canvas.artifact()
        self.canvas.raw(" ".join(drawn))
        self.canvas.unmark()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (self.left + x) * MM, (self.bottom + y) * MM

    def _say(
        self,
        tag: str,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9.5,
        face: str = fonts.REGULAR,
        colour: Colour = _INK,
    ) -> None:
        canvas = self.canvas
        canvas.open(tag)
        canvas.mark()
        canvas.write(*self._at(x, y), text, font=face, size=size, colour=colour)
        canvas.unmark()
        canvas.close()

    def _figure(self, alt: str, area: tuple[float, float, float, float], operators: str) -> None:
        x, y, wide, high = area
        (left, bottom), (right, top) = self._at(x, y), self._at(x + wide, y + high)
        box = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
        canvas = self.canvas
        canvas.open("Figure", alt=alt, attributes=f"/A<</O/Layout/Placement/Block/BBox[{box}]>>")
        canvas.mark()
        canvas.raw(f"q {operators} Q")
        canvas.unmark()
        canvas.close()
