"""Owns the blanking of what requests copied from personal parts: who asked, and what was written in a decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Case, case, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.ledger import queries as ledger
from app.ledger.erasure import Pair
from app.viewing_requests.events import (
    AttachmentKept,
    CopyReturned,
    EmergencyOpened,
    EmergencyReviewed,
    LetterDrafted,
    RequestApproved,
    RequestChecked,
    RequestEndorsed,
    RequestHandedOver,
    RequestNotExisting,
    RequestPartlyApproved,
    RequestPaused,
    RequestPostponed,
    RequestReceived,
    RequestRefused,
)
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestAttachment,
    ViewingRequestCheck,
    ViewingRequestDecision,
    ViewingRequestEmergency,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestLetterDraft,
    ViewingRequestParty,
    ViewingRequestPause,
    ViewingRequestPostponement,
    ViewingRequestReturn,
)

_DECIDED = tuple(
    event.name
    for event in (RequestEndorsed, RequestApproved, RequestPartlyApproved, RequestRefused, RequestNotExisting)
)


def forget(session: Session, pairs: Sequence[Pair], on: date) -> None:
    """Blank the copies of some personal parts in the caller's transaction."""
    leaves = {leaf for leaf, _part in pairs}  # Each of these entries has one part.
    asked = [entry.data["number"] for entry in ledger.entries_at(session, leaves=leaves, names=(RequestReceived.name,))]
    for request_id in _ids(session, asked):
        session.execute(delete(ViewingRequestParty).where(ViewingRequestParty.request_id == request_id))
        session.execute(update(ViewingRequest).where(ViewingRequest.id == request_id).values(erased_on=on))
    _forget_decisions(session, leaves, on)
    _forget_moves(session, leaves, on)
    _forget_hand_overs(session, leaves, on)
    _forget_checks_and_papers(session, leaves, on)


def _forget_checks_and_papers(session: Session, leaves: set[int], on: date) -> None:
    """Blank notes on checks and names of papers; the files go with the sweep that follows in the same job."""
    check, paper = ViewingRequestCheck, ViewingRequestAttachment
    for entry in ledger.entries_at(session, leaves=leaves, names=(RequestChecked.name, AttachmentKept.name)):
        if entry.name == RequestChecked.name:
            session.execute(
                update(check).where(check.leaf == entry.leaf, check.erased_on.is_(None)).values(note="", erased_on=on)
            )
        else:
            blank = {"file_name": "", "stored_name": None, "erased_on": on}
            session.execute(update(paper).where(paper.leaf == entry.leaf, paper.erased_on.is_(None)).values(blank))


def _forget_decisions(session: Session, leaves: set[int], on: date) -> None:
    decision, opened = ViewingRequestDecision, ViewingRequestEmergency
    for entry in ledger.entries_at(session, leaves=leaves, names=_DECIDED):
        number, step = entry.data["number"], (entry.data.get("round", 1), entry.data.get("step", 1))
        for request_id in _ids(session, [number]):
            session.execute(
                update(decision)
                .where(decision.request_id == request_id, decision.round == step[0], decision.step == step[1])
                .where(decision.erased_on.is_(None))
                .values(reason="", allowed_part=_blanked(decision.allowed_part), erased_on=on)
            )
    for entry in ledger.entries_at(session, leaves=leaves, names=(EmergencyOpened.name, EmergencyReviewed.name)):
        reviewed = entry.name == EmergencyReviewed.name
        leaf, blank = (entry.data["opened_leaf"], "review_note") if reviewed else (entry.leaf, "reason")
        session.execute(update(opened).where(opened.leaf == leaf).values({blank: "", "erased_on": on}))


def _forget_moves(session: Session, leaves: set[int], on: date) -> None:
    late, pause = ViewingRequestPostponement, ViewingRequestPause
    for entry in ledger.entries_at(session, leaves=leaves, names=(RequestPostponed.name, RequestPaused.name)):
        if entry.name == RequestPostponed.name:
            session.execute(
                update(late).where(late.leaf == entry.leaf, late.erased_on.is_(None)).values(reason="", erased_on=on)
            )
        else:
            blank = {"reason": "", "stop_reason": "" if entry.data["stops_clock"] else None, "erased_on": on}
            session.execute(update(pause).where(pause.leaf == entry.leaf, pause.erased_on.is_(None)).values(blank))


def _forget_hand_overs(session: Session, leaves: set[int], on: date) -> None:
    given, item, back = ViewingRequestHandover, ViewingRequestHandoverItem, ViewingRequestReturn
    draft = ViewingRequestLetterDraft
    for entry in ledger.entries_at(session, leaves=leaves, names=(LetterDrafted.name,)):
        written = update(draft).where(draft.leaf == entry.leaf, draft.erased_on.is_(None))
        session.execute(written.values(limits="", measures="", erased_on=on))
    words = dict.fromkeys(("recipient", "mask_words", "player_note"), "")
    for entry in ledger.entries_at(session, leaves=leaves, names=(RequestHandedOver.name, CopyReturned.name)):
        of = entry.leaf
        if entry.name == RequestHandedOver.name:
            rows = update(given).where(given.leaf == of, given.erased_on.is_(None))
            session.execute(rows.values(**words, erased_on=on))
            names = update(item).where(item.leaf == of, item.erased_on.is_(None))
            session.execute(names.values(file_name="", erased_on=on))
        else:
            said = update(back).where(back.leaf == of, back.erased_on.is_(None))
            session.execute(said.values(word_of="", erased_on=on))


def _blanked(column: InstrumentedAttribute[str | None]) -> Case[Any]:
    """Return the SQL of "empty where there was something"."""
    return case((column.is_(None), None), else_="")


def _ids(session: Session, numbers: Sequence[str]) -> list[int]:
    found: list[int] = []
    for number in numbers:
        found.extend(session.scalars(select(ViewingRequest.id).where(ViewingRequest.number == number)))
    return found
