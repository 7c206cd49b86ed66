"""Owns writing down what left the house with a case, and what became of it.

Handing over is one act with the entry of the footage register: ``footage_access.commands.hand_over_case`` calls this.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.law.periods import request_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.vault.wiring import vault
from app.viewing_requests.commands.closing import close_when_done
from app.viewing_requests.commands.repeating import key_of_handover
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import check_no_resident_number
from app.viewing_requests.domain import check_may_work_on_cases
from app.viewing_requests.events import CopyReturned, RequestHandedOver, SealedItem
from app.viewing_requests.giving import HandOver, Returned, open_name
from app.viewing_requests.handover_refusals import (
    ConfirmedBefore,
    CopyAlreadyBack,
    CopyNotFound,
    DayAhead,
    HandoverLacksOurs,
    LawDocumentMissing,
)
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestHandoverPlace,
    ViewingRequestReturn,
)
from app.viewing_requests.queries.handovers import returns_still_due

RETURNED_BY = N_("확인해 준 사람")


def next_ordinal(session: Session, *, request_id: int) -> int:
    """Return the number of the next copy of a case; the request is locked."""
    item = ViewingRequestHandoverItem
    return 1 + (session.scalar(select(func.max(item.ordinal)).where(item.request_id == request_id)) or 0)


def sealed_items(handover: HandOver, *, number: str, first: int) -> tuple[SealedItem, ...]:
    """Return the copies as they are named in the open.

    :param first: the number of the first of them among all copies of the case.
    """
    return tuple(
        SealedItem(
            ordinal=ordinal,
            name=open_name(number, position, item),
            medium=item.medium,
            sha256=item.sha256,
            size_bytes=item.size_bytes,
            span_from=item.span_from,
            span_to=item.span_to,
            places=item.places,
        )
        for position, (ordinal, item) in enumerate(enumerate(handover.items, start=first), start=1)
    )


def write_handover(
    session: Session,
    *,
    number: str,
    handover: HandOver,
    recipient: str,
    entry_leaf: int | None,
    letter_leaf: int | None,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Receipt:
    """Seal a checked hand-over and write its rows; the caller has written the register's entry and the letter.

    :param recipient: who received it, in the open; sealed here.
    :param letter_leaf: the entry itself if the recipient was asked by word of mouth in an emergency.
    :param key: chosen by the client, where no entry of the register has it; ask ``was_handed_over`` first.
    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    """
    check_may_work_on_cases(actor, Act.HAND_OVER)
    request = locked_request(session, number=number, actor=actor)
    items = sealed_items(handover, number=number, first=next_ordinal(session, request_id=request.id))
    words: dict[str, Any] = {
        "recipient": _sealed(number, "recipient", recipient),
        "mask_words": _sealed(number, "mask_words", handover.mask.words),
        "player_note": _sealed(number, "player_note", handover.player_note),
    }
    file_names = tuple(_sealed(number, "file_name", item.file_name) for item in handover.items)
    told = _told(handover, entry_leaf=entry_leaf, letter_leaf=letter_leaf)
    event = RequestHandedOver(
        number=number, site=site_of(session, request.id), **told, items=items, **words, file_names=file_names or None
    )
    receipt = ledger.append(session, event, actor=actor, now=now, key=key and key_of_handover(key))
    row = ViewingRequestHandover(
        leaf=receipt.leaf,
        request_id=request.id,
        received_by=request.received_by,
        handling=request.handling,
        requester_kind=request.requester_kind,
        **told,
        **words,
        handed_by=actor.id,
        recorded_at=receipt.recorded_at,
    )
    session.add(row)
    session.flush()
    _write_items(session, row, items, file_names)
    return receipt


def _told(handover: HandOver, *, entry_leaf: int | None, letter_leaf: int | None) -> dict[str, Any]:
    mask, costs = handover.mask, handover.costs
    return {
        "mode": handover.mode,
        "handed_at": handover.handed_at,
        "delivery": handover.delivery,
        "entry_leaf": entry_leaf,
        "letter_leaf": letter_leaf,
        "accepted_on": _accepted_on(handover) if letter_leaf is not None else None,
        "recipient_is_asker": handover.recipient_name is None,
        "recipient_body": handover.recipient_body,
        "identity": handover.identity,
        "masking": mask.masking,
        "method": mask.method,
        "masked_by": mask.masked_by,
        "contractor": mask.contractor,
        "checked_by": mask.checked_by,
        "unmasked": mask.unmasked,
        "encrypted": handover.encrypted,
        "password_apart": handover.password_apart,
        "cost_copying": costs.copying,
        "cost_masking": costs.masking,
        "cost_postage": costs.postage,
        "caused_by_us": costs.caused_by_us,
        "waived": costs.waived,
        "fee": costs.fee,
        "use_until": handover.use_until,
        "ends_with": handover.ends_with,
        "return_by": handover.return_by,
        "kept_because": handover.kept_because,
    }


def _accepted_on(handover: HandOver) -> date | None:
    """Return when the recipient accepted what was asked; by word of mouth it was while footage was given."""
    return handover.duties.accepted_on if handover.duties else kst_day(handover.handed_at)


def _write_items(
    session: Session, row: ViewingRequestHandover, items: Sequence[SealedItem], file_names: Sequence[str]
) -> None:
    for position, (item, file_name) in enumerate(zip(items, file_names, strict=True), start=1):
        session.add(
            ViewingRequestHandoverItem(
                leaf=row.leaf,
                position=position,
                request_id=row.request_id,
                ordinal=item.ordinal,
                name=item.name,
                file_name=file_name,
                medium=item.medium,
                sha256=item.sha256,
                size_bytes=item.size_bytes,
                span_from=item.span_from,
                span_to=item.span_to,
            )
        )
    session.flush()
    for position, item in enumerate(items, start=1):
        for at, place in enumerate(item.places, start=1):
            session.add(
                ViewingRequestHandoverPlace(
                    leaf=row.leaf,
                    item=position,
                    position=at,
                    request_id=row.request_id,
                    site_code=place.site_code,
                    zone_code=place.zone_code,
                    camera_code=place.camera_code,
                    label=place.label,
                )
            )
    session.flush()


def confirm_return(
    session: Session,
    *,
    number: str,
    leaf: int,
    positions: Sequence[int],
    how: Returned,
    on: date,
    by_word_of: str,
    document_no: str | None,
    actor: Actor,
    now: datetime,
) -> bool:
    """Note what became of copies of a hand-over, and return whether that closed the case.

    :param leaf: the entry of the hand-over.
    :param positions: which of its copies, from one.
    :param by_word_of: who said so; personal, sealed here.
    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CopyNotFound: if the case has no such copy.
    :raises CopyAlreadyBack: if it was said already what became of one.
    :raises HandoverLacksOurs: if nobody is named who said so.
    :raises LawDocumentMissing: if a copy is kept by law, and no document is named.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises DayAhead: if the day is to come.
    :raises ConfirmedBefore: if the day is before the copy left.
    """
    check_may_work_on_cases(actor)
    request = locked_request(session, number=number, actor=actor)
    chosen = tuple(sorted(set(positions)))
    _check_copies(session, request, leaf=leaf, positions=chosen, on=on)
    if on > kst_day(now):
        raise DayAhead
    if not by_word_of.strip():
        raise HandoverLacksOurs(field=Message(RETURNED_BY))
    document = (document_no or "").strip() or None
    if how is Returned.KEPT_BY_LAW and document is None:
        raise LawDocumentMissing
    check_no_resident_number(by_word_of, document)
    word_of = _sealed(number, "word_of", by_word_of.strip())
    event = CopyReturned(
        number=number,
        site=site_of(session, request.id),
        handover_leaf=leaf,
        positions=chosen,
        how=how,
        on_day=on,
        document=document,
        word_of=word_of,
    )
    erase_on = None
    if request.closed_at is not None:  # Closed without it, e.g. taken back: nothing later will set the day.
        closed_on = kst_day(request.closed_at)
        erase_on = max(request_years(closed_on).first_day_after(closed_on), kst_day(now))
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    for position in chosen:
        session.add(
            ViewingRequestReturn(
                handover_leaf=leaf,
                position=position,
                leaf=receipt.leaf,
                request_id=request.id,
                how=how,
                on_day=on,
                word_of=word_of,
                document=document,
                confirmed_by=actor.id,
                confirmed_at=receipt.recorded_at,
            )
        )
    session.flush()
    if not returns_still_due(session, request_id=request.id):
        inbox.settle(session, subject=event.subject, kinds=(Kind.RETURN_OVERDUE,), now=now)
    return close_when_done(session, number=number, actor=actor, now=now)


def _check_copies(session: Session, request: ViewingRequest, *, leaf: int, positions: Sequence[int], on: date) -> None:
    handover, item, back = ViewingRequestHandover, ViewingRequestHandoverItem, ViewingRequestReturn
    found = session.execute(
        select(item.position, item.name, handover.handed_at, back.leaf.label("back"))
        .join(handover, handover.leaf == item.leaf)
        .outerjoin(back, (back.handover_leaf == item.leaf) & (back.position == item.position))
        .where(item.leaf == leaf, item.request_id == request.id, item.position.in_(positions))
        .order_by(item.position)
    ).all()
    if not positions or len(found) != len(positions):
        raise CopyNotFound
    for row in found:
        if row.back is not None:
            raise CopyAlreadyBack(name=row.name)
        if on < kst_day(row.handed_at):
            raise ConfirmedBefore


def _sealed(number: str, part: str, text: str) -> str:
    return vault().seal(text, context=f"viewing_request:{number}:{part}") if text else ""
