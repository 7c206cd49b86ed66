"""Owns the paper as content: blocks in reading order, the same for PDF and HTML; no layout. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.law.citation import Source


class Tone(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    NOTE = "note"
    CENTRED = "centred"
    SIGNER = "signer"
    POST = "post"
    ADDRESSEE = "addressee"


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box; ``lines`` are left empty under the value to write on."""

    label: str
    value: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One or two boxes side by side; neighbouring rows of one ``group`` share its head."""

    boxes: tuple[Box, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A grid of labelled boxes."""

    rows: tuple[BoxRow, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, begun by a label in bold if there is one."""

    text: str
    tone: Tone = Tone.BODY
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of any length under its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Short statements in a list; ``small`` as a note is."""

    items: tuple[str, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """Paragraphs that stay on one page: date, who writes, their post."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SigningLine:
    """Who signs, the name if it is known, and what is put there."""

    who: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Lines to sign on."""

    lines: tuple[SigningLine, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of numbers: the first cell of every row names it; the last row and column are totals."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An address as text and QR code."""

    title: str
    lines: tuple[str, ...]
    address: str
    alt: str


Block = Boxes | Text | Heading | Statement | Listing | Closing | Signing | Table | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper in one language. ``name`` stands in its address; ``banner`` marks a courtesy copy."""

    name: str
    language: str
    title: str
    under_title: str = ""
    sender: str
    sender_lines: tuple[str, ...] = ()
    banner: str = ""
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    reference: str = ""  # The number of the case, for the head of later pages.
    foot: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[str]:
        """Return every text in reading order, once; nothing else is printed but page numbers and the seal."""
        yield self.sender
        yield from self.sender_lines
        yield from filter(None, (self.banner, self.title, self.under_title))
        for block in self.blocks:
            yield from _texts(block)
        yield from self.foot


def _texts(block: Block) -> Iterator[str]:  # noqa: C901  # One kind of block, one case.
    match block:
        case Boxes(rows):
            for place, row in enumerate(rows):
                if row.group and (place == 0 or rows[place - 1].group != row.group):
                    yield row.group
                yield from (text for box in row.boxes for text in (box.label, box.value) if text)
        case Text(text, _, label):
            yield from filter(None, (label, text))
        case Heading(text):
            yield text
        case Statement(label, text):
            yield from (label, text)
        case Listing(items):
            yield from items
        case Closing(texts):
            yield from (line.text for line in texts)
        case Signing(lines):
            yield from (text for line in lines for text in (line.who, line.name, line.mark) if text)
        case Table(caption, head, rows):
            yield from (caption, *head, *(cell for row in rows for cell in row))
        case Code(title, lines):
            yield from (title, *lines)
