"""Owns the pages of compliance: the board, the findings, and help. Each module adds its views to the one blueprint."""

from flask import Blueprint

blueprint = Blueprint("compliance", __name__)

from app.compliance.views import board, findings  # noqa: E402, F401  # They need the blueprint.
