"""Owns putting an answer off, waiting for the asker, and going on; each with its notice, and the day it moves."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.law.periods import postponed_answer_days, postponement_days
from app.law.sources import source
from app.ledger import commands as ledger
from app.viewing_requests.clocks import UNPOSTPONED_KINDS, Postponement, refusal_source
from app.viewing_requests.commands.moving import move_due
from app.viewing_requests.commands.reading import check_postponing_reason
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import (
    check_may_redirect,
    check_not_theirs,
    decider_at,
    sealed_words,
)
from app.viewing_requests.decision_refusals import NeverPostponed, PostponedBefore, PostponedTooFar
from app.viewing_requests.domain import RequestKind, check_may_work_on_cases, holds_resident_number
from app.viewing_requests.events import RequestPaused, RequestPostponed, RequestResumed
from app.viewing_requests.models import ViewingRequest, ViewingRequestPause, ViewingRequestPostponement
from app.viewing_requests.moves import MOST_DAYS_AHEAD, Cause, Notice, PauseEntry, PostponementEntry, Resumed
from app.viewing_requests.queries import calendar, course_of, reckonings
from app.viewing_requests.queries.dates import Reckoning
from app.viewing_requests.queries.signing import DECIDERS
from app.viewing_requests.refusals import (
    AlreadyPaused,
    CaseClosed,
    GroundEnded,
    NotADecider,
    NoticeInFuture,
    NoticeTooEarly,
    NotPaused,
    NotYourClock,
    ObjectionMissing,
    PauseEndsBefore,
    PauseReasonMissing,
    PostponedTooLate,
    PostponementGainsNothing,
    PostponementReasonMissing,
    ResidentNumber,
    StoppedTooLate,
    StopReasonMissing,
    TooFarAhead,
)
from app.viewing_requests.states import NEXT_TO_POSTPONED, RUNNING, STATUS_NAMES, Status

STOPS_CLOCKS = (Role.PRIVACY_OFFICER,)
"""Who may let a period stand still, which no law that was read allows."""


def postpone_request(session: Session, *, number: str, entry: PostponementEntry, actor: Actor, now: datetime) -> date:
    """Put the answer off until a ground has ended, and return the new last day: that ground's end plus some days.

    The asker was told the reason and how to object, within the period (시행령 42②). After the ground has ended the
    answer is given without delay (법 35③); the last day is that of the ministry's guideline.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseClosed: if it is closed.
    :raises NeverPostponed: if it asks for a deletion or a suspension.
    :raises OwnRequest: if the person took it in.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    :raises PostponementReasonMissing: without a reason.
    :raises ObjectionMissing: without the way to object.
    :raises ResidentNumber: if a resident registration number was typed.
    :raises NoticeInFuture: if the asker was not told yet.
    :raises NoticeTooEarly: if they are said to have been told before they asked.
    :raises PostponedTooLate: if the period is over.
    :raises GroundEnded: if the ground has ended already.
    :raises PostponedTooFar: if it is said to end later than a postponement may last.
    :raises PostponedBefore: if anybody but the privacy officer puts it off a second time.
    :raises PostponementGainsNothing: if the last day would not move.
    :raises UnlawfulReason: if the words of a viewing's reason claim what may not keep it from anybody.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    today = kst_day(now)
    notice = source("decree.42.2", on=today).citation
    if not entry.reason.strip():
        raise PostponementReasonMissing(source=notice)
    if not entry.objection_method.strip():
        raise ObjectionMissing(source=notice)
    _check_texts(entry.reason, entry.objection_method, entry.other_reading, today=today)
    row = _open_request(session, number, actor)
    _check_may_wait(row, today)
    check_may_redirect(session, row, actor)
    _check_notice(row, entry.notice, today)
    if today > row.due_on:
        raise PostponedTooLate(due=row.due_on.isoformat(), source=notice)
    if entry.ground_ends_on < today:
        raise GroundEnded(source=source("pipa.35.3", on=today).citation)
    _check_how_often_and_far(session, row, entry.ground_ends_on, actor, today)
    days = postponed_answer_days(today).days or 0
    _check_gains(session, row, Postponement(entry.ground_ends_on, days))
    check_postponing_reason(session, row, reason=entry.reason, other_reading=entry.other_reading, actor=actor, now=now)
    reason = sealed_words(number, entry.reason)
    event = RequestPostponed(
        number=number,
        site=site_of(session, row.id),
        ground_ends_on=entry.ground_ends_on,
        days=days,
        reason=reason,
        objection_method=entry.objection_method,
        notified_on=entry.notice.on,
        notified_by=entry.notice.channel,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        ViewingRequestPostponement(
            leaf=receipt.leaf,
            request_id=row.id,
            received_by=row.received_by,
            handling=row.handling,
            ground_ends_on=entry.ground_ends_on,
            days=days,
            reason=reason,
            objection_method=entry.objection_method,
            notified_on=entry.notice.on,
            notified_by=entry.notice.channel,
            decided_by=actor.id,
            decided_at=receipt.recorded_at,
        )
    )
    if row.status in NEXT_TO_POSTPONED:
        row.status = Status.POSTPONED
    move_due(session, [row], cause=Cause.POSTPONED, actor=actor, now=now)
    return row.due_on


