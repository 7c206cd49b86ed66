"""Owns every change of the footage register: sealed in the ledger, then written as rows, in one transaction."""

from app.footage_access.commands.recording import correct_entry, record_access, withdraw_entry
from app.footage_access.commands.sight import note_export, note_look, seen_lately
from app.footage_access.commands.viewing_end import end_viewing

__all__ = [
    "correct_entry",
    "end_viewing",
    "note_export",
    "note_look",
    "record_access",
    "seen_lately",
    "withdraw_entry",
]
