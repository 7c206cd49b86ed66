"""Owns where everything on a sign stands: a pure function of content and size, with no PDF in it.

Everything scales by one unit, so that a sticker is a small A4.
"""

from collections.abc import Sequence

from app.signage.domain import SignContent
from app.signage.layout.band import band
from app.signage.layout.foot import foot
from app.signage.layout.grounds import divided
from app.signage.layout.measuring import Measure
from app.signage.layout.rows import rows
from app.signage.layout.shapes import DisplayList
from app.signage.layout.size import MM, Size
from app.signage.looks import Variant
from app.signage.wording import wordings

MODULE = 0.36 * MM
"""The least side of a module of the QR code: it was read from a 100 dpi raster at 0.33 mm."""


def layout(
    content: SignContent,
    *,
    revision: str,
    size: Size,
    languages: Sequence[str],
    measure: Measure,
    qr_modules: int,
    variant: Variant = Variant.PLAIN,
    logo: float | None = None,
) -> DisplayList:
    """Return where everything stands on a sign of a size.

    ``measure`` gives the width of a text in size 1; ``qr_modules`` is the side of the QR code in modules; ``logo`` how
    much wider than high the organisation's logo is, if it has one. A plate shows none.

    :raises SignDoesNotFit: if a value does not fit at the least readable size; names sign, field and space.
    :raises NotALanguage: if a language is unknown.
    """
    plate = variant is Variant.PLATE
    code = max((23.5 if size.wide else 27.0) * size.unit, (qr_modules + 4) * MODULE)
    parts = divided(size, code=code, variant=variant)
    others = wordings(languages)
    camera, head = band(parts.band, size=size, measure=measure, wordings=others)
    rules, lines, value_size = rows(content, parts.field, size=size, measure=measure, wordings=others)
    below = foot(
        content,
        parts.foot,
        revision=revision,
        size=size,
        code=code,
        logo=None if plate else logo,
        cards=not plate,
        measure=measure,
        wordings=others,
    )
    return DisplayList(
        size.width * MM,
        size.height * MM,
        parts.bleed,
        parts.frame,
        value_size,
        parts.line,
        (*parts.art, *below.art),
        rules,
        (camera, *below.pictures),
        (*head, *lines, *below.texts),
    )
