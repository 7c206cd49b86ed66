"""Owns how the letters of a PDF stand together: as lines, and as text that was broken only because a line was full."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Letter = dict[str, Any]  # As pdfplumber gives it: text, x0, x1, top, bottom, size, fontname, mcid, tag.

_SAME_LINE = 0.5  # Of a letter's height: two letters further apart stand on two lines.
_WORD_GAP = 0.22  # Of a letter's height: a gap from which a space is meant that nobody drew.
_COLUMN_GAP = 1.0  # The same, from which the next letters stand in another column.
_GUTTER = 0.8
_NARROWEST = 0.4  # Of the size, half of a syllable in a narrow face: text never reaches further than it does on paper.
_SURELY = 0.8  # Letters of room beyond the next word, from which a line was ended on purpose.
_FULL = 1.05  # Letters of room that a line may leave and still be full.


@dataclass(frozen=True, slots=True)
class Row:
    """A line of letters: its text (a space at its end is kept), its box, the size of its letters, if all are bold."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    letters: tuple[Letter, ...] = ()

    @property
    def spread(self) -> str:
        """Return the text with gaps wider than a letter as that many blanks."""
        return self.drawn(self.x0)

    def drawn(self, left: float) -> str:
        """Return the line as text in columns of under half a letter: what follows a wide gap stands in its own.

        ``left`` is where the first column begins.
        """
        column = max(1.0, _NARROWEST * self.size)
        text = ""
        for number, letter in enumerate(self.letters):
            gap = letter["x0"] - self.letters[number - 1]["x1"] if number else 0.0
            if number == 0 or (gap > _COLUMN_GAP * letter["size"] and letter["text"].strip()):
                own = round((letter["x0"] - left) / column) - columns_of_text(text.rstrip())
                text = text.rstrip() + " " * (max(2, own) if number else max(0, own))
            elif gap > _WORD_GAP * letter["size"] and letter["text"] != " " and not text.endswith(" "):
                text += " "
            text += letter["text"]
        return text.rstrip()

    def cut_at(self, place: float) -> "tuple[Row | None, Row | None] | None":
        """Return what stands left and right of a place, or None if a letter or word stands over it."""
        left = [letter for letter in self.letters if letter["x1"] <= place and letter["text"].strip()]
        right = [letter for letter in self.letters if letter["x0"] >= place and letter["text"].strip()]
        if len(left) + len(right) < sum(bool(letter["text"].strip()) for letter in self.letters):
            return None
        if left and right and right[0]["x0"] - left[-1]["x1"] < _GUTTER * self.size:
            return None
        first = [letter for letter in self.letters if letter["x1"] <= place] if left else []
        second = [letter for letter in self.letters if letter["x0"] >= place] if right else []
        return (_row(first) if first else None, _row(second) if second else None)

    @property
    def shown(self) -> str:
        """Return the text without white space around it."""
        return self.text.strip()


def in_order(letters: Sequence[Letter]) -> list[Row]:
    """Return the lines of letters that come in reading order: a new one begins where the height changes."""
    rows: list[list[Letter]] = []
    for letter in letters:
        if rows and _level(rows[-1][-1], letter) and letter["x0"] > rows[-1][-1]["x0"] - letter["size"]:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_row(row) for row in rows]


def by_height(letters: Iterable[Letter]) -> list[Row]:
    """Return the lines of letters that come in any order, from top to bottom."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (one["top"] + one["bottom"], one["x0"])):
        if rows and _level(rows[-1][0], letter):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_row(sorted(row, key=lambda one: float(one["x0"]))) for row in rows]


def _level(one: Letter, other: Letter) -> bool:
    apart = abs((one["top"] + one["bottom"]) - (other["top"] + other["bottom"])) / 2
    return bool(apart < _SAME_LINE * max(one["size"], other["size"], 1))


def _row(letters: Sequence[Letter]) -> Row:
    text = ""
    for number, letter in enumerate(letters):
        if number and not text.endswith(" ") and letter["text"] != " ":
            gap = letter["x0"] - letters[number - 1]["x1"]
            text += " " if gap > _WORD_GAP * letter["size"] else ""
        text += letter["text"]
    solid = [letter for letter in letters if letter["text"].strip()] or letters
    return Row(
        text.replace("\u00a0", " "),
        min(letter["x0"] for letter in solid),
        max(letter["x1"] for letter in solid),
        min(letter["top"] for letter in solid),
        max(letter["bottom"] for letter in solid),
        median(letter["size"] for letter in solid),
        all(_is_bold(letter["fontname"]) for letter in solid),
        tuple(letters),
    )


def columns_of_text(text: str) -> int:
    """Return how many columns of half a letter a text takes: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _is_bold(font: str) -> bool:
    lowered = font.lower()
    return any(word in lowered for word in ("bold", "black", "heavy", "-eb", "-b,")) and "semilight" not in lowered


def flowing(rows: Sequence[Row], right: float | None, *, keeps_words: bool) -> str:
    """Return the text of lines: a line that ends for want of room goes on, any other ends with a line break.

    ``right`` is where the room ends, if known. ``keeps_words``: the file breaks at spaces only and draws those spaces.
    """
    text = ""
    for number, row in enumerate(rows):
        text += row.text.lstrip() if not text or text[-1] in " \n" else row.text
        if number + 1 < len(rows):
            text = _ended(text, row, rows[number + 1], right, keeps_words=keeps_words)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _ended(text: str, row: Row, following: Row, right: float | None, *, keeps_words: bool) -> str:
    left_over = None if right is None else right - row.x1
    if text.endswith(" ") and keeps_words:
        fitted = left_over is not None and left_over > first_word(following) + _SURELY * row.size
        return text.rstrip() + "\n" if fitted else text
    if keeps_words:
        cut = " " not in row.shown and left_over is not None and left_over < _FULL * row.size
        return text if cut else text.rstrip() + "\n"
    if left_over is not None and left_over > first_word(following) + row.size * _FULL:
        return text.rstrip() + "\n"
    if left_over is not None and left_over < row.size * _FULL and _are_hangul(text[-1:], following.text[:1]):
        return text
    return text.rstrip() + " "


def first_word(row: Row) -> float:
    """Return how wide the first word of a line is."""
    words = row.shown.split()
    share = len(words[0]) / max(1, len(row.shown)) if words else 0
    return share * (row.x1 - row.x0)


def _are_hangul(*letters: str) -> bool:
    return all("\uac00" <= letter <= "\ud7a3" for letter in letters if letter) and all(letters)
