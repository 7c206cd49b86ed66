"""Owns the pages of recorders' logs: sources and imports, findings, months.

Each module adds its views to the one blueprint.
"""

import re
from datetime import datetime

from flask import Blueprint
from flask_babel import gettext as _

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
_IN_A_LOG = re.compile(r"(?P<row>\d+)행(?: '(?P<field>.+)')?")


@blueprint.app_template_filter("recorder_word")
def recorder_word(value: Direction | Format | Reason | Seen | State) -> str:
    """Return what one of our words is called in the language of the page."""
    return say(_NAMES[type(value)][value])  # type: ignore[index]  # Each kind of word has its own table.


@blueprint.app_template_filter("place_in_log")
def place_in_log(place: str) -> str:
    """Return where in a log a fault is, in the language of the page."""
    found = _IN_A_LOG.fullmatch(place)
    if found is None:
        return place
    row = _("%(row)s행", row=found["row"])
    return f"{row} '{say(found['field'])}'" if found["field"] else row


@blueprint.app_template_filter("kst_typed")
def kst_typed(value: datetime) -> str:
    """Return a moment as people type it into a form, in Korean time: ``2026-11-21 23:40``."""
    return f"{value.astimezone(KST):%Y-%m-%d %H:%M}"


from app.recorder_logs.views import findings, imports, months, sources  # noqa: E402, F401  # They need the blueprint.
