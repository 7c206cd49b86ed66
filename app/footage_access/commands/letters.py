"""Owns that the letter to whoever was given footage is recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.footage_access.domain import KIND_NAMES, Kind, check_may_record, erase_day
from app.footage_access.events import LetterRecorded
from app.footage_access.models import FootageLetter, FootageLetterWords
from app.footage_access.queries import entry_row
from app.footage_access.refusals import (
    AcceptanceMissing,
    AcceptedBeforeSent,
    LetterIncomplete,
    LetterInFuture,
    LetterNotWanted,
)
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.law.sources import latest
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.viewing_requests import commands as viewing_requests
from app.viewing_requests import queries as requests
from app.viewing_requests.events import sole_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to a recipient: when, its number, how use is limited and how the footage is to be kept safe."""

    sent_on: date
    document: str
    limits: str
    measures: str
    accepted_on: date | None = None  # When the recipient accepted it; sealed in the entry only.


def record_letter(
    session: Session, *, leaf: int, letter: Letter, actor: Actor, now: datetime, key: str | None = None
) -> Receipt:
    """Record the letter that goes with a provision; of several for one request the newest counts.

    :param leaf: the entry of the provision.
    :param key: chosen by the client: the same key of the same person gives the earlier receipt, and nothing new.
    :raises NotAllowed: if the person does not work with footage.
    :raises EntryNotFound: if there is no such entry the person may see.
    :raises LetterNotWanted: if the entry is no provision, or was corrected or withdrawn.
    :raises LetterIncomplete: without number, limits or measures.
    :raises LetterInFuture: if it was sent, or accepted, after today.
    :raises AcceptanceMissing: if it follows an emergency, and it is not said when it was accepted.
    :raises AcceptedBeforeSent: if it was accepted before it was sent.
    :raises KeyReused: if something else was recorded under the key.
    """
    check_may_record(actor)
    row = entry_row(session, leaf=leaf, actor=actor)
    if row.kind is not Kind.PROVISION or row.request_number is None or not row.stands:
        raise LetterNotWanted(number=row.number, kind=Message(KIND_NAMES[Kind.PROVISION]))
    if not all(text.strip() for text in (letter.document, letter.limits, letter.measures)):
        raise LetterIncomplete(source=latest("pipa.18.5").citation)
    if max(letter.sent_on, letter.accepted_on or letter.sent_on) > kst_day(now):
        raise LetterInFuture
    if letter.accepted_on is not None and letter.accepted_on < letter.sent_on:
        raise AcceptedBeforeSent
    viewing_requests.lock_request(session, number=row.request_number, actor=actor)
    if letter.accepted_on is None and requests.is_letter_due(session, number=row.request_number):
        raise AcceptanceMissing(source=latest("product.emergency_letter").citation)
    event = LetterRecorded(
        entry_leaf=leaf,
        request_number=row.request_number,
        sent_on=letter.sent_on,
        document=letter.document.strip(),
        accepted_on=letter.accepted_on,
        site=sole_site(row.places),
        limits=letter.limits.strip(),
        measures=letter.measures.strip(),
    )
    erase_on, key = erase_day(row.occurred_at), None if key is None else f"letter {key}"
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on, key=key)
    if receipt.repeated:
        return receipt
    session.execute(
        insert(FootageLetter).values(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            entry_leaf=leaf,
            request_number=event.request_number,
            sent_on=event.sent_on,
            document=event.document,
            recorded_by=actor.id,
        )
    )
    words = {"leaf": receipt.leaf, "limits": event.limits, "measures": event.measures}
    session.execute(insert(FootageLetterWords).values(words))
    viewing_requests.settle_letter(session, number=row.request_number, now=now)
    viewing_requests.close_when_done(session, number=row.request_number, actor=actor, now=now)
    return receipt
