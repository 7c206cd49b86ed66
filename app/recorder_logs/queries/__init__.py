"""Owns what is read about recorders' logs; findings are limited to what the person may see."""

from app.recorder_logs.queries.findings import (
    Filter,
    FindingRow,
    MoveRow,
    count_open,
    finding_row,
    findings_of_month,
    moves_of,
    next_to_do,
    page_of_findings,
)
from app.recorder_logs.queries.months import MonthLine, months_compared, offset_of, summary_of
from app.recorder_logs.queries.rows import (
    RowLine,
    coverage,
    known_hashes,
    name_counts,
    rows_between,
    rows_near,
)
from app.recorder_logs.queries.sources import (
    ImportLine,
    SourceLine,
    cameras_named,
    imports_of,
    source_lines,
    source_of,
    sources,
    users_named,
)

__all__ = [
    "Filter",
    "FindingRow",
    "ImportLine",
    "MonthLine",
    "MoveRow",
    "RowLine",
    "SourceLine",
    "cameras_named",
    "count_open",
    "coverage",
    "finding_row",
    "findings_of_month",
    "imports_of",
    "known_hashes",
    "months_compared",
    "moves_of",
    "name_counts",
    "next_to_do",
    "offset_of",
    "page_of_findings",
    "rows_between",
    "rows_near",
    "source_lines",
    "source_of",
    "sources",
    "summary_of",
    "users_named",
]
