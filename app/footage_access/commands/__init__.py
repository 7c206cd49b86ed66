"""Owns every change of the footage register: sealed in the ledger, then written as rows, in one transaction."""

from app.footage_access.commands.handing_over import HandedOver, hand_over_case, register_facts
from app.footage_access.commands.letters import Letter, record_letter
from app.footage_access.commands.recording import correct_entry, record_access, withdraw_entry, write_access
from app.footage_access.commands.shift_change import hand_over, take_over
from app.footage_access.commands.sight import note_export, seen_lately
from app.footage_access.commands.viewing_end import end_viewing

__all__ = [
    "HandedOver",
    "Letter",
    "correct_entry",
    "end_viewing",
    "hand_over",
    "hand_over_case",
    "note_export",
    "record_access",
    "record_letter",
    "register_facts",
    "seen_lately",
    "take_over",
    "withdraw_entry",
    "write_access",
]
