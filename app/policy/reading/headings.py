"""Owns headings: what of a line is a heading, what follows it on the same line, and headings packed into one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.policy.printed import Grid, GridCell, Piece, TextLine
from app.policy.reading.columns import field_of
from app.policy.reading.marks import LETTERS, Entry, Style, entry
from app.policy.reading.topics import items_of
from app.policy.stated import Item

_LONGEST = 70
_LONGEST_ENGLISH = 110
_COLON = re.compile(r"\s*[:：]\s*(?!//)")
_SENTENCE_END = re.compile(r"(?:[다요음함됨]\s*[.。]|니다|한다|된다|이다|하며|하고|으며|세요|시오)\s*[.,:：]?\s*$")
_PARENTHESES = re.compile(
    r"^[(\[【<〈]\s*([^()\[\]【】<>]{2,60}(?:\([^()]{0,20}\)[^()]{0,30})?)\s*[)\]】>〉]\s*(.*)$", re.DOTALL
)
_OPENING = re.compile(
    r"^(.{2,60}?)(?:은|는)\s*(?:다음|아래)(?:과|와)\s*같(?:습니다|다|음|이)?\.?\s*$|^(.{2,60}?)\s+-\s+(.+)$", re.DOTALL
)
_TRANSLATED = re.compile(
    r"(?P<mark>제\s*\d+\s*조\s*)?\((?P<text>[가-힣][가-힣 ·,]{1,40})\)\s*"
    r"[A-Z][A-Za-z ,&'/-]{2,50}(?:[:：]\s*(?P<rest>.+))?"
)  # "(관리책임자) Manager"
_BOXED = re.compile(r"【\s*(?P<text>[가-힣][가-힣 ·]{1,20})\s*】\s*(?P<rest>\S.*)")  # "【보관장소】 방재실"
_LATIN_ONLY = re.compile(r"^[^가-힣]+$")
_WRAPPED = re.compile(r"^[\[【<〈■●◆▶*#\s]+|[\]】>〉*\s]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that can be a heading: the items it answers, its words, and the words after it on the line."""

    entry: Entry
    text: str
    rest: str
    items: tuple[Item, ...]

    @property
    def line(self) -> TextLine:
        """Return the heading as a line of its own, with its mark but without what follows."""
        piece = self.entry.piece
        level = piece.level if isinstance(piece, TextLine) else None
        return TextLine(self.text, self.entry.where, level=level, marker=self._marker())

    @property
    def remainder(self) -> TextLine | None:
        """Return what follows the heading on its line, as a line."""
        return TextLine(self.rest, self.entry.where) if self.rest else None

    def _marker(self) -> str | None:
        piece = self.entry.piece
        if not isinstance(piece, TextLine):
            return None
        whole = piece.whole.strip()
        start = whole.find(self.entry.text) if self.entry.text else -1
        return whole[:start].strip() or None if start > 0 else None


def heading(line: Entry) -> Heading | None:
    """Return a line as a heading, if it can be one by its shape; what it answers may be nothing."""
    text = _WRAPPED.sub("", line.text) if line.level or not line.marks else line.text
    bracketed = _PARENTHESES.match(text)
    article = line.mark is not None and line.mark.style is Style.ARTICLE
    if bracketed and (article or not bracketed[2]):
        return Heading(line, bracketed[1].strip(), bracketed[2].strip(" :："), items_of(bracketed[1]))
    colon = None if ANNEX.match(text) else _COLON.search(text)
    if colon and 0 < colon.start() <= _longest(text):
        head, rest = text[: colon.start()].strip(), text[colon.end() :].strip()
        if not _SENTENCE_END.search(head):
            return Heading(line, head, rest, items_of(head))
    opening = _OPENING.match(text)
    if opening and line.marks:
        head = (opening[1] or opening[2]).strip()
        found = items_of(head)
        if found:
            return Heading(line, head, (opening[3] or "").strip(), found)
    if line.level is not None or (len(text) <= _longest(text) and not _is_sentence(text)):
        return Heading(line, text.strip(), "", items_of(text))
    return None


def _longest(text: str) -> int:
    return _LONGEST_ENGLISH if _LATIN_ONLY.match(text) else _LONGEST


def _is_sentence(text: str) -> bool:
    if _SENTENCE_END.search(text):
        return True
    return bool(_LATIN_ONLY.match(text)) and text.rstrip().endswith((".", ";", ","))


ANNEX = re.compile(r"^[\[<(【]?\s*(?:별표|별지|부칙|붙임|Annex|Appendix)(?=\s|\d|[\])>】]|$)", re.IGNORECASE)
"""How an annex is headed."""
_PARAGRAPHS = re.compile(r"(?<=[.다함임음])\s+(?=[②-⑳]\s?[^\s,·①-⑳])")  # "① … 한다. ② … 한다."
_INLINE = re.compile(
    rf"(?:(?<=^)|(?<!\d)(?<!\d\.)(?<!\())(?:(?:\d{{1,2}}|(?<![가-힣])[{LETTERS}])\s*[.)]\s*(?=[(가-힣A-Z])|제\s*\d{{1,2}}\s*조\s*(?=\())"
)
_LEAST_PACKED = 2
_WORTH_SPLITTING = 60


