"""Owns what is sealed when somebody is given a receipt, and when somebody takes over what came in by the web."""

from dataclasses import dataclass
from typing import ClassVar

from app.viewing_requests.events.cases import RequestEvent


@dataclass(frozen=True, kw_only=True)
class ReceiptIssued(RequestEvent):
    """A receipt was given out; the one before ended. ``digest`` is of its secret (HMAC-SHA-256, hexadecimal)."""

    name: ClassVar[str] = "viewing_request.receipt_issued"

    digest: str


@dataclass(frozen=True, kw_only=True)
class RequestTakenOver(RequestEvent):
    """Somebody who works on cases is responsible from now on for a request nobody took in."""

    name: ClassVar[str] = "viewing_request.taken_over"


@dataclass(frozen=True, kw_only=True)
class RequestGivenBack(RequestEvent):
    """Who took a request over, and did nothing else on it, is not responsible any more: as if they never had."""

    name: ClassVar[str] = "viewing_request.given_back"
