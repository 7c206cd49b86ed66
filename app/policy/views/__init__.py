"""Owns the pages of the policy: how it stands, its versions, its files, and what everybody may read."""

from app.policy.views import acts, clauses, comparing, exporting, kept, linting, proposing, public, today
from app.policy.views.blueprint import blueprint

__all__ = ["acts", "blueprint", "clauses", "comparing", "exporting", "kept", "linting", "proposing", "public", "today"]
