"""Owns tables on the pages of a PDF that are drawn without rules: cells set under each other, some in several lines."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from app.policy.extraction.bars import Found
from app.policy.extraction.grids import SpanningCell
from app.policy.extraction.pdf_letters import Row, columns_of_text

_NEARER = 0.87  # Of the usual step between two rows, under which a line goes on with the row above.
_FURTHER = 1.15  # Of the same, beyond which words alone stand under the table, not in it.
_NEARLY_FULL = 2  # Columns of half a letter that a line may leave of its column and still be full.
_Line = list[str]


def bare_rows(found: Found, rows: Sequence[Row], page: int) -> tuple[list[list[SpanningCell]], int]:
    """Return the cells of a table that was found in lines, and the line after it, from 0.

    A line nearer than rows are goes on with the row above; words alone that stand further off are no row any more.
    """
    lines = [
        (rows[row[0].where.line - 1].bottom, [cell.text or "" for cell in row], row[0].head) for row in found.grid.rows
    ]
    widths = [max(columns_of_text(texts[at]) for _y, texts, _head in lines) for at in range(len(lines[0][1]))]
    step = _step([(y, texts) for y, texts, _head in lines])
    made: list[tuple[_Line, bool]] = []
    parts: list[_Line] = []
    before, after = 0.0, found.after
    for place, (y, texts, head) in enumerate(lines):
        if len(made) > 1 and step and sum(map(bool, texts)) == 1 and y - before > step * _FURTHER:
            after = found.grid.rows[place][0].where.line - 1
            break
        if made and "" in texts and y - before < step * _NEARER:
            for at, text in enumerate(texts):
                made[-1][0][at] = _gone_on(made[-1][0][at], parts[-1][at], text, widths[at])
            parts[-1] = [text or last for text, last in zip(texts, parts[-1], strict=True)]
        else:
            made.append((list(texts), head))
            parts.append(list(texts))
        before = y
    return [[SpanningCell(text, 0, page, head=head) for text in texts] for texts, head in made], after


def _step(lines: Sequence[tuple[float, _Line]]) -> float:
    """Return the usual distance of a row that fills all its cells from the line above; 0 if there is none."""
    steps = [below - above for (above, _texts), (below, texts) in pairwise(lines) if all(texts)]
    return median(steps) if steps else 0.0


def _gone_on(whole: str, last: str, text: str, width: int) -> str:
    """Return a cell with its next line: without a blank if its last line was full and broke between two syllables."""
    if not whole or not text:
        return whole or text
    full = columns_of_text(last) >= width - _NEARLY_FULL
    syllables = all("\uac00" <= letter <= "\ud7a3" for letter in (last[-1:], text[0]))
    return whole + ("" if full and syllables else " ") + text
