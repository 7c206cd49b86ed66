"""Owns what is sealed about signs on walls. Personal is only the photo: a face may be in it in spite of the warning."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import Event, TakenOut, personal
from app.signage.placing import Act, Source


@dataclass(frozen=True, kw_only=True)
class SignSighted(Event):
    """Somebody mounted, saw, missed or took down a sign."""

    name: ClassVar[str] = "sign.sighted"

    id: str
    number: str
    site: str
    act: Act
    at: datetime
    source: Source
    revision: str | None
    batch: str | None
    place: str
    text_matches: bool | None
    readable: bool | None
    damage: str
    cameras_counted: int | None
    round_id: str | None
    photo_sha256: str | None
    photo_name: str | None = personal("photo")

    @property
    def subject(self) -> str:
        """Return ``sign:7K3M9QAX``."""
        return f"sign:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site the sign belongs to."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class SignPhotoOpened(Event):
    """Somebody looked at the photo of a sighting."""

    name: ClassVar[str] = "sign_photo.opened"

    id: str
    number: str
    site: str
    address: str | None = personal("address")

    @property
    def subject(self) -> str:
        """Return ``sign:7K3M9QAX``."""
        return f"sign:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site the sign belongs to."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """Somebody was sent to look at signs; ``numbers`` are those that are due."""

    name: ClassVar[str] = "sign_round.opened"

    id: str
    region: str | None
    sites: tuple[str, ...]
    numbers: tuple[str, ...]
    assigned_to: int
    due_on: date

    @property
    def subject(self) -> str:
        """Return ``sign_round:`` and its mark."""
        return f"sign_round:{self.id}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is one."""
        return self.sites[0] if len(self.sites) == 1 else None


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    """A round is over; what nobody looked at stays so."""

    name: ClassVar[str] = "sign_round.closed"

    id: str
    looked_at: int
    due: int
    site: str | None = None

    @property
    def subject(self) -> str:
        """Return ``sign_round:`` and its mark."""
        return f"sign_round:{self.id}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is one."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class RoundExported(TakenOut, Event):
    """Somebody took the result of a round out as a file with this SHA-256."""

    name: ClassVar[str] = "sign_round.exported"

    id: str
    format: str
    signs: int
    sha256: str
    site: str | None = None
    address: str | None = personal("address")

    @property
    def subject(self) -> str:
        """Return ``sign_round:`` and its mark."""
        return f"sign_round:{self.id}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is one."""
        return self.site
