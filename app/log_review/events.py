"""Owns what is sealed about reviews of the register. What people say in them is personal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import Event, personal
from app.log_review.domain import Oddity, Settings


@dataclass(frozen=True, slots=True)
class LookedRecorder:
    """A recorder of which a log could be compared; ``compared`` is False if none of the month was there."""

    code: str
    compared: bool
    viewings: int
    gaps: int


@dataclass(frozen=True, slots=True)
class OddSaid:
    """One rule an item falls under, as a message id and its gaps; a gap that is a message itself is ``{"message": …}``.

    ``finding`` is the leaf of what a comparison with a recorder found.
    """

    rule: Oddity
    text: str
    values: Mapping[str, object]
    finding: int | None


@dataclass(frozen=True, kw_only=True)
class _OfReview(Event):
    """Something about the review of a month."""

    month: str

    @property
    def subject(self) -> str:
        """Return ``log_review:2026-10``."""
        return f"log_review:{self.month}"


@dataclass(frozen=True, kw_only=True)
class LogReviewOpened(_OfReview):
    """A month of the register was looked through, once, with these settings.

    ``size`` and ``root`` are the ledger's at that moment: the root is what the sample is drawn with. ``unanswerable``
    counts the shifts of which nobody recorded who was on duty.
    """

    name: ClassVar[str] = "log_review.opened"

    due_on: date
    settings: Settings
    size: int
    root: str
    entries: int
    items: int
    samples: int
    counts: Mapping[str, int]
    shifts: int
    unanswerable: int
    recorders: tuple[LookedRecorder, ...]


@dataclass(frozen=True, kw_only=True)
class LogReviewItemListed(_OfReview):
    """Something to explain, or a sample to look at; ``people`` are all who wrote its entries, and never decide."""

    name: ClassVar[str] = "log_review.item_listed"

    number: int
    handler_id: int | None
    people: tuple[int, ...]
    entries: tuple[int, ...]
    sites: tuple[str, ...]
    at: datetime
    odd: tuple[OddSaid, ...]

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is of one only."""
        return self.sites[0] if len(self.sites) == 1 else None


@dataclass(frozen=True, kw_only=True)
class _OfItem(_OfReview):
    """Something that happened to an item."""

    number: int
    item: int
    site: str | None
    words: str | None = personal("words")

    @property
    def site_code(self) -> str | None:
        """Return the site, if the item is of one only."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class ItemExplained(_OfItem):
    """Somebody said how it came."""

    name: ClassVar[str] = "log_review.explained"


@dataclass(frozen=True, kw_only=True)
class ItemAccepted(_OfItem):
    """Somebody else accepted the explanation."""

    name: ClassVar[str] = "log_review.accepted"


@dataclass(frozen=True, kw_only=True)
class ItemReturned(_OfItem):
    """Somebody else did not accept the explanation, and said why."""

    name: ClassVar[str] = "log_review.returned"


@dataclass(frozen=True, kw_only=True)
class ItemFollowedUp(_OfItem):
    """Somebody else decided that something has to be done, and said what."""

    name: ClassVar[str] = "log_review.follow_up"


@dataclass(frozen=True, kw_only=True)
class SampleLookedAt(_OfItem):
    """Somebody looked at a sample and found nothing odd."""

    name: ClassVar[str] = "log_review.looked_at"


@dataclass(frozen=True, kw_only=True)
class SampleMarkedOdd(_OfItem):
    """Somebody looked at a sample and wants it explained."""

    name: ClassVar[str] = "log_review.marked_odd"


@dataclass(frozen=True, kw_only=True)
class LogReviewConcluded(_OfReview):
    """A review was concluded; ``digest`` is the SHA-256 of its minutes.

    The minutes repeat what people said, so they are destroyed with the first of it; ``signer`` is the name in them.
    """

    name: ClassVar[str] = "log_review.concluded"

    document: str
    digest: str
    accepted: int
    follow_up: int
    looked_at: int
    signer: str | None = personal("minutes")
