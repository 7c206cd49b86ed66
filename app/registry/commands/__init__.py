"""Every change to the registry: objects, whole documents, and who holds a post."""

from app.registry.commands.checking import ChangedMeanwhile
from app.registry.commands.documents import apply_document, difference
from app.registry.commands.objects import NothingToEnd, end, record, record_all

__all__ = [
    "ChangedMeanwhile",
    "NothingToEnd",
    "apply_document",
    "difference",
    "end",
    "record",
    "record_all",
]
