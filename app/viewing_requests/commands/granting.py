"""Owns granting a request: all of it, or a part with the reason for the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.sources import source
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.viewing_requests.commands.documents import check_opinion
from app.viewing_requests.commands.reading import allowed_ground, check_reason, grounds_of
from app.viewing_requests.commands.rows import site_of
from app.viewing_requests.commands.steps import (
    Step,
    Written,
    check_no_resident_number,
    check_second_remains,
    pinned,
    request_to_decide,
    sealed_words,
    write_step,
)
from app.viewing_requests.commands.telling import tell_of_second_step
from app.viewing_requests.decision_refusals import AllowedPartMissing, NothingAllowed
from app.viewing_requests.domain import Handling, RequesterKind
from app.viewing_requests.events import RequestApproved, RequestEndorsed, RequestPartlyApproved
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.places import is_private
from app.viewing_requests.reason_reading import allows_nothing
from app.viewing_requests.refusals import ObjectionMissing, ReasonMissing
from app.viewing_requests.states import Outcome


def approve_request(
    session: Session, *, number: str, reason: str, ground: str | None, actor: Actor, now: datetime
) -> None:
    """Approve a request. A provision to a third party needs the ground it rests on (법 17①, 18②), and two to agree.

    :raises Refusal: as ``request_to_decide``.
    :raises GroundNotAllowed: if a provision has no ground a company like this one may use.
    :raises OpinionMissing: as ``check_opinion``, which raises DocumentMissing and StatuteUnnamed too.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.APPROVED, actor=actor)
    chosen = _ground(session, row, ground, now, part=False)
    check_opinion(row, ground=chosen, opinion=reason, now=now)
    written = Written(outcome=Outcome.APPROVED, ground=chosen, reason=sealed_words(number, reason))
    _grant(session, row, pinned(session, row, step, ground=chosen, now=now), written, actor=actor, now=now)


def approve_in_part(
    session: Session,
    *,
    number: str,
    ground: str | None,
    reason: str,
    allowed_part: str,
    objection_method: str,
    actor: Actor,
    now: datetime,
    other_reading: str = "",
) -> None:
    """Grant a part, since what no ground affects must be shown (시행령 42①); of a provision two must agree.

    :param ground: of a viewing the one of 법 35④ for the rest; of a provision the one it rests on (법 17①, 18②).
    :param reason: why not the rest; read like that of a refusal.
    :param other_reading: why the reason is not what it is read as; kept with the names of what was read.
    :raises Refusal: as ``request_to_decide``.
    :raises AllowedPartMissing: if it is not said what is shown or given.
    :raises NothingAllowed: if what is shown or given is nothing: that is a refusal.
    :raises ReasonMissing: without a written reason (시행령 41⑤).
    :raises ObjectionMissing: without the way to object (시행령 41⑤).
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises GroundNotAllowed: if the ground is not one a company like this one may use.
    :raises OpinionMissing: as ``check_opinion``, which raises DocumentMissing and StatuteUnnamed too.
    :raises UnlawfulReason: if the words of a viewing's reason claim another ground, or state no fact of one.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.PARTLY_APPROVED, actor=actor)
    notice = source("decree.41.5", on=kst_day(now)).citation
    if not allowed_part.strip():
        raise AllowedPartMissing(source=notice)
    if allows_nothing(allowed_part):
        raise NothingAllowed
    if not reason.strip():
        raise ReasonMissing(source=notice)
    if not objection_method.strip():
        raise ObjectionMissing(source=notice)
    check_no_resident_number(allowed_part, reason, objection_method)
    chosen = _ground(session, row, ground, now, part=True)
    check_opinion(row, ground=chosen, opinion=f"{reason} {allowed_part}", now=now)
    check_reason(session, row, reason=reason, other_reading=other_reading, actor=actor, now=now)
    written = Written(
        outcome=Outcome.PARTLY_APPROVED,
        ground=chosen,
        reason=sealed_words(number, reason),
        objection_method=objection_method,
        allowed_part=sealed_words(number, allowed_part),
    )
    _grant(session, row, pinned(session, row, step, ground=chosen, now=now), written, actor=actor, now=now)


def _ground(session: Session, row: ViewingRequest, ground: str | None, now: datetime, *, part: bool) -> str | None:
    if row.handling == Handling.VIEWING and not part:
        return None
    today = kst_day(now)
    choose = grounds_of(Handling(row.handling), own_use=row.requester_kind == RequesterKind.INTERNAL)
    return allowed_ground(ground, choose(private=is_private(registry.snapshot(session, as_of=today)), on=today))


def _grant(session: Session, row: ViewingRequest, step: Step, written: Written, *, actor: Actor, now: datetime) -> None:
    event: RequestEndorsed | RequestApproved | RequestPartlyApproved
    number, site, reason = row.number, site_of(session, row.id), written.reason or None
    if not step.final:
        check_second_remains(session, row, step, actor=actor, now=now)
        event = RequestEndorsed(
            number=number,
            site=site,
            outcome=written.outcome,
            ground=written.ground,
            allowed_part=written.allowed_part,
            objection_method=written.objection_method,
            reason=reason,
            **step.said,
        )
    elif written.outcome is Outcome.PARTLY_APPROVED:
        event = RequestPartlyApproved(
            number=number,
            site=site,
            ground=written.ground,
            allowed_part=written.allowed_part,
            objection_method=written.objection_method or "",
            reason=reason,
            **step.said,
        )
    else:
        event = RequestApproved(number=number, site=site, ground=written.ground, reason=reason, **step.said)
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    write_step(session, row, step, written, actor=actor, at=at)
    if not step.final:
        tell_of_second_step(session, row, actor=actor, now=now)
