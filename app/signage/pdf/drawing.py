"""Owns how one sign is drawn: its art by a form that a batch shares, its text and code by operators, all tagged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.documents import fonts, pictograms, qr
from app.documents.canvas import Colour, Element, painted
from app.documents.streaming import StreamedCanvas
from app.signage.domain import SignContent
from app.signage.layout.shapes import Area, Box, DisplayList, Picture, Text
from app.signage.looks import ONE_INK, Looks, Variant

FACES = {True: fonts.BOLD, False: fonts.REGULAR}
_ROW_HEADER = "/A<</O/Table/Scope/Row>>"
_CORNER = 0.4477
"""How far the handles of a quarter of a circle are from its corner, in radii."""
_Boxed = Callable[[Area], tuple[float, float, float, float]]
"""Where on the page a part of the sign lies."""


@dataclass(frozen=True, slots=True)
class Brush:
    """What a batch is drawn with. ``mark`` tells its art from that of other sizes in the same document."""

    canvas: StreamedCanvas
    looks: Looks
    variant: Variant
    paints: Mapping[str, Colour]
    mark: str = ""


def brush_of(canvas: StreamedCanvas, *, looks: Looks, variant: Variant, mark: str = "") -> Brush:
    """Return the brush for a batch; a plate has one ink."""
    return Brush(canvas, looks, variant, ONE_INK if variant is Variant.PLATE else looks.paints(), mark)


def define_art(brush: Brush, sign: DisplayList) -> None:
    """Define what all signs of a batch share, once: the ground, the camera in its place, the logo."""
    canvas, paints = brush.canvas, brush.paints
    whole = (0 - sign.bleed, 0 - sign.bleed, sign.width + sign.bleed, sign.height + sign.bleed)
    canvas.define(f"art{brush.mark}", box=whole, operators="\n".join(_box(box, paints[box.colour]) for box in sign.art))
    camera = sign.pictures[0]
    if brush.variant is Variant.PLATE:
        drawn = pictograms.outlines(pictograms.CAMERA, line=0.8 * sign.line / camera.width, figure="0", paper="1")
    else:
        colours = {"figure": paints["ink"], "ground": paints["ground"], "beam": paints["beam"]}
        drawn = pictograms.operators(pictograms.CAMERA, colours)
    place = f"q {camera.width:.3f} 0 0 {camera.width:.3f} {camera.x:.2f} {camera.y:.2f} cm"
    canvas.define(f"camera{brush.mark}", box=whole, operators=f"{place}\n{drawn}\nQ")
    logo = brush.looks.logo
    if logo and logo.operators:
        canvas.define(f"logo{brush.mark}", box=(0, 0, logo.aspect, 1), operators=logo.operators)
    elif logo:
        canvas.define_picture(f"logo{brush.mark}", pixels=logo.pixels, size=logo.size)


def draw_sign(brush: Brush, content: SignContent, sign: DisplayList, *, url: str, boxed: _Boxed) -> list[Element]:
    """Draw one sign at the origin; return its elements, to which nothing will be added."""
    canvas, paints = brush.canvas, brush.paints
    elements = [canvas.open("Sect")]
    canvas.artifact()
    canvas.raw(f"/art{brush.mark} Do")
    if sign.rules:
        canvas.ink(paints[sign.rules[0].colour])
        canvas.raw(
            " ".join([f"{rule.x:.2f} {rule.y:.2f} {rule.width:.2f} {rule.height:.2f} re" for rule in sign.rules]) + " f"
        )
    canvas.unmark()
    parts: dict[str, list[Text]] = {}
    for text in sign.texts:
        if text.part in parts:
            parts[text.part].append(text)
        else:
            parts[text.part] = [text]
    pen = _Pen(canvas, paints, elements, boxed)
    pictures = {picture.part: picture for picture in sign.pictures}
    pen.figure(pictures["camera"], "카메라 그림: CCTV 촬영 중", f"/camera{brush.mark} Do")
    pen.paragraph("H1", parts.pop("headline"))
    pen.paragraph("P", parts.pop("subhead", []))
    elements.append(canvas.open("Table"))
    for field, value in content.lines:
        elements.append(canvas.open("TR"))
        pen.paragraph("TH", parts.pop(f"{field.value}-label"), attributes=_ROW_HEADER)
        pen.paragraph("TD", parts.pop(field.value), joined=value)
        canvas.close()
    canvas.close()
    if logo := pictures.get("logo"):
        across = logo.height if brush.looks.logo and brush.looks.logo.operators else logo.width
        place = f"q {across:.3f} 0 0 {logo.height:.3f} {logo.x:.2f} {logo.y:.2f} cm /logo{brush.mark} Do Q"
        pen.figure(logo, brush.looks.logo_name or content.organisation, place)
    for texts in parts.values():
        pen.paragraph("P", texts)
    code, modules = pictures["qr"], qr.matrix(url)
    scale = code.width / len(modules)
    ink = painted(paints["text"])
    pen.figure(
        code,
        f"QR 코드: {url}",
        f"q {ink} {scale:.4f} 0 0 {scale:.4f} {code.x:.2f} {code.y:.2f} cm {qr.path(modules)} Q",
    )
    canvas.close()
    return elements


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws and tags the pieces of one sign."""

    canvas: StreamedCanvas
    paints: Mapping[str, Colour]
    elements: list[Element]
    boxed: _Boxed

    def paragraph(self, tag: str, texts: list[Text], *, attributes: str = "", joined: str = "") -> None:
        """Write lines; one that was broken at a space ends with it, so that read aloud the words stay apart.

        ``joined`` is the whole text, where it is known.
        """
        if not texts:
            return
        canvas = self.canvas
        self.elements.append(canvas.open(tag, attributes=attributes))
        told = ""
        for place, text in enumerate(texts):
            said = text.text
            if place < len(texts) - 1:
                told += said
                if not joined or joined.startswith(told + " "):
                    said += " "
                    told += " "
            canvas.mark(None if text.lang == "ko" else text.lang)
            canvas.write(
                text.x,
                text.y,
                said,
                font=FACES[text.bold],
                size=round(text.size, 2),
                colour=self.paints[text.colour],
            )
            canvas.unmark()
        canvas.close()

    def figure(self, picture: Picture, alt: str, operators: str) -> None:
        """Draw a picture with what is said in its place."""
        box = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*self.boxed(picture.area))
        canvas = self.canvas
        self.elements.append(canvas.open("Figure", alt=alt, attributes=f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"))
        canvas.mark()
        canvas.raw(operators)
        canvas.unmark()
        canvas.close()


def _box(box: Box, colour: Colour) -> str:
    upper_left, upper_right, lower_right, lower_left = box.corners
    left, bottom, right, top = box.x, box.y, box.x + box.width, box.y + box.height
    k = _CORNER
    path = [f"{left + lower_left:.2f} {bottom:.2f} m", f"{right - lower_right:.2f} {bottom:.2f} l"]
    for radius, corner, turn in (
        (lower_right, (right, bottom), ((-1, 0), (0, 1))),
        (upper_right, (right, top), ((0, -1), (-1, 0))),
        (upper_left, (left, top), ((1, 0), (0, -1))),
        (lower_left, (left, bottom), ((0, 1), (1, 0))),
    ):
        (ax, ay), (bx, by) = turn
        x, y = corner
        path.append(f"{x + ax * radius:.2f} {y + ay * radius:.2f} l")
        if radius:
            path.append(
                f"{x + ax * radius * k:.2f} {y + ay * radius * k:.2f} "
                f"{x + bx * radius * k:.2f} {y + by * radius * k:.2f} {x + bx * radius:.2f} {y + by * radius:.2f} c"
            )
    if box.stroke:
        stroke = painted(colour).replace("rg", "RG").replace("g", "G")
        return f"{stroke} {box.stroke:.2f} w {' '.join(path)} h S"
    return f"{painted(colour)} {' '.join(path)} h f"
