"""Owns the drawing of signs: contents in, one tagged PDF out, the same bytes for the same signs."""

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from app.documents import fonts, qr
from app.documents.streaming import StreamedCanvas
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.domain import IncompleteSigns, NothingToPrint, SignContent, problems
from app.signage.layout.arrangement import layout
from app.signage.layout.grounds import BLEED
from app.signage.layout.shapes import DisplayList
from app.signage.layout.sheets import Place, Sheet, marks, places_on
from app.signage.layout.size import MM, Size
from app.signage.looks import DEFAULT, Looks, Variant
from app.signage.pdf.drawing import FACES, brush_of, define_art, draw_sign

_SLUG = 10.0
"""Millimetres around the trim of a sign for a print shop: its bleed, and the marks outside it."""
_MARKS_AWAY = 4.0  # mm: outside the bleed.
_QUICK = 1
"""The least compression: a batch is drawn in two thirds of the time, and a twentieth larger."""


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
    contents: Sequence[SignContent], *, size: Size, sheet: Sheet | None = None, variant: Variant = Variant.PLAIN
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


def render(
    contents: Sequence[SignContent],
    *,
    size: Size,
    languages: Sequence[str] = ("ko", "en"),
    sheet: Sheet | None = None,
    tagged: bool = True,
    variant: Variant = Variant.PLAIN,
    looks: Looks = DEFAULT,
) -> bytes:
    """Return all signs as one PDF, one on a page, or as many as fit on each sheet with crop marks.

    :raises NothingToPrint: if there are no signs.
    :raises IncompleteSigns: naming every required line that some sign lacks.
    :raises Undrawable: if a character is in no font.
    :raises SignDoesNotFit: if a sign does not fit its size.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    :raises AlreadyTrimmed: if signs for a print shop were to be laid on sheets.
    :raises NotALanguage: if a language is unknown.
    """
    check(contents, size=size, sheet=sheet, variant=variant)
    shop = variant is Variant.PRINT_SHOP
    edge = _SLUG if shop else 0.0
    places = places_on(sheet, size) if sheet else [Place(edge, edge, turned=False)]
    page = sheet.points if sheet else ((size.width + 2 * edge) * MM, (size.height + 2 * edge) * MM)
    logo = looks.logo.aspect if looks.logo else None
    buffer = io.BytesIO()
    with fonts.drawing:
        canvas = StreamedCanvas(buffer, tagged=tagged)
        canvas.compression = _QUICK
        canvas.setTitle(f"CCTV 설치 안내판 {len(contents)}장 ({size.name})")
        canvas.setAuthor(fonts.check_text(contents[0].organisation) or "-")
        canvas.setSubject("고정형 영상정보처리기기 설치 안내판")
        brush = brush_of(canvas, looks=looks, variant=variant)
        for start in range(0, len(contents), len(places)):
            canvas.begin_page(page, trim=edge * MM, bleed=BLEED if shop else 0)
            elements = []
            for given, place in zip(contents[start : start + len(places)], places, strict=False):
                content = drawable(given)
                url = content.url
                sign = laid_out(content, url=url, size=size, languages=languages, variant=variant, logo=logo)
                if start == 0 and place is places[0]:
                    define_art(brush, sign)
                if sheet or shop:
                    canvas.artifact()
                    canvas.raw(marks(place, size, away=_MARKS_AWAY) if shop else marks(place, size))
                    canvas.unmark()
                    canvas.raw(f"q {place.matrix(size)} cm")
                elements += draw_sign(brush, content, sign, url=url, boxed=partial(place.box, size=size))
                if sheet or shop:
                    canvas.raw("Q")
                    canvas.forget_state()
            canvas.showPage()
            canvas.settle(elements)
        canvas.save()
    return buffer.getvalue()
