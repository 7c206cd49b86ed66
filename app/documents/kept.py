"""Owns which pieces of running text may not be parted by the end of a page: a heading and what it heads."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak

from app.documents.flowables import TaggedTable
from app.documents.long_table import LongTable

LEAST = 100.0
"""Points; a heading with less than this below it goes to the next page, where no table follows."""
_BETWEEN = 4  # Pieces looked at for a table: a heading, a sentence or two, a caption.
_LARGEST_SHARE = 0.6  # Of a page; what needs more may be parted, else pages stayed half empty.


class KeptBreak(CondPageBreak):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """A page ends here if a heading, or the caption of a table, would be left without the first rows of its table."""

    def __init__(self, *, page_height: float) -> None:
        """Keep ``LEAST`` together until it is known what follows; the page's height is in points."""
        super().__init__(LEAST)
        self._largest = page_height * _LARGEST_SHARE
        self.following: Sequence[Any] = ()

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Measure what follows, and end the page if it has no room for it."""
        needed = sum(_heights(self.following, available_width, self._largest))
        self.height = needed if 0 < needed <= self._largest else LEAST
        size: tuple[float, float] = super().wrap(available_width, available_height)
        return size


def told_what_follows(story: Sequence[Any]) -> Sequence[Any]:
    """Return a story of which each break knows the pieces it keeps together: those before the next table, and it."""
    for place, piece in enumerate(story):
        if isinstance(piece, KeptBreak):
            piece.following = tuple(_up_to_a_table(story, place + 1))
    return story


def _up_to_a_table(story: Sequence[Any], start: int) -> Iterator[Any]:
    """Yield the pieces up to the next table; nothing if other text stands before it."""
    pieces = [piece for piece in story[start : start + 2 * _BETWEEN] if not isinstance(piece, KeptBreak)][:_BETWEEN]
    for number, piece in enumerate(pieces):
        if isinstance(piece, TaggedTable | LongTable):
            yield from pieces[: number + 1]
            return


def _heights(pieces: Sequence[Any], width: float, page: float) -> Iterator[float]:
    """Yield how high each piece is with the distance before it, of a table its first rows."""
    for piece in pieces:
        yield piece.getSpaceBefore()
        if isinstance(piece, TaggedTable | LongTable):
            yield piece.first_rows(width, page)
        else:
            yield piece.wrap(width, page)[1] + piece.getSpaceAfter()
