"""Owns what is sealed when the letter to a recipient is written before anything leaves."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.ledger.events import personal
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.giving import EndsWith


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(RequestEvent):
    """What a recipient is to be asked was written down (법 18⑤); its words are tokens of the vault."""

    name: ClassVar[str] = "viewing_request.letter_drafted"

    letter_on: date
    document: str
    use_until: date | None
    ends_with: EndsWith | None
    return_by: date | None
    limits: str | None = personal("words")
    measures: str | None = personal("words")
