"""Builds holds through the commands; each test states only what matters to it."""

from datetime import timedelta

from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.viewing_requests import commands, queries
from app.viewing_requests.holding import EndedBecause, ExtendedBecause, HoldState, LockEntry, by_recorder, whole_hours
from app.viewing_requests.reminding import remind
from tests.builders.viewing_requests import AMIR, OLGA


def holds(number, *, actor=OLGA):
    """Return the holds of a case, freshly read."""
    db.session.rollback()
    return queries.holds_of_case(db.session(), number=number, actor=actor)


def tasks(*, actor=OLGA, now, number=None):
    """Return what is to be done about holds: kind, level and camera."""
    db.session.rollback()
    return [
        (str(task.due.kind), str(task.due.level), task.hold.place and task.hold.place.code)
        for task in queries.hold_tasks(db.session(), actor=actor, now=now, number=number)
    ]


def leaves_in(number, *states):
    """Return the holds of a case in some states (default: all that are not over), by their entries."""
    wanted = states or (HoldState.RAISED, HoldState.SET, HoldState.CONFIRMED)
    return [hold.leaf for hold in holds(number, actor=AMIR) if hold.state in wanted]


def an_entry(hold, *, now, until_on=None, **changed):
    """Return what somebody locked for a hold: the whole hours its recorder shows."""
    start, end = whole_hours(*(by_recorder(moment, hold.offset_seconds) for moment in (hold.span_from, hold.span_to)))
    given = {"recorder": "NVR-3", "locked_at": now, "shown_from": start, "shown_to": end}
    until_on = until_on or kst_day(now) + timedelta(days=20)
    return LockEntry(**{**given, "until_on": until_on, **changed})


def lock(number, *, actor=OLGA, now, chosen=None, **changed):
    """Lock what waits for it, and note it."""
    chosen = chosen or leaves_in(number, HoldState.RAISED)
    first = next(hold for hold in holds(number, actor=AMIR) if hold.leaf == chosen[0])
    with unit_of_work() as session:
        entry = an_entry(first, now=now, **changed)
        commands.set_holds(session, number=number, holds=chosen, entry=entry, actor=actor, now=now)
    return chosen


def confirm(number, *, actor=OLGA, now, chosen=None):
    """Look that what was locked is locked."""
    chosen = chosen or leaves_in(number, HoldState.SET)
    with unit_of_work() as session:
        commands.confirm_holds(session, number=number, holds=chosen, actor=actor, now=now)
    return chosen


def extend(number, until_on, *, actor=OLGA, now, chosen=None, because=ExtendedBecause.NOT_DECIDED):
    """Let what is locked last longer."""
    chosen = chosen or leaves_in(number, HoldState.SET, HoldState.CONFIRMED)
    with unit_of_work() as session:
        commands.extend_holds(
            session, number=number, holds=chosen, until_on=until_on, because=because, actor=actor, now=now
        )


def release(number, *, actor=OLGA, now, chosen=None, because=EndedBecause.CASE_OVER, unlocked_at=None):
    """Take the locks off."""
    chosen = chosen or leaves_in(number, HoldState.SET, HoldState.CONFIRMED)
    with unit_of_work() as session:
        commands.release_holds(
            session,
            number=number,
            holds=chosen,
            because=because,
            unlocked_at=unlocked_at or now,
            actor=actor,
            now=now,
        )


def gone(number, *, actor=OLGA, now, chosen=None, because=EndedBecause.OVERWRITTEN, found_at=None):
    """Find footage gone."""
    chosen = chosen or leaves_in(number)
    with unit_of_work() as session:
        commands.find_gone(
            session,
            number=number,
            holds=chosen,
            because=because,
            found_at=found_at or now,
            actor=actor,
            now=now,
        )


def drop(number, *, actor=AMIR, now, chosen=None, reason="이 카메라는 반대쪽을 비춘다"):
    """Decide that footage need not be locked."""
    chosen = chosen or leaves_in(number, HoldState.RAISED)
    with unit_of_work() as session:
        commands.drop_holds(session, number=number, holds=chosen, reason=reason, actor=actor, now=now)


def again(number, *, actor=OLGA, now):
    """Ask again for what was given up."""
    with unit_of_work() as session:
        commands.hold_again(session, number=number, actor=actor, now=now)


def name(number, *places, actor=OLGA, now):
    """Say which cameras filmed what was described in words."""
    with unit_of_work() as session:
        commands.name_places(session, number=number, places=places, actor=actor, now=now)


def job(now):
    """Do what the job does, and return what it said."""
    with unit_of_work() as session:
        return remind(session, now=now)
