"""Owns the marks lines are listed with ("가.", "1)", "제3조", "○", "h3"), so that lines of one rank are told apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.policy.printed import Piece, TextLine, Where

LETTERS = "가나다라마바사아자차카타파하"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_SHAPES = "".join(map(chr, range(0x25A0, 0x2600)))  # Every geometric shape.
_BULLETS = "-–—―*•·ㆍ∙‧☐☞☛❍❏❑❖➢➤➔✓✔★☆♣♠♥♦⦁⬛⬜※" + _SHAPES


class Style(StrEnum):
    """How a line is marked."""

    ARTICLE = "article"  # 제3조
    ROMAN = "roman"  # Ⅰ.
    NUMBER = "number"  # 1.
    LETTER = "letter"  # 가.
    NUMBER_HALF = "number)"  # 1)
    LETTER_HALF = "letter)"  # 가)
    NUMBER_BOTH = "(number)"  # (1)
    LETTER_BOTH = "(letter)"  # (가)
    CIRCLED = "circled"  # ①
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its style, its place in the order (0 where it has none), and the sign of a bullet."""

    style: Style
    number: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its marks taken off. ``marks`` from the outside in: "- 가." is a bullet and a letter."""

    text: str
    where: Where
    marks: tuple[Mark, ...]
    level: int | None
    piece: Piece

    @property
    def mark(self) -> Mark | None:
        """Return the mark that ranks the line: the innermost."""
        return self.marks[-1] if self.marks else None

    @property
    def rank(self) -> tuple[str, str, int | None]:
        """Return what lines of one rank share."""
        mark = self.mark
        return (mark.style.value if mark else "", mark.sign if mark else "", self.level)


_ORDERED = (
    (Style.ARTICLE, re.compile(r"제\s*(\d{1,3})\s*[조장항](?:의\s*\d+)?(?![가-힣0-9제])\s*[.:]?\s*")),
    (Style.NUMBER_BOTH, re.compile(r"[(\[]\s*(\d{1,2})\s*[)\]]\s*")),
    (Style.LETTER_BOTH, re.compile(rf"[(\[]\s*([{LETTERS}a-h])\s*[)\]]\s*")),
    (Style.NUMBER_HALF, re.compile(r"(\d{1,2})\s*\)\s*")),
    (Style.LETTER_HALF, re.compile(rf"([{LETTERS}a-h])\s*\)\s*")),
    (Style.NUMBER, re.compile(r"(\d{1,2})\s*\.(?!\d)\s*|(\d{1,2})(?:\.\d{1,2})+\.?\s+(?=\D)")),
    (Style.LETTER, re.compile(rf"([{LETTERS}])\s*\.\s*|([A-Ha-h])\.\s+")),
    (Style.ROMAN, re.compile(rf"([{ROMAN}])\s*[.)]?\s*|(?:(I{{1,3}}|IV|VI{{0,3}})\.\s+)")),
    (Style.CIRCLED, re.compile(rf"([{CIRCLED}])\s*")),
)
_BULLET = re.compile(rf"([{re.escape(_BULLETS)}])\s*")
_MOST_MARKS = 3
_OFTEN = 200  # Letters; what is shorter is asked for several times.


def take_marks(text: str) -> tuple[tuple[Mark, ...], str]:
    """Return the marks a line begins with, from the outside in, and the text after them."""
    return _taken_often(text) if len(text) <= _OFTEN else _taken(text)


def _taken(text: str) -> tuple[tuple[Mark, ...], str]:
    marks: list[Mark] = []
    rest = text.strip()
    while len(marks) < _MOST_MARKS:
        found = _take(rest)
        if found is None or (found[0].style is Style.NUMBER and _is_date(rest)):
            break
        marks.append(found[0])
        rest = found[1]
    return tuple(marks), rest.strip()


_taken_often = lru_cache(maxsize=5_000)(_taken)


def _take(text: str) -> tuple[Mark, str] | None:
    bullet = _BULLET.match(text)
    if bullet:
        return Mark(Style.BULLET, sign=bullet[1]), text[bullet.end() :]
    for style, pattern in _ORDERED:
        found = pattern.match(text)
        if found:
            given = next((group for group in found.groups() if group), "")
            return Mark(style, _place(given)), text[found.end() :]
    return None


_DATE = re.compile(r"\d{1,2}\s*\.\s*\d{1,2}\s*\.\s*\d{1,2}")


def _is_date(text: str) -> bool:
    return _DATE.match(text) is not None


def _place(given: str) -> int:
    if given.isdecimal():
        return int(given)
    for letters in (LETTERS, CIRCLED, ROMAN, "ABCDEFGH", "abcdefgh"):
        if len(given) == 1 and given in letters:
            return letters.index(given) + 1
    return len(given)


def entries(pieces: Iterable[Piece]) -> Iterator[Entry]:
    """Yield the lines among pieces with their marks taken off; tables and blank lines are left out."""
    for piece in pieces:
        if isinstance(piece, TextLine) and piece.whole.strip():
            yield entry(piece)


def entry(piece: TextLine) -> Entry:
    """Return a line with its marks taken off."""
    marks, text = take_marks(piece.whole)
    return Entry(text, piece.where, marks, piece.level, piece)
