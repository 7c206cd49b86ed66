"""Owns what the ledger tells of the installation itself."""

from dataclasses import dataclass
from typing import ClassVar

from app.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class BackupMade(Event):
    """A backup was written. Nothing in it is personal: the reason is asked for without names."""

    name: ClassVar[str] = "backup.made"

    digest: str
    """SHA-256 of the file, hexadecimal."""
    recipients: tuple[str, ...]
    """Public keys it was encrypted for; empty: it is not encrypted."""
    with_keys: bool
    """Whether the keys of vault and ledger are in it."""
    reason: str | None = None
    """Why it is not encrypted."""

    @property
    def subject(self) -> str:
        """Return the file, by the beginning of its SHA-256."""
        return f"backup:{self.digest[:16]}"
