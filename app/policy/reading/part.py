"""Owns the cut: the part of a text that is about cameras, in sections per item of 영 25①, before values are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.policy.printed import Grid, Piece, TextLine, Where
from app.policy.stated import Item, Processor, Said, StatedPerson, StatedRow


@dataclass(frozen=True, slots=True)
class PartSection:
    """A section: the items its heading answers, the heading, and what stands under it.

    ``items`` is empty for a heading that answers none of the eight. ``heading`` holds only the heading: what follows
    it on the same line ("나. 설치 목적 : 범죄 예방") is the first of ``pieces``, and ``inline`` is True then. (Equal
    ``where`` alone does not say so: a whole page may be one line of HTML.)
    ``pieces`` are in reading order and never hold the heading itself.
    """

    items: tuple[Item, ...]
    heading: TextLine
    pieces: tuple[Piece, ...]
    inline: bool = False

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Return the lines of the section without its tables."""
        return tuple(piece for piece in self.pieces if isinstance(piece, TextLine))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Return the tables of the section."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Grid))

    @property
    def last_line(self) -> int:
        """Return the last line that belongs to the section, of a table its last row's."""
        return max(self.heading.where.line, *(last_line(piece) for piece in self.pieces), 0)


@dataclass(frozen=True, slots=True)
class Part:
    """The camera part of a text. A text without one is no Part.

    ``pieces`` is everything from the title (if any) to the end, as printed. ``lead`` is what stands before the first
    section, without the title: first sentences, or in a text without headings all of it. ``sections`` are in order.
    ``language`` is "ko" or "en". ``organisation`` is the operator as far as the text names it.
    """

    pieces: tuple[Piece, ...]
    lead: tuple[Piece, ...]
    sections: tuple[PartSection, ...]
    language: str = "ko"
    title: TextLine | None = None
    organisation: str | None = None

    def about(self, *items: Item) -> Iterator[PartSection]:
        """Yield the sections that answer any of these items."""
        return (section for section in self.sections if set(section.items) & set(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRead:
    """What the tables and lists of places were read as.

    Values a table or a sentence declares for all rows stand here and not in the rows' own fields only where no row
    could be filled. ``used``: every Where (of lines and of cells) something was read from; the rest is looked at
    for statements, or shown to a person as unread. A line may hold a value
    and a statement: it is read for both.
    """

    rows: tuple[StatedRow, ...] = ()
    total: Said[int] | None = None
    purposes: tuple[Said[str], ...] = ()
    managers: tuple[Said[StatedPerson], ...] = ()
    accessors: tuple[Said[StatedPerson], ...] = ()
    processing: tuple[Said[str], ...] = ()
    checking_method: Said[str] | None = None
    checking_place: Said[str] | None = None
    processors: tuple[Said[Processor], ...] = ()
    used: frozenset[Where] = field(default_factory=frozenset)


def last_line(piece: Piece) -> int:
    """Return the last line a piece stands on, as far as its places say."""
    if isinstance(piece, TextLine):
        return piece.where.line
    return max((cell.where.line for row in piece.rows for cell in row), default=piece.where.line)
