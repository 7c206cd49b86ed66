"""The changes of signage: numbers and printings."""

from app.signage.commands.batching import record_batch
from app.signage.commands.choosing import choose_scheme, end_substitute, record_substitute
from app.signage.commands.issuing import issue_signs, record_print
from app.signage.commands.looking import choose_look
from app.signage.commands.turning import Settled, settle_signs

__all__ = [
    "Settled",
    "choose_look",
    "choose_scheme",
    "end_substitute",
    "issue_signs",
    "record_batch",
    "record_print",
    "record_substitute",
    "settle_signs",
]
