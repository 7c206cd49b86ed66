"""Owns how a letter ends: date, who writes and seal never stand on a page without some of the text they close."""

from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Table

from app.documents.flowables import TaggedParagraph
from app.documents.seal import SealFlowable

_KEPT_LINES = 4


class Ending(KeepTogether):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """The last piece of a text with all that follows it, on one page.

    Of a piece that may be parted the beginning stays on the page before, and its last lines or row go with the rest.
    One too short to be parted stays whole if a note after it goes over.
    """

    def __init__(self, pieces: list[Any], *, last: int | None) -> None:
        """Keep pieces together; the one at ``last`` may be parted, None if none may be."""
        super().__init__(pieces)
        self.pieces, self.last = pieces, last

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Return the pieces if they fit; else begin the last one here if it can be parted, or go to the next page."""
        self.wrap(available_width, available_height)
        if self.last is not None and available_height < self._H:
            before, piece, after = self.pieces[: self.last], self.pieces[self.last], self.pieces[self.last + 1 :]
            _, height = piece.wrap(available_width, available_height)
            above = sum(one.wrap(available_width, available_height)[1] + one.getSpaceAfter() for one in before)
            above += sum(one.getSpaceBefore() for one in self.pieces[: self.last + 1])
            parts = piece.split(available_width, min(available_height - above, height - _kept(piece)))
            if len(parts) == 2:  # noqa: PLR2004  # What stays here, and what goes over.
                return [*before, parts[0], CondPageBreak(available_height), Ending([parts[1], *after], last=0)]
            if _style(after[0]) == "note" and above + height <= available_height:  # Of the text enough goes over.
                return [*before, piece, CondPageBreak(available_height), Ending(after, last=None)]
        found: list[Any] = super().split(available_width, available_height)
        return found


def _kept(piece: Any) -> float:  # noqa: ANN401  # One of ReportLab's untyped pieces.
    """Return how much of a piece goes with what follows it, in points; all of what cannot be parted."""
    if isinstance(piece, Paragraph):
        return float(_KEPT_LINES * piece.style.leading) - 1
    if isinstance(piece, Table):
        return float(piece._rowHeights[-1]) - 1  # noqa: SLF001  # Known nowhere else.
    return float("inf")


def end_kept(story: list[Any], start: int) -> None:
    """Keep all from ``start`` on with what stands before: notes and codes, and the last piece of text or table."""
    first = start
    while first and (isinstance(story[first - 1], SealFlowable) or _style(story[first - 1]) == "note"):
        first -= 1
    first = max(first - 1, 0)
    last = None if isinstance(story[first], KeepTogether) else 0
    if first and _style(story[first - 1]) == "h2":
        first, last = first - 1, 1
        if first and isinstance(story[first - 1], CondPageBreak):
            first -= 1
            del story[first]
    pieces = [one for piece in story[first:] for one in _parts(piece)]
    story[first:] = [Ending(pieces, last=last)]


def _parts(piece: Any) -> list[Any]:  # noqa: ANN401  # One of ReportLab's untyped pieces.
    return list(piece._content) if isinstance(piece, KeepTogether) else [piece]  # noqa: SLF001  # Known nowhere else.


def _style(piece: Any) -> str:  # noqa: ANN401  # One of ReportLab's untyped pieces.
    return str(piece.style.name) if isinstance(piece, TaggedParagraph) else ""
