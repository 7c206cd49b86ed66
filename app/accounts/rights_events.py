"""Owns what the ledger keeps about rights over time: that they were confirmed, and that somebody leaves or moves."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.accounts.about import AboutAccount
from app.accounts.leaving import Leaving
from app.kernel.actor import Role
from app.ledger.events import Event, personal


@dataclass(frozen=True, kw_only=True)
class RoleConfirmed(AboutAccount, Event):
    """Somebody responsible said that a right is still needed."""

    name: ClassVar[str] = "account.role_confirmed"
    grant_id: int
    role: Role
    at_site: str | None

    @property
    def site_code(self) -> str | None:
        """Return the site the right holds at; None for all."""
        return self.at_site


@dataclass(frozen=True, kw_only=True)
class DepartureSet(AboutAccount, Event):
    """It was said when a person leaves or moves, and who takes on what they have open (``tasks`` of it)."""

    name: ClassVar[str] = "account.departure_set"
    kind: Leaving
    leaves_at: datetime
    successor_id: int | None
    tasks: int
    reason: str = personal("reason")


@dataclass(frozen=True, kw_only=True)
class DepartureSettled(AboutAccount, Event):
    """What a person held ended because they left; or they stay after all. ``set_leaf`` is the entry that said so."""

    name: ClassVar[str] = "account.departure_settled"
    set_leaf: int
    called_off: bool
    rights: int
    stand_ins: int
    tokens: int
