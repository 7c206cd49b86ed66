"""Owns the pages of the self-check: this year's, one question, and frozen years.

Each module adds its views to the one blueprint.
"""

from flask import Blueprint

blueprint = Blueprint("self_check", __name__)

from app.self_check.views import questions, years  # noqa: E402, F401  # They need the blueprint.
