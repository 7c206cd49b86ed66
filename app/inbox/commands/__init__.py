"""Every change to inboxes, mails and addresses."""

from app.inbox.commands.addresses import drop_addresses_of_closed, remove_address, set_address
from app.inbox.commands.confirmers import tell_confirmers
from app.inbox.commands.messages import delete_old, mark_all_read, mark_read, settle, tell
from app.inbox.commands.outbox import claim_mail, give_up_old, note_failed, note_sent, queue_mails

__all__ = [
    "claim_mail",
    "delete_old",
    "drop_addresses_of_closed",
    "give_up_old",
    "mark_all_read",
    "mark_read",
    "note_failed",
    "note_sent",
    "queue_mails",
    "remove_address",
    "set_address",
    "settle",
    "tell",
    "tell_confirmers",
]
