"""The registry read: what is known, what changes together, lists for pages."""

from app.registry.queries.knowledge import document, edition, snapshot, timelines, timelines_known_at, timelines_of
from app.registry.queries.neighbourhood import inside, neighbourhood

__all__ = [
    "document",
    "edition",
    "inside",
    "neighbourhood",
    "snapshot",
    "timelines",
    "timelines_known_at",
    "timelines_of",
]
