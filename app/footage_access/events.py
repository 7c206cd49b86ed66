"""Owns what is sealed about footage. Who it was given to, and what was typed freely, is personal and erasable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from app.footage_access.domain import ConsentItem, Form, Kind, Method, Purpose
from app.kernel.clock import KST
from app.ledger.events import Event, TakenOut, personal
from app.viewing_requests.domain import Place
from app.viewing_requests.events import sole_site


@dataclass(frozen=True, kw_only=True)
class _FootageEvent(Event):
    """What every entry of the register says. Version 1 had no field after ``cycle_checked_on`` that is not personal."""

    version: ClassVar[int] = 2

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
    document: str | None
    runs: bool
    consent_on: date | None
    consent_items: tuple[ConsentItem, ...]
    via: str | None = None  # What wrote it when no person did at a page: ``token:7``.
    text: str | None = personal("words")  # People write names into reasons, whatever the form asks for.
    copied: str | None = personal("words")
    copy_reason: str | None = personal("words")
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
class ViewingEnded(Event):
    """A viewing that was recorded when it began is over."""

    name: ClassVar[str] = "footage.ended"

    entry_leaf: int
    began_at: datetime
    ended_at: datetime
    site: str | None

    @property
    def subject(self) -> str:
        """Return the entry."""
        return entry_subject(self.entry_leaf)

    @property
    def site_code(self) -> str | None:
        """Return the site, if the entry is about one."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class LetterRecorded(Event):
    """Whoever was given footage was asked in writing to limit its use and keep it safe (법 18⑤)."""

    name: ClassVar[str] = "footage.letter_recorded"

    entry_leaf: int
    request_number: str
    sent_on: date
    document: str
    site: str | None
    accepted_on: date | None = None  # Old entries, and letters nobody waited for, do not say.
    limits: str | None = personal("words")
    measures: str | None = personal("words")

    @property
    def subject(self) -> str:
        """Return the request footage was given on."""
        return f"viewing_request:{self.request_number}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if the entry is about one."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class ShiftHandedOver(Event):
    """Somebody who leaves handed the shift over: how much it had recorded, what was open, and a remark."""

    name: ClassVar[str] = "footage.shift_handed_over"

    shift_start: datetime
    shift_end: datetime
    entries: int
    open_items: int
    remark: str | None = personal("words")

    @property
    def subject(self) -> str:
        """Return the shift."""
        return shift_subject(self.shift_start)


@dataclass(frozen=True, kw_only=True)
class ShiftTakenOver(Event):
    """Somebody who stays took the shift over from the one who left."""

    name: ClassVar[str] = "footage.shift_taken_over"

    shift_start: datetime
    handed_over_leaf: int
    handed_by: int

    @property
    def subject(self) -> str:
        """Return the shift."""
        return shift_subject(self.shift_start)


class View(StrEnum):
    """Where somebody read the register; stored names are permanent."""

    LIST = "list"
    SEARCH = "search"
    OLDER = "older"
    ENTRY = "entry"
    SHIFT = "shift"
    PRINT = "print"
    API = "api"


@dataclass(frozen=True, kw_only=True)
class RegisterRead(TakenOut, Event):
    """Somebody read the register: where, and what they asked for. Words searched for may be a person's name.

    Only what was printed has a use.
    """

    name: ClassVar[str] = "footage.register_read"

    view: View
    entry_leaf: int | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    typed: str | None = personal("search")
    address: str | None = personal("address")

    @property
    def subject(self) -> str:
        """Return the entry that was read, or the register."""
        return "footage:register" if self.entry_leaf is None else entry_subject(self.entry_leaf)

    @property
    def site_code(self) -> str | None:
        """Return the site asked for, if any."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class RegisterExported(TakenOut, Event):
    """Somebody took a copy of the register out of the system."""

    name: ClassVar[str] = "footage.exported"

    since: date
    until: date
    format: str
    rows: int
    site: str | None = None
    address: str | None = personal("address")

    @property
    def subject(self) -> str:
        """Return the register as a whole."""
        return "footage:register"

    @property
    def site_code(self) -> str | None:
        """Return the site, if only one was exported."""
        return self.site


def entry_subject(leaf: int) -> str:
    """Return how events name an entry of the register."""
    return f"footage:{leaf + 1}"


def shift_subject(start: datetime) -> str:
    """Return how events name a shift: by the moment it began, in Korea."""
    return f"shift:{start.astimezone(KST):%Y-%m-%dT%H}"
