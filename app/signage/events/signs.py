"""Owns what is sealed about signs. Nothing in it is personal: a sign names posts, never people."""

from dataclasses import dataclass
from typing import ClassVar

from app.ledger.events import Event
from app.signage.domain import SignKind


@dataclass(frozen=True, kw_only=True)
class SignIssued(Event):
    """A zone, entrance or camera was given its sign number."""

    name: ClassVar[str] = "sign.issued"

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
        """Return the site the sign hangs at."""
        return self.site


@dataclass(frozen=True, slots=True)
class PrintedSign:
    """Which revision of a sign was printed."""

    number: str
    revision: str


@dataclass(frozen=True, kw_only=True)
class SignsPrinted(Event):
    """A batch of signs, or one part of a large batch, was drawn for printing."""

    name: ClassVar[str] = "sign.printed"

    batch: str
    size: str
    languages: tuple[str, ...]
    sheet: str | None
    part: int
    parts: int
    registry_revision: str
    signs: tuple[PrintedSign, ...]
    site: str | None = None  # When all signs of the batch hang at one site.

    @property
    def subject(self) -> str:
        """Return ``sign_batch:`` and the batch."""
        return f"sign_batch:{self.batch}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is one."""
        return self.site
