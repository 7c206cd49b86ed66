"""Owns what is asked of a hand-over before it is sealed. Database checks repeat it (migration 0023)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.queries.in_use import accounts_in_use
from app.kernel.clock import kst_day
from app.kernel.errors import Refusal
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
    NothingCopied,
    PaperHasNoDigest,
    UnknownMasker,
    UnmaskedElsewhere,
)
from app.viewing_requests.queries import RequestRow
from app.viewing_requests.queries.duties import is_at_once
from app.viewing_requests.refusals import ResidentNumber

MOST_WON = 100_000_000
"""A cost above this is taken for a slip of the pen."""
WHAT, IDENTITY, COPY_REASON = N_("목적·사유"), N_("확인한 신분증"), N_("사본을 준 까닭")
NUMBER, LIMITS, MEASURES = N_("문서 번호"), N_("이용 목적·방법의 제한"), N_("안전성 확보에 필요한 조치")
SENT, ACCEPTED = N_("이용 제한을 요청한 날"), N_("받은 사람이 받아들인 날")
METHOD, MASK_WORDS, USE_UNTIL = N_("파기 방법"), N_("살핀 내용"), N_("이용 기간(까지)")
"""Fields as the page of a hand-over calls them."""
_DELIVERIES = {
    Mode.SHOWN: frozenset({Delivery.IN_PERSON}),
    Mode.PRINT: frozenset(Delivery) - {Delivery.TOLD},
    Mode.FILE: frozenset(Delivery) - {Delivery.TOLD},
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong with a hand-over, and the field of its form that says it."""

    field: str
    refusal: Refusal


def check_handover(session: Session, row: RequestRow, handover: HandOver, *, now: datetime) -> None:
    """Ask of a hand-over what its mode, its case and the law need.

    :raises Refusal: the first thing that is wrong.
    """
    for wrong in wrongs_of(session, row, handover, now=now):
        raise wrong.refusal


def wrongs_of(session: Session, row: RequestRow, handover: HandOver, *, now: datetime) -> Iterator[Wrong]:
    """Yield everything that is wrong with a hand-over, so that a page shows all of it at once."""
    yield from _words(handover)
    if handover.mode not in MODES_OF[row.kind]:
        asked, done = Message(KIND_NAMES[row.kind]), Message(MODE_NAMES[handover.mode])
        yield Wrong("mode", ModeNotAsked(kind=asked, mode=done))
    if handover.handed_at > now:
        yield Wrong("handed_at", DayAhead())
    yield from _mask(session, row, handover)
    yield from _way(handover)
    yield from _items(row, handover)
    if handover.mode is Mode.DELETED and not handover.method:
        yield _lack("method", METHOD, "guideline.42.2")
    yield from _costs(handover)
    yield from _duties(session, row, handover, now)
    yield from _end(row, handover, now)


def _lack(field: str, label: str, source: str) -> Wrong:
    return Wrong(field, HandoverLacks(field=Message(label), source=latest(source).citation))


def _words(handover: HandOver) -> Iterator[Wrong]:
    """Hold that no free word of a hand-over is a resident registration number; names of files are free words too."""
    duties, mask = handover.duties, handover.mask
    said: dict[str, str | None] = {
        "what": handover.what,
        "mask_words": mask.words,
        "contractor": mask.contractor,
        "recipient_name": handover.recipient_name,
        "recipient_body": handover.recipient_body,
        "copy_reason": handover.copy_reason,
        "player_note": handover.player_note,
        **{f"copy{at}-file_name": item.file_name for at, item in enumerate(handover.items, start=1)},
        **(
            {"letter_document": duties.document, "limits": duties.limits, "measures": duties.measures} if duties else {}
        ),
        "consent_items": " ".join(handover.consent_items),
    }
    for field, words in said.items():
        try:
            check_no_resident_number(words)
        except ResidentNumber as refusal:
            yield Wrong(field, refusal)


