"""Owns what is sealed about findings of the checks. Nothing in it is personal: findings are counted, not named."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class FindingsFollowed(Event):
    """Everything the rules find was looked at; one entry a look, however many began or ended."""

    name: ClassVar[str] = "findings.followed"

    on: date
    """The day in Korea."""
    previous: int
    """The leaf of the look before; -1: this is the first."""
    looked: int
    """How many findings there are."""
    began: int
    ended: int
    digest: str
    """SHA-256 over the rows that say which began and ended, in their order."""

    @property
    def subject(self) -> str:
        """Return the day of the look."""
        return f"findings:{self.on.isoformat()}"
