"""Every change to the registry: objects, whole documents, and who holds a post."""

from app.registry.commands.checking import ChangedMeanwhile
from app.registry.commands.documents import apply_document, difference
from app.registry.commands.holdings import (
    EndsBeforeBeginning,
    HoldsPostAlready,
    NobodyNamed,
    PostNotThere,
    assign_post,
    release_post,
)
from app.registry.commands.objects import NothingToEnd, end, record, record_all

__all__ = [
    "ChangedMeanwhile",
    "EndsBeforeBeginning",
    "HoldsPostAlready",
    "NobodyNamed",
    "NothingToEnd",
    "PostNotThere",
    "apply_document",
    "assign_post",
    "difference",
    "end",
    "record",
    "record_all",
    "release_post",
]
