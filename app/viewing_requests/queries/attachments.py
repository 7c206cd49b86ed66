"""Owns what is read of the papers of a case, and the files the vault's store still has to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.vault.wiring import vault
from app.viewing_requests.domain import WORKS_ON_CASES, Place
from app.viewing_requests.intake_refusals import AttachmentGone, AttachmentNotFound
from app.viewing_requests.models import ViewingRequest, ViewingRequestAttachment
from app.viewing_requests.papers_in import (
    ATTACHMENT_NAMES,
    ENDINGS,
    MEDIA_NAMES,
    REMOVED_BECAUSE_NAMES,
    AttachmentKind,
    MediaType,
    RemovedBecause,
    Warned,
)
from app.viewing_requests.queries.sight import may_see


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A paper of a case. ``file_name`` None: erased, or not for this person's eyes; ``is_there``: the file is kept."""

    leaf: int
    kind: AttachmentKind
    media_type: MediaType
    size: int
    sha256: str
    file_name: str | None
    is_there: bool
    warned: tuple[Warned, ...]
    attached_by: int
    attached_at: datetime
    removed_by: int | None
    removed_at: datetime | None
    removed_because: RemovedBecause | None
    erased_on: date | None

    @property
    def kind_name(self) -> str:
        """Return what the paper is in Korean, a message id."""
        return ATTACHMENT_NAMES[self.kind]

    @property
    def media_name(self) -> str:
        """Return how people call its format."""
        return MEDIA_NAMES[self.media_type]

    @property
    def removed_name(self) -> str | None:
        """Return why it was removed in Korean, a message id."""
        return REMOVED_BECAUSE_NAMES[self.removed_because] if self.removed_because else None

    @property
    def people(self) -> frozenset[int]:
        """Return the accounts that attached and removed it."""
        return frozenset(account for account in (self.attached_by, self.removed_by) if account is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A file to hand to somebody: what it is called and how it is found and opened in the store."""

    number: str
    site: str | None
    leaf: int
    download_name: str
    media_type: MediaType
    size: int
    stored_name: str
    context: str


def file_context(number: str) -> str:
    """Return what the vault binds a file of a case to."""
    return f"viewing_request:{number}:attachment"


def name_context(number: str) -> str:
    """Return what the vault binds the name of a file to."""
    return f"viewing_request:{number}:file_name"


def reads_papers(actor: Actor, *, places: tuple[Place, ...], received_by: int) -> bool:
    """Return whether a person may read papers and notes of a case: they work on a site it concerns, or took it in.

    Auditors see that there is a paper and what it is, and neither its name nor its content.
    """
    if not actor.has(*WORKS_ON_CASES):
        return False
    working = actor.acting_as(*WORKS_ON_CASES)
    at_hand = working.sites is None or any(working.sees_site(place.site_code) for place in places)
    return at_hand or received_by == actor.id


def attachments_of(session: Session, *, number: str, actor: Actor, reads_names: bool) -> tuple[Attachment, ...]:
    """Return the papers of a case the person may see, in the order they came."""
    row = ViewingRequestAttachment
    statement = (
        select(row)
        .join(ViewingRequest, ViewingRequest.id == row.request_id)
        .where(ViewingRequest.number == number, may_see(actor))
        .order_by(row.leaf)
    )
    return tuple(_read(found, number, reads_names=reads_names) for found in session.scalars(statement))


def attachment_to_take_out(session: Session, *, number: str, leaf: int, actor: Actor, site: str | None) -> TakenOut:
    """Return a paper somebody may read; ``site`` is the one its case is about.

    :raises AttachmentNotFound: if there is none of the case, or the case is not one they may see.
    :raises AttachmentGone: if it was removed or erased.
    """
    row = ViewingRequestAttachment
    found = session.scalars(
        select(row)
        .join(ViewingRequest, ViewingRequest.id == row.request_id)
        .where(ViewingRequest.number == number, row.leaf == leaf, may_see(actor))
    ).one_or_none()
    if found is None:
        raise AttachmentNotFound
    if found.stored_name is None:
        raise AttachmentGone
    name = vault().open(found.file_name, context=name_context(number)) if found.file_name else ""
    ending = ENDINGS[MediaType(found.media_type)]
    return TakenOut(
        number=number,
        site=site,
        leaf=leaf,
        download_name=name or f"{number}{ending}",
        media_type=MediaType(found.media_type),
        size=found.size,
        stored_name=found.stored_name,
        context=file_context(number),
    )


def papers_asked_about(session: Session, *, actor: Actor) -> tuple[tuple[str, int], ...]:
    """Return for each case a person may know of how many papers are kept that were asked about, by its number."""
    row = ViewingRequestAttachment
    statement = (
        select(ViewingRequest.number, func.count())
        .join(row, ViewingRequest.id == row.request_id)
        .where(row.stored_name.is_not(None), row.masked_confirmed, may_see(actor))
        .group_by(ViewingRequest.number)
        .order_by(ViewingRequest.number)
    )
    return tuple((number, count) for number, count in session.execute(statement))


def attachment_files(session: Session) -> Iterator[str]:
    """Yield the names of all files in the store that a paper still names."""
    name = ViewingRequestAttachment.stored_name
    statement = select(name).where(name.is_not(None)).execution_options(yield_per=1_000)
    for found in session.scalars(statement):
        yield str(found)


def _read(row: ViewingRequestAttachment, number: str, *, reads_names: bool) -> Attachment:
    name = vault().open(row.file_name, context=name_context(number)) if row.file_name and reads_names else None
    return Attachment(
        leaf=row.leaf,
        kind=AttachmentKind(row.kind),
        media_type=MediaType(row.media_type),
        size=row.size,
        sha256=row.sha256,
        file_name=name,
        is_there=row.stored_name is not None,
        warned=tuple(Warned(one) for one in row.warned.split(",") if one),
        attached_by=row.attached_by,
        attached_at=row.attached_at,
        removed_by=row.removed_by,
        removed_at=row.removed_at,
        removed_because=RemovedBecause(row.removed_because) if row.removed_because else None,
        erased_on=row.erased_on,
    )
