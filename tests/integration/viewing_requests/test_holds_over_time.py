"""The life of a hold as days pass: the job tells operators, then the manager, then the officer, each once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.database import db, unit_of_work
from app.inbox.models import InboxMessage
from app.kernel.clock import kst_day
from app.viewing_requests import commands
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import postpone
from tests.builders.holds import confirm, extend, holds, job, lock, release, tasks
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import approve, receive, refuse

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)  # Monday 10:00 in Korea.
FILMED = NOW - timedelta(days=15)
HOUR = timedelta(hours=1)
GONE = FILMED + timedelta(days=20, hours=-12)  # Friday 22:00.


@pytest.fixture
def people(app, cast):
    """Operator, manager, officer and auditor with accounts; Sam works at another site."""
    record_estate()
    return {name: cast(name) for name in ("Olga", "Amir", "Petra", "Uma", "Sam")}


@pytest.fixture
def number(people):
    """Footage of twenty days, asked for on day fifteen."""
    return receive(actor=people["Olga"], now=NOW, span_from=FILMED, span_to=FILMED + timedelta(minutes=20))


def told(people, *, settled=None):
    """Return who was told what: kind by name, each message once."""
    db.session.rollback()
    names = {actor.id: name for name, actor in people.items()}
    found = db.session.scalars(select(InboxMessage).order_by(InboxMessage.id)).all()
    return [
        (names[one.account_id], one.kind) for one in found if settled is None or (one.settled_at is not None) is settled
    ]


def test_a_lock_is_due_on_the_day_of_the_request_and_escalates_until_the_footage_goes(people, number):
    olga = people["Olga"]
    assert tasks(actor=olga, now=NOW) == [("lock", "today", "C-1")]
    assert holds(number, actor=olga)[0].needed_by == GONE

    assert job(NOW)["holds"] == 1
    assert told(people) == [("Olga", "hold_due")]

    next_day = NOW + timedelta(hours=14)  # Midnight in Korea.
    assert tasks(actor=olga, now=next_day) == [("lock", "late", "C-1")]
    assert job(next_day)["holds"] == 2
    assert told(people)[1:] == [("Olga", "hold_overdue"), ("Amir", "hold_overdue")]

    assert job(GONE - HOUR)["holds"] == 0  # Everybody but the officer knows.
    assert job(GONE)["holds"] == 2
    assert told(people)[-2:] == [("Amir", "hold_overdue"), ("Petra", "hold_overdue")]
    assert tasks(actor=olga, now=GONE) == [("lock", "overdue", "C-1")]
    assert {name for name, _kind in told(people)} == {"Olga", "Amir", "Petra"}


def test_a_job_that_runs_twice_tells_once(people, number):
    for moment in (NOW, NOW, NOW + HOUR, NOW + timedelta(hours=15), NOW + timedelta(hours=15), GONE, GONE, GONE + HOUR):
        job(moment)
    spoken = [pair for pair in told(people) if pair[1].startswith("hold")]
    assert spoken == [
        ("Olga", "hold_due"),
        ("Olga", "hold_overdue"),
        ("Amir", "hold_overdue"),
        ("Amir", "hold_overdue"),
        ("Petra", "hold_overdue"),
    ]


def test_what_came_up_just_now_is_told_as_due_before_anybody_is_late(people):
    filmed = NOW - timedelta(days=20, hours=-12, minutes=-90)  # It may go in an hour and a half.
    receive(actor=people["Olga"], now=NOW, span_from=filmed, span_to=filmed + timedelta(minutes=20))
    job(NOW + timedelta(minutes=1))
    assert told(people) == [("Olga", "hold_due")]

    job(NOW + HOUR)
    assert told(people)[1:] == [("Olga", "hold_overdue"), ("Amir", "hold_overdue")]


def test_a_manager_is_told_once_of_footage_that_may_have_been_gone_before(people):
    filmed = NOW - timedelta(days=25)
    receive(actor=people["Olga"], now=NOW, span_from=filmed, span_to=filmed + timedelta(minutes=20))
    job(NOW + timedelta(minutes=1))
    assert told(people) == [("Olga", "hold_due")]

    job(NOW + HOUR)
    assert told(people)[1:] == [("Olga", "hold_overdue"), ("Amir", "hold_overdue"), ("Petra", "hold_overdue")]


def test_a_hold_is_set_confirmed_extended_and_released_after_closing_and_none_is_left(people, number):
    olga, amir = people["Olga"], people["Amir"]
    job(NOW)
    lock(number, actor=olga, now=NOW + HOUR, until_on=kst_day(NOW) + timedelta(days=10))
    assert told(people, settled=True) == []  # To look at the lock is still to be done.
    job(NOW + HOUR)
    confirm(number, actor=olga, now=NOW + 2 * HOUR)
    assert set(told(people, settled=False)) == set()

    near = NOW + timedelta(days=8)
    assert tasks(actor=olga, now=near) == [("extend", "soon", "C-1")]
    assert job(near)["holds"] == 1
    expired = NOW + timedelta(days=11)
    assert tasks(actor=olga, now=expired) == [("extend", "overdue", "C-1")]
    assert job(expired)["holds"] == 2
    extend(number, kst_day(expired) + timedelta(days=30), actor=olga, now=expired)
    assert tasks(actor=olga, now=expired) == []

    approve(number, actor=amir, now=expired)
    assert tasks(actor=olga, now=expired) == []
    closed = expired + HOUR
    withdraw(number, actor=olga, now=closed)
    assert tasks(actor=olga, now=closed) == [("release", "today", "C-1")]
    assert job(closed)["holds"] == 1
    assert told(people)[-1] == ("Olga", "hold_release")
    assert job(closed + timedelta(days=2))["holds"] == 1
    assert told(people)[-1] == ("Amir", "hold_release")
    assert job(closed + timedelta(days=6))["holds"] == 1
    assert told(people)[-1] == ("Petra", "hold_release")
    release(number, actor=olga, now=closed + timedelta(days=6))
    assert [str(hold.state) for hold in holds(number, actor=olga)] == ["released"]
    assert tasks(actor=olga, now=closed + timedelta(days=7)) == []
    assert told(people, settled=False) == []
    assert list(check_requests(db.session())) == []


def withdraw(number, *, actor, now):
    with unit_of_work() as session:
        commands.withdraw_request(session, number=number, reason="필요 없어짐", actor=actor, now=now)


def test_a_refused_case_asks_for_no_lock_any_more(people, number):
    job(NOW)
    refuse(number, actor=people["Amir"], now=NOW + HOUR)
    assert tasks(actor=people["Olga"], now=NOW + HOUR) == []
    assert told(people, settled=False) == []


def test_a_late_case_is_looked_at_by_the_job_for_what_goes_next(people):
    filmed = NOW - timedelta(days=1)
    number = receive(actor=people["Olga"], now=NOW, span_from=filmed, span_to=filmed + HOUR)
    due_over = NOW + timedelta(days=13)
    assert holds(number, actor=people["Olga"]) == ()
    assert job(due_over).items() >= {"footage": 0, "holds": 1, "answers": 3}.items()
    assert [str(hold.state) for hold in holds(number)] == ["raised"]


def test_answers_are_told_of_two_days_before_and_once_they_are_late(people):
    filmed = NOW - timedelta(days=1)
    number = receive(actor=people["Olga"], now=NOW, span_from=filmed, span_to=filmed + HOUR)
    due = NOW + timedelta(days=10)
    assert job(due - timedelta(days=3))["answers"] == 0
    assert job(due - timedelta(days=2))["answers"] == 2
    assert told(people) == [("Olga", "answer_due"), ("Amir", "answer_due")]
    postpone(number, kst_day(due), actor=people["Amir"], now=due - timedelta(days=2))
    assert told(people, settled=False) == []
    assert job(due)["answers"] == 0  # It was put off.
    assert job(due + timedelta(days=9))["answers"] == 2  # And comes near again.
