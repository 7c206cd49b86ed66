"""A hold is what its entries say: plain SQL is refused, and what gets past a guard is named."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.viewing_requests.models.holds import CHECKS
from app.viewing_requests.verification import GUARDED, check_requests
from tests.builders.holds import confirm, lock, release
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, places, receive, refuse

OLD = {"span_from": NOW - timedelta(days=15), "span_to": NOW - timedelta(days=15) + timedelta(minutes=20)}
SET = (
    "state = 'set', set_by = 101, set_at = '2026-11-20 01:00:00', set_recorder = 'NVR-3',"
    " locked_at = '2026-11-20 01:00:00', locked_from = span_from, locked_to = span_to, until_on = '2026-12-20'"
)


@pytest.fixture(autouse=True)
def number(app):
    """A case with a hold that waits to be set."""
    record_estate()
    return receive(**OLD)


def run(statement):
    with unit_of_work() as session:
        return session.execute(text(statement)).rowcount


def refused(statement):
    with pytest.raises(DatabaseError):
        run(statement)


def change(values, *, where="1 = 1"):
    return f"UPDATE viewing_request_hold SET {values} WHERE {where}"


@pytest.mark.parametrize(
    "values",
    [
        "place = 'HQ||'",
        "label = '다른 곳'",
        "span_from = '2026-01-01 00:00:00'",
        "raised_by = 7",
        "raised_because = 'recounted'",
        "state = 'confirmed', confirmed_by = 101, confirmed_at = '2026-11-20 01:00:00'",
        "state = 'released'",
        "set_by = 101",
        SET.replace("locked_from = span_from", "locked_from = span_to"),
        SET.replace("'NVR-3'", "' '"),
        SET.replace("locked_at = '2026-11-20 01:00:00'", "locked_at = '2026-11-20 01:00:01'"),
        SET.replace("until_on = '2026-12-20'", "until_on = NULL"),
        "state = 'dropped'",
        "state = 'dropped', ended_by = 1, ended_at = '2026-11-20 01:00:00', ended_because = 'overwritten'",
        "state = 'too_late', ended_by = 1, ended_at = '2026-11-20 01:00:00', ended_because = 'overwritten'",
    ],
)
def test_a_hold_that_waits_cannot_be_bent(values):
    refused(change(values))


def test_what_the_commands_do_is_let_pass():
    assert run(change(SET)) == 1
    assert run(change("state = 'confirmed', confirmed_by = 101, confirmed_at = '2026-11-20 01:00:00'")) == 1


@pytest.mark.parametrize(
    "values",
    [
        "until_on = '2027-01-01'",  # Nobody extended it.
        "until_on = '2026-11-21', extended_by = 1, extended_at = '2026-11-20 01:00:00', extended_because = 'objection'",
        "needed_by = '2027-01-01 00:00:00'",
        "set_recorder = 'NVR-9'",
        "locked_from = '2026-01-01 00:00:00'",
        "state = 'raised', set_by = NULL",
        "state = 'dropped', ended_by = 1, ended_at = '2026-11-20 01:00:00', ended_because = 'not_needed'",
    ],
)
def test_what_was_locked_stands(number, values):
    lock(number, now=NOW)
    refused(change(values))


def test_what_is_over_never_comes_back(number):
    lock(number, now=NOW)
    refuse(number)
    release(number, now=NOW)
    for values in ("state = 'set'", "state = 'confirmed'", "ended_by = 9", "happened_at = '2026-01-01 00:00:00'"):
        refused(change(values))
    refused("DELETE FROM viewing_request_hold")


def test_a_camera_has_one_live_hold_in_a_case():
    columns = ", ".join(column for column in _columns() if column != "leaf")
    refused(f"INSERT INTO viewing_request_hold (leaf, {columns}) SELECT 9999, {columns} FROM viewing_request_hold")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("state_known", "state = 'lost'"),
        ("raised_for_a_reason", "raised_because = 'whim'"),
        ("place_or_none", "place = ''"),
        ("camera_in_a_zone", "zone_code = NULL"),
        ("footage_runs_forwards", "span_to = span_from"),
        ("setting_is_complete", "set_by = 101"),
        ("not_set_before", SET.replace("state = 'set'", "state = 'raised'")),
        ("covers_what_is_asked_for", SET.replace("locked_to = span_to", "locked_to = span_from")),
        ("confirming_is_complete", f"{SET}, confirmed_by = 101"),
        ("extending_is_complete", f"{SET}, extended_by = 101"),
        ("ended_when_over", "ended_by = 1, ended_at = '2026-11-20 01:00:00', ended_because = 'in_time'"),
        ("happened_at_the_recorder", "happened_at = '2026-11-20 01:00:00'"),
    ],
)
def test_the_table_itself_refuses(name, values):
    assert name in CHECKS
    unguard(*GUARDED)
    refused(change(values))


def test_a_row_that_differs_from_its_entries_is_named(number):
    lock(number, now=NOW)
    confirm(number, now=NOW)
    unguard(*GUARDED)
    run(change("until_on = '2027-03-01'"))
    assert [fault.message.values["fields"] for fault in check_requests(db.session())] == ["until_on"]


def test_a_lock_nobody_recorded_is_named_also_after_the_case_is_over(number):
    lock(number, now=NOW)
    refuse(number)
    unguard(*GUARDED)
    run(
        change(
            "state = 'released', ended_by = 101, ended_at = '2026-11-20 01:00:00', ended_because = 'case_over',"
            " happened_at = '2026-11-20 01:00:00'"
        )
    )
    (fields,) = [fault.message.values["fields"] for fault in check_requests(db.session())]
    assert set(fields.split(", ")) == {"state", "ended_by", "ended_at", "ended_because", "happened_at"}


def test_a_case_that_is_said_to_be_held_is_named(number):
    assert places("C-1")
    run("UPDATE viewing_request SET held_until = '2027-01-01 00:00:00'")
    assert [fault.message.values["fields"] for fault in check_requests(db.session())] == ["held_until"]
    assert number


def _columns():
    return db.session.execute(text("SELECT * FROM viewing_request_hold")).keys()