def _mask(session: Session, row: RequestRow, handover: HandOver) -> Iterator[Wrong]:
    mask = handover.mask
    if handover.mode not in GIVING_MODES:
        if mask.masking is not Masking.NOT_NEEDED or mask.unmasked is not Unmasked.NOTHING_SHOWN:
            reason = Message(UNMASKED_NAMES[mask.unmasked or Unmasked.NOBODY_ELSE])
            yield Wrong("unmasked", UnmaskedElsewhere(reason=reason))
        return
    if mask.masking is not Masking.NOT_NEEDED:
        yield from _masked(session, mask)
    elif mask.unmasked is None or mask.unmasked is Unmasked.NOTHING_SHOWN:
        yield Wrong("masking", MaskingUnanswered(source=latest("guideline.46").citation))
    elif (mask.unmasked is Unmasked.COVERED and handover.mode is not Mode.SHOWN) or (
        mask.unmasked is Unmasked.BY_STATUTE and row.handling is not Handling.PROVISION
    ):
        yield Wrong("unmasked", UnmaskedElsewhere(reason=Message(UNMASKED_NAMES[mask.unmasked])))
    if not mask.words.strip():
        yield _lack("mask_words", MASK_WORDS, "guideline.46")


def _masked(session: Session, mask: MaskAnswer) -> Iterator[Wrong]:
    ours = mask.masking is Masking.DONE
    named = mask.masked_by is not None if ours else bool((mask.contractor or "").strip())
    who = "masked_by" if ours else "contractor"
    for field, is_there in ((who, named), ("mask_method", mask.method), ("checked_by", mask.checked_by is not None)):
        if not is_there:
            yield Wrong(field, MaskingHalf(source=latest("guideline.46").citation))
    if mask.checked_by is not None and mask.checked_by == mask.masked_by:
        yield Wrong("checked_by", CheckedByMasker())
        return
    people = {one for one in (mask.masked_by, mask.checked_by) if one is not None}
    if accounts_in_use(session, account_ids=people) != people:
        yield Wrong(who, UnknownMasker())


def _way(handover: HandOver) -> Iterator[Wrong]:
    if not handover.what.strip():
        yield Wrong("what", HandoverLacksOurs(field=Message(WHAT)))
    allowed = _DELIVERIES.get(handover.mode)
    if allowed is not None and handover.delivery not in allowed:
        done, way = Message(MODE_NAMES[handover.mode]), Message(DELIVERY_NAMES[handover.delivery])
        yield Wrong("delivery", DeliveryWrong(mode=done, delivery=way))
    if handover.delivery is Delivery.ENCRYPTED_EMAIL and not handover.encrypted:
        yield Wrong("encrypted", MailUnencrypted())
    if handover.mode in GIVING_MODES and handover.identity is None:
        yield _lack("identity", IDENTITY, "decree.46.1")


def _costs(handover: HandOver) -> Iterator[Wrong]:
    """Ask for actual costs (시행령 47①): what was not copied cost nothing to copy."""
    costs, source = handover.costs, latest("decree.47.1").citation
    if min(costs.copying, costs.masking, costs.postage) < 0 or costs.total > MOST_WON:
        yield Wrong("cost_copying", CostWrong(source=source))
    elif costs.copying and handover.mode not in COPIES:
        yield Wrong("cost_copying", NothingCopied(source=source))


def _items(row: RequestRow, handover: HandOver) -> Iterator[Wrong]:
    if handover.mode not in COPIES:
        if handover.items:
            yield Wrong("mode", NoCopiesHere())
        return
    source = latest("guideline.44.5").citation
    if not 1 <= len(handover.items) <= MOST_ITEMS:
        yield Wrong("copy1-file_name", CopiesMissing(most=MOST_ITEMS, source=source))
    if not (handover.copy_reason or "").strip():
        yield _lack("copy_reason", COPY_REASON, "guideline.44.5")
    asked = {place.site_code for place in row.places}
    for position, item in enumerate(handover.items, start=1):
        yield from _item(item, position, row, mode=handover.mode, sites=asked)