def unpacked(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces with lines that pack several headings split, and tables whose rows are sections set as lines."""
    return tuple(part for piece in pieces for part in _unpacked(piece))


_LONGEST_LINE = 1_500  # Patterns look back and forth within a line: a longer one is read in parts.


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with lines of more than 1,500 letters cut, where a sentence or at least a word ends."""
    return tuple(part for piece in pieces for part in _shortened(piece))


def _shortened(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Grid) or len(piece.text) <= _LONGEST_LINE:
        yield piece
        return
    text, marker = piece.text, piece.marker
    while text:
        part = text[:_LONGEST_LINE]
        if len(text) > _LONGEST_LINE:
            ends = max(part.rfind(". ") + 1, part.rfind("\n"))
            part = part[: ends if ends > _LONGEST_LINE // 2 else max(part.rfind(" "), 0) or _LONGEST_LINE]
        yield replace(piece, text=part.strip(), marker=marker)
        text, marker = text[len(part) :], None


def _unpacked(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Grid):
        yield from _grid_of_sections(piece)
        return
    if (told := _TRANSLATED.fullmatch(piece.text)) is not None:
        rest = f": {told['rest']}" if told["rest"] else ""
        piece = replace(piece, text=f"{told['mark'] or ''}{told['text']}{rest}")
    if (boxed := _BOXED.fullmatch(piece.text)) is not None and field_of(boxed["text"]) is not None:
        piece = replace(piece, text=f"{boxed['text']} : {boxed['rest'].lstrip(' :：')}")
    text = piece.text
    paragraphs = _PARAGRAPHS.split(text) if "①" in text else [text]
    if len(paragraphs) > 1:
        first, *others = paragraphs
        yield from _unpacked(replace(piece, text=first.strip()))
        yield from (replace(piece, text=one.strip(), marker=None, level=None) for one in others if one.strip())
        return
    starts = [found.start() for found in _INLINE.finditer(text)]
    cuts = [start for start in starts if _opens_section(piece, text[start:])]
    glued = len(cuts) == 1 and cuts[0] > 0 and len(text) - cuts[0] < _LONGEST and ":" not in text[cuts[0] :]
    if len(cuts) < _LEAST_PACKED and not (cuts and _opens_section(piece, text)) and not glued:
        yield piece
        return
    bounds = sorted({0, *cuts, len(text)})
    for start, end in pairwise(bounds):
        if text[start:end].strip():
            yield replace(piece, text=text[start:end].strip(), marker=piece.marker if start == 0 else None)


def _opens_section(piece: TextLine, text: str) -> bool:
    line = entry(TextLine(text[:_LONGEST], piece.where))
    found = heading(line)
    if not line.marks:
        return False
    if found is not None and found.items:
        return True
    return bool(items_of(re.split(r"\s{2,}|\s[-–]\s|[:：]|다\.|은\s|는\s", line.text)[0][:30]))


_SECTIONS_IN_GRID = 3
_TWO = 2


def _grid_of_sections(grid: Grid) -> Iterator[Piece]:
    """Yield the lines of a table of two columns whose first column are headings; else the table."""
    rows = [[cell for cell in row if not cell.covered] for row in grid.rows]
    heads = {items_of(row[0].text or "") for row in rows if len(row) == _TWO}
    items = {item for found in heads for item in found}
    if len(items) < _SECTIONS_IN_GRID or any(len(row) > _TWO for row in rows):
        yield from _nested(grid) if len(items) + 1 >= _SECTIONS_IN_GRID else (grid,)
        return
    for row in rows:
        texts = [(cell.text or "").strip() for cell in row]
        if items_of(texts[0]):
            yield TextLine(texts[0], row[0].where, level=6)
            for line in (texts[1] if len(texts) > 1 else "").splitlines():
                yield TextLine(line.strip(), row[1].where)
        else:
            yield TextLine(" : ".join(text for text in texts if text), row[0].where if row else grid.where)


def _nested(grid: Grid) -> Iterator[Piece]:
    """Yield the lines of a table of headings beside values in which a value is a table of its own; else the table."""
    groups: list[list[Sequence[GridCell]]] = []
    for row in grid.rows:
        if groups and row[0].covered:
            groups[-1].append(row)
        else:
            groups.append([row])
    own = [[cell for cell in group[0][1:] if not cell.covered] for group in groups]
    inner = [len(group) > 1 and len(first) > 1 for group, first in zip(groups, own, strict=True)]
    single = [len(group) == 1 and len(first) == 1 for group, first in zip(groups, own, strict=True)]
    if not any(inner) or not all(one or other for one, other in zip(inner, single, strict=True)):
        yield grid
        return
    for group, first, is_table in zip(groups, own, inner, strict=True):
        head = group[0][0]
        if is_table:
            yield TextLine(head.text or "", head.where, level=6)
            yield Grid(tuple(tuple(row[1:]) for row in group), first[0].where)
            continue
        yield TextLine(head.text or "", head.where, level=6)
        for line in (first[0].text or "").splitlines():
            yield TextLine(line.strip(), first[0].where)
