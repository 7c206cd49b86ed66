"""Owns the drawing of signs: display lists in, one tagged PDF out, the same bytes for the same signs."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.documents import fonts, pictograms, qr
from app.documents.canvas import Colour, TaggedCanvas
from app.signage.domain import IncompleteSigns, NothingToPrint, SignContent, problems
from app.signage.layout.arrangement import layout
from app.signage.layout.shapes import Box, DisplayList, Picture, Text
from app.signage.layout.sheets import Place, Sheet, marks, places_on
from app.signage.layout.size import Size

COLOURS: dict[str, Colour] = {
    "yellow": (1.0, 0.82, 0.0),  # FFD100
    "ink": (0.055, 0.067, 0.086),  # 0E1116
    "navy": (0.063, 0.141, 0.247),  # 10243F
    "amber": (0.878, 0.62, 0.0),  # E09E00
    "white": (1.0, 1.0, 1.0),
    "rule": (0.80, 0.82, 0.85),
    "quiet": (0.32, 0.37, 0.43),
    "pale": (0.80, 0.84, 0.90),
}
_CAMERA = {"figure": COLOURS["ink"], "ground": COLOURS["yellow"], "beam": COLOURS["amber"]}
_BOLD_OF = {True: fonts.BOLD, False: fonts.REGULAR}


def laid_out(content: SignContent, *, url: str, size: Size, languages: Sequence[str]) -> DisplayList:
    """Return the display list of one drawable sign.

    :raises SignDoesNotFit: if a value is too long for the size.
    """
    return layout(content, size=size, languages=languages, measure=_measure, qr_modules=len(qr.matrix(url)))


def drawable(content: SignContent) -> SignContent:
    """Return the content in NFC, having seen that every character of it can be drawn.

    :raises Undrawable: if a character is in no font.
    """
    values: dict[str, Any] = {field.value: fonts.check_text(value, fonts.BOLD) for field, value in content.lines}
    return replace(content, organisation=fonts.check_text(content.organisation, fonts.BOLD), **values)


def check(contents: Sequence[SignContent], *, size: Size, sheet: Sheet | None = None) -> tuple[SignContent, ...]:
    """Return the contents, having seen that they can be printed; numbers need not be issued yet.

    :raises NothingToPrint: if there are no signs.
    :raises IncompleteSigns: naming every required line that some sign lacks.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    """
    if not contents:
        raise NothingToPrint
    lacking = problems(tuple(contents))
    if lacking:
        raise IncompleteSigns(lacking)
    if sheet:
        places_on(sheet, size)
    return tuple(contents)


def render(
    contents: Sequence[SignContent],
    *,
    size: Size,
    languages: Sequence[str] = ("ko", "en"),
    sheet: Sheet | None = None,
    tagged: bool = True,
) -> bytes:
    """Return all signs as one PDF, one on a page, or as many as fit on each sheet with crop marks.

    :raises NothingToPrint: if there are no signs.
    :raises IncompleteSigns: naming every required line that some sign lacks.
    :raises Undrawable: if a character is in no font.
    :raises SignDoesNotFit: if a sign does not fit its size.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    """
    check(contents, size=size, sheet=sheet)
    contents = [drawable(content) for content in contents]
    drawn = []
    for content in contents:
        url = content.url
        drawn.append((content, url, laid_out(content, url=url, size=size, languages=languages)))
    places = places_on(sheet, size) if sheet else [Place(0.0, 0.0, turned=False)]
    buffer = io.BytesIO()
    with fonts.drawing:
        canvas = TaggedCanvas(buffer, tagged=tagged)
        canvas.setTitle(f"CCTV 설치 안내판 {len(contents)}장 ({size.name})")
        canvas.setAuthor(contents[0].organisation or "-")
        canvas.setSubject("고정형 영상정보처리기기 설치 안내판")
        page = (sheet.points if sheet else None) or (drawn[0][2].width, drawn[0][2].height)
        for start in range(0, len(drawn), len(places)):
            canvas.begin_page(page)
            for (content, url, sign), place in zip(drawn[start : start + len(places)], places, strict=False):
                if sheet:
                    canvas.artifact()
                    canvas.raw(marks(place, size))
                    canvas.unmark()
                    canvas.raw(f"q {place.matrix(size)} cm")
                _draw(canvas, content, url, sign)
                if sheet:
                    canvas.raw("Q")
                    canvas.begin_page(page)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _measure(text: str, *, bold: bool) -> float:
    return fonts.width(text, _BOLD_OF[bold])


def _draw(canvas: TaggedCanvas, content: SignContent, url: str, sign: DisplayList) -> None:
    if not canvas._doc.hasForm("art"):  # noqa: SLF001  # ReportLab offers no other question.
        _define_art(canvas, sign)
    canvas.open("Sect")
    canvas.artifact()
    canvas.doForm("art")
    for rule in sign.rules:
        canvas.ink(COLOURS[rule.colour])
        canvas.raw(f"{rule.x:.2f} {rule.y:.2f} {rule.width:.2f} {rule.height:.2f} re f")
    canvas.unmark()
    camera, code = sign.pictures
    _figure(canvas, camera, "카메라 그림: CCTV 촬영 중")
    canvas.doForm("camera")
    _end_figure(canvas)
    parts: dict[str, list[Text]] = {}
    for text in sign.texts:
        parts.setdefault(text.part, []).append(text)
    _paragraph(canvas, "H1", parts["headline"])
    _paragraph(canvas, "P", parts.get("subhead", []))
    canvas.open("Table")
    for field, value in content.lines:
        canvas.open("TR")
        _cell(canvas, "TH", parts[f"{field.value}-label"])
        _cell(canvas, "TD", parts[field.value], joined=value)
        canvas.close()
    canvas.close()
    for part in ("organisation", "policy", "policy-en", "number"):
        _paragraph(canvas, "P", parts.get(part, []))
    modules = qr.matrix(url)
    _figure(canvas, code, f"QR 코드: {url}")
    scale = code.width / len(modules)
    canvas.ink(COLOURS["ink"])
    canvas.raw(f"q {scale:.4f} 0 0 {scale:.4f} {code.x:.2f} {code.y:.2f} cm {qr.path(modules)} Q")
    _end_figure(canvas)
    canvas.close()


def _paragraph(canvas: TaggedCanvas, tag: str, texts: list[Text]) -> None:
    if texts:
        canvas.open(tag)
        _write(canvas, texts)
        canvas.close()


def _cell(canvas: TaggedCanvas, tag: str, texts: list[Text], *, joined: str = "") -> None:
    canvas.open(tag, attributes="/A<</O/Table/Scope/Row>>" if tag == "TH" else "")
    _write(canvas, texts, joined=joined)
    canvas.close()


def _write(canvas: TaggedCanvas, texts: list[Text], *, joined: str = "") -> None:
    """Write lines; one that was broken at a space ends with it, so that read aloud the words stay apart."""
    told = ""
    for text in texts:
        told += text.text
        spaced = text is not texts[-1] and (not joined or joined.startswith(told + " "))
        told += " " if spaced else ""
        canvas.mark("en" if text.english else None)
        canvas.write(
            text.x,
            text.y,
            text.text + (" " if spaced else ""),
            font=_BOLD_OF[text.bold],
            size=round(text.size, 2),
            colour=COLOURS[text.colour],
        )
        canvas.unmark()


def _figure(canvas: TaggedCanvas, picture: Picture, alt: str) -> None:
    box = f"{picture.x:.2f} {picture.y:.2f} {picture.x + picture.width:.2f} {picture.y + picture.height:.2f}"
    canvas.open("Figure", alt=alt, attributes=f"/A<</O/Layout/Placement/Block/BBox[{box}]>>")
    canvas.mark()


def _end_figure(canvas: TaggedCanvas) -> None:
    canvas.unmark()
    canvas.close()


def _define_art(canvas: TaggedCanvas, sign: DisplayList) -> None:
    """Define what all signs of a batch share, once: the frame's colours, and the camera in its place."""
    canvas.beginForm("art", 0, 0, sign.width, sign.height)
    for box in sign.art:
        canvas.raw(_box(box))
    canvas.endForm()
    camera = sign.pictures[0]
    canvas.beginForm("camera", 0, 0, sign.width, sign.height)
    canvas.raw(f"q {camera.width:.3f} 0 0 {camera.width:.3f} {camera.x:.2f} {camera.y:.2f} cm")
    canvas.raw(pictograms.operators(pictograms.CAMERA, _CAMERA))
    canvas.raw("Q")
    canvas.endForm()


def _box(box: Box) -> str:
    colour = "{:.4g} {:.4g} {:.4g} rg".format(*COLOURS[box.colour])
    upper_left, upper_right, lower_right, lower_left = box.corners
    left, bottom, right, top = box.x, box.y, box.x + box.width, box.y + box.height
    k = 0.4477
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
        path.append(
            f"{x + ax * radius * k:.2f} {y + ay * radius * k:.2f} {x + bx * radius * k:.2f} {y + by * radius * k:.2f}"
            f" {x + bx * radius:.2f} {y + by * radius:.2f} c"
        )
    return f"{colour} {' '.join(path)} h f"
