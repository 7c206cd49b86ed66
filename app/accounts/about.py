"""Owns what all events about one account share."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AboutAccount:
    """An event is about one account; no event by itself."""

    account_id: int

    @property
    def subject(self) -> str:
        """Return the account, as the ledger names what an event is about."""
        return f"account:{self.account_id}"
