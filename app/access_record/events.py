"""Owns what the ledger keeps of looks at personal data: one event for each kind of work."""

from dataclasses import dataclass
from typing import ClassVar

from app.ledger.events import Event, TakenOut, personal


@dataclass(frozen=True, kw_only=True)
class _Look:
    """What all these events share; no event by itself. ``thing`` names what was shown, never a person's name."""

    thing: str
    page: str
    session: str | None = None
    roles: tuple[str, ...] = ()
    standing_in_for: int | None = None
    address: str | None = personal("address")
    typed: str | None = personal("search")

    @property
    def subject(self) -> str:
        """Return what was shown; never the thing's own name, so that its history is not full of looks."""
        return look_subject(self.thing)


@dataclass(frozen=True, kw_only=True)
class PersonalDataViewed(_Look, Event):
    """Somebody was shown a page."""

    name: ClassVar[str] = "personal_data.viewed"


@dataclass(frozen=True, kw_only=True)
class PersonalDataSearched(_Look, Event):
    """Somebody searched for words."""

    name: ClassVar[str] = "personal_data.searched"


@dataclass(frozen=True, kw_only=True)
class PersonalDataExported(_Look, TakenOut, Event):
    """Somebody took a list out as a file."""

    name: ClassVar[str] = "personal_data.exported"


@dataclass(frozen=True, kw_only=True)
class PersonalDataPrinted(_Look, TakenOut, Event):
    """Somebody printed something."""

    name: ClassVar[str] = "personal_data.printed"


@dataclass(frozen=True, kw_only=True)
class PersonalDataDownloaded(_Look, TakenOut, Event):
    """Somebody downloaded something."""

    name: ClassVar[str] = "personal_data.downloaded"


@dataclass(frozen=True, kw_only=True)
class CopiesStopped(Event):
    """Somebody had taken out as much as one person may in an hour, and wanted more; told once an hour."""

    name: ClassVar[str] = "personal_data.copies_stopped"

    account_id: int
    thing: str
    most: int

    @property
    def subject(self) -> str:
        """Return the account."""
        return f"account:{self.account_id}"


@dataclass(frozen=True, kw_only=True)
class KeepingSet(Event):
    """The organisation declared whether the access record is kept for two years, and why."""

    name: ClassVar[str] = "access_record.keeping_set"

    many_or_sensitive: bool
    reason: str

    @property
    def subject(self) -> str:
        """Return the access record."""
        return "access_record:keeping"


def look_subject(thing: str) -> str:
    """Return how events name a look at something, given as ``kind/code``."""
    return f"look:{thing}"
