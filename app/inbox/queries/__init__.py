"""What is read of inboxes, mails and addresses."""

from app.inbox.queries.addresses import Address, address_for_page
from app.inbox.queries.messages import (
    PAGE,
    Group,
    Notice,
    Told,
    grouped,
    inbox_of,
    newest_unread,
    told,
    unread_count,
)

__all__ = [
    "PAGE",
    "Address",
    "Group",
    "Notice",
    "Told",
    "address_for_page",
    "grouped",
    "inbox_of",
    "newest_unread",
    "told",
    "unread_count",
]