def pause_request(session: Session, *, number: str, entry: PauseEntry, actor: Actor, now: datetime) -> date:
    """Note that the case waits for the asker, who was told so, and return the last day to answer.

    It was not found in law that waiting stops the period, so the last day stays, unless the privacy officer chooses
    otherwise and says why. Then the days from tomorrow until what is waited for comes are not counted.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseClosed: if it is closed.
    :raises PauseReasonMissing: if it is not said what is waited for.
    :raises ResidentNumber: if a resident registration number was typed.
    :raises NoticeInFuture: if the asker was not told yet.
    :raises NoticeTooEarly: if they are said to have been told before they asked.
    :raises PauseEndsBefore: if it does not last until tomorrow.
    :raises TooFarAhead: if it is said to end more than a year ahead.
    :raises AlreadyPaused: if it waits already.
    :raises StopReasonMissing: if the period is to stand still without a reason.
    :raises NotYourClock: if somebody else than the privacy officer stops the period, or of a request they took in.
    :raises OwnRequest: if who stops the period took the request over.
    :raises OwnInTheirStead: if whom they stand in for took it in.
    :raises StoppedTooLate: if the period that is to stand still is over.
    """
    check_may_work_on_cases(actor)
    today = kst_day(now)
    if not entry.reason.strip():
        raise PauseReasonMissing
    if entry.stop_reason is not None and not entry.stop_reason.strip():
        raise StopReasonMissing
    _check_texts(entry.reason, entry.stop_reason or "", today=today)
    row = _open_request(session, number, actor)
    _check_notice(row, entry.notice, today)
    if entry.until_on <= today:
        raise PauseEndsBefore
    _check_ahead(entry.until_on, today)
    last = _last_pause(session, row)
    if last is not None and last.resumed_on is None and last.until_on >= today:
        raise AlreadyPaused(day=last.until_on.isoformat())
    if entry.stop_reason is not None:
        if not actor.has(*STOPS_CLOCKS, acts=(Act.REGISTER,)) or actor.id == row.received_by:
            raise NotYourClock
        if not decider_at(session, row, actor).has(*STOPS_CLOCKS):
            raise NotYourClock  # Privacy officer of another site only.
        check_not_theirs(session, row, Role.PRIVACY_OFFICER, actor)
        if today > row.due_on:
            raise StoppedTooLate(due=row.due_on.isoformat())
    reason = sealed_words(number, entry.reason)
    stop_reason = None if entry.stop_reason is None else sealed_words(number, entry.stop_reason)
    event = RequestPaused(
        number=number,
        site=site_of(session, row.id),
        began_on=today,
        until_on=entry.until_on,
        stops_clock=entry.stop_reason is not None,
        reason=reason,
        stop_reason=stop_reason,
        notified_on=entry.notice.on,
        notified_by=entry.notice.channel,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        ViewingRequestPause(
            leaf=receipt.leaf,
            request_id=row.id,
            received_by=row.received_by,
            handling=row.handling,
            began_on=today,
            until_on=entry.until_on,
            reason=reason,
            stops_clock=entry.stop_reason is not None,
            stop_reason=stop_reason,
            notified_on=entry.notice.on,
            notified_by=entry.notice.channel,
            paused_by=actor.id,
            paused_at=receipt.recorded_at,
        )
    )
    move_due(session, [row], cause=Cause.PAUSED, actor=actor, now=now)
    return row.due_on


