"""The looks at recorders read: terms of footage, how the looks stand, the history of a place."""

from app.recorder_checks.queries.looks import LookRow, checks_of_place, newest_clocks, newest_mark
from app.recorder_checks.queries.standings import (
    FootageTerms,
    Standing,
    counts_by_state,
    footage_terms,
    latest_checks,
    margin,
    standing_of,
    standings,
    terms_of,
)

__all__ = [
    "FootageTerms",
    "LookRow",
    "Standing",
    "checks_of_place",
    "counts_by_state",
    "footage_terms",
    "latest_checks",
    "margin",
    "newest_clocks",
    "newest_mark",
    "standing_of",
    "standings",
    "terms_of",
]
