"""Owns what is entered about footage, one topic in each module."""

from app.footage_access.forms.entries import (
    CLOCK_ON_THE_WALL,
    DETAILS,
    LATEST_ENTRY,
    ExportForm,
    HandOverForm,
    LetterForm,
    RecordAccessForm,
    WithdrawEntryForm,
    entered_before,
    written_at,
)
from app.footage_access.forms.handovers import CopyForm, HandOverCaseForm

__all__ = [
    "CLOCK_ON_THE_WALL",
    "DETAILS",
    "LATEST_ENTRY",
    "CopyForm",
    "ExportForm",
    "HandOverCaseForm",
    "HandOverForm",
    "LetterForm",
    "RecordAccessForm",
    "WithdrawEntryForm",
    "entered_before",
    "written_at",
]
