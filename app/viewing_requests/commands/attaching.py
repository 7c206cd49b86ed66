"""Owns the papers of a case: keeping one encrypted, and removing one before its time."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.law.sources import source
from app.ledger import commands as ledger
from app.ledger.erasure import bring_forward
from app.vault.wiring import vault
from app.viewing_requests.cleaning import Cleaned, cleaned
from app.viewing_requests.commands.checking import check_case_open
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.events import AttachmentKept, AttachmentRemoved
from app.viewing_requests.file_names import shown_name
from app.viewing_requests.intake_refusals import (
    AttachmentGone,
    AttachmentNotFound,
    FileHoldsResidentNumber,
    FileNameMissing,
    MaskingUnconfirmed,
    TooManyAttachments,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestAttachment
from app.viewing_requests.number_shapes import shapes_in, shows_resident_number
from app.viewing_requests.papers_in import MOST_ATTACHMENTS, WARNED_SENTENCES, AttachmentKind, RemovedBecause, Warned
from app.viewing_requests.queries.attachments import file_context, name_context


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """An upload as it may be kept: made anew, its name plain, and whatever was noticed in it answered."""

    clean: Cleaned
    shown: str
    warned: tuple[Warned, ...]


def ready_paper(*, file_name: str, data: bytes, masked: str | None, now: datetime) -> ReadyPaper:
    """Return an upload as it may be kept. It takes a while: call it outside a transaction.

    :param file_name: what it was called; of it only what can be shown is kept.
    :param masked: the SHA-256 of the upload somebody said to have masked; None if nobody was asked.
    :raises FileHoldsResidentNumber: if text or name hold a resident registration number (법 24의2).
    :raises FileNameMissing: if nothing of the name can be kept.
    :raises MaskingUnconfirmed: if something was noticed, and this upload was not said to be masked.
    :raises Refusal: as ``cleaned``, if the file cannot be kept.
    """
    if shows_resident_number(file_name):
        citation = source("pipa.24-2.1", on=kst_day(now)).citation
        raise FileHoldsResidentNumber(where=Message(N_("파일 이름")), source=citation)
    clean = cleaned(data)
    shown = shown_name(file_name, clean.media)
    if not shown:
        raise FileNameMissing
    warned = tuple(sorted({*clean.warned, *(Warned(shape) for shape in shapes_in(shown))}))
    digest = hashlib.sha256(data).hexdigest()
    if warned and masked != digest:
        raise MaskingUnconfirmed([Message(WARNED_SENTENCES[one]) for one in warned], digest=digest)
    return ReadyPaper(clean, shown, warned)


def attach_paper(
    session: Session, *, number: str, kind: AttachmentKind, paper: ReadyPaper, actor: Actor, now: datetime
) -> int:
    """Keep a paper of a case, encrypted, and return the leaf of its entry.

    The file is in the store before the transaction commits; of one that does not, the job sweeps it. The same paper
    sent again by the same person is kept once: it has the leaf it had.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseOver: if the case is closed.
    :raises TooManyAttachments: if it has as many papers as a case may.
    :raises Refusal: as the vault, if it cannot be stored.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    check_case_open(row)
    attachment = ViewingRequestAttachment
    if (again := _kept_before(session, row, kind, paper, actor)) is not None:
        return again
    count = select(func.count()).select_from(attachment).where(attachment.request_id == row.id)
    if (session.scalar(count) or 0) >= MOST_ATTACHMENTS:
        raise TooManyAttachments(most=MOST_ATTACHMENTS)
    stored = vault().store.put(paper.clean.data, context=file_context(number))
    token = vault().seal(paper.shown, context=name_context(number))
    facts: dict[str, Any] = {
        "kind": kind,
        "media_type": paper.clean.media,
        "size": stored.size,
        "sha256": stored.sha256,
        "stored_name": stored.name,
        "masked_confirmed": bool(paper.warned),
        "file_name": token,
    }
    event = AttachmentKept(number=number, site=site_of(session, row.id), warned=paper.warned, **facts)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        attachment(
            leaf=receipt.leaf,
            request_id=row.id,
            warned=",".join(paper.warned),
            attached_by=actor.id,
            attached_at=receipt.recorded_at,
            **facts,
        )
    )
    session.flush()
    return receipt.leaf


def _kept_before(
    session: Session, row: ViewingRequest, kind: AttachmentKind, paper: ReadyPaper, actor: Actor
) -> int | None:
    """Return the leaf of the same paper under the same name, if the person attached it and it is still kept."""
    attachment, digest = ViewingRequestAttachment, hashlib.sha256(paper.clean.data).hexdigest()
    same = attachment.request_id == row.id, attachment.kind == kind, attachment.sha256 == digest
    kept = (*same, attachment.attached_by == actor.id, attachment.stored_name.is_not(None))
    for one in session.scalars(select(attachment).where(*kept).order_by(attachment.leaf)):
        if vault().open(one.file_name, context=name_context(row.number)) == paper.shown:
            return one.leaf
    return None


def remove_attachment(
    session: Session, *, number: str, leaf: int, because: RemovedBecause, actor: Actor, now: datetime
) -> str:
    """Remove a paper before its time, also of a closed case, and return the file's name in the store.

    Remove that file once this has committed; if that fails, the job does. Its name goes with the next erasure.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises AttachmentNotFound: if it has no such paper.
    :raises AttachmentGone: if it was removed or erased already.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    found = session.scalars(
        select(ViewingRequestAttachment)
        .where(ViewingRequestAttachment.leaf == leaf, ViewingRequestAttachment.request_id == row.id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise AttachmentNotFound
    if found.stored_name is None:
        raise AttachmentGone
    gone = found.stored_name
    event = AttachmentRemoved(number=number, site=site_of(session, row.id), attachment_leaf=leaf, because=because)
    receipt = ledger.append(session, event, actor=actor, now=now)
    found.stored_name = None
    found.removed_by, found.removed_at, found.removed_because = actor.id, receipt.recorded_at, because
    session.flush()
    bring_forward(session, leaves=[leaf], erase_on=kst_day(now))
    return gone
