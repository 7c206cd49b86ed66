"""Owns what is read about the footage register; everything is limited to what the person may see."""

from app.footage_access.queries.lists import (
    MOST_COUNTED,
    PAGE_SIZE,
    count_entries,
    entries_of_request,
    entry_row,
    facts_of,
    last_entry_of,
    newest_leaf,
    page_of_entries,
    register_rows,
)
from app.footage_access.queries.rows import EntryRow
from app.footage_access.queries.running import running_viewings
from app.footage_access.queries.words import handlers_named, place_search, search_text

__all__ = [
    "MOST_COUNTED",
    "PAGE_SIZE",
    "EntryRow",
    "count_entries",
    "entries_of_request",
    "entry_row",
    "facts_of",
    "handlers_named",
    "last_entry_of",
    "newest_leaf",
    "page_of_entries",
    "place_search",
    "register_rows",
    "running_viewings",
    "search_text",
]
