"""Owns what is read about letters to recipients written before anything leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.vault.wiring import vault
from app.viewing_requests.giving import EndsWith
from app.viewing_requests.models import ViewingRequest, ViewingRequestLetterDraft
from app.viewing_requests.queries.words import may_read


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedLetter:
    """What a recipient is to be asked: its number and day, limits, measures, and what becomes of the footage."""

    letter_on: date
    document: str
    limits: str
    measures: str
    use_until: date | None
    ends_with: EndsWith | None
    return_by: date | None
    drafted_by: int
    drafted_at: datetime


def letter_context(number: str) -> str:
    """Return what the vault binds the words of a drafted letter to: they open for no other request."""
    return f"viewing_request:{number}:letter"


def drafted_letter(session: Session, *, number: str, actor: Actor) -> DraftedLetter | None:
    """Return the newest letter drafted for a case; None without one, once erased, or for other eyes."""
    draft = ViewingRequestLetterDraft
    found = session.scalars(
        select(draft)
        .join(ViewingRequest, ViewingRequest.id == draft.request_id)
        .where(ViewingRequest.number == number, may_read(actor), draft.erased_on.is_(None))
        .order_by(draft.leaf.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    return DraftedLetter(
        letter_on=found.letter_on,
        document=found.document,
        limits=vault().open(found.limits, context=letter_context(number)),
        measures=vault().open(found.measures, context=letter_context(number)),
        use_until=found.use_until,
        ends_with=EndsWith(found.ends_with) if found.ends_with else None,
        return_by=found.return_by,
        drafted_by=found.drafted_by,
        drafted_at=found.drafted_at,
    )
