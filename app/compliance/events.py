"""Owns what is sealed about findings of the checks. Findings are counted, not named; only reasons are personal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.ledger.events import Event, personal


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


@dataclass(frozen=True, kw_only=True)
class _OfFinding(Event):
    """Something somebody said of a finding; ``mark`` is the digest of its key."""

    mark: str
    rule: str

    @property
    def subject(self) -> str:
        """Return the finding, by rule and mark."""
        return f"finding:{self.rule}/{self.mark}"


@dataclass(frozen=True, kw_only=True)
class FindingAcknowledged(_OfFinding):
    """Somebody said why a finding stays until a day; it opens again by itself when it grows, worsens or comes back."""

    name: ClassVar[str] = "finding.acknowledged"

    severity: str
    count: int
    on: date
    """The day in Korea."""
    until: date
    """The last day in Korea."""
    previous: int
    """The leaf of the finding's acknowledgement before; -1: this is the first."""
    reason: str = personal("reason")


@dataclass(frozen=True, kw_only=True)
class FindingAcknowledgementEnded(_OfFinding):
    """Somebody took an acknowledgement back: the finding is open again."""

    name: ClassVar[str] = "finding.acknowledgement_ended"

    acknowledged: int
    """The leaf of the acknowledgement."""
    on: date
    reason: str = personal("reason")