def resume_request(session: Session, *, number: str, because: Resumed, actor: Actor, now: datetime) -> date:
    """Go on with a case that waited for the asker, and return the last day to answer; today is not counted yet.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseClosed: if it is closed.
    :raises NotPaused: if it does not wait.
    """
    check_may_work_on_cases(actor)
    row = _open_request(session, number, actor)
    pause = _last_pause(session, row)
    if pause is None or pause.resumed_on is not None:
        raise NotPaused
    today = kst_day(now)
    event = RequestResumed(
        number=number, site=site_of(session, row.id), pause_leaf=pause.leaf, resumed_on=today, because=because
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    pause.resumed_on, pause.resumed_because = today, because
    pause.resumed_by, pause.resumed_at = actor.id, receipt.recorded_at
    move_due(session, [row], cause=Cause.RESUMED, actor=actor, now=now)
    return row.due_on


def _open_request(session: Session, number: str, actor: Actor) -> ViewingRequest:
    row = locked_request(session, number=number, actor=actor)
    if row.status not in RUNNING:
        raise CaseClosed(current=Message(STATUS_NAMES[Status(row.status)]))
    return row


def _check_may_wait(row: ViewingRequest, today: date) -> None:
    if row.kind in UNPOSTPONED_KINDS:
        raise NeverPostponed(source=source(refusal_source(RequestKind(row.kind)), on=today).citation)


def _last_pause(session: Session, row: ViewingRequest) -> ViewingRequestPause | None:
    pause = ViewingRequestPause
    statement = select(pause).where(pause.request_id == row.id).order_by(pause.leaf.desc()).limit(1)
    return session.scalars(statement).one_or_none()


def _check_texts(*texts: str, today: date) -> None:
    if any(holds_resident_number(text) for text in texts):
        raise ResidentNumber(source=source("pipa.24-2.1", on=today).citation)


def _check_notice(row: ViewingRequest, notice: Notice, today: date) -> None:
    if notice.on > today:
        raise NoticeInFuture
    if notice.on < kst_day(row.received_at):
        raise NoticeTooEarly


def _check_ahead(day: date, today: date) -> None:
    most = today + timedelta(days=MOST_DAYS_AHEAD)
    if day > most:
        raise TooFarAhead(day=day.isoformat(), most=most.isoformat())


def _check_how_often_and_far(session: Session, row: ViewingRequest, ends_on: date, actor: Actor, today: date) -> None:
    period = postponement_days(today)
    most = today + timedelta(days=period.days or 0)
    if ends_on > most:
        raise PostponedTooFar(
            day=ends_on.isoformat(), most=most.isoformat(), days=period.days or 0, source=period.source.citation
        )
    before = session.scalar(
        select(ViewingRequestPostponement.leaf).where(ViewingRequestPostponement.request_id == row.id).limit(1)
    )
    if before is not None and not decider_at(session, row, actor).has(Role.PRIVACY_OFFICER):
        raise PostponedBefore(source=period.source.citation)


def _check_gains(session: Session, row: ViewingRequest, postponement: Postponement) -> None:
    known = reckonings(session, request_ids=[row.id]).get(row.id, Reckoning())
    planned = course_of(
        row, days=row.due_days, reckoning=Reckoning(postponement, known.stops), calendar=calendar(session)
    )
    if planned.on in {planned.usual.on, row.due_on}:
        raise PostponementGainsNothing(due=row.due_on.isoformat())
