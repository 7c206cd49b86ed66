"""Owns deciding on a request."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.hangul import nfc
from app.law.grounds import Ground, provision_grounds, refusal_grounds
from app.law.sources import source
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.commands.rows import site_of
from app.viewing_requests.commands.steps import Written, request_to_decide, write_step
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.events import GuardOverridden, RequestApproved, RequestEndorsed, RequestRefused
from app.viewing_requests.places import is_private
from app.viewing_requests.reason_reading import why_unlawful
from app.viewing_requests.refusals import (
    GroundMissing,
    GroundNotAllowed,
    ObjectionMissing,
    OnlyOfficerReadsOtherwise,
    OtherReadingUnsaid,
    ReasonMissing,
    UnlawfulReason,
)
from app.viewing_requests.states import Outcome

READ_REASONS_OF = frozenset({RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE})
"""What 법 제35조 is about; deletion and suspension have articles of their own."""


def approve_request(
    session: Session, *, number: str, reason: str, ground: str | None, actor: Actor, now: datetime
) -> None:
    """Approve a request. A provision to a third party needs the ground it rests on (법 17①, 18②), and two to agree.

    :raises Refusal: as ``request_to_decide``.
    :raises GroundNotAllowed: if a provision has no ground a company like this one may use.
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.APPROVED, actor=actor)
    chosen = None
    if row.handling == Handling.PROVISION:
        snapshot = registry.snapshot(session, as_of=kst_day(now))
        chosen = _allowed(ground, provision_grounds(private=is_private(snapshot), on=kst_day(now)))
    site = site_of(session, row.id)
    event = (
        RequestApproved(number=number, site=site, ground=chosen, reason=reason or None, **step.said)
        if step.final
        else RequestEndorsed(
            number=number,
            site=site,
            outcome=Outcome.APPROVED,
            ground=chosen,
            allowed_part=None,
            reason=reason or None,
            **step.said,
        )
    )
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    written = Written(outcome=Outcome.APPROVED, ground=chosen, reason=reason)
    write_step(session, row, step, written, actor=actor, at=at)


def refuse_request(
    session: Session,
    *,
    number: str,
    ground: str | None,
    reason: str,
    objection_method: str,
    actor: Actor,
    now: datetime,
    other_reading: str = "",
) -> None:
    """Refuse a request, with a written reason and how to object; a viewing only on a ground of 법 35④.

    :param other_reading: why the reason is not what it is read as; kept with the names of what was read.
    :raises Refusal: as ``request_to_decide``.
    :raises ReasonMissing: without a written reason (시행령 42②).
    :raises ObjectionMissing: without the way to object (시행령 42②).
    :raises GroundNotAllowed: if a viewing is refused on anything else than 법 35④.
    :raises UnlawfulReason: if the words of a refused viewing claim another ground, or state no fact of one.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.REFUSED, actor=actor)
    notice = source("decree.42.2", on=kst_day(now)).citation
    if not reason.strip():
        raise ReasonMissing(source=notice)
    if not objection_method.strip():
        raise ObjectionMissing(source=notice)
    chosen, site = None, site_of(session, row.id)
    if row.handling == Handling.VIEWING:
        private = is_private(registry.snapshot(session, as_of=kst_day(now)))
        chosen = _allowed(ground, refusal_grounds(private=private, on=kst_day(now)))
        if row.kind in READ_REASONS_OF:
            found = why_unlawful(reason, private=private, on=kst_day(now))
            if found:
                _check_read_otherwise(found, reason, other_reading, actor)
                names = tuple(unlawful.name for unlawful in found)
                override = GuardOverridden(number=number, site=site, grounds=names, other_reading=other_reading)
                ledger.append(session, override, actor=actor, now=now)
    event = RequestRefused(
        number=number,
        site=site,
        ground=chosen,
        reason=reason,
        objection_method=objection_method,
        **step.said,
    )
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    written = Written(outcome=Outcome.REFUSED, ground=chosen, reason=reason, objection_method=objection_method)
    write_step(session, row, step, written, actor=actor, at=at)


def _check_read_otherwise(found: Sequence[UnlawfulGround], reason: str, other_reading: str, actor: Actor) -> None:
    """Stop an unlawful reason, unless the privacy officer says in other words why it is none."""
    if not other_reading.strip():
        sentences = [unlawful.sentence for unlawful in found]
        raise UnlawfulReason(sentences, grounds=[unlawful.name for unlawful in found])
    if not actor.has(Role.PRIVACY_OFFICER):
        raise OnlyOfficerReadsOtherwise
    if nfc(other_reading) == nfc(reason):
        raise OtherReadingUnsaid


def _allowed(key: str | None, grounds: Sequence[Ground]) -> str:
    if key not in {ground.key for ground in grounds}:
        allowed = ", ".join(ground.citation for ground in grounds)
        raise GroundNotAllowed(ground=key, allowed=allowed) if key else GroundMissing(allowed=allowed)
    return str(key)
