"""A look that is not what was sealed is found; the database refuses what cannot be, and every change."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.database import db, unit_of_work
from app.recorder_checks.verification import check_recorder_checks
from tests.builders.ledger import unguard
from tests.builders.recorder_checks import LOBBY_1, LOBBY_2, a_look, record_look
from tests.builders.registry import record_estate

TABLES = ("recorder_check_place", "recorder_check")


@pytest.fixture
def leaf(app):
    record_estate()
    (receipt,) = record_look(LOBBY_1, LOBBY_2, look=a_look(14, configured_days=15, offset_seconds=95))
    return receipt.leaf


def found():
    return [str(fault.message) for fault in check_recorder_checks(db.session())]


def change(statement):
    with unit_of_work() as session:
        session.execute(text(statement))


def test_nothing_is_found_where_nothing_was_changed(leaf):
    assert found() == []


CHANGES = [
    "UPDATE recorder_check SET recorder = 'NVR-4'",
    "UPDATE recorder_check SET configured_days = 20",
    "UPDATE recorder_check SET oldest_at = checked_at",
    "UPDATE recorder_check SET locked_left_out = false",
    "UPDATE recorder_check SET offset_seconds = NULL",
    "UPDATE recorder_check SET checked_by = 7",
    "UPDATE recorder_check SET checked_at = oldest_at",
    "UPDATE recorder_check SET site_code = 'G-1'",
    "UPDATE recorder_check_place SET camera_code = 'C-3' WHERE camera_code = 'C-2'",
    "UPDATE recorder_check_place SET site_code = 'G-1'",
    "DELETE FROM recorder_check_place WHERE position = 2",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_what_was_changed_by_hand_is_named(leaf, statement):
    unguard(*TABLES)
    change(statement)
    assert found() == [f"녹화기 점검의 내용이 봉인된 기록 {leaf + 1}번과 다릅니다."]


@pytest.mark.parametrize("statement", [*CHANGES, "DELETE FROM recorder_check_place", "DELETE FROM recorder_check"])
def test_the_database_refuses_to_change_them(leaf, statement):
    with pytest.raises(DatabaseError, match=r"refused|append-only"):
        change(statement)


def test_a_look_nobody_sealed_is_found(leaf):
    columns = "log_id, site_code, checked_at, checked_by, recorder, configured_days, footage, oldest_at"
    columns += ", locked_left_out, offset_seconds, recorded_at"
    change(f"INSERT INTO recorder_check (leaf, {columns}) SELECT 0, {columns} FROM recorder_check")
    assert found() == ["녹화기 점검 표에 봉인된 기록이 없는 행이 있습니다."]


CANNOT_BE = [
    ("site_code", "' '", "site_not_blank"),
    ("recorder", "' '", "recorder_named"),
    ("footage", "'seen'", "footage_known"),
    ("footage", "'unknown'", "found_has_its_time"),
    ("oldest_at", "NULL", "found_has_its_time"),
    ("configured_days", "0", "configured_in_range"),
    ("configured_days", "3661", "configured_in_range"),
    ("offset_seconds", "86401", "offset_in_range"),
    ("offset_seconds", "-86401", "offset_in_range"),
    ("checked_at", "'2036-01-01 00:00:00+00:00'", "not_in_future"),
]
COLUMNS = (
    "log_id", "site_code", "checked_at", "checked_by", "recorder", "configured_days", "footage", "oldest_at",
    "locked_left_out", "offset_seconds", "recorded_at",
)  # fmt: skip


def insert_look(**changed):
    values = ", ".join(changed.get(name, name) for name in COLUMNS)
    change(f"INSERT INTO recorder_check (leaf, {', '.join(COLUMNS)}) SELECT 0, {values} FROM recorder_check")


@pytest.mark.parametrize(("column", "value", "constraint"), CANNOT_BE)
def test_the_database_refuses_a_look_that_cannot_be(leaf, column, value, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        insert_look(**{column: value})


def test_the_database_refuses_locked_footage_left_out_of_none(leaf):
    with pytest.raises(IntegrityError, match="locked_left_out_of_found"):
        insert_look(footage="'unknown'", oldest_at="NULL")


def test_the_database_refuses_a_look_that_saw_nothing(leaf):
    nothing = {"footage": "'not_looked'", "oldest_at": "NULL", "locked_left_out": "false"}
    with pytest.raises(IntegrityError, match="something_measured"):
        insert_look(**nothing, configured_days="NULL", offset_seconds="NULL")
    insert_look(**nothing, configured_days="NULL")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("3, ' ', NULL, NULL", "site_not_blank"),
        ("3, 'HQ', NULL, 'C-1'", "camera_in_a_zone"),
        ("0, 'HQ', NULL, NULL", "position_counts_from_one"),
    ],
)
def test_the_database_refuses_a_place_that_cannot_be(leaf, values, constraint):
    columns = "leaf, position, site_code, zone_code, camera_code"
    with pytest.raises(IntegrityError, match=constraint):
        change(f"INSERT INTO recorder_check_place ({columns}) VALUES ({leaf}, {values})")
