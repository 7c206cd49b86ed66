"""Owns the policy as a Hangul document: headings of its outline, lists, and tables whose heads repeat on every page.

The looks and pages come from python-hwpx (``hwpx_frame``). The text is written straight into the package, so that
thousands of rows take neither minutes nor memory.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from app.policy.domain import ItemList, Line, Note, Paragraph, PolicyDocument, Table
from app.policy.writers.hwpx_frame import Frame, text_width
from app.policy.writers.hwpx_styles import Look, Looks
from app.policy.writers.hwpx_tables import written_table
from app.policy.writers.office import Foot, Heading, Piece, pack, pages, safe

_LEVELS = {1: "title", 2: "heading"}


def write_hwpx(document: PolicyDocument, target: BinaryIO) -> None:
    """Write the policy as HWPX; the same document gives the same bytes."""
    leaves = pages(document)
    frame = Frame(document, [wide for wide, _pieces in leaves])
    counter = iter(range(1, 1 << 31))
    texts = [
        _text(pieces, text_width(wide=wide), frame.looks, frame.marks(number), counter)
        for number, (wide, pieces) in enumerate(leaves)
    ]
    pack(frame.parts(texts, _preview(document)), target)


def _preview(document: PolicyDocument) -> str:
    headings = (f"{section.label} {section.heading}" for section in document.sections)
    return "\r\n".join((document.title, *headings))


def _text(pieces: list[Piece], width: int, looks: Looks, marks: str, counter: Iterator[int]) -> Iterator[str]:
    """Yield the paragraphs of a section; the first, always a heading, carries the marks of the page."""
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        match piece:
            case Heading(text, level):
                yield _paragraph(looks[_LEVELS[level]], Line(text), looks, marks)
                marks = ""
            case Paragraph(line):
                yield _paragraph(looks["kept" if isinstance(following, Table) else "body"], line, looks)
            case Note(line):
                yield _paragraph(looks["note"], line, looks)
            case Foot(line):
                yield _paragraph(looks["foot"], line, looks)
            case ItemList(items):
                yield from (_paragraph(looks["item"], line, looks) for line in items)
            case Table():
                yield from _anchored(written_table(piece, width, looks, next(counter)), looks["after"])


def _paragraph(look: Look, line: Line, looks: Looks, marks: str = "") -> str:
    letters = looks.missing if line.missing else look.letters
    text = "<hp:lineBreak/>".join(safe(line.text).split("\n"))
    return f'{look.opens()}{marks}<hp:run charPrIDRef="{letters}"><hp:t>{text}</hp:t></hp:run></hp:p>'


def _anchored(table: Iterable[str], look: Look) -> Iterator[str]:
    """Yield a table in a paragraph of its own; the low line of that paragraph is the distance below the table."""
    yield f'{look.opens()}<hp:run charPrIDRef="{look.letters}">'
    yield from table
    yield "<hp:t/></hp:run></hp:p>"
