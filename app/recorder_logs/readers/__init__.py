"""Owns reading recorders' logs: bytes of a file in, what each line says out. Pure."""

from app.recorder_logs.domain import Format, Source
from app.recorder_logs.readers.reading import Line, Reading, unreadable
from app.recorder_logs.readers.tables import headings, read_table
from app.recorder_logs.readers.text import NotText, decoded
from app.recorder_logs.readers.vendors import column_map
from app.recorder_logs.readers.web import read_web_log

__all__ = ["Line", "NotText", "Reading", "headings", "read_log"]


def read_log(data: bytes, source: Source) -> Reading:
    """Return what a log says, as the source's settings have it understood.

    Nothing is dropped unseen: lines that cannot be understood are problems by line, field and reason, and actions of
    an unknown name are counted by name.
    """
    try:
        text = decoded(data)
    except NotText as problem:
        return Reading(problems=(unreadable(1, "", str(problem)),))
    if source.format is Format.FRIGATE:
        return read_web_log(text)
    return read_table(text, column_map(source), zone=source.zone, order=source.date_order)
