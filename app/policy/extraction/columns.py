"""Owns tables of plain text without bars: cells parted by tabs, set under each other by blanks, or drawn in boxes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.policy.extraction.bars import Found
from app.policy.extraction.grids import SpanningCell, expanded, of_texts
from app.policy.extraction.marks import marked
from app.policy.printed import Where

_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000+ *)(?=\S)")
_STATED = re.compile(r"\s:|:\s|:\d")  # What says something itself is no head.
_FEWEST_ROWS = 2
_TALLEST_BOX = 500
_FIRST_ROW = 20  # Lines within which a drawn table shows the sides of a row.
_SLACK = 2  # Columns by which a cell may miss the edge it is set at.
_VERTICAL = re.compile("[│┃║]")
_CORNERS = re.compile(r"^\s*[┌┏╔├┣╠┼][─━═┬┳╦┼╋╬┐┓╗┤┫╣├┣╠]*")
_LETTER, _LETTERS = re.compile("[가-힣]"), re.compile("[가-힣](?: [가-힣]){0,2}")
_PLUSES = re.compile(r"\s*\+(?:[-=]+\+){2,}\s*$")
_RULED, _SIDES = str.maketrans("+-=", "┼──"), str.maketrans("|", "│")
_LEVEL = set("─━═")


def tabs_at(lines: Sequence[str], start: int) -> Found | None:
    """Return the table of lines with tabs between their cells that begins at ``start`` (from 0), if one does."""
    if "\t" not in lines[start].strip():
        return None
    after = start
    while after < len(lines) and "\t" in lines[after].rstrip() and lines[after].strip():
        after += 1
    if after - start < _FEWEST_ROWS:
        return None
    rows = [(number + 1, _between_tabs(lines[number])) for number in range(start, after)]
    if sum(len(row) > 1 for _line, row in rows) < _FEWEST_ROWS:
        return None
    grid = of_texts(_evened(rows))
    return Found(grid, start, after) if grid else None


def _evened(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Return rows without cells that only more than one tab in a row left empty, if nearly all are equally wide so.

    Tabs are doubled to set short cells under long heads: then the places of the tabs say nothing.
    """
    full = [(line, [text for text in row if text]) for line, row in rows]
    widths = [len(row) for _line, row in full]
    uneven = len({len(row) for _line, row in rows}) > 1
    most = max(widths)
    like = sum(width == most for width in widths)
    even = widths[0] == most and like >= len(widths) - 1 and like >= _FEWEST_ROWS
    return full if uneven and even and any("" in row for _line, row in rows) else rows


