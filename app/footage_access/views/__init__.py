"""Owns the pages of the footage register: the desk, single entries, and the register as files.

Each module adds its views to the one blueprint.
"""

from flask import Blueprint

from app.footage_access.domain import KIND_NAMES, PURPOSE_NAMES, Kind, Purpose
from app.web.languages import say

blueprint = Blueprint("footage_access", __name__)


@blueprint.app_template_filter("footage_kind")
def footage_kind(value: str) -> str:
    """Return what a kind of entry is called in the language of the page."""
    return say(KIND_NAMES[Kind(value)])


@blueprint.app_template_filter("footage_purpose")
def footage_purpose(value: str) -> str:
    """Return what a purpose is called in the language of the page."""
    return say(PURPOSE_NAMES[Purpose(value)])


from app.footage_access.views import api, desk, entries, handover, register, shift  # noqa: E402, F401  # They need the blueprint.
