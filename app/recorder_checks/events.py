"""Owns what is sealed about looks at recorders. Nothing in it is personal: who looked is who recorded it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.ledger.events import Event
from app.recorder_checks.domain import Footage


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """A camera, a zone, or (with neither) the whole site."""

    zone: str | None
    camera: str | None


@dataclass(frozen=True, kw_only=True)
class RecorderChecked(Event):
    """Somebody looked at a recorder: its oldest footage, its setting, its clock. One event for each site it records.

    ``oldest_at`` is by the recorder's clock, ``offset_seconds`` recorder time minus true time.
    """

    name: ClassVar[str] = "recorder_check.made"

    site: str
    places: tuple[SealedPlace, ...]
    checked_at: datetime
    recorder: str
    configured_days: int | None
    footage: Footage
    oldest_at: datetime | None
    locked_left_out: bool
    offset_seconds: int | None

    @property
    def subject(self) -> str:
        """Return ``recorder_check:HQ``, by the site."""
        return f"recorder_check:{self.site}"

    @property
    def site_code(self) -> str | None:
        """Return the site."""
        return self.site
