"""Owns answering a request with no: refused on a ground, or because there is no such footage."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.kernel.reasons import says_something
from app.law.grounds import refusal_grounds
from app.law.sources import source
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.viewing_requests.clocks import refusal_source
from app.viewing_requests.commands.reading import allowed_ground, check_gone_reason, check_reason
from app.viewing_requests.commands.rows import site_of
from app.viewing_requests.commands.steps import (
    Written,
    check_no_resident_number,
    pinned,
    request_to_decide,
    sealed_words,
    write_step,
)
from app.viewing_requests.decision_refusals import GoneAtMissing, GoneAtWrong, SecondLookNeeded
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.events import RequestNotExisting, RequestRefused
from app.viewing_requests.holding import HoldState
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.places import is_private, view_of
from app.viewing_requests.queries import holds_of_case, places_of
from app.viewing_requests.refusals import ObjectionMissing, ReasonMissing, WrongMoment
from app.viewing_requests.states import GRANTED, STATUS_NAMES, WENT, GoneBecause, Outcome, Status

_GONE_NAME = STATUS_NAMES[Status.NOT_EXISTING]
_STILL_HELD = N_("영상이 {day}까지 보존된 것으로 기록되어 있습니다.")
_STILL_KEPT = N_("보관기간으로는 {day}까지 남아 있을 영상입니다.")
_IS_LOCKED = N_("이 영상은 녹화기에서 보존 처리된 것으로 기록되어 있습니다.")
_LOCKED = frozenset({HoldState.SET, HoldState.CONFIRMED})
_IS_FILMED = N_("요청한 {place}은(는) 운영 중인 카메라로 등록되어 있습니다.")


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
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises GroundNotAllowed: if a viewing is refused on anything else than 법 35④.
    :raises UnlawfulReason: if the words of a refused viewing claim another ground, or state no fact of one.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.REFUSED, actor=actor)
    _check_written(row, reason, objection_method, now)
    chosen, today = None, kst_day(now)
    if row.handling == Handling.VIEWING:
        private = is_private(registry.snapshot(session, as_of=today))
        chosen = allowed_ground(ground, refusal_grounds(private=private, on=today))
    check_reason(session, row, reason=reason, other_reading=other_reading, actor=actor, now=now)
    step = pinned(session, row, step, ground=chosen, now=now)
    written = Written(
        outcome=Outcome.REFUSED,
        ground=chosen,
        reason=sealed_words(number, reason),
        objection_method=objection_method,
    )
    event = RequestRefused(
        number=number,
        site=site_of(session, row.id),
        ground=chosen,
        reason=written.reason,
        objection_method=objection_method,
        **step.said,
    )
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    write_step(session, row, step, written, actor=actor, at=at)


def answer_not_existing(
    session: Session,
    *,
    number: str,
    gone_because: GoneBecause,
    gone_at: datetime | None,
    reason: str,
    objection_method: str,
    actor: Actor,
    now: datetime,
    second_look: str = "",
    other_reading: str = "",
    was_granted: bool = False,
) -> None:
    """Answer that there is no such footage (부존재): no refusal, and lawful without a ground of 법 35④.

    Also what was granted may turn out lost before it was shown; that is a decision of its own, in a new round.
    Where what is known says that the footage should be there, somebody must have looked again and say what they saw.
    That is so if it is said to be overwritten at a moment before the registry, the looks at its recorder, or a hold
    let it go, not to be covered although a camera in service was asked for, or for any other cause while it is held or
    not due to be overwritten. The reason is read like that of a refusal, for what it claims.

    :param gone_at: when it was overwritten or lost; needed for these, kept for no other cause.
    :param second_look: what was looked at, by whom, and seen.
    :param other_reading: why the reason is not what it is read as; kept with the names of what was read.
    :param was_granted: said by whoever knows that it was granted: two who decide at once do not overrule each other.
    :raises Refusal: as ``request_to_decide``.
    :raises ReasonMissing: without a written reason.
    :raises ObjectionMissing: without the way to object.
    :raises GoneAtMissing: if it was overwritten or lost and nobody says when.
    :raises GoneAtWrong: if that is before the footage, or still to come.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises UnlawfulReason: if the words of a viewing's reason claim an unlawful ground.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    :raises SecondLookNeeded: if it should be there, and nothing is said of a second look.
    """
    row, step = request_to_decide(session, number=number, outcome=Outcome.NOT_EXISTING, actor=actor)
    if row.status in GRANTED and not was_granted:
        raise WrongMoment(current=Message(STATUS_NAMES[Status(row.status)]), target=Message(_GONE_NAME))
    _check_written(row, reason, objection_method, now)
    check_no_resident_number(second_look, other_reading)
    moment = gone_at if gone_because in WENT else None
    if gone_because in WENT:
        if moment is None:
            raise GoneAtMissing
        if not row.span_from < moment <= now:
            raise GoneAtWrong
    why = _should_be_there(session, row, gone_because, gone_at=moment, actor=actor, now=now)
    if why is not None and not says_something(second_look):
        raise SecondLookNeeded(why=why)
    check_gone_reason(session, row, reason=reason, other_reading=other_reading, actor=actor, now=now)
    step = pinned(session, row, step, ground=None, now=now)
    written = Written(
        outcome=Outcome.NOT_EXISTING,
        reason=sealed_words(number, reason),
        objection_method=objection_method,
        gone_at=moment,
        gone_because=gone_because,
    )
    event = RequestNotExisting(
        number=number,
        site=site_of(session, row.id),
        gone_because=gone_because,
        gone_at=moment,
        reason=written.reason,
        objection_method=objection_method,
        second_look=sealed_words(number, second_look) or None,
        **step.said,
    )
    at = ledger.append(session, event, actor=actor, now=now).recorded_at
    write_step(session, row, step, written, actor=actor, at=at)


def _check_written(row: ViewingRequest, reason: str, objection_method: str, now: datetime) -> None:
    notice = source(refusal_source(RequestKind(row.kind)), on=kst_day(now)).citation
    if not reason.strip():
        raise ReasonMissing(source=notice)
    if not objection_method.strip():
        raise ObjectionMissing(source=notice)
    check_no_resident_number(reason, objection_method)


def _should_be_there(
    session: Session,
    row: ViewingRequest,
    because: GoneBecause,
    *,
    gone_at: datetime | None,
    actor: Actor,
    now: datetime,
) -> Message | None:
    """Return why the footage should be there; None if nothing says so."""
    if because is not GoneBecause.NOT_COVERED:
        then = gone_at if because is GoneBecause.OVERWRITTEN and gone_at is not None else now
        if row.held_until is not None and row.held_until > then:
            return Message(_STILL_HELD, {"day": kst_day(row.held_until).isoformat()})
        if row.overwrite_at is not None and row.overwrite_at > then:
            return Message(_STILL_KEPT, {"day": kst_day(row.overwrite_at).isoformat()})
        if any(hold.state in _LOCKED for hold in holds_of_case(session, number=row.number, actor=actor)):
            return Message(_IS_LOCKED)
    else:
        snapshot = registry.snapshot(session, as_of=kst_day(now))
        for place in places_of(session, request_id=row.id, sites=None):
            if place.camera_code is not None and view_of(snapshot, place) is not None:
                return Message(_IS_FILMED, {"place": place.code})
    return None
