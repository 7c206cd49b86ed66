"""Owns the access record as a file: the five elements of 안전성기준 제2조제3호, and by which right."""

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from app.access_record.domain import MOST_EXPORTED, WORK_NAMES, TooManyLooks
from app.access_record.queries import LookRow
from app.kernel.clock import KST
from app.kernel.uses import USE_NAMES

COLUMNS = (
    "식별자",
    "이름",
    "접속일시",
    "접속지",
    "처리한 정보주체 정보",
    "수행업무",
    "용도",
    "권한",
    "대리한 계정",
    "원장 번호",
)
_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_looks(rows: Iterable[LookRow], target: TextIO, *, names: Mapping[int, str], with_words: bool = False) -> int:
    """Write looks as CSV and return how many there are; a cell a spreadsheet would take for a formula is guarded.

    :param with_words: what was typed beside a use stands there too: it may name somebody.
    :raises TooManyLooks: after ``MOST_EXPORTED`` rows.
    """
    writer, count = csv.writer(target), 0
    writer.writerow(COLUMNS)
    for count, row in enumerate(rows, start=1):
        if count > MOST_EXPORTED:
            raise TooManyLooks
        cells = (
            str(row.account_id),
            names.get(row.account_id, ""),
            f"{row.at.astimezone(KST):%Y-%m-%d %H:%M:%S}",
            "파기됨" if row.is_erased else row.address or "",
            row.subject,
            WORK_NAMES[row.work],
            _use(row, with_words=with_words),
            " ".join(row.roles),
            "" if row.standing_in_for is None else str(row.standing_in_for),
            str(row.leaf + 1),
        )
        writer.writerow(["'" + cell if cell[:1] in _FORMULA_STARTS else cell for cell in cells])
    return count


def _use(row: LookRow, *, with_words: bool) -> str:
    if row.use is None:
        return ""
    return f"{USE_NAMES[row.use]}: {row.use_words}" if with_words and row.use_words else USE_NAMES[row.use]
