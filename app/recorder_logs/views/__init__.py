"""Owns the pages of recorders' logs: sources and imports, findings, months.

Each module adds its views to the one blueprint.
"""

from datetime import datetime

from flask import Blueprint

from app.kernel.clock import KST
from app.recorder_logs.domain import (
    DIRECTION_NAMES,
    FORMAT_NAMES,
    REASON_NAMES,
    SEEN_NAMES,
    STATE_NAMES,
    Direction,
    Format,
    Reason,
    Seen,
    State,
)
from app.web.languages import say

blueprint = Blueprint("recorder_logs", __name__)
_NAMES = {Direction: DIRECTION_NAMES, Format: FORMAT_NAMES, Reason: REASON_NAMES, Seen: SEEN_NAMES, State: STATE_NAMES}


@blueprint.app_template_filter("recorder_word")
def recorder_word(value: Direction | Format | Reason | Seen | State) -> str:
    """Return what one of our words is called in the language of the page."""
    return say(_NAMES[type(value)][value])  # type: ignore[index]  # Each kind of word has its own table.


@blueprint.app_template_filter("kst_typed")
def kst_typed(value: datetime) -> str:
    """Return a moment as people type it into a form, in Korean time: ``2026-11-21 23:40``."""
    return f"{value.astimezone(KST):%Y-%m-%d %H:%M}"


from app.recorder_logs.views import findings, imports, months, sources  # noqa: E402, F401  # They need the blueprint.
