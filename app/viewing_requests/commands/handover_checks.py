"""Owns what is asked of a hand-over before it is sealed. Database checks repeat it (migration 0023)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.queries.in_use import accounts_in_use
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.viewing_requests.commands.steps import check_no_resident_number
from app.viewing_requests.domain import KIND_NAMES, Handling, Place
from app.viewing_requests.giving import (
    COPIES,
    DELIVERY_NAMES,
    GIVING_MODES,
    MODE_NAMES,
    MODES_OF,
    MOST_ITEMS,
    UNMASKED_NAMES,
    Delivery,
    EndsWith,
    HandOver,
    Item,
    KeptBecause,
    MaskAnswer,
    Masking,
    Medium,
    Mode,
    Unmasked,
    is_digest,
)
from app.viewing_requests.handover_refusals import (
    CheckedByMasker,
    CopiesMissing,
    CopyPlaceWrong,
    CopySpanWrong,
    CostWrong,
    DayAhead,
    DayBackwards,
    DeliveryWrong,
    DigestWrong,
    EndMissing,
    FileOnPaper,
    HandoverLacks,
    HandoverLacksOurs,
    MailUnencrypted,
    MaskingHalf,
    MaskingUnanswered,
    ModeNotAsked,
    NoCopiesHere,
    PaperHasNoDigest,
    UnknownMasker,
    UnmaskedElsewhere,
)
from app.viewing_requests.queries import RequestRow
from app.viewing_requests.queries.duties import is_at_once

MOST_WON = 100_000_000
"""A cost above this is taken for a slip of the pen."""
WHAT, IDENTITY, COPY_REASON = N_("한 일"), N_("신분 확인"), N_("사본을 준 까닭")
DUTIES, ACCEPTED, USE_UNTIL = N_("이용 제한 요청 문서"), N_("받은 사람이 받아들인 날"), N_("이용 기간(까지)")
METHOD, MASK_WORDS = N_("파기 방법"), N_("가림을 살핀 내용")
_DELIVERIES = {
    Mode.SHOWN: frozenset({Delivery.IN_PERSON}),
    Mode.PRINT: frozenset(Delivery) - {Delivery.TOLD},
    Mode.FILE: frozenset(Delivery) - {Delivery.TOLD},
}


def check_handover(session: Session, row: RequestRow, handover: HandOver, *, now: datetime) -> None:
    """Ask of a hand-over what its mode, its case and the law need.

    :raises Refusal: the first thing that is wrong.
    """
    _check_words(handover)
    if handover.mode not in MODES_OF[row.kind]:
        raise ModeNotAsked(kind=Message(KIND_NAMES[row.kind]), mode=Message(MODE_NAMES[handover.mode]))
    if handover.handed_at > now:
        raise DayAhead
    _check_mask(session, row, handover)
    _check_way(handover)
    _check_items(row, handover)
    if handover.mode is Mode.DELETED and not handover.method:
        raise HandoverLacks(field=Message(METHOD), source=latest("guideline.42.2").citation)
    if min(handover.costs.copying, handover.costs.masking, handover.costs.postage) < 0 or (
        handover.costs.total > MOST_WON
    ):
        raise CostWrong(source=latest("decree.47.1").citation)
    _check_duties(session, row, handover, now)
    _check_end(row, handover, now)


def _check_words(handover: HandOver) -> None:
    """Hold that no free word of a hand-over is a resident registration number; names of files are free words too."""
    duties = handover.duties
    check_no_resident_number(
        handover.what,
        handover.mask.words,
        handover.mask.contractor,
        handover.recipient_name,
        handover.recipient_body,
        handover.copy_reason,
        handover.player_note,
        *(item.file_name for item in handover.items),
        *((duties.document, duties.limits, duties.measures) if duties else ()),
        *handover.consent_items,
    )


def _check_mask(session: Session, row: RequestRow, handover: HandOver) -> None:
    mask, source = handover.mask, latest("guideline.46").citation
    if handover.mode not in GIVING_MODES:
        if mask.masking is not Masking.NOT_NEEDED or mask.unmasked is not Unmasked.NOTHING_SHOWN:
            raise UnmaskedElsewhere(reason=Message(UNMASKED_NAMES[mask.unmasked or Unmasked.NOBODY_ELSE]))
        return
    if mask.masking is Masking.NOT_NEEDED:
        if mask.unmasked is None or mask.unmasked is Unmasked.NOTHING_SHOWN:
            raise MaskingUnanswered(source=source)
        if (mask.unmasked is Unmasked.COVERED and handover.mode is not Mode.SHOWN) or (
            mask.unmasked is Unmasked.BY_STATUTE and row.handling is not Handling.PROVISION
        ):
            raise UnmaskedElsewhere(reason=Message(UNMASKED_NAMES[mask.unmasked]))
    else:
        _check_masked(session, mask, source)
    if not mask.words.strip():
        raise HandoverLacks(field=Message(MASK_WORDS), source=source)


def _check_masked(session: Session, mask: MaskAnswer, source: str) -> None:
    named = mask.masked_by is not None if mask.masking is Masking.DONE else bool((mask.contractor or "").strip())
    if mask.method is None or mask.checked_by is None or not named:
        raise MaskingHalf(source=source)
    if mask.checked_by == mask.masked_by:
        raise CheckedByMasker
    people = {one for one in (mask.masked_by, mask.checked_by) if one is not None}
    if accounts_in_use(session, account_ids=people) != people:
        raise UnknownMasker


def _check_way(handover: HandOver) -> None:
    if not handover.what.strip():
        raise HandoverLacksOurs(field=Message(WHAT))
    allowed = _DELIVERIES.get(handover.mode)
    if allowed is not None and handover.delivery not in allowed:
        raise DeliveryWrong(
            mode=Message(MODE_NAMES[handover.mode]), delivery=Message(DELIVERY_NAMES[handover.delivery])
        )
    if handover.delivery is Delivery.ENCRYPTED_EMAIL and not handover.encrypted:
        raise MailUnencrypted
    if handover.mode in GIVING_MODES and handover.identity is None:
        raise HandoverLacks(field=Message(IDENTITY), source=latest("decree.46.1").citation)


def _check_items(row: RequestRow, handover: HandOver) -> None:
    source = latest("guideline.44.5").citation
    if handover.mode not in COPIES:
        if handover.items:
            raise NoCopiesHere
        return
    if not 1 <= len(handover.items) <= MOST_ITEMS:
        raise CopiesMissing(most=MOST_ITEMS, source=source)
    if not (handover.copy_reason or "").strip():
        raise HandoverLacks(field=Message(COPY_REASON), source=source)
    asked = {place.site_code for place in row.places}
    for position, item in enumerate(handover.items, start=1):
        _check_item(item, position, row, mode=handover.mode, sites=asked)


def _check_item(item: Item, position: int, row: RequestRow, *, mode: Mode, sites: Collection[str]) -> None:
    if not item.file_name.strip():
        raise CopiesMissing(most=MOST_ITEMS, source=latest("guideline.44.5").citation)
    if item.medium is Medium.PAPER:
        if mode is Mode.FILE:
            raise FileOnPaper
        if item.sha256 is not None or item.size_bytes is not None:
            raise PaperHasNoDigest(position=position)
    elif not is_digest(item.sha256 or "") or not item.size_bytes or item.size_bytes <= 0:
        raise DigestWrong(position=position)
    if not row.span_from.replace(microsecond=0) <= item.span_from < item.span_to <= row.span_to:  # Typed in seconds.
        raise CopySpanWrong(position=position)
    if not item.places or (sites and any(place.site_code not in sites for place in item.places)):
        raise CopyPlaceWrong(position=position)


def _check_duties(session: Session, row: RequestRow, handover: HandOver, now: datetime) -> None:
    if row.handling is not Handling.PROVISION or row.own_use or handover.mode not in GIVING_MODES:
        return
    duties, source = handover.duties, latest("pipa.18.5").citation
    if duties is None and is_at_once(session, request_id=row.id):
        return  # Asked by word of mouth; the letter follows (product.emergency_letter).
    if duties is None or not all(text.strip() for text in (duties.document, duties.limits, duties.measures)):
        raise HandoverLacks(field=Message(DUTIES), source=source)
    if max(duties.accepted_on, duties.sent_on) > kst_day(now):
        raise DayAhead


def _check_end(row: RequestRow, handover: HandOver, now: datetime) -> None:
    today = kst_day(now)
    if handover.mode not in COPIES:
        if handover.ends_with or handover.return_by or handover.kept_because:
            raise NoCopiesHere
        return
    provision = row.handling is Handling.PROVISION
    if provision and handover.use_until is None:
        raise HandoverLacksOurs(field=Message(USE_UNTIL))
    kept = handover.ends_with is EndsWith.KEPT
    if handover.ends_with is None or kept is not (handover.kept_because is not None):
        raise EndMissing
    if kept is (handover.return_by is not None):
        raise EndMissing
    if handover.kept_because is KeptBecause.OWN_COPY and provision:
        raise EndMissing
    days = [day for day in (handover.use_until, handover.return_by) if day is not None]
    if any(day < today for day in days) or days != sorted(days):
        raise DayBackwards


def places_of_items(handover: HandOver, otherwise: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places the copies show, each once; without copies those the request is about."""
    found = {place.key: place for item in handover.items for place in item.places}
    return tuple(found.values()) or otherwise


def span_of(handover: HandOver, row: RequestRow) -> tuple[datetime, datetime]:
    """Return the span all copies lie in; without copies that of the request."""
    if not handover.items:
        return row.span_from, row.span_to
    return min(item.span_from for item in handover.items), max(item.span_to for item in handover.items)