def _item(item: Item, position: int, row: RequestRow, *, mode: Mode, sites: Collection[str]) -> Iterator[Wrong]:
    copy = f"copy{position}-"
    if not item.file_name.strip():
        source = latest("guideline.44.5").citation
        yield Wrong(f"{copy}file_name", CopiesMissing(most=MOST_ITEMS, source=source))
    if item.medium is Medium.PAPER:
        if mode is Mode.FILE:
            yield Wrong(f"{copy}medium", FileOnPaper())
        elif item.sha256 is not None or item.size_bytes is not None:
            yield Wrong(f"{copy}sha256", PaperHasNoDigest(position=position))
    elif not is_digest(item.sha256 or "") or not item.size_bytes or item.size_bytes <= 0:
        yield Wrong(f"{copy}sha256", DigestWrong(position=position))
    if not row.span_from.replace(microsecond=0) <= item.span_from < item.span_to <= row.span_to:  # Typed in seconds.
        yield Wrong(f"{copy}span_from", CopySpanWrong(position=position))
    if not item.places or (sites and any(place.site_code not in sites for place in item.places)):
        yield Wrong(f"{copy}places", CopyPlaceWrong(position=position))


def _duties(session: Session, row: RequestRow, handover: HandOver, now: datetime) -> Iterator[Wrong]:
    if row.handling is not Handling.PROVISION or row.own_use or handover.mode not in GIVING_MODES:
        return
    duties = handover.duties
    if duties is None and is_at_once(session, request_id=row.id):
        return  # Asked by word of mouth; the letter follows (product.emergency_letter).
    said = (
        ("letter_on", SENT, duties and duties.sent_on),
        ("letter_document", NUMBER, duties and duties.document.strip()),
        ("limits", LIMITS, duties and duties.limits.strip()),
        ("measures", MEASURES, duties and duties.measures.strip()),
        ("accepted_on", ACCEPTED, duties and duties.accepted_on),
    )
    for field, label, there in said:
        if not there and (duties is not None or field != "letter_on"):  # The day is suggested before anything is said.
            yield _lack(field, label, "pipa.18.5")
    if duties is not None:
        for field, day in (("letter_on", duties.sent_on), ("accepted_on", duties.accepted_on)):
            if day is not None and day > kst_day(now):
                yield Wrong(field, DayAhead())


def _end(row: RequestRow, handover: HandOver, now: datetime) -> Iterator[Wrong]:
    today = kst_day(now)
    if handover.mode not in COPIES:
        if handover.ends_with or handover.return_by or handover.kept_because:
            yield Wrong("mode", NoCopiesHere())
        return
    provision = row.handling is Handling.PROVISION
    if provision and handover.use_until is None:
        yield Wrong("use_until", HandoverLacksOurs(field=Message(USE_UNTIL)))
    kept = handover.ends_with is EndsWith.KEPT
    if handover.ends_with is None:
        yield Wrong("ends_with", EndMissing())
    elif kept is not (handover.kept_because is not None) or (
        handover.kept_because is KeptBecause.OWN_COPY and provision
    ):
        yield Wrong("kept_because", EndMissing())
    elif kept is (handover.return_by is not None):
        yield Wrong("return_by", EndMissing())
    days = [day for day in (handover.use_until, handover.return_by) if day is not None]
    if any(day < today for day in days) or days != sorted(days):
        yield Wrong("use_until" if days[0] < today else "return_by", DayBackwards())


def places_of_items(handover: HandOver, otherwise: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places the copies show, each once; without copies those the request is about."""
    found = {place.key: place for item in handover.items for place in item.places}
    return tuple(found.values()) or otherwise


def span_of(handover: HandOver, row: RequestRow) -> tuple[datetime, datetime]:
    """Return the span all copies lie in; without copies that of the request."""
    if not handover.items:
        return row.span_from, row.span_to
    return min(item.span_from for item in handover.items), max(item.span_to for item in handover.items)
