"""Owns the register as a file: the columns of the statutory form (별지 제3호), then ours; every format has the same."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO, TextIO

from sqlalchemy.orm import Session
from xlsxwriter import Workbook

from app.footage_access.domain import ACT_NAMES, FORM_NAMES, KIND_NAMES, METHOD_NAMES, PURPOSE_NAMES, Act
from app.footage_access.pdf import footage_register_pdf
from app.footage_access.queries import EntryRow
from app.kernel.clock import KST
from app.law.grounds import ground
from app.ledger.papers import seal_for_paper
from app.registry import queries as registry

COLUMNS = (
    "번호",
    "구분",
    "일시",
    "파일명/형태",
    "담당자",
    "목적/사유",
    "이용·제공받는 제3자 / 열람등 요구자",
    "이용·제공 근거",
    "이용·제공 형태",
    "기간",
    "카메라·구역",
    "영상 구간",
    "요청 번호",
    "상태",
)
"""The first ten are the statutory form's, in its order (law note §1.6)."""
_WIDTHS = (8, 8, 17, 22, 12, 40, 26, 34, 14, 12, 40, 34, 12, 18)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cells(row: EntryRow) -> tuple[str, ...]:
    """Return one entry as text, in the order of ``COLUMNS``."""
    form = METHOD_NAMES[row.method] if row.method else FORM_NAMES[row.form] if row.form else ""
    reason = " / ".join(filter(None, (PURPOSE_NAMES[row.purpose], row.text)))
    cycle = f"자동 파기 {row.cycle_days}일 주기, {row.cycle_checked_on} 작동 확인" if row.cycle_days else ""
    return (
        str(row.number),
        KIND_NAMES[row.kind],
        _moment(row.occurred_at),
        row.file_name or "",
        row.handler,
        reason,
        row.recipient or (f"요청 {row.request_number}의 청구인" if row.request_number else ""),
        ground(row.ground).citation if row.ground else "",
        ", ".join(filter(None, (form, cycle))),
        f"{row.period_until}까지" if row.period_until else "",
        "; ".join(f"{place.code} {place.label}" for place in row.places),
        f"{_moment(row.span_from)} – {_moment(row.span_to)}" if row.span_from and row.span_to else "",
        row.request_number or "",
        _state(row),
    )


def write_xlsx(rows: Iterable[EntryRow], target: BinaryIO) -> int:
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
    for count, row in enumerate(rows, start=1):
        for column, text in enumerate(cells(row)):
            if column == 0:
                sheet.write_number(count, column, int(text), wrap)
            else:
                sheet.write_string(count, column, text, wrap)
    workbook.close()
    return count


def write_csv(rows: Iterable[EntryRow], target: TextIO) -> int:
    """Write the register as CSV for Excel (the caller opens it as utf-8-sig), and return how many rows it has.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    count = 0
    for line in _guarded(rows):
        writer.writerow(line)
        count += 1
    return count


def write_pdf(
    session: Session, rows: Iterable[EntryRow], target: BinaryIO, *, first_day: date, last_day: date, today: date
) -> int:
    """Write the register as PDF, and return how many rows it has.

    The seal is read after the rows, so that it covers each of them.

    :param today: the day in Korea whose name of the organisation stands in the head.
    """
    drawn = [cells(row) for row in rows]
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


def _guarded(rows: Iterable[EntryRow]) -> Iterator[list[str]]:
    for row in rows:
        yield [f"'{text}" if text.startswith(_FORMULA_STARTS) else text for text in cells(row)]


def _moment(value: datetime | None) -> str:
    return value.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S") if value else ""


def _state(row: EntryRow) -> str:
    said = [ACT_NAMES[row.act]] if row.act is not Act.ACCESSED else []
    if row.corrects_leaf is not None:
        said.append(f"{row.corrects_leaf + 1}번을 대신함")
    if row.replaced_by is not None:
        said.append(f"{row.replaced_by + 1}번으로 바뀜")
    return ", ".join(said)
