"""The pages of signage."""

from app.signage.views import choices, looks, placements, rounds, signs
from app.signage.views.blueprint import blueprint

__all__ = ["blueprint", "choices", "looks", "placements", "rounds", "signs"]