def _between_tabs(line: str) -> list[str]:
    texts = [" ".join(text.split()) for text in line.split("\t")]
    return texts[:-1] if len(texts) > 1 and not texts[-1] and line.rstrip().count("\t") == 0 else texts


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text in a line and the columns it takes, where Hangul takes two."""

    text: str
    left: int
    right: int


def aligned_at(lines: Sequence[str], start: int) -> Found | None:
    """Return the table of lines whose cells stand under each other, two blanks apart or more, if one begins here.

    A position without text is empty: in such a table the place of every cell can be seen.
    """
    head = _runs(lines[start])
    if len(head) < _FEWEST_ROWS or marked(lines[start]).marker or any(_STATED.search(run.text) for run in head):
        return None
    after = start + 1
    placed: list[list[str]] = [[run.text for run in head]]
    while after < len(lines) and lines[after].strip():
        if set(lines[after].strip()) <= set("-=─ "):
            after += 1
            placed.append([])
            continue
        cells = _placed(_runs(lines[after]), head)
        if cells is None:
            break
        placed.append(cells)
        after += 1
    rows = [(start + place + 1, row) for place, row in enumerate(placed) if row]
    if sum(sum(bool(text) for text in row) > 1 for _line, row in rows) < _FEWEST_ROWS:
        return None
    grid = of_texts(rows)
    return Found(grid, start, after) if grid else None


def _runs(line: str) -> list[_Run]:
    runs: list[_Run] = []
    place = 0
    for found in [*_GAP.finditer(line), None]:
        end = found.start() if found else len(line.rstrip())
        text = line[place:end]
        left = _wide(line[:place]) + _wide(text) - _wide(text.lstrip())
        if text.strip():
            runs.append(_Run(text.strip(), left, _wide(line[:end])))
        place = found.end() if found else end
    return _closed(runs)


def _closed(runs: list[_Run]) -> list[_Run]:
    """Return runs with single letters set apart for their looks put together ("구   분")."""
    found: list[_Run] = []
    for run in runs:
        if found and _LETTER.fullmatch(run.text) and _LETTERS.fullmatch(found[-1].text):
            found[-1] = _Run(found[-1].text + " " + run.text, found[-1].left, run.right)
        else:
            found.append(run)
    return found


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _placed(runs: list[_Run], head: list[_Run]) -> list[str] | None:
    """Return the cells of a line under the heads, or None if it is no row of them."""
    if len(runs) > len(head) or not runs:
        return None
    if len(runs) == 1 and marked(runs[0].text).marker:
        return None
    if len(runs) == 1 and (runs[0].left < _SLACK and runs[0].right > head[1].left + _SLACK):
        return None
    cells = [""] * len(head)
    if len(runs) == len(head) - 1 and len(head) > _FEWEST_ROWS:
        runs = _unglued(runs, head)
    if len(runs) == len(head):
        return [run.text for run in runs]
    for run in runs:
        place = min(range(len(head)), key=lambda number: _away(run, head[number]))
        if cells[place] or (_away(run, head[place]) > _SLACK and not _over(run, head[place])):
            return _without_first(runs, head)
        cells[place] = run.text
    return cells


def _unglued(runs: list[_Run], head: list[_Run]) -> list[_Run]:
    """Return the cells of a line with a long one parted from the next, where that begins right under its head."""
    for at, run in enumerate(runs):
        begun = [one.left for one in head[1:] if run.left < one.left < run.right]
        for blank in re.finditer(r"(?<=\S) (?=\d)", run.text) if len(begun) == 1 else ():
            left = run.left + _wide(run.text[: blank.end()])
            if left == begun[0]:
                first = _Run(run.text[: blank.start()], run.left, left - 1)
                return [*runs[:at], first, _Run(run.text[blank.end() :], left, run.right), *runs[at + 1 :]]
    return runs


def _without_first(runs: list[_Run], head: list[_Run]) -> list[str] | None:
    """Return the cells of a line that leaves only the first column empty, however far it was pushed aside."""
    if len(runs) != len(head) - 1 or len(runs) < _FEWEST_ROWS or runs[0].left < head[1].left - _SLACK:
        return None
    return ["", *(run.text for run in runs)]


def _away(run: _Run, head: _Run) -> int:
    middle = abs((run.left + run.right) - (head.left + head.right)) // 2
    return min(abs(run.left - head.left), abs(run.right - head.right), middle)


def _over(run: _Run, head: _Run) -> bool:
    return run.left < head.right and head.left < run.right


def drawn(lines: Sequence[str]) -> Sequence[str]:
    """Return lines with tables drawn with "+---+" and "|" drawn with box characters instead."""
    if not any(_PLUSES.match(line) for line in lines):
        return lines
    found: list[str] = []
    inside = False
    for line in lines:
        ruled = _PLUSES.match(line) is not None
        inside = ruled or (inside and line.lstrip().startswith("|"))
        found.append(line.translate(_RULED if ruled else _SIDES) if inside else line)
    return found


def boxes_at(lines: Sequence[str], start: int) -> Found | None:
    """Return the table drawn with box characters that begins at ``start`` (from 0), if one does.

    A rule that leaves out a column says that its cell goes on: it covers the rows it spans.
    """
    if not _CORNERS.match(lines[start]) or len(lines[start].strip()) < _FEWEST_ROWS:
        return None
    if not any(len(_VERTICAL.findall(line)) > 1 for line in lines[start + 1 : start + _FIRST_ROW]):
        return None
    after = start
    while after < min(len(lines), start + _TALLEST_BOX) and (_VERTICAL.search(lines[after]) or _is_level(lines[after])):
        after += 1
    edges = _edges(lines[start:after])
    if len(edges) < _FEWEST_ROWS:
        return None
    bands: list[tuple[int, list[str]]] = []
    ruled: list[list[bool]] = []  # Per band, whether a rule stands above each column.
    fresh = True
    unruled = _unruled(lines, start, after, edges)
    for number in range(start, after):
        texts = _cut(lines[number], edges)
        levels = [bool(text.strip()) and set(text.strip()) <= _LEVEL for text in texts]
        if any(levels):
            bands.append(
                (number + 2, ["" if level else text.strip() for text, level in zip(texts, levels, strict=True)])
            )
            ruled.append(levels)
            fresh = True
        elif bands and number in unruled:
            bands.append((number + 1, [text.strip() for text in texts]))
            ruled.append([True] * len(texts))
        elif bands:
            bands[-1] = (bands[-1][0], [_joined(old, new) for old, new in zip(bands[-1][1], texts, strict=True)])
            fresh = False
    if fresh and bands and not any(bands[-1][1]):
        bands.pop()
    return _boxed(bands, ruled, start, after)


_COUNT = re.compile(r"\s*\d[\d,]*\s*(?:대|개)?\s*")


def _unruled(lines: Sequence[str], start: int, after: int, edges: list[int]) -> set[int]:
    """Return the lines that are rows although no rule stands above them: all of a band full, each with its number."""
    found: set[int] = set()
    for is_rule, several in groupby(range(start, after), key=lambda number: _is_level(lines[number])):
        numbers = list(several)
        if is_rule or len(numbers) < _FEWEST_ROWS:
            continue
        rows = [_cut(lines[number], edges) for number in numbers]
        full = all(text.strip() for row in rows for text in row)
        if full and any(all(_COUNT.fullmatch(text) for text in column) for column in zip(*rows, strict=True)):
            found |= set(numbers[1:])
    return found


def _boxed(bands: list[tuple[int, list[str]]], ruled: list[list[bool]], start: int, after: int) -> Found | None:
    rows: list[list[SpanningCell]] = []
    for number, (line, texts) in enumerate(bands):
        row = []
        for column in range(len(texts)):
            if number and not ruled[number][column]:
                continue
            span = 1
            while number + span < len(bands) and not ruled[number + span][column]:
                span += 1
            text = "\n".join(filter(None, (bands[number + more][1][column] for more in range(span))))
            row.append(SpanningCell(text, line, rows=span, head=number == 0))
        rows.append(row)
    grid = expanded(rows, where=Where(start + 1)) if rows else None
    return Found(grid, start, after) if grid else None


def _is_level(line: str) -> bool:
    return bool(line.strip()) and set(line.strip()) <= set("┌┏╔├┣╠─━═┬┳╦┼╋╬┐┓╗┤┫╣└┗╚┴┻╩┘┛╝")


def _edges(lines: Sequence[str]) -> list[int]:
    """Return the columns at which cells are parted: those of the bars of the line with most of them."""
    most: list[int] = []
    for line in lines:
        places = [_wide(line[: found.start()]) for found in _VERTICAL.finditer(line)]
        most = max(most, places, key=len)
    return most


def _cut(line: str, edges: list[int]) -> list[str]:
    """Return the text between the edges; box characters of corners at an edge are left out."""
    texts = [""] * (len(edges) - 1)
    column = 0
    for letter in line.rstrip():
        for number in range(len(texts)):
            if edges[number] < column < edges[number + 1] and letter not in "│┃║":
                texts[number] += letter
        column += _wide(letter)
    return texts


def _joined(old: str, new: str) -> str:
    return "\n".join(filter(None, (old, " ".join(new.split()))))
