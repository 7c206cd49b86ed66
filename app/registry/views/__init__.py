"""Owns the pages of the registry: sites, posts, edit forms, files in and out."""

from app.registry.views import drafts, edits, files, pages
from app.registry.views.blueprint import blueprint

__all__ = ["blueprint", "drafts", "edits", "files", "pages"]
