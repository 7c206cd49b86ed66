"""Owns tables whose cells are parted by bars: Markdown, flattened copies of web pages, and our own plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.policy.extraction.grids import of_texts
from app.policy.printed import Grid

_RULE = re.compile(r"[\s|:+=-]*-{3,}[\s|:+=-]*$|[\s|:+]*={3,}[\s|:+=]*$")
_BAR = re.compile(r"(?<!\\)[|｜]")  # The wide bar is printed too.
_GLUED = re.compile(r"(?P<caption>.*(?:[다음임함됨요]\.|표\s?[:.]))\s*(?P<head>[^\s|].*)$", re.DOTALL)
_LONGEST_HEAD = 40
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~+\-.)#])")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?P<text>[^*].*?)\*\*\s*")
_FEWEST = 2
_TALLEST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in lines: the table, the lines it takes (first included, last not), counted from 0."""

    grid: Grid
    first: int
    after: int


def table_at(lines: Sequence[str], start: int) -> Found | None:
    """Return the table whose head is the line at ``start`` (from 0), if one begins there."""
    head = lines[start]
    if not _BAR.search(head) or _RULE.match(head):
        return None
    below = start + 1
    if below < len(lines) and _RULE.match(lines[below]):
        return _ruled(lines, start, bars="|" in lines[below])
    return _unruled(lines, start)


def _ruled(lines: Sequence[str], start: int, *, bars: bool) -> Found | None:
    """Return the table of a head with a rule under it; without bars in the rule it is our own plain text."""
    head = lines[start].strip() if bars else lines[start].rstrip()
    leading, trailing = (head.startswith("|"), head.endswith("|")) if bars else (False, False)
    markdown = leading and bars
    texts = _cells(head, leading=leading, trailing=trailing, markdown=markdown)
    caption, texts[0] = _unglued(texts[0]) if bars else (None, texts[0])
    rows: list[tuple[int, list[str]]] = [(start + 1, texts)]
    number = start + 2
    while number < len(lines) and _is_row(lines, number):
        after = _after_row(lines, number, len(texts)) if trailing else number + 1
        row = "\n".join(lines[number:after]).rstrip()
        cells = _cells(row.strip() if bars else row, leading=leading, trailing=trailing, markdown=markdown)
        rows.append((number + 1, cells))
        number = after
    first = start
    if not caption:
        caption, first = _caption_above(lines, start, own=not bars)
    return _found(rows, caption, first, number)


def _found(rows: list[tuple[int, list[str]]], caption: str | None, first: int, after: int) -> Found | None:
    grid = of_texts(rows, caption=caption)
    return Found(grid, first, after) if grid else None


def _is_row(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    return bool(_BAR.search(line)) and not _RULE.match(line) and not _is_head_of_another(lines, number)


def _after_row(lines: Sequence[str], number: int, width: int) -> int:
    """Return the line after a row of a table whose rows end with a bar: a cell with line breaks goes on below."""
    for after in range(number + 1, min(number + _TALLEST, len(lines)) + 1):
        if after > number + 1 and (not lines[after - 1].strip() or _is_head_of_another(lines, after - 1)):
            break
        if sum(line.count("|") for line in lines[number:after]) > width:
            break
        if lines[after - 1].rstrip().endswith("|"):
            return after
    return number + 1


def _is_head_of_another(lines: Sequence[str], number: int) -> bool:
    return number + 1 < len(lines) and bool(_RULE.match(lines[number + 1])) and "|" in lines[number + 1]


def _unruled(lines: Sequence[str], start: int) -> Found | None:
    """Return the table of lines that all have bars, at least two with two cells, and no rule."""
    if sum(bool(text.strip()) for text in _BAR.split(lines[start])) < _FEWEST:
        return None
    after = start
    while after < len(lines) and _BAR.search(lines[after]) and not _RULE.match(lines[after]):
        if after > start and _is_head_of_another(lines, after):
            break
        after += 1
    if after - start < _FEWEST:
        return None
    block = [line.strip() for line in lines[start:after]]
    leading, trailing = block[0].startswith("|"), block[0].endswith("|")
    rows = [_cells(line, leading=leading, trailing=trailing, markdown=leading) for line in block]
    if sum(len(row) >= _FEWEST for row in rows) < _FEWEST:
        return None
    caption, rows[0][0] = _unglued(rows[0][0])
    return _found([(start + place + 1, row) for place, row in enumerate(rows)], caption, start, after)


def _cells(line: str, *, leading: bool, trailing: bool, markdown: bool) -> list[str]:
    if leading and line.startswith("|"):
        line = line[1:]
    if trailing and line.endswith("|"):
        line = line[:-1]
    texts = ["\n".join(" ".join(one.split()) for one in text.strip().split("\n")) for text in _BAR.split(line)]
    return [unescaped(_BREAK.sub("\n", text)) for text in texts] if markdown else texts


def unescaped(text: str) -> str:
    """Return Markdown text as it is printed: without escapes and marks of bold."""
    return _ESCAPED.sub(r"\1", _BOLD.sub(lambda found: found["text"], text))


def _unglued(text: str) -> tuple[str | None, str]:
    """Return a caption glued to the first head cell ("…에 관련된 표입니다.설치장소"), and the head."""
    glued = _GLUED.match(text)
    if glued and len(glued["head"]) <= _LONGEST_HEAD:
        return glued["caption"].strip(), glued["head"].strip()
    return None, text


def _caption_above(lines: Sequence[str], start: int, *, own: bool) -> tuple[str | None, int]:
    """Return the caption above a head: the line itself in our plain text, a bold line in Markdown; and where it is."""
    if own:
        alone = start > 0 and lines[start - 1].strip() and (start == 1 or not lines[start - 2].strip())
        return (lines[start - 1].strip(), start - 1) if alone else (None, start)
    above = start - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    bold = _BOLD.fullmatch(lines[above].strip()) if above >= 0 else None
    return (unescaped(bold["text"]), above) if bold else (None, start)
