"""Owns the seal at the foot of a paper: how far the ledger had grown, as text and as a QR code of its signed head.

Whoever photographs the code holds the head outside: a ledger written anew later no longer agrees with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.platypus import Flowable

from app.documents import fonts, qr
from app.documents.canvas import Colour, TaggedCanvas
from app.documents.typesetting import broken

_MM = 72 / 25.4
CODE_SIDE = 30 * _MM
"""With the quiet zone; a signed note has about 60 modules a side, which leaves each 0.44 mm."""
_QUIET_ZONE = 4  # Modules.
_GAP = 4 * _MM
_SIZE, _LINE = 7.5, 10.2
_RULE: Colour = (0.73, 0.76, 0.8)
_INK: Colour = (0.055, 0.067, 0.086)
_NAVY: Colour = (0.063, 0.141, 0.247)


@dataclass(frozen=True, slots=True)
class Seal:
    """What stands there: a title and some lines, what the code says, and what is read aloud in its place."""

    title: str
    lines: tuple[str, ...]
    code: str
    alt: str

    def wrapped(self, width: float) -> tuple[tuple[str, ...], ...]:
        """Return the title and the lines, each broken to what stands beside the code.

        :raises Undrawable: if a character is in no font.
        """
        room = (width - CODE_SIDE - _GAP) / _SIZE
        title = tuple(broken(fonts.check_text(self.title, fonts.BOLD), room, partial(fonts.width, font=fonts.BOLD)))
        body = (broken(fonts.check_text(line), room, partial(fonts.width, font=fonts.REGULAR)) for line in self.lines)
        return (title, *map(tuple, body))

    def height(self, width: float) -> float:
        """Return how tall the seal is over a width."""
        return max(CODE_SIDE, sum(map(len, self.wrapped(width))) * _LINE) + 2 * _MM


def draw_seal(
    canvas: TaggedCanvas,
    seal: Seal,
    *,
    left: float,
    top: float,
    width: float,
    page: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Draw a seal from ``top`` down: a rule, the code at the left, the words beside it.

    :param page: where the origin of the coordinates lies on the page.
    """
    canvas.artifact()
    canvas.raw(
        "{:.4g} {:.4g} {:.4g} RG".format(*_RULE) + f" 0.6 w {left:.2f} {top:.2f} m {left + width:.2f} {top:.2f} l S"
    )
    canvas.unmark()
    top -= 2 * _MM
    canvas.open("P")
    _words(canvas, seal.wrapped(width), left + CODE_SIDE + _GAP, top)
    canvas.close()
    modules = qr.matrix(seal.code, level="M")
    x, y = page[0] + left, page[1] + top
    box = f"{x:.2f} {y - CODE_SIDE:.2f} {x + CODE_SIDE:.2f} {y:.2f}"
    canvas.open("Figure", alt=seal.alt, attributes=f"/A<</O/Layout/Placement/Block/BBox[{box}]>>")
    canvas.mark()
    scale = CODE_SIDE / (len(modules) + 2 * _QUIET_ZONE)
    canvas.ink(_INK)
    x, y = left + _QUIET_ZONE * scale, top - CODE_SIDE + _QUIET_ZONE * scale
    canvas.raw(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {qr.path(modules)} Q")
    canvas.unmark()
    canvas.close()


def _words(canvas: TaggedCanvas, paragraphs: Sequence[Sequence[str]], x: float, top: float) -> None:
    y = top - 0.82 * _LINE
    canvas.mark()
    for place, lines in enumerate(paragraphs):
        for line in lines:
            font, colour = (fonts.BOLD, _NAVY) if place == 0 else (fonts.REGULAR, _INK)
            canvas.write(x, y, f"{line} ", font=font, size=_SIZE, colour=colour)
            y -= _LINE
    canvas.unmark()


class SealFlowable(Flowable):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """The seal as the last piece of a running text; never parted by the end of a page."""

    canv: TaggedCanvas

    def __init__(self, seal: Seal) -> None:
        """Keep what is to be drawn."""
        super().__init__()
        self.seal = seal
        self.spaceBefore = 4 * _MM

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the room it takes."""
        self.width, self.height = available_width, self.seal.height(available_width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw it; the page's own state is set anew before and after."""
        self.canv.forget_state()
        page = self.canv.absolutePosition(0, 0)
        draw_seal(self.canv, self.seal, left=0, top=self.height, width=self.width, page=page)
        self.canv.forget_state()


def svg(code: str) -> str:
    """Return a QR code as SVG with its quiet zone, for pages; black on white whatever the theme."""
    modules = qr.matrix(code, level="M")
    side = len(modules) + 2 * _QUIET_ZONE
    runs = "".join(f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h{length}v1h-{length}z" for x, y, length in qr.runs(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{runs}"/></svg>'
    )
