"""Owns what is sealed about checks of identity and authority, and about attachments."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.ledger.events import TakenOut, personal
from app.viewing_requests.events.cases import RequestEvent
from app.viewing_requests.identity import CheckKind, Method, RevokedBecause
from app.viewing_requests.papers_in import AttachmentKind, MediaType, RemovedBecause, Warned


@dataclass(frozen=True, kw_only=True)
class RequestChecked(RequestEvent):
    """Somebody checked who asks, or that they may: how, when, and whether it passed. The note is a vault's token."""

    name: ClassVar[str] = "viewing_request.checked"

    what: CheckKind
    method: Method
    checked_at: datetime
    passed: bool
    note: str | None = personal("note")


@dataclass(frozen=True, kw_only=True)
class CheckRevoked(RequestEvent):
    """A check no longer counts; ``check_leaf`` is its entry."""

    name: ClassVar[str] = "viewing_request.check_revoked"

    check_leaf: int
    what: CheckKind
    because: RevokedBecause


@dataclass(frozen=True, kw_only=True)
class AttachmentKept(RequestEvent):
    """A paper was kept, encrypted. Size (bytes) and SHA-256 are of what is stored; its name is a vault's token.

    ``warned`` is what was noticed in it; whoever attached it then said that the number is masked.
    """

    name: ClassVar[str] = "request_attachment.kept"

    kind: AttachmentKind
    media_type: MediaType
    size: int
    sha256: str
    stored_name: str
    warned: tuple[Warned, ...]
    masked_confirmed: bool
    file_name: str | None = personal("file_name")


@dataclass(frozen=True, kw_only=True)
class AttachmentRemoved(RequestEvent):
    """A paper was removed before its time; ``attachment_leaf`` is the entry that kept it."""

    name: ClassVar[str] = "request_attachment.removed"

    attachment_leaf: int
    because: RemovedBecause


@dataclass(frozen=True, kw_only=True)
class AttachmentOpened(TakenOut, RequestEvent):
    """Somebody took a paper out to read it; ``attachment_leaf`` is the entry that kept it."""

    name: ClassVar[str] = "request_attachment.opened"

    attachment_leaf: int
    address: str | None = personal("address")
