"""Owns the register as a file: every format has the same columns."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, TextIO

from sqlalchemy.orm import Session
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.footage_access.columns import COLUMNS, cells
from app.footage_access.pdf import write_footage_register_pdf
from app.footage_access.queries import RegisterLine
from app.ledger.papers import seal_for_paper
from app.registry import queries as registry

_WIDTHS = (8, 8, 17, 22, 12, 40, 26, 34, 14, 12, 40, 34, 12, 24, 18)
_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_xlsx(lines: Iterable[RegisterLine], target: BinaryIO) -> int:
    """Write the register as XLSX in constant memory, and return how many rows it has. Text stays text: no formulas."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with Workbook(target, options) as workbook:  # Closed also when a line cannot be read: nothing is left behind.
        sheet = workbook.add_worksheet("개인영상정보 관리대장")
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        _prepare(sheet, bold)
        count = 0
        for count, line in enumerate(lines, start=1):
            for column, text in enumerate(cells(line)):
                if not text:  # Most cells are empty, and an empty one costs as much as a full one.
                    continue
                if column == 0:
                    sheet.write_number(count, column, int(text), wrap)
                else:
                    sheet.write_string(count, column, text, wrap)
    return count


def _prepare(sheet: Worksheet, bold: Format) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    sheet.write_row(0, 0, COLUMNS, bold)


def write_csv(lines: Iterable[RegisterLine], target: TextIO) -> int:
    """Write the register as CSV for Excel (the caller writes the mark of UTF-8 first), and return how many rows it has.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    count = 0

    def rows() -> Iterator[Sequence[str]]:
        nonlocal count
        for count, line in enumerate(lines, start=1):  # noqa: B007  # The last one is how many there are.
            row = cells(line)
            yield row if _FORMULA_STARTS.isdisjoint([text[:1] for text in row]) else _guarded(row)

    writer.writerows(rows())
    return count


def write_pdf(
    session: Session, lines: Iterable[RegisterLine], target: BinaryIO, *, first_day: date, last_day: date, today: date
) -> int:
    """Write the register as PDF in little memory, and return how many rows it has.

    The seal is read after the rows, so that it covers each of them.

    :param today: the day in Korea whose name of the organisation stands in the head.
    """
    organisation = registry.snapshot(session, as_of=today).organisation
    return write_footage_register_pdf(
        target,
        titles=COLUMNS,
        rows=map(cells, lines),
        organisation=organisation.name if organisation else "",
        first_day=first_day,
        last_day=last_day,
        seal=lambda: seal_for_paper(session),
    )


def _guarded(row: Sequence[str]) -> list[str]:
    return [f"'{text}" if text[:1] in _FORMULA_STARTS else text for text in row]
