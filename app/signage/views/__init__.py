"""The pages of signage."""

from app.signage.views import batches, choices, looks, placements, rounds, signs
from app.signage.views.blueprint import blueprint

__all__ = ["batches", "blueprint", "choices", "looks", "placements", "rounds", "signs"]
