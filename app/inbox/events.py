"""Owns what the ledger keeps about the inbox: only where somebody gets their mail. Telling is no event (ADR 0012)."""

from dataclasses import dataclass
from typing import ClassVar

from app.accounts.about import AboutAccount
from app.ledger.events import Event, personal


@dataclass(frozen=True, kw_only=True)
class NoticeAddressSet(AboutAccount, Event):
    """An account gets its messages by mail too; ``address`` is sealed by the vault."""

    name: ClassVar[str] = "notice_address.set"
    address: str = personal("address")


@dataclass(frozen=True, kw_only=True)
class NoticeAddressRemoved(AboutAccount, Event):
    """An account gets no mail any more; ``account_closed`` when nobody asked for it but the account was closed."""

    name: ClassVar[str] = "notice_address.removed"
    account_closed: bool
