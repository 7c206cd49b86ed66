"""What moves the last day is written once: plain SQL is refused, and what gets past a guard is named."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.viewing_requests.verification import check_answer_days, check_requests
from tests.builders.due_dates import day, pause, postpone, resume, set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import PETRA, receive, refuse

MOVE = "UPDATE viewing_request SET due_on = '2027-01-04', due_at = '2027-01-04 15:00:00', due_moves = due_moves + 1"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def run(statement):
    with unit_of_work() as session:
        session.execute(text(statement))


def refused(statement):
    with pytest.raises(DatabaseError):
        run(statement)


@pytest.mark.parametrize(
    "change",
    [
        "due_on = '2027-01-04'",
        "due_at = '2027-01-04 15:00:00'",
        "due_moves = due_moves + 1",
        "due_on = '2027-01-04', due_at = '2027-01-04 15:00:00'",
        "due_on = '2027-01-04', due_at = '2027-01-04 15:00:00', due_moves = due_moves + 2",
        "due_days = 20",
    ],
)
def test_the_last_day_moves_whole_or_not_at_all(change):
    receive()

    refused(f"UPDATE viewing_request SET {change}")


def test_the_last_day_of_a_closed_case_never_moves():
    refuse(receive())

    refused(MOVE)


def test_a_move_without_an_entry_is_named_by_the_check():
    receive()
    run(MOVE)

    assert [fault.message.values["fields"] for fault in check_requests(db.session())] == ["due_on, due_at, due_moves"]


def test_a_line_of_a_move_without_an_entry_is_named_by_the_check():
    receive()
    run(
        "INSERT INTO viewing_request_due_move (request_id, position, old_on, new_on, cause, moved_by, moved_at)"
        " SELECT id, 1, '2026-11-30', '2026-12-30', 'recounted', 103, recorded_at FROM viewing_request"
    )

    assert len(list(check_requests(db.session()))) == 1


def everything():
    number = receive()
    postpone(number, day("2026-12-04"))
    pause(number, day("2026-11-27"), actor=PETRA, stop_reason="이유")
    set_day(day("2026-12-21"))
    return number


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer_day SET title = 'x'",
        "UPDATE answer_day SET lifted_by = 103, lifted_at = set_at",
        "UPDATE answer_day SET lifted_by = 103, lifted_at = set_at, lift_reason = ' '",
        "UPDATE viewing_request_postponement SET ground_ends_on = '2027-01-04'",
        "UPDATE viewing_request_postponement SET reason = 'x'",
        "UPDATE viewing_request_pause SET until_on = '2027-01-04'",
        "UPDATE viewing_request_pause SET reason = 'x'",
        "UPDATE viewing_request_pause SET resumed_on = '2026-11-21'",
        "UPDATE viewing_request_due_move SET new_on = '2027-01-04'",
        *(
            f"DELETE FROM {table}"
            for table in (
                "answer_day",
                "viewing_request_postponement",
                "viewing_request_pause",
                "viewing_request_due_move",
            )
        ),
    ],
)
def test_what_was_recorded_does_not_change(statement):
    everything()

    refused(statement)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("viewing_request_postponement", "decided_by", "received_by"),
        ("viewing_request_postponement", "objection_method", "' '"),
        ("viewing_request_postponement", "reason", "''"),
        ("viewing_request_postponement", "notified_by", "'pigeon'"),
        ("viewing_request_postponement", "days", "0"),
        ("viewing_request_pause", "paused_by", "received_by"),
        ("viewing_request_pause", "stop_reason", "NULL"),
        ("viewing_request_pause", "stop_reason", "' '"),
        ("viewing_request_pause", "reason", "' '"),
        ("viewing_request_pause", "until_on", "began_on"),
        ("answer_day", "day", "day"),
        ("answer_day", "kind", "'perhaps'"),
        ("answer_day", "reason", "' '"),
    ],
)
def test_a_wrong_row_is_refused(table, column, value):
    everything()
    with db.engine.connect() as connection:
        columns = list(connection.execute(text(f"SELECT * FROM {table}")).keys())
    other = {"leaf": "leaf + 1000", **({"day": "'2026-12-22'"} if table == "answer_day" else {}), column: value}
    chosen = ", ".join(other.get(name, name) for name in columns)

    refused(f"INSERT INTO {table} SELECT {chosen} FROM {table}")


def test_days_and_pauses_that_were_put_in_past_the_commands_are_named():
    number = everything()
    run(
        "INSERT INTO answer_day (leaf, day, kind, title, known_since, reason, set_by, set_at)"
        " SELECT 999, '2026-12-22', kind, title, known_since, reason, set_by, set_at FROM answer_day"
    )
    run("UPDATE answer_day SET lifted_by = 103, lifted_at = set_at, lift_reason = 'x' WHERE leaf <> 999")

    assert len(list(check_answer_days(db.session()))) == 2
    assert list(check_requests(db.session())) == []
    resume(number)
    run(
        "INSERT INTO viewing_request_postponement SELECT leaf + 1000, request_id, received_by, handling,"
        " ground_ends_on, days, reason, objection_method, notified_on, notified_by, decided_by, decided_at, erased_on"
        " FROM viewing_request_postponement"
    )
    assert len(list(check_requests(db.session()))) == 1
