"""Owns holding a hand-over against what was decided, and a deletion against what other cases need."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.viewing_requests.commands.documents import BY_STATUTE
from app.viewing_requests.commands.rows import locked_request
from app.viewing_requests.domain import Place
from app.viewing_requests.giving import GIVING_MODES, UNMASKED_NAMES, HandOver, Masking, Mode, Unmasked
from app.viewing_requests.handover_refusals import MaskingDecided, NeededElsewhere, UnmaskedElsewhere
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision, ViewingRequestEmergency
from app.viewing_requests.queries.needed import Where, needed_elsewhere
from app.viewing_requests.queries.words import opened_words

_MASKED = re.compile(r"가림|가린|가리|가려|마스킹|모자이크|흐리게|mask|blur|mosaic", re.IGNORECASE)
_OTHER = N_("다른 요청")


def check_handover_basis(
    session: Session, *, number: str, handover: HandOver, places: Sequence[Place], actor: Actor
) -> None:
    """Hold that nobody is left unmasked against the decision, and nothing deleted that another case needs.

    :param places: what the footage shows, as far as it is known.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises UnmaskedElsewhere: if a statute is said to ask for it unmasked, and the grant names neither it nor a letter.
    :raises MaskingDecided: if masked footage was granted, and it is not masked.
    :raises NeededElsewhere: if it is deleted while another open case, or a lock of one, needs it.
    """
    row = locked_request(session, number=number, actor=actor)
    if handover.mode in GIVING_MODES and handover.mask.masking is Masking.NOT_NEEDED:
        ground, part = _granted(session, row)
        if handover.mask.unmasked is Unmasked.BY_STATUTE and (ground != BY_STATUTE or row.document_no is None):
            raise UnmaskedElsewhere(reason=Message(UNMASKED_NAMES[Unmasked.BY_STATUTE]))
        covered = handover.mask.unmasked is Unmasked.COVERED  # On the screen, while it was shown.
        if part is not None and not covered and _MASKED.search(opened_words(number, part)):
            raise MaskingDecided(source=latest("guideline.46").citation)
    if handover.mode is Mode.DELETED:
        others = _needed_by(session, row, [(one.site_code, one.zone_code, one.camera_code) for one in places], actor)
        if others:
            raise NeededElsewhere(others)


def _granted(session: Session, row: ViewingRequest) -> tuple[str | None, str | None]:
    """Return the ground and the part of what was granted; an emergency has its own ground and no part."""
    decision, emergency = ViewingRequestDecision, ViewingRequestEmergency
    made = select(decision.ground, decision.allowed_part).where(
        decision.request_id == row.id, decision.round == row.round
    )
    found = session.execute(made.order_by(decision.step.desc()).limit(1)).one_or_none()
    if found is not None:
        return found.ground, found.allowed_part
    opened = select(emergency.ground).where(emergency.leaf == row.emergency_leaf)
    return session.scalars(opened).one_or_none(), None


def _needed_by(session: Session, row: ViewingRequest, wanted: Sequence[Where], actor: Actor) -> tuple[Message, ...]:
    """Return the other cases that need footage of these cameras; those the person may not see without a number."""
    found = needed_elsewhere(session, request_id=row.id, actor=actor, wanted=wanted)
    numbers = sorted(one.number for one in found if one.number is not None)
    said = [Message(N_("요청 {number}"), {"number": number}) for number in numbers]
    return (*said, *([Message(_OTHER)] if len(numbers) < len(found) else []))
