"""The pages of signage."""

from app.signage.views import signs
from app.signage.views.blueprint import blueprint

__all__ = ["blueprint", "signs"]
