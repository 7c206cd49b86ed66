"""Owns adding a day off, taking a public holiday away, and lifting either; open cases move in the same transaction."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import commands as ledger
from app.viewing_requests.commands.moving import hold_intake, locked_open_requests, move_due
from app.viewing_requests.days import DayKind, public_holidays, weekend
from app.viewing_requests.events import AnswerDayLifted, AnswerDaySet
from app.viewing_requests.models import AnswerDay
from app.viewing_requests.moves import Cause
from app.viewing_requests.queries import calendar
from app.viewing_requests.refusals import (
    AlreadyDayOff,
    DayKnownLater,
    DayNotFound,
    DayOutOfReach,
    DayReasonMissing,
    DaySetAlready,
    NoHoliday,
    WeekendStays,
)

DAY_KEEPERS = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
"""Who says which days are off: it moves the periods of every site."""
YEARS_BACK, YEARS_AHEAD = 1, 2


def set_answer_day(
    session: Session,
    *,
    day: date,
    kind: DayKind,
    title: str,
    known_since: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Add a day off or take a public holiday away, move every open case it touches, and return how many moved.

    :param title: how the day is called; of a public holiday that is taken away its own name is kept if empty.
    :param known_since: the day on which it became known, e.g. that of the official gazette.
    :raises NotAllowed: if the person does not keep the days for all sites.
    :raises DayReasonMissing: without a name or a reason.
    :raises DayOutOfReach: if the day is too far away.
    :raises DayKnownLater: if it is said to become known later than today.
    :raises DaySetAlready: if something was said of the day that still counts.
    :raises AlreadyDayOff: if a day is added that is off anyway.
    :raises NoHoliday: if a day is taken away that is no public holiday.
    :raises WeekendStays: if it is, but on a Saturday or Sunday.
    """
    _check_keeper(actor)
    today = kst_day(now)
    first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
    if not first <= day.year <= last:
        raise DayOutOfReach(first=first, last=last)
    if known_since > today:
        raise DayKnownLater
    listed = public_holidays(day.year).get(day)
    title = title.strip() or (listed or "" if kind is DayKind.REMOVED else "")
    hold_intake(session)
    _check_changes(session, day, kind, listed)
    if not title or not reason.strip():
        raise DayReasonMissing
    requests = locked_open_requests(session)
    event = AnswerDaySet(day=day, kind=kind, title=title, known_since=known_since, reason=reason)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        AnswerDay(
            leaf=receipt.leaf,
            day=day,
            kind=kind,
            title=title,
            known_since=known_since,
            reason=reason,
            set_by=actor.id,
            set_at=receipt.recorded_at,
        )
    )
    cause = Cause.DAY_ADDED if kind is DayKind.EXTRA else Cause.DAY_REMOVED
    return move_due(session, requests, cause=cause, actor=actor, now=now, day=day, title=title)


def lift_answer_day(session: Session, *, leaf: int, reason: str, actor: Actor, now: datetime) -> int:
    """Take back what was said of a day, move every open case it touches, and return how many moved.

    :param leaf: the entry that said it.
    :raises NotAllowed: if the person does not keep the days for all sites.
    :raises DayReasonMissing: without a reason.
    :raises DayNotFound: if no such change still counts.
    """
    _check_keeper(actor)
    if not reason.strip():
        raise DayReasonMissing
    hold_intake(session)
    statement = select(AnswerDay).where(AnswerDay.leaf == leaf, AnswerDay.lifted_at.is_(None)).with_for_update()
    found = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise DayNotFound
    requests = locked_open_requests(session)
    event = AnswerDayLifted(day=found.day, set_leaf=leaf, reason=reason)
    receipt = ledger.append(session, event, actor=actor, now=now)
    found.lifted_by, found.lifted_at, found.lift_reason = actor.id, receipt.recorded_at, reason
    return move_due(session, requests, cause=Cause.DAY_LIFTED, actor=actor, now=now, day=found.day, title=found.title)


def recount_due_dates(session: Session, *, actor: Actor, now: datetime) -> int:
    """Count every open case anew, after the list of public holidays itself changed, and return how many moved.

    :raises NotAllowed: if the person does not keep the days for all sites.
    """
    _check_keeper(actor)
    hold_intake(session)
    return move_due(session, locked_open_requests(session), cause=Cause.RECOUNTED, actor=actor, now=now)


def _check_keeper(actor: Actor) -> None:
    acts = (Act.MAINTAIN,)
    if not actor.may_act_as(*DAY_KEEPERS, acts=acts) or actor.sites_as(*DAY_KEEPERS, acts=acts) is not None:
        raise NotAllowed


def _check_changes(session: Session, day: date, kind: DayKind, listed: str | None) -> None:
    said = session.scalar(select(AnswerDay.title).where(AnswerDay.day == day, AnswerDay.lifted_at.is_(None)))
    if said is not None:
        raise DaySetAlready(day=day.isoformat(), title=said)
    if kind is DayKind.EXTRA:
        if off := calendar(session).day_off(day):
            raise AlreadyDayOff(day=day.isoformat(), name=off)
    elif listed is None:
        raise NoHoliday(day=day.isoformat())
    elif weekend(day) is not None:
        raise WeekendStays(day=day.isoformat())
