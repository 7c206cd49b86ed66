"""The pages of signage."""

from app.signage.views import batches, choices, looks, one_sign, placements, round_files, rounds, signs, sizes
from app.signage.views.blueprint import blueprint

__all__ = [
    "batches",
    "blueprint",
    "choices",
    "looks",
    "one_sign",
    "placements",
    "round_files",
    "rounds",
    "signs",
    "sizes",
]
