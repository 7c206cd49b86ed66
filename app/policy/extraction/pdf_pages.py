"""Owns an untagged PDF as printed lines and tables: by what its pages look like."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.policy.extraction.columns import aligned_at
from app.policy.extraction.counted import Counted
from app.policy.extraction.marks import marked
from app.policy.extraction.pdf_bare import bare_rows
from app.policy.extraction.pdf_columns import columns_of
from app.policy.extraction.pdf_letters import Row, by_height, first_word, flowing
from app.policy.extraction.pdf_sheets import Sheet
from app.policy.extraction.pdf_tables import RuledTable, tables_on, within

_MARGIN = 0.1  # The share of a page's height in which heads and feet stand.
_OFTEN = 0.5  # The share of pages on which a line in the margin is furniture.
_PAGE_NUMBER = re.compile(
    r"[-–—(\[]?\s*\d{1,3}(?:\s*(?:/|of|중|쪽|페이지)\s*\d{0,3})?\s*(?:쪽|페이지)?\s*[-–—)\]]?", re.IGNORECASE
)
_LARGER = 1.12  # Times the usual size, from which a line is a heading.
_LONGEST_HEADING = 60
_LOOSE = 1.9  # Times the size, between the feet of two lines of one paragraph.
_EVEN = 0.5
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _OnPage:
    number: int
    height: float
    width: float
    tables: list[RuledTable]
    rows: list[Row]


class Pages:
    """The pages of a PDF being read by their looks."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Sort the letters of all pages into tables and lines."""
        ends = Counter(row.text.endswith(" ") for sheet in sheets for row in by_height(sheet.letters))
        self._keeps_words = ends[True] > _EVEN * (ends[True] + ends[False])
        self._pages: list[_OnPage] = []
        for sheet in sheets:
            own = [letter for letter in sheet.letters if letter["tag"] != "Artifact"]
            tables = tables_on(sheet, own, keeps_words=self._keeps_words)
            free = [letter for letter in own if not any(within(letter, table.box) for table in tables)]
            rows = [row for row in by_height(free) if row.shown]
            self._pages.append(_OnPage(sheet.number, sheet.height, sheet.width, tables, rows))
        self._drop_furniture()
        sizes = Counter[float]()
        for on_page in self._pages:
            for row in on_page.rows:
                sizes[round(row.size, 1)] += len(row.shown)
        self._usual = sizes.most_common(1)[0][0] if sizes else 10.0
        self._larger = sorted((size for size in sizes if size > self._usual * _LARGER), reverse=True)

    def add_to(self, counted: Counted) -> None:
        """Add all pieces in reading order.

        :raises TooComplicated: if a table has more cells than anybody prints.
        """
        open_table: tuple[RuledTable, int] | None = None
        for page in self._pages:
            parts = _in_order(page)
            for place, part in enumerate(parts):
                if isinstance(part, RuledTable):
                    if open_table and place == 0 and open_table[0].goes_on_in(part):
                        open_table[0].go_on(part)
                        continue
                    self._close(counted, open_table)
                    open_table = (part, page.number)
                else:
                    self._close(counted, open_table)
                    open_table = None
                    self._add_rows(counted, part, page)
        self._close(counted, open_table)

    @staticmethod
    def _close(counted: Counted, table: tuple[RuledTable, int] | None) -> None:
        if table:
            counted.grid(table[0].rows, page=table[1])

    def _drop_furniture(self) -> None:
        """Leave out what stands in the margins of at least half the pages, and the numbers of pages."""
        seen = Counter(shape for page in self._pages for shape in {_shape(row, page) for row in page.rows} if shape)
        often = max(2, _OFTEN * len(self._pages))
        for page in self._pages:
            page.rows = [row for row in page.rows if not self._is_furniture(row, page, seen, often)]

    @staticmethod
    def _is_furniture(row: Row, page: _OnPage, seen: Counter[str], often: float) -> bool:
        shape = _shape(row, page)
        return bool(shape) and (seen[shape] >= often or bool(_PAGE_NUMBER.fullmatch(row.shown)))

    def _add_rows(self, counted: Counted, rows: Sequence[Row], page: _OnPage) -> None:
        left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
        drawn = [row.drawn(left) for row in rows]
        number = 0
        while number < len(rows):
            found = aligned_at(drawn, number) if "  " in drawn[number].strip() else None
            if found:
                cells, after = bare_rows(found, rows, page.number)
                counted.grid(cells, page=page.number)
                number = max(after, number + 1)
                continue
            after = number + 1
            while (
                after < len(rows)
                and self._goes_on(rows[after - 1], rows[after], right)
                and "  " not in drawn[after].strip()
            ):
                after += 1
            block = rows[number:after]
            level = self._level(block)
            text = " ".join(flowing(block, right, keeps_words=self._keeps_words).split("\n"))
            indent = round((block[0].x0 - left) / max(1.0, block[0].size / 2))
            counted.line(text, page=page.number, level=level, indent=indent, shown=[row.shown for row in block])
            number = after

    def _goes_on(self, row: Row, following: Row, right: float) -> bool:
        """Return whether a line ended for want of room, and the next one goes on with its paragraph."""
        if marked(following.shown).marker or following.bottom - row.bottom > _LOOSE * row.size:
            return False
        alike = abs(row.size - following.size) <= 1 and row.bold == following.bold
        full = right - row.x1 < first_word(following) + row.size * 1.5
        indented = following.x0 - row.x0 > 4 * row.size or row.x0 - following.x0 > 4 * row.size
        return alike and full and not indented

    def _level(self, block: Sequence[Row]) -> int | None:
        size = round(block[0].size, 1)
        length = sum(len(row.shown) for row in block)
        if length > 2 * _LONGEST_HEADING:
            return None
        if size in self._larger:
            return min(6, self._larger.index(size) + 1)
        if all(row.bold for row in block) and length <= _LONGEST_HEADING and size >= self._usual:
            return min(6, len(self._larger) + 1)
        return None


def _shape(row: Row, page: _OnPage) -> str:
    """Return what a line in the margin looks like, its numbers left out; empty for one that is not there."""
    if page.height * _MARGIN < row.top < page.height * (1 - _MARGIN):
        return ""
    return _DIGITS.sub("#", row.shown) + ("^" if row.top < page.height / 2 else "_")


def _in_order(page: _OnPage) -> list[RuledTable | list[Row]]:
    """Return the tables and the lines between them from top to bottom; columns of text one after the other."""
    parts: list[RuledTable | list[Row]] = []
    rest = list(page.rows)
    for table in [*page.tables, None]:
        above = [row for row in rest if table is None or (row.top + row.bottom) / 2 < table.box[1]]
        rest = rest[len(above) :] if table is None else [row for row in rest if row not in above]
        if above:
            parts += columns_of(above)
        if table is not None:
            parts.append(table)
    return parts
