"""Owns what is read about the footage register; everything is limited to what the person may see."""

from app.footage_access.queries.letters import LetterRow, letters_of, provisions_without_letter, without_letter
from app.footage_access.queries.lists import (
    MOST_COUNTED,
    PAGE_SIZE,
    Count,
    count_entries,
    entries_of_request,
    entry_row,
    facts_of,
    last_entry_of,
    newest_leaf,
    page_of_entries,
)
from app.footage_access.queries.rows import EntryRow
from app.footage_access.queries.running import endable, running_viewings
from app.footage_access.queries.shifts import (
    HandOver,
    ShiftReport,
    hand_overs,
    number_open,
    shift_report,
    shift_totals,
)
from app.footage_access.queries.statutory import RegisterLine, count_register, register_lines
from app.footage_access.queries.taking_out import RegisterEntry
from app.footage_access.queries.words import place_search, search_text

__all__ = [
    "MOST_COUNTED",
    "PAGE_SIZE",
    "Count",
    "EntryRow",
    "HandOver",
    "LetterRow",
    "RegisterEntry",
    "RegisterLine",
    "ShiftReport",
    "count_entries",
    "count_register",
    "endable",
    "entries_of_request",
    "entry_row",
    "facts_of",
    "hand_overs",
    "last_entry_of",
    "letters_of",
    "newest_leaf",
    "number_open",
    "page_of_entries",
    "place_search",
    "provisions_without_letter",
    "register_lines",
    "running_viewings",
    "search_text",
    "shift_report",
    "shift_totals",
    "without_letter",
]
