"""Owns what people do about holds: lock footage, look that it is locked, extend, release, find it gone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM_ID, Actor
from app.kernel.acts import Act
from app.kernel.clock import KST, kst_day
from app.kernel.messages import Message
from app.law.periods import hold_most_days
from app.ledger import commands as ledger
from app.viewing_requests.commands.closing import close_when_done
from app.viewing_requests.commands.raising import holds_of, review_holds, settle_messages, settle_row
from app.viewing_requests.commands.rows import locked_request
from app.viewing_requests.domain import WORKS_ON_CASES, check_may_work_on_cases
from app.viewing_requests.events import HoldConfirmed, HoldExtended, HoldReleased, HoldSet, HoldTooLate
from app.viewing_requests.hold_refusals import (
    CameraNotFound,
    CaseStillNeeds,
    FootageNotNeeded,
    HoldNotFound,
    HoldTooLong,
    HoldTooShort,
    HoldWrongMoment,
    LockBackwards,
    LockInFuture,
    NoHoldChosen,
    RecorderMissing,
    SpanNotCovered,
)
from app.viewing_requests.holding import (
    HOLD_NAMES,
    LOCK_ANEW,
    NEXT_HOLD,
    EndedBecause,
    ExtendedBecause,
    HoldState,
    Leaves,
    LockEntry,
    RaisedBecause,
    by_recorder,
    true_moment,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold
from app.viewing_requests.states import RUNNING, Status

Holds = Sequence[ViewingRequestHold]


def set_holds(session: Session, *, number: str, holds: Leaves, entry: LockEntry, actor: Actor, now: datetime) -> None:
    """Note that somebody locked footage of some cameras on one recorder.

    What the recorder shows as locked must cover what is asked for, by its own clock as far as that is known.

    :raises Refusal: as ``chosen_holds``.
    :raises FootageNotNeeded: if the case needs no footage any more.
    :raises CameraNotFound: if the camera is still to be found.
    :raises RecorderMissing: without a recorder.
    :raises LockBackwards: if what was locked does not run forwards.
    :raises LockInFuture: if it is said to have been locked later than now.
    :raises HoldTooShort: if it ends before today.
    :raises HoldTooLong: if it lasts longer than is allowed at once.
    :raises SpanNotCovered: if less was locked than is asked for.
    """
    row, everything, chosen = chosen_holds(session, number, holds, actor, HoldState.SET)
    _check_running(row)
    if not entry.recorder.strip():
        raise RecorderMissing
    if entry.shown_to <= entry.shown_from:
        raise LockBackwards
    if entry.locked_at > now:
        raise LockInFuture
    _check_until(entry.until_on, least=kst_day(now), now=now)
    for hold in chosen:
        if not hold.place:
            raise CameraNotFound
        _check_covered(hold, entry)
    for hold in chosen:
        event = HoldSet(
            number=number,
            site=hold.site_code,
            hold=hold.leaf,
            recorder=entry.recorder.strip(),
            locked_at=entry.locked_at,
            locked_from=true_moment(entry.shown_from, hold.offset_seconds),
            locked_to=true_moment(entry.shown_to, hold.offset_seconds),
            until_on=entry.until_on,
        )
        receipt = ledger.append(session, event, actor=actor, now=now)
        hold.state, hold.set_by, hold.set_at = HoldState.SET, actor.id, receipt.recorded_at
        hold.set_recorder, hold.locked_at, hold.until_on = event.recorder, event.locked_at, event.until_on
        hold.locked_from, hold.locked_to = event.locked_from, event.locked_to
        settle_row(row, everything)
    settled(session, row, everything, now)


def confirm_holds(session: Session, *, number: str, holds: Leaves, actor: Actor, now: datetime) -> None:
    """Note that somebody looked at the recorder and saw that the footage is locked; once all is, the case is held.

    :raises Refusal: as ``chosen_holds``.
    :raises FootageNotNeeded: if the case needs no footage any more.
    """
    row, everything, chosen = chosen_holds(session, number, holds, actor, HoldState.CONFIRMED)
    _check_running(row)
    for hold in chosen:
        event = HoldConfirmed(number=number, site=hold.site_code, hold=hold.leaf)
        receipt = ledger.append(session, event, actor=actor, now=now)
        hold.state, hold.confirmed_by, hold.confirmed_at = HoldState.CONFIRMED, actor.id, receipt.recorded_at
        settle_row(row, everything)
    settled(session, row, everything, now)


def extend_holds(
    session: Session,
    *,
    number: str,
    holds: Leaves,
    until_on: date,
    because: ExtendedBecause,
    actor: Actor,
    now: datetime,
) -> None:
    """Let holds last until a later day.

    :raises Refusal: as ``chosen_holds``.
    :raises FootageNotNeeded: if the case needs no footage any more.
    :raises HoldTooShort: if the day is not later than before, or past.
    :raises HoldTooLong: if it lasts longer than is allowed at once.
    """
    row, everything, chosen = chosen_holds(session, number, holds, actor)
    _check_running(row)
    for hold in chosen:
        if hold.until_on is None:
            raise HoldWrongMoment(label=hold.label, current=_state_of(hold))
        _check_until(until_on, least=max(kst_day(now), hold.until_on + timedelta(days=1)), now=now)
    for hold in chosen:
        event = HoldExtended(
            number=number,
            site=hold.site_code,
            hold=hold.leaf,
            old_until_on=hold.until_on or until_on,
            until_on=until_on,
            because=because,
        )
        receipt = ledger.append(session, event, actor=actor, now=now)
        hold.until_on, hold.extended_because = until_on, because
        hold.extended_by, hold.extended_at = actor.id, receipt.recorded_at
        settle_row(row, everything)
    settled(session, row, everything, now)


def release_holds(
    session: Session,
    *,
    number: str,
    holds: Leaves,
    because: EndedBecause,
    unlocked_at: datetime,
    actor: Actor,
    now: datetime,
) -> None:
    """Note that somebody took locks off their recorder; with the last of them a handed-over case is closed.

    Footage of a running case that was locked wrongly, or that the recorder let go by itself, is to be locked again.

    :raises Refusal: as ``chosen_holds``.
    :raises CaseStillNeeds: if it is said that the case is over, and it is not.
    :raises LockInFuture: if it is said to have been done later than now.
    """
    row, everything, chosen = chosen_holds(session, number, holds, actor, HoldState.RELEASED)
    running = Status(row.status) in RUNNING
    if running and because is EndedBecause.CASE_OVER:
        raise CaseStillNeeds
    if unlocked_at > now:
        raise LockInFuture
    for hold in chosen:
        event = HoldReleased(
            number=number, site=hold.site_code, hold=hold.leaf, happened_at=unlocked_at, because=because
        )
        receipt = ledger.append(session, event, actor=actor, now=now)
        _end(hold, event, actor=actor, at=receipt.recorded_at)
        settle_row(row, everything)
    session.flush()
    if because in LOCK_ANEW:
        review_holds(session, row, because=RaisedBecause.UNLOCKED, actor=actor, now=now)
    settled(session, row, holds_of(session, row.id), now)
    close_when_done(session, number=number, actor=actor, now=now)


def find_gone(
    session: Session,
    *,
    number: str,
    holds: Leaves,
    because: EndedBecause,
    found_at: datetime,
    actor: Actor,
    now: datetime,
) -> None:
    """Note that somebody looked for footage and it was not there: the case is answered so (부존재), not refused.

    :raises Refusal: as ``chosen_holds``.
    :raises LockInFuture: if it is said to have been found later than now.
    """
    row, everything, chosen = chosen_holds(session, number, holds, actor, HoldState.TOO_LATE)
    if found_at > now:
        raise LockInFuture
    for hold in chosen:
        event = HoldTooLate(number=number, site=hold.site_code, hold=hold.leaf, happened_at=found_at, because=because)
        receipt = ledger.append(session, event, actor=actor, now=now)
        _end(hold, event, actor=actor, at=receipt.recorded_at)
        settle_row(row, everything)
    settled(session, row, everything, now)
    close_when_done(session, number=number, actor=actor, now=now)


def chosen_holds(
    session: Session, number: str, leaves: Leaves, actor: Actor, target: HoldState | None = None
) -> tuple[ViewingRequest, list[ViewingRequestHold], list[ViewingRequestHold]]:
    """Return the locked request, all its holds, and those meant, which may become what they are to be.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises NoHoldChosen: if none is meant.
    :raises HoldNotFound: if one is none of this request, or at a site where the person does not work on cases.
    :raises HoldWrongMoment: if one stands where that cannot follow.
    """
    check_may_work_on_cases(actor, Act.HOLD, Act.DECIDE)
    row = locked_request(session, number=number, actor=actor)
    everything = holds_of(session, row.id)
    worker = actor if actor.id == SYSTEM_ID else actor.acting_as(*WORKS_ON_CASES)
    if not leaves:
        raise NoHoldChosen
    known = {hold.leaf: hold for hold in everything if hold.site_code is None or worker.sees_site(hold.site_code)}
    if not set(leaves) <= known.keys():
        raise HoldNotFound
    chosen = [known[leaf] for leaf in dict.fromkeys(leaves)]
    for hold in chosen:
        if target is not None and target not in NEXT_HOLD[HoldState(hold.state)]:
            raise HoldWrongMoment(label=hold.label, current=_state_of(hold))
    return row, everything, chosen


def _end(hold: ViewingRequestHold, event: HoldReleased | HoldTooLate, *, actor: Actor, at: datetime) -> None:
    hold.state = HoldState.RELEASED if isinstance(event, HoldReleased) else HoldState.TOO_LATE
    hold.ended_because, hold.happened_at = event.because, event.happened_at
    hold.ended_by, hold.ended_at = actor.id, at


def settled(session: Session, row: ViewingRequest, everything: Iterable[ViewingRequestHold], now: datetime) -> None:
    """Close the messages that asked for what is done."""
    session.flush()
    settle_messages(session, row, list(everything), now=now)


def _state_of(hold: ViewingRequestHold) -> Message:
    return Message(HOLD_NAMES[HoldState(hold.state)])


def _check_running(row: ViewingRequest) -> None:
    if Status(row.status) not in RUNNING:
        raise FootageNotNeeded


def _check_until(until_on: date, *, least: date, now: datetime) -> None:
    most = kst_day(now) + timedelta(days=hold_most_days(kst_day(now)).days or 0)
    if until_on < least:
        raise HoldTooShort(least=least.isoformat())
    if until_on > most:
        raise HoldTooLong(most=most.isoformat())


def _check_covered(hold: ViewingRequestHold, entry: LockEntry) -> None:
    start, end = (by_recorder(moment, hold.offset_seconds) for moment in (hold.span_from, hold.span_to))
    if entry.shown_from > start or entry.shown_to < end:
        shown = [f"{moment.astimezone(KST):%Y-%m-%d %H:%M:%S}" for moment in (start, end)]
        raise SpanNotCovered(label=hold.label, start=shown[0], end=shown[1])
