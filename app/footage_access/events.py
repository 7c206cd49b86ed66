"""Owns what is sealed about footage. Who it was given to, and what was typed freely, is personal and erasable."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.footage_access.domain import Form, Kind, Method, Purpose
from app.ledger.events import Event, personal
from app.viewing_requests.domain import Place
from app.viewing_requests.events import sole_site


@dataclass(frozen=True, kw_only=True)
class _FootageEvent(Event):
    """What every entry of the register says."""

    kind: Kind
    occurred_at: datetime
    places: tuple[Place, ...]
    purpose: Purpose
    span_from: datetime | None
    span_to: datetime | None
    request_number: str | None
    file_name: str | None
    ground: str | None
    form: Form | None
    period_until: date | None
    method: Method | None
    cycle_days: int | None
    cycle_checked_on: date | None
    text: str | None = personal("words")  # People write names into reasons, whatever the form asks for.
    recipient: str | None = personal("recipient")

    @property
    def subject(self) -> str:
        """Return the request it fulfils, else its first place: ``zone:Z-1``, ``camera:C-1``."""
        if self.request_number:
            return f"viewing_request:{self.request_number}"
        first = self.places[0]
        kind = "camera" if first.camera_code else "zone" if first.zone_code else "site"
        return f"{kind}:{first.code}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if the entry is about one."""
        return sole_site(self.places)


@dataclass(frozen=True, kw_only=True)
class FootageAccessed(_FootageEvent):
    """Somebody saw, used, gave away or destroyed footage."""

    name: ClassVar[str] = "footage.accessed"


@dataclass(frozen=True, kw_only=True)
class FootageCorrected(_FootageEvent):
    """An entry was wrong; this one says how it was. The old one stays."""

    name: ClassVar[str] = "footage.corrected"

    corrects_leaf: int


@dataclass(frozen=True, kw_only=True)
class FootageWithdrawn(_FootageEvent):
    """An entry should not have been made; ``text`` says why. The old one stays."""

    name: ClassVar[str] = "footage.withdrawn"

    corrects_leaf: int


@dataclass(frozen=True, kw_only=True)
class RegisterExported(Event):
    """Somebody took a copy of the register out of the system."""

    name: ClassVar[str] = "footage.exported"

    since: date
    until: date
    format: str
    rows: int

    @property
    def subject(self) -> str:
        """Return the register as a whole."""
        return "footage:register"
