"""Owns the pages of reviews: months, one review, its items, and the minutes as a file.

Each module adds its views to the one blueprint.
"""

from flask import Blueprint

from app.log_review.domain import ODDITY_NAMES, Oddity
from app.log_review.states import MOVE_NAMES, STATE_NAMES, Move, State
from app.web.languages import say

blueprint = Blueprint("log_review", __name__)
_NAMES = {Oddity: ODDITY_NAMES, Move: MOVE_NAMES, State: STATE_NAMES}


@blueprint.app_template_filter("review_word")
def review_word(value: Oddity | Move | State) -> str:
    """Return what one of our words is called in the language of the page."""
    return say(_NAMES[type(value)][value])  # type: ignore[index]  # Each kind of word has its own table.


from app.log_review.views import items, reviews  # noqa: E402, F401  # They need the blueprint.
