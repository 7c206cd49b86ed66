"""Owns what is sealed about choices: schemes, substitutes and their end, signs taken back and returned, and looks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from app.ledger.events import Event
from app.signage.choices import Instead, Scheme, Scope
from app.signage.domain import SignKind


class Why(StrEnum):
    """Why a sign is needed no more; stored names are permanent."""

    GONE = "gone"  # Its zone, site or camera left the registry, or films no more.
    SCHEME = "scheme"  # Its site chose other signs.


@dataclass(frozen=True, kw_only=True)
class SignSchemeChosen(Event):
    """A site was given one sign for each zone, one at its entrance, or one for each camera."""

    name: ClassVar[str] = "sign.scheme_chosen"

    site: str
    number: int
    scheme: Scheme
    before: Scheme

    @property
    def subject(self) -> str:
        """Return the site."""
        return f"site:{self.site}"

    @property
    def site_code(self) -> str | None:
        """Return the site."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class _SignTurned(Event):
    """What is said of a sign that goes or comes back."""

    number: str
    kind: SignKind
    target: str
    site: str

    @property
    def subject(self) -> str:
        """Return ``sign:7K3M9QAX``."""
        return f"sign:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site the sign hung at."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class SignWithdrawn(_SignTurned):
    """A sign is needed no more; its number is never given to anything else."""

    name: ClassVar[str] = "sign.withdrawn"

    why: Why


@dataclass(frozen=True, kw_only=True)
class SignReturned(_SignTurned):
    """A sign that was taken back is needed again, under the number it had."""

    name: ClassVar[str] = "sign.returned"


@dataclass(frozen=True, kw_only=True)
class SignSubstituteRecorded(Event):
    """Something stands for the signs of a site, zone or camera, or none are needed there."""

    name: ClassVar[str] = "sign.substitute_recorded"

    number: int
    site: str
    scope: Scope
    target: str
    kind: Instead
    ground: str
    reason: str
    shown_at: str
    document_title: str
    document_number: str
    document_on: date | None
    since: date
    until: date | None

    @property
    def subject(self) -> str:
        """Return ``sign_substitute:3``."""
        return f"sign_substitute:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class SignSubstituteEnded(Event):
    """What stood for signs stands for them no more after a day."""

    name: ClassVar[str] = "sign.substitute_ended"

    number: int
    site: str
    ended_on: date
    reason: str

    @property
    def subject(self) -> str:
        """Return ``sign_substitute:3``."""
        return f"sign_substitute:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class SignLookChosen(Event):
    """How signs look was chosen; ``logo`` is the SHA-256 of the file's bytes, ``brings_logo``: it was new."""

    name: ClassVar[str] = "sign.look_chosen"

    number: int
    ground: str
    ink: str
    frame: str
    languages: tuple[str, ...]
    size: str
    logo: str | None
    brings_logo: bool

    @property
    def subject(self) -> str:
        """Return ``sign_look:2``."""
        return f"sign_look:{self.number}"
