"""What people are told by the job beside holds and last days: once, with stand-ins, and closed when it is done."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.inbox import queries as inbox
from app.inbox.models import InboxMessage
from app.kernel.actor import Role
from app.kernel.clock import kst_day
from app.viewing_requests import commands
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.reminding import remind
from tests.builders.decisions import hurry, reopen, review, submit, tell
from tests.builders.public_requests import ask, receipt_in
from tests.builders.registry import record_estate
from tests.builders.stand_ins import stand_in
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision, approve, receive, refuse

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def remind_at(now):
    with unit_of_work() as session:
        told = remind(session, now=now)
    again = run(now)
    assert {name: again[name] for name in again if name != "footage"} == dict.fromkeys(again.keys() - {"footage"}, 0)
    return told


def run(now):
    with unit_of_work() as session:
        return remind(session, now=now)


def unread(person, prefix):
    """Return the keys of what a person still has to look at, by their first part."""
    db.session.rollback()
    open_to = InboxMessage.settled_at.is_(None), InboxMessage.key.startswith(prefix)
    return [row.key for row in db.session.query(InboxMessage).filter(InboxMessage.account_id == person.id, *open_to)]


def test_a_stand_in_named_later_is_told_of_the_decision_that_waits(cast):
    manager, deputy = cast(Role.MANAGER), cast(Role.OPERATOR)
    number = submit(receive())
    assert unread(manager, "decision_waiting") == [f"decision_waiting:{number}:1"]
    stand_in(manager, deputy, from_on=kst_day(NOW), until_on=kst_day(NOW + DAY), now=NOW)

    assert remind_at(NOW + HOUR)["decisions"] == 1
    assert unread(deputy, "decision_waiting") == [f"decision_waiting:{number}:1"]

    refuse(number)
    assert unread(manager, "decision") == unread(deputy, "decision") == []


def test_the_second_step_is_the_officers_and_closes_what_asked_for_the_first(cast):
    manager, officer = cast(Role.MANAGER), cast(Role.PRIVACY_OFFICER)
    number = submit(a_provision())
    approve(number, actor=AMIR, ground="pipa.18.2.2")

    assert unread(manager, "decision_waiting") == unread(officer, "decision_waiting") == []
    assert unread(officer, "second_step") == [f"second_step:{number}:1"]
    assert unread(manager, "second_step") == []
    assert remind_at(NOW + HOUR)["decisions"] == 0


def test_an_emergency_is_told_again_shortly_before_its_review_and_once_it_is_late(cast):
    manager = cast(Role.MANAGER)
    number = hurry(receive())

    assert remind_at(NOW + 17 * HOUR)["emergencies"] == 0
    assert remind_at(NOW + 19 * HOUR)["emergencies"] == 1
    assert remind_at(NOW + 25 * HOUR)["emergencies"] == 1
    assert [key.split(":")[0] for key in unread(manager, "emergency_")] == [
        "emergency_opened",
        "emergency_due",
        "emergency_late",
    ]
    review(number, now=NOW + 26 * HOUR)
    assert unread(manager, "emergency_") == []


def test_an_answer_nobody_told_is_told_at_once_and_late_to_the_officer(cast):
    operator, officer = cast(Role.OPERATOR), cast(Role.PRIVACY_OFFICER)
    number = refuse(receive())
    due_on = db.session.query(ViewingRequest).one().due_on

    assert remind_at(NOW + HOUR)["notices"] == 1
    assert unread(operator, "notice_") == [f"notice_due:{number}:1:{due_on}"]
    assert unread(officer, "notice_") == []
    assert remind_at(NOW + 15 * DAY)["notices"] == 2
    assert unread(officer, "notice_") == [f"notice_late:{number}:1:{due_on}"]

    tell(number, now=NOW + 15 * DAY)
    assert unread(operator, "notice_") == unread(officer, "notice_") == []
    assert remind_at(NOW + 16 * DAY)["notices"] == 0


def test_deciding_anew_closes_that_the_asker_is_to_be_told_of_the_round_before(cast):
    operator = cast(Role.OPERATOR)
    number = approve(receive())
    remind_at(NOW)
    assert len(unread(operator, "notice_due")) == 1

    reopen(number)
    assert unread(operator, "notice_") == []


def test_a_web_request_nobody_takes_over_is_told_after_hours_and_to_the_officer_after_a_day(cast, client):
    operator, officer = cast(Role.OPERATOR), cast(Role.PRIVACY_OFFICER)
    number, _secret = receipt_in(ask(client))
    at = db.session.query(ViewingRequest).one().recorded_at

    assert remind_at(at + 3 * HOUR)["takeovers"] == 0
    assert remind_at(at + 5 * HOUR)["takeovers"] == 1
    assert unread(operator, "request_unowned") == [f"request_unowned:{number}:hours"]
    assert remind_at(at + DAY)["takeovers"] == 1
    assert unread(officer, "request_unowned") == [f"request_unowned:{number}:day"]

    with unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=OLGA, now=at + DAY)
    assert unread(operator, "request_") == unread(officer, "request_") == []


def test_a_decision_closes_what_told_when_to_decide_and_the_last_day_of_giving_is_told_anew(cast):
    manager = cast(Role.MANAGER)
    number = receive()
    near = NOW + 9 * DAY
    remind_at(near)
    (told,) = unread(manager, "answer_")
    assert told.split(":")[3:] == ["decide", "1"]

    approve(number, now=near)
    assert unread(manager, "answer_") == []
    assert inbox.unread_count(db.session(), actor=manager) == 0
