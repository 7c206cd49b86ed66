"""The pages of signage."""

from app.signage.views import placements, rounds, signs
from app.signage.views.blueprint import blueprint

__all__ = ["blueprint", "placements", "rounds", "signs"]
