"""Owns what changes about recorders' logs: sources and names, imports, comparisons, findings."""

from app.recorder_logs.commands.comparing import Compared, compare_month
from app.recorder_logs.commands.findings import accept_finding, explain_finding, return_finding
from app.recorder_logs.commands.imports import Imported, import_log, row_hash
from app.recorder_logs.commands.sources import name_cameras, name_users, record_source

__all__ = [
    "Compared",
    "Imported",
    "accept_finding",
    "compare_month",
    "explain_finding",
    "import_log",
    "name_cameras",
    "name_users",
    "record_source",
    "return_finding",
    "row_hash",
]
