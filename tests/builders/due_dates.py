"""Builds what moves the last day to answer through the commands; each test states only what matters to it."""

from datetime import UTC, date, datetime, time

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import KST, kst_day
from app.viewing_requests import commands, queries
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel
from app.viewing_requests.moves import Notice, PauseEntry, PostponementEntry, Resumed
from tests.builders.viewing_requests import AMIR, NOW, OBJECTION, OLGA, PETRA

ADA = Actor(id=106, name="Ada", roles=frozenset({Role.ADMINISTRATOR}))


def noon(day):
    """Return noon of a day in Korea."""
    return datetime.combine(day, time(12), KST).astimezone(UTC)


def set_day(day, kind=DayKind.EXTRA, *, title="임시공휴일", reason="국무회의 의결", actor=PETRA, now=NOW, **values):
    """Add a day off or take a holiday away, and return how many cases moved."""
    with unit_of_work() as session:
        return commands.set_answer_day(
            session,
            day=day,
            kind=kind,
            title=title,
            known_since=values.get("known_since", kst_day(now)),
            reason=reason,
            actor=actor,
            now=now,
        )


def lift_day(day, *, reason="발표가 취소됨", actor=PETRA, now=NOW):
    """Take back what was said of a day, and return how many cases moved."""
    leaf = next(found.leaf for found in queries.days_of(db.session(), year=day.year) if found.day == day)
    with unit_of_work() as session:
        return commands.lift_answer_day(session, leaf=leaf, reason=reason, actor=actor, now=now)


def postpone(number, ends_on, *, actor=AMIR, now=NOW, **values):
    """Put an answer off, and return the new last day."""
    given = {"reason": "영상 확인에 시간이 더 걸림", "objection_method": OBJECTION}
    notice = Notice(on=values.pop("notified_on", kst_day(now)), channel=Channel.LETTER)
    entry = PostponementEntry(ground_ends_on=ends_on, notice=notice, **{**given, **values})
    with unit_of_work() as session:
        return commands.postpone_request(session, number=number, entry=entry, actor=actor, now=now)


def pause(number, until_on, *, actor=OLGA, now=NOW, reason="신분 확인", stop_reason=None, notified_on=None):
    """Wait for the asker, and return the last day to answer."""
    notice = Notice(on=notified_on or kst_day(now), channel=Channel.PHONE)
    entry = PauseEntry(until_on=until_on, reason=reason, notice=notice, stop_reason=stop_reason)
    with unit_of_work() as session:
        return commands.pause_request(session, number=number, entry=entry, actor=actor, now=now)


def resume(number, *, because=Resumed.ARRIVED, actor=OLGA, now=NOW):
    """Go on, and return the last day to answer."""
    with unit_of_work() as session:
        return commands.resume_request(session, number=number, because=because, actor=actor, now=now)


def due_on(number, *, now=NOW):
    """Return the last day to answer as the board says it."""
    return queries.request_row(db.session(), number=number, actor=PETRA, now=now).due_on


def dates(number, *, now=NOW):
    """Return how the last day comes about."""
    return queries.request_detail(db.session(), number=number, actor=PETRA, now=now).dates


def day(text):
    """Return a day: ``2026-11-30``."""
    return date.fromisoformat(text)
