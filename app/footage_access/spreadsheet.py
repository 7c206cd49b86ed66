"""Owns the register as a file: every format has the same columns."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO, TextIO

from sqlalchemy.orm import Session
from xlsxwriter import Workbook

from app.footage_access.columns import COLUMNS, cells
from app.footage_access.pdf import footage_register_pdf
from app.footage_access.queries import RegisterLine
from app.ledger.papers import seal_for_paper
from app.registry import queries as registry

_WIDTHS = (8, 8, 17, 22, 12, 40, 26, 34, 14, 12, 40, 34, 12, 24, 18)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_xlsx(lines: Iterable[RegisterLine], target: BinaryIO) -> int:
    """Write the register as XLSX in constant memory, and return how many rows it has. Text stays text: no formulas."""
    workbook = Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = workbook.add_worksheet("개인영상정보 관리대장")
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    sheet.write_row(0, 0, COLUMNS, bold)
    count = 0
    for count, line in enumerate(lines, start=1):
        for column, text in enumerate(cells(line)):
            if column == 0 and text:
                sheet.write_number(count, column, int(text), wrap)
            else:
                sheet.write_string(count, column, text, wrap)
    workbook.close()
    return count


def write_csv(lines: Iterable[RegisterLine], target: TextIO) -> int:
    """Write the register as CSV for Excel (the caller opens it as utf-8-sig), and return how many rows it has.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    count = 0
    for row in _guarded(lines):
        writer.writerow(row)
        count += 1
    return count


def write_pdf(
    session: Session, lines: Iterable[RegisterLine], target: BinaryIO, *, first_day: date, last_day: date, today: date
) -> int:
    """Write the register as PDF, and return how many rows it has.

    The seal is read after the rows, so that it covers each of them.

    :param today: the day in Korea whose name of the organisation stands in the head.
    """
    drawn = [cells(line) for line in lines]
    organisation = registry.snapshot(session, as_of=today).organisation
    paper = footage_register_pdf(
        titles=COLUMNS,
        rows=drawn,
        organisation=organisation.name if organisation else "",
        first_day=first_day,
        last_day=last_day,
        seal=seal_for_paper(session),
    )
    target.write(paper)
    return len(drawn)


def _guarded(lines: Iterable[RegisterLine]) -> Iterator[list[str]]:
    for line in lines:
        yield [f"'{text}" if text.startswith(_FORMULA_STARTS) else text for text in cells(line)]
