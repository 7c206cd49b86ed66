"""Owns writing the letter to a recipient before anything leaves, so that it can be printed, sent and accepted first."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import Message
from app.law.sources import latest
from app.ledger import commands as ledger
from app.vault.wiring import vault
from app.viewing_requests.commands.handover_checks import LIMITS, MEASURES, NUMBER
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import check_no_resident_number
from app.viewing_requests.domain import Handling, RequesterKind, check_may_work_on_cases
from app.viewing_requests.events import LetterDrafted
from app.viewing_requests.giving import EndsWith, LetterEntry
from app.viewing_requests.handover_refusals import HandoverLacks, LetterDaysWrong, LetterNotAsked, LetterWrongMoment
from app.viewing_requests.models import ViewingRequestLetterDraft
from app.viewing_requests.queries.letters import drafted_letter, letter_context
from app.viewing_requests.states import GRANTED, STATUS_NAMES, Status


def draft_letter(session: Session, *, number: str, letter: LetterEntry, actor: Actor, now: datetime) -> None:
    """Write down what the recipient of a granted provision is to be asked (법 18⑤); of several the newest counts.

    The same letter again writes nothing. What was given in an emergency may have its letter drafted afterwards.

    :raises NotAllowed: if the person does not work on cases.
    :raises HandoverLacks: without number, limits or measures.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises LetterDaysWrong: if the use ends before the letter, or the footage comes back before the use ends.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises LetterNotAsked: if footage is not provided to somebody else.
    :raises LetterWrongMoment: if nothing was granted, or the case is over.
    """
    check_may_work_on_cases(actor)
    said = {NUMBER: letter.document, LIMITS: letter.limits, MEASURES: letter.measures}
    for label, words in said.items():
        if not words.strip():
            raise HandoverLacks(field=Message(label), source=latest("pipa.18.5").citation)
    check_no_resident_number(*said.values())
    days = [day for day in (letter.letter_on, letter.use_until, letter.return_by) if day is not None]
    comes_back = letter.ends_with in {EndsWith.RETURN, EndsWith.DESTROY}
    if days != sorted(days) or (letter.return_by is not None and not comes_back):
        raise LetterDaysWrong
    row = locked_request(session, number=number, actor=actor)
    if row.handling != Handling.PROVISION or row.requester_kind == RequesterKind.INTERNAL:
        raise LetterNotAsked(source=latest("pipa.18.5").citation)
    if row.status not in {*GRANTED, Status.HANDED_OVER}:
        raise LetterWrongMoment(current=Message(STATUS_NAMES[Status(row.status)]))
    before = drafted_letter(session, number=number, actor=actor)
    if before is not None and all(getattr(before, name) == getattr(letter, name) for name in letter.__slots__):
        return
    open_parts: dict[str, Any] = {
        "letter_on": letter.letter_on,
        "document": letter.document.strip(),
        "use_until": letter.use_until,
        "ends_with": letter.ends_with,
        "return_by": letter.return_by,
    }
    sealed: dict[str, Any] = {
        name: vault().seal(getattr(letter, name).strip(), context=letter_context(number))
        for name in ("limits", "measures")
    }
    event = LetterDrafted(number=number, site=site_of(session, row.id), **open_parts, **sealed)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        ViewingRequestLetterDraft(
            leaf=receipt.leaf,
            request_id=row.id,
            received_by=row.received_by,
            handling=row.handling,
            **open_parts,
            **sealed,
            drafted_by=actor.id,
            drafted_at=receipt.recorded_at,
        )
    )
    session.flush()
