"""Owns the writing of many signs as one tagged PDF: page by page, in memory that does not grow with their number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import sleep
from typing import Any, BinaryIO

from app.documents import fonts, qr
from app.documents.canvas import Element
from app.documents.streaming import StreamedCanvas
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.domain import IncompleteSigns, NothingToPrint, SignContent, problems
from app.signage.layout.arrangement import layout
from app.signage.layout.grounds import BLEED
from app.signage.layout.imposition import Imposition, crop_marks, drawn, places_on
from app.signage.layout.shapes import DisplayList
from app.signage.layout.sheets import Place, marks
from app.signage.layout.size import MM, Size
from app.signage.looks import DEFAULT, Looks, Variant
from app.signage.pdf.drawing import FACES, Brush, brush_of, define_art, draw_sign

_SLUG = 10.0
"""Millimetres around the trim of a sign for a print shop: its bleed, and the marks outside it."""
_MARKS_AWAY = 4.0  # mm: outside the bleed.
_QUICK = 1
"""The least compression: a batch is drawn in two thirds of the time, and a twentieth larger."""
Progress = Callable[[int], None]


class AlreadyTrimmed(Refusal):
    """Signs for a print shop were to be laid on sheets, which the print shop does itself."""

    text = N_("인쇄소용 안내판은 재단 여백이 있어 한 쪽에 한 장씩만 만듭니다. 모아 찍기를 빼고 다시 하십시오.")


def drawable(content: SignContent) -> SignContent:
    """Return the content in NFC, having seen that every character of it can be drawn.

    :raises Undrawable: if a character is in no font.
    """
    values: dict[str, Any] = {field.value: fonts.check_text(value, fonts.BOLD) for field, value in content.lines}
    return replace(content, organisation=fonts.check_text(content.organisation, fonts.BOLD), **values)


def check(
    contents: Sequence[SignContent], *, size: Size, sheet: Imposition | None = None, variant: Variant = Variant.PLAIN
) -> tuple[SignContent, ...]:
    """Return the contents, having seen that they can be printed; numbers need not be issued yet.

    :raises NothingToPrint: if there are no signs.
    :raises IncompleteSigns: naming every required line that some sign lacks.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    :raises AlreadyTrimmed: if signs for a print shop were to be laid on sheets.
    """
    if not contents:
        raise NothingToPrint
    lacking = problems(tuple(contents))
    if lacking:
        raise IncompleteSigns(lacking)
    if sheet:
        if variant is Variant.PRINT_SHOP:
            raise AlreadyTrimmed
        places_on(sheet, size)
    return tuple(contents)


def laid_out(
    content: SignContent,
    *,
    url: str,
    size: Size,
    languages: Sequence[str],
    variant: Variant = Variant.PLAIN,
    logo: float | None = None,
) -> DisplayList:
    """Return the display list of one drawable sign.

    :raises SignDoesNotFit: if a value is too long for the size.
    """
    return layout(
        content,
        revision=url.rpartition("=")[2],
        size=size,
        languages=languages,
        measure=measure,
        qr_modules=len(qr.matrix(url)),
        variant=variant,
        logo=logo,
    )


def measure(text: str, *, bold: bool) -> float:
    """Return the width of a text in size 1."""
    return fonts.width(text, FACES[bold])


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How signs are drawn: their size and languages, what they are made of, their looks, and on which sheets."""

    size: Size
    languages: Sequence[str] = ("ko", "en")
    sheet: Imposition | None = None
    variant: Variant = Variant.PLAIN
    looks: Looks = DEFAULT


def write_signs(
    target: BinaryIO,
    contents: Sequence[SignContent],
    manner: Manner,
    *,
    tagged: bool = True,
    progress: Progress | None = None,
) -> None:
    """Write all signs as one PDF, one on a page, or as many as fit on each sheet.

    Other papers may be drawn between two pages of this one.

    :param progress: called after each page with the number of signs written so far.
    :raises NothingToPrint: if there are no signs.
    :raises IncompleteSigns: naming every required line that some sign lacks.
    :raises Undrawable: if a character is in no font.
    :raises SignDoesNotFit: if a sign does not fit its size.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    :raises AlreadyTrimmed: if signs for a print shop were to be laid on sheets.
    :raises NotALanguage: if a language is unknown.
    """
    check(contents, size=manner.size, sheet=manner.sheet, variant=manner.variant)
    with fonts.drawing:
        pages = _Pages(target, contents, manner, tagged=tagged)
    for start in range(0, len(contents), len(pages.places)):
        with fonts.drawing:
            pages.add(contents[start : start + len(pages.places)])
        if progress is not None:
            progress(min(start + len(pages.places), len(contents)))
            sleep(0)  # Whoever waits for the faces goes first.
    with fonts.drawing:
        pages.canvas.save()


class _Pages:
    """The pages of one PDF of signs."""

    def __init__(self, target: BinaryIO, contents: Sequence[SignContent], manner: Manner, *, tagged: bool) -> None:
        size, sheet = manner.size, manner.sheet
        self.manner, self.shop = manner, manner.variant is Variant.PRINT_SHOP
        self.edge = _SLUG if self.shop else 0.0
        self.places = places_on(sheet, size) if sheet else [Place(self.edge, self.edge, turned=False)]
        across, up = size.width + 2 * self.edge, size.height + 2 * self.edge
        self.page = sheet.sheet.points if sheet else (across * MM, up * MM)
        self.canvas = canvas = StreamedCanvas(target, tagged=tagged)
        canvas.compression = _QUICK
        canvas.setTitle(f"CCTV 설치 안내판 {len(contents)}장 ({size.name})")
        canvas.setAuthor(fonts.check_text(contents[0].organisation) or "-")
        canvas.setSubject("고정형 영상정보처리기기 설치 안내판")
        self.brush: Brush = brush_of(canvas, looks=manner.looks, variant=manner.variant)
        self.is_first = True

    def add(self, contents: Sequence[SignContent]) -> None:
        """Draw one page."""
        canvas, size, sheet = self.canvas, self.manner.size, self.manner.sheet
        canvas.begin_page(self.page, trim=self.edge * MM, bleed=BLEED if self.shop else 0)
        places = self.places[: len(contents)]
        if self.shop:
            self._mark(marks(places[0], size, away=_MARKS_AWAY))
        elif sheet and sheet.marked:
            self._mark(drawn(crop_marks(sheet, places, size)))
        elements = []
        for content, place in zip(contents, places, strict=True):
            elements += self._sign(drawable(content), place)
        canvas.showPage()
        canvas.settle(elements)

    def _mark(self, operators: str) -> None:
        self.canvas.artifact()
        self.canvas.raw(operators)
        self.canvas.unmark()

    def _sign(self, content: SignContent, place: Place) -> list[Element]:
        manner, canvas, moved = self.manner, self.canvas, bool(self.manner.sheet) or self.shop
        url, logo = content.url, manner.looks.logo
        sign = laid_out(
            content,
            url=url,
            size=manner.size,
            languages=manner.languages,
            variant=manner.variant,
            logo=logo.aspect if logo else None,
        )
        if self.is_first:
            define_art(self.brush, sign)
            self.is_first = False
        if moved:
            canvas.raw(f"q {place.matrix(manner.size)} cm")
        elements = draw_sign(self.brush, content, sign, url=url, boxed=partial(place.box, size=manner.size))
        if moved:
            canvas.raw("Q")
            canvas.forget_state()
        return elements
