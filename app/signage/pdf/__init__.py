"""Owns the drawing of signs: contents in, one tagged PDF out, the same bytes for the same signs."""

import io
from collections.abc import Sequence

from app.signage.domain import SignContent
from app.signage.layout.imposition import Imposition
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import Size
from app.signage.looks import DEFAULT, Looks, Variant
from app.signage.pdf.writing import AlreadyTrimmed, Manner, check, drawable, laid_out, measure, write_signs

__all__ = ["AlreadyTrimmed", "Manner", "check", "drawable", "laid_out", "measure", "on", "render", "write_signs"]


def render(
    contents: Sequence[SignContent],
    *,
    size: Size,
    languages: Sequence[str] = ("ko", "en"),
    sheet: Sheet | Imposition | None = None,
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
    manner = Manner(size=size, languages=languages, sheet=on(sheet), variant=variant, looks=looks)
    buffer = io.BytesIO()
    write_signs(buffer, contents, manner, tagged=tagged)
    return buffer.getvalue()


def on(sheet: Sheet | Imposition | None) -> Imposition | None:
    """Return how signs are laid on a sheet of which only the size was said."""
    return Imposition(sheet) if isinstance(sheet, Sheet) else sheet
