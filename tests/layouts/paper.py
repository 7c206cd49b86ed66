"""A policy laid out on paper: headings, text, lists and tables, before it becomes a file of some kind."""

from dataclasses import dataclass, field

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SYLLABLES = "가나다라마바사아자차카타파하"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
MARKS = {
    "1.": lambda n: f"{n}.",
    "1)": lambda n: f"{n})",
    "(1)": lambda n: f"({n})",
    "가.": lambda n: f"{SYLLABLES[n - 1]}." if n <= len(SYLLABLES) else f"{n}.",
    "가)": lambda n: f"{SYLLABLES[n - 1]})" if n <= len(SYLLABLES) else f"{n})",
    "①": lambda n: CIRCLED[n - 1] if n <= len(CIRCLED) else f"({n})",
    "Ⅰ.": lambda n: f"{ROMAN[n - 1]}.",
    "제1조": lambda n: f"제{n}조",
    "-": lambda _n: "-",
    "○": lambda _n: "○",
    "": lambda _n: "",
}


@dataclass(frozen=True)
class Heading:
    """A heading of rank 1 (the title) to 4, with the mark it is numbered by."""

    text: str
    rank: int
    mark: str = ""

    @property
    def whole(self):
        return f"{self.mark} {self.text}".strip()


@dataclass(frozen=True)
class Text:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Entry:
    """A point of a list, how deep it stands, and its mark."""

    text: str
    depth: int = 0
    mark: str = "-"

    @property
    def whole(self):
        return f"{self.mark} {self.text}".strip()


@dataclass(frozen=True)
class Points:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Tab:
    """A table. Columns in ``merges`` show equal neighbours as one cell; ``side``: the first column holds heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    merges: frozenset[int] = field(default=frozenset())
    side: bool = False

    def spans(self):
        """Return, per cell, how many rows it covers; 0 where the cell above does."""
        spans = [[1] * len(row) for row in self.rows]
        for column in self.merges:
            top = 0
            for number in range(1, len(self.rows)):
                if self.rows[number][column] and self.rows[number][column] == self.rows[top][column]:
                    spans[top][column] += 1
                    spans[number][column] = 0
                else:
                    top = number
        return spans


def points(texts, *, mark, depth=0):
    """Return a list of texts, marked in order."""
    number = MARKS[mark]
    return Points(tuple(Entry(text, depth, number(place)) for place, text in enumerate(texts, start=1)))


def nested(pairs, *, outer, inner):
    """Return a list of heads, each with its own list under it."""
    entries = []
    for place, (head, texts) in enumerate(pairs, start=1):
        entries.append(Entry(head, 0, MARKS[outer](place)))
        entries += [Entry(text, 1, MARKS[inner](below)) for below, text in enumerate(texts, start=1)]
    return Points(tuple(entries))
