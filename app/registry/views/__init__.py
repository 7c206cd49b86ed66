"""Owns the pages of the registry: sites, posts, edit forms, files in and out."""

from app.registry.views import edits, files, pages
from app.registry.views.blueprint import blueprint

__all__ = ["blueprint", "edits", "files", "pages"]
