"""What the commands refuse, the database refuses too, on both engines."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import a_provision, approve, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def run(statement, **values):
    with unit_of_work() as session:
        session.execute(text(statement), values)


def refused(statement, **values):
    with pytest.raises(DatabaseError):
        run(statement, **values)


DECIDE = (
    "INSERT INTO viewing_request_decision"
    " (request_id, step, received_by, handling, outcome, ground, reason, objection_method, decided_by, decided_at)"
    " SELECT id, 1, received_by, handling, :outcome, :ground, :reason, :objection, :by, '2026-11-20 02:00:00'"
    " FROM viewing_request WHERE number = :number"
)
REFUSAL = {"outcome": "refused", "ground": "pipa.35.4.2", "reason": "사유", "objection": "서면", "by": 102}


def test_a_correct_decision_goes_in_once():
    number = receive()

    run(DECIDE, number=number, **REFUSAL)

    refused(DECIDE, number=number, **REFUSAL)
    refused(DECIDE, number=number, **{**REFUSAL, "by": 103})


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"by": 101}, id="by whoever took it in"),
        pytest.param({"reason": " "}, id="without a reason"),
        pytest.param({"objection": ""}, id="with an empty objection method"),
        pytest.param({"objection": None}, id="without an objection method"),
        pytest.param({"ground": None}, id="without a ground"),
        pytest.param({"ground": "pipa.35.4.3"}, id="on a ground of public bodies"),
        pytest.param({"outcome": "perhaps"}, id="neither yes nor no"),
    ],
)
def test_a_wrong_refusal_of_a_viewing_is_refused(wrong):
    refused(DECIDE, number=receive(), **{**REFUSAL, **wrong})


def test_a_provision_is_not_approved_without_a_ground():
    refused(DECIDE, number=a_provision(), **{**REFUSAL, "outcome": "approved", "ground": None})


@pytest.mark.parametrize("status", ["closed", "perhaps"])
def test_a_wrong_move_is_refused(status):
    number = receive()

    refused(
        "UPDATE viewing_request SET status = :s, closed_at = recorded_at, entry_leaf = 1, decided_by = 102"
        " WHERE number = :n",
        s=status,
        n=number,
    )


def test_nothing_is_approved_without_a_decider_or_by_whoever_took_it_in():
    number = receive()

    refused("UPDATE viewing_request SET status = 'approved' WHERE number = :n", n=number)
    refused("UPDATE viewing_request SET status = 'approved', decided_by = 101 WHERE number = :n", n=number)


def test_what_is_closed_is_not_opened_again_and_is_closed_with_a_moment():
    closed, open_one = refuse(receive()), receive()

    refused("UPDATE viewing_request SET status = 'received', closed_at = NULL WHERE number = :n", n=closed)
    refused("UPDATE viewing_request SET status = 'withdrawn' WHERE number = :n", n=open_one)


@pytest.mark.parametrize("column", ["number", "received_by", "due_on", "span_from", "handling"])
def test_what_was_received_does_not_change(column):
    number = receive()
    new = {"number": "'2026-0009'", "received_by": "7", "due_on": "'2027-01-01'"}.get(
        column, "'2026-01-01 00:00:00'" if column == "span_from" else "'provision'"
    )

    refused(f"UPDATE viewing_request SET {column} = {new} WHERE number = :n", n=number)


@pytest.mark.parametrize("table", ["viewing_request", "viewing_request_place", "viewing_request_decision"])
def test_nothing_is_deleted_or_decided_anew(table):
    approve(receive())

    refused(f"DELETE FROM {table}")
    if table != "viewing_request":
        refused(f"UPDATE {table} SET request_id = request_id")
    if db.engine.dialect.name == "postgresql":
        refused(f"TRUNCATE {table} CASCADE")
    else:
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_numbers_leave_no_gap():
    number = receive()
    columns = (
        "status, channel, kind, requester_kind, handling, subject_in_footage, span_from, span_to, received_at,"
        " received_by, recorded_at, due_on, due_days, due_at"
    )

    refused(
        f"INSERT INTO viewing_request (id, number, year, sequence, {columns})"
        f" SELECT 99, '2026-0003', 2026, 3, {columns} FROM viewing_request WHERE number = :n",
        n=number,
    )


def test_who_is_not_in_the_footage_is_never_a_viewing():
    number = a_provision()
    columns = (
        "status, channel, kind, requester_kind, subject_in_footage, span_from, span_to, received_at, received_by,"
        " recorded_at, due_on, due_days, due_at"
    )

    refused(
        f"INSERT INTO viewing_request (id, number, year, sequence, handling, {columns})"
        f" SELECT 99, '2026-0002', 2026, 2, 'viewing', {columns} FROM viewing_request WHERE number = :n",
        n=number,
    )


def test_who_asks_can_be_erased():
    receive()

    run("DELETE FROM viewing_request_party")
