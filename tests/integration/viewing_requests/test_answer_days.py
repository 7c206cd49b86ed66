"""Adding a day off, taking one away, lifting either: open cases move in the same transaction, closed ones never."""

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.days import DayKind
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
from app.viewing_requests.verification import check_answer_days, check_requests
from tests.builders.due_dates import ADA, dates, day, due_on, lift_day, noon, set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, UMA, approve, receive, refuse

MONDAY = day("2026-11-30")
"""The last day of what is received on 2026-11-20."""


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def names():
    return [
        entry.name for entry in ledger.entries(db.session()) if entry.name.startswith(("answer_day", "viewing_request"))
    ]


def test_a_day_off_moves_the_open_cases_it_touches_and_says_so():
    touched, approved, closed = receive(), approve(receive()), refuse(receive())
    later = receive(now=noon(day("2026-11-24")))  # Until 2026-12-04.

    assert set_day(MONDAY, now=noon(day("2026-11-25"))) == 2

    assert [due_on(number).isoformat() for number in (touched, approved, closed, later)] == [
        "2026-12-01",
        "2026-12-01",
        "2026-11-30",
        "2026-12-04",
    ]
    assert names()[-3:] == ["answer_day.set", "viewing_request.due_moved", "viewing_request.due_moved"]
    said = [entry.data for entry in ledger.entries(db.session(), names=["viewing_request.due_moved"])]
    assert said[0] == {
        "number": touched,
        "site": "HQ",
        "old_on": "2026-11-30",
        "new_on": "2026-12-01",
        "cause": "day_added",
        "day": "2026-11-30",
        "day_title": "임시공휴일",
    }
    assert [move.old_on for move in dates(touched).moves] == [MONDAY]
    assert (dates(touched).agrees, dates(closed).agrees) == (True, True)
    assert list(check_requests(db.session())) == list(check_answer_days(db.session())) == []


def test_the_closed_case_is_explained_by_the_days_as_they_counted_then():
    closed = refuse(receive())

    set_day(MONDAY, now=noon(day("2026-11-25")))

    assert dates(closed).course.on == MONDAY


def test_lifting_moves_back_and_taking_away_moves_forward():
    number = receive(now=noon(day("2026-12-15")))  # Christmas, then the week-end: until 2026-12-28.
    now = noon(day("2026-12-16"))

    assert set_day(day("2026-12-25"), DayKind.REMOVED, title="", now=now) == 1
    assert due_on(number) == day("2026-12-25")
    assert lift_day(day("2026-12-25"), now=now) == 1
    assert due_on(number) == day("2026-12-28")

    assert [str(move.why) for move in dates(number).moves] == [
        "2026-12-25 휴일을 뺌: 기독탄신일",
        "2026-12-25 휴일 변경을 거둠: 기독탄신일",
    ]
    assert list(check_requests(db.session())) == list(check_answer_days(db.session())) == []


def test_what_comes_in_afterwards_is_counted_by_the_new_days():
    set_day(MONDAY)

    assert due_on(receive()) == day("2026-12-01")


def test_the_law_s_own_last_day_moves_too():
    receive()
    set_day(MONDAY)

    assert [found.legal_on for found in queries.open_requests(db.session(), actor=PETRA)] == [day("2026-12-01")]


def test_a_day_may_be_said_anew_once_lifted():
    set_day(MONDAY)
    lift_day(MONDAY)
    set_day(MONDAY, title="다른 이름")

    found = [each for each in queries.days_of(db.session(), year=2026) if each.day == MONDAY]
    assert [each.name for each in found] == ["다른 이름"]


@pytest.mark.parametrize("actor", [OLGA, AMIR, UMA], ids=["operator", "manager", "auditor"])
def test_only_privacy_officer_and_administrator_change_days(actor):
    with pytest.raises(NotAllowed):
        set_day(MONDAY, actor=actor)
    set_day(MONDAY, actor=ADA)
    with pytest.raises(NotAllowed):
        lift_day(MONDAY, actor=actor)


def test_who_keeps_the_days_of_some_sites_only_changes_none():
    with pytest.raises(NotAllowed):
        set_day(MONDAY, actor=PETRA.within(frozenset({"HQ"})))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"day": "2026-11-28"}, AlreadyDayOff),
        ({"day": "2026-12-25"}, AlreadyDayOff),
        ({"day": "2026-11-30", "kind": DayKind.REMOVED}, NoHoliday),
        ({"day": "2026-10-03", "kind": DayKind.REMOVED}, WeekendStays),
        ({"day": "2029-01-02"}, DayOutOfReach),
        ({"day": "2026-11-30", "known_since": day("2026-11-21")}, DayKnownLater),
        ({"day": "2026-11-30", "title": " "}, DayReasonMissing),
        ({"day": "2026-11-30", "reason": " "}, DayReasonMissing),
    ],
)
def test_what_makes_no_sense_is_refused(values, refusal):
    with pytest.raises(refusal):
        set_day(**{**values, "day": day(values["day"])})
    assert names() == []


def test_one_thing_is_said_of_a_day_and_lifted_once():
    set_day(MONDAY)
    leaf = next(each.leaf for each in queries.days_of(db.session(), year=2026) if each.day == MONDAY)

    with pytest.raises(DaySetAlready):
        set_day(MONDAY)
    with pytest.raises(DayReasonMissing):
        lift_day(MONDAY, reason=" ")
    lift_day(MONDAY)
    with pytest.raises(DayNotFound), unit_of_work() as session:
        commands.lift_answer_day(session, leaf=leaf, reason="다시", actor=PETRA, now=NOW)


def test_counting_anew_moves_nothing_while_the_list_is_the_same():
    receive()

    with unit_of_work() as session:
        assert commands.recount_due_dates(session, actor=ADA, now=NOW) == 0


def test_counting_anew_moves_what_changed_without_a_command():
    """As when a new version brings another list of public holidays."""
    number = receive()
    with unit_of_work() as session:
        session.execute(
            text(
                "INSERT INTO answer_day (leaf, day, kind, title, known_since, reason, set_by, set_at)"
                " SELECT 999, '2026-11-30', 'extra', 'x', '2026-11-20', 'x', 0, recorded_at FROM viewing_request"
            )
        )

    with unit_of_work() as session:
        assert commands.recount_due_dates(session, actor=ADA, now=NOW) == 1
    assert due_on(number) == day("2026-12-01")
    assert str(dates(number).moves[-1].why) == "공휴일 목록이 바뀌어 다시 셈"
