"""Owns the styles of running text on paper: sizes, weights, colours and distances of each kind of piece."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from app.documents import fonts
from app.documents.grid import NAVY

INK, QUIET = HexColor("#0E1116"), HexColor("#4A5361")


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401  # ReportLab's settings.
    more = {"fontName": fonts.REGULAR, "textColor": INK, "leading": size * 1.55} | more
    return ParagraphStyle(
        name,
        fontSize=size,
        bulletFontName=more["fontName"],
        bulletFontSize=size,
        splitLongWords=1,
        allowWidows=0,
        **more,
    )


STYLES = {
    "h1": _style("h1", 19, fontName=fonts.BOLD, textColor=NAVY, spaceAfter=10, leading=25),
    "h2": _style("h2", 13, fontName=fonts.BOLD, textColor=NAVY, spaceBefore=14, spaceAfter=5),
    "h3": _style("h3", 11, fontName=fonts.BOLD, spaceBefore=9, spaceAfter=3),
    "body": _style("body", 10, spaceAfter=5),
    "note": _style("note", 8.5, textColor=QUIET, spaceAfter=4),
    "item": _style("item", 10, leftIndent=16, bulletIndent=4, spaceAfter=3),
    "caption": _style("caption", 9, fontName=fonts.BOLD, spaceBefore=5, spaceAfter=3),
    "cell": _style("cell", 8.8, leading=12.8),
    "number": _style("number", 8.8, leading=12.8, alignment=TA_RIGHT),
    "head": _style("head", 8.8, fontName=fonts.BOLD, textColor=NAVY, leading=12.8),
    "total": _style("total", 8.8, fontName=fonts.BOLD, leading=12.8),
    "total_number": _style("total_number", 8.8, fontName=fonts.BOLD, leading=12.8, alignment=TA_RIGHT),
    "head_number": _style("head_number", 8, fontName=fonts.BOLD, textColor=NAVY, leading=12.8, alignment=TA_RIGHT),
}
