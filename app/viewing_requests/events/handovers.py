"""Owns what is sealed when something leaves the house with a case, and when it comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.ledger.events import personal
from app.viewing_requests.domain import Place
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.giving import (
    Delivery,
    EndsWith,
    Identity,
    KeptBecause,
    Masking,
    MaskMethod,
    Medium,
    Mode,
    Returned,
    Unmasked,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedItem:
    """A copy without its own file name, which may hold a person's."""

    ordinal: int
    name: str
    medium: Medium
    sha256: str | None
    size_bytes: int | None
    span_from: datetime
    span_to: datetime
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class RequestHandedOver(RequestEvent):
    """Footage was shown or given, or what was asked was done or told. Personal texts are tokens of the vault.

    ``entry_leaf`` is the entry of the register, ``letter_leaf`` the letter to the recipient (법 18⑤);
    where it is the entry itself, they were asked by word of mouth in an emergency, and the letter follows.
    """

    name: ClassVar[str] = "viewing_request.given"

    mode: Mode
    handed_at: datetime
    delivery: Delivery
    entry_leaf: int | None
    letter_leaf: int | None
    accepted_on: date | None
    recipient_is_asker: bool
    recipient_body: str | None
    identity: Identity | None
    masking: Masking
    method: MaskMethod | None
    masked_by: int | None
    contractor: str | None
    checked_by: int | None
    unmasked: Unmasked | None
    encrypted: bool
    password_apart: bool
    cost_copying: int
    cost_masking: int
    cost_postage: int
    caused_by_us: bool
    waived: bool
    fee: int
    use_until: date | None
    ends_with: EndsWith | None
    return_by: date | None
    kept_because: KeptBecause | None
    items: tuple[SealedItem, ...]
    recipient: str | None = personal("words")
    mask_words: str | None = personal("words")
    player_note: str | None = personal("words")
    file_names: tuple[str, ...] | None = personal("words")


@dataclass(frozen=True, kw_only=True)
class CopyReturned(RequestEvent):
    """Copies came back, were destroyed, or are kept by law; ``word_of`` (a token) is who said so."""

    name: ClassVar[str] = "viewing_request.copy_returned"

    handover_leaf: int
    positions: tuple[int, ...]
    how: Returned
    on_day: date
    document: str | None
    word_of: str | None = personal("words")
