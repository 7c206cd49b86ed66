"""The register is append-only, and the database asks of each kind what the command asks."""

from datetime import date
from itertools import chain

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.footage_access.erasing import forget
from app.footage_access.verification import check_footage
from app.ledger import queries as ledger
from app.viewing_requests.verification import check_requests
from tests.builders.footage_access import log
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import a_provision, approve, grant_provision, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def refused(statement, **values):
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(statement), values)


@pytest.mark.parametrize("table", ["footage_access", "footage_access_camera"])
def test_the_tables_are_append_only(table):
    log()

    refused(f"UPDATE {table} SET leaf = leaf")
    refused(f"DELETE FROM {table}")
    if db.engine.dialect.name == "postgresql":
        refused(f"TRUNCATE {table} CASCADE")
    else:
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_what_was_typed_can_be_erased_once_and_nothing_else_changes():
    log(Kind.PLAYBACK)

    refused("UPDATE footage_access SET text = '', search = ''")
    refused("UPDATE footage_access SET text = 'x', search = '', erased_on = '2027-12-01'")
    refused("UPDATE footage_access SET text = '', search = '', erased_on = '2027-12-01', handler_id = 1")
    with unit_of_work() as session:
        session.execute(text("UPDATE footage_access SET text = '', search = '', erased_on = '2027-12-01'"))
        session.execute(text("DELETE FROM ledger_private"))
    refused("UPDATE footage_access SET text = '', search = '', erased_on = '2027-12-02'")
    assert list(check_footage(db.session())) == []


def test_a_recipient_can_be_erased_but_not_changed():
    log(Kind.USE)

    refused("UPDATE footage_access_party SET recipient = 'x'")
    with unit_of_work() as session:
        session.execute(text("DELETE FROM footage_access_party"))


GOOD = {
    "act": "'accessed'", "kind": "'use'", "text": "'사유'", "span_from": "'2026-11-20 00:00:00'",
    "span_to": "'2026-11-20 00:10:00'", "occurred_at": "'2026-11-20 00:20:00'", "recorded_at": "'2026-11-20 00:30:00'",
    "purpose": "'incident'", "file_name": "'a.mp4'", "form": "'file'", "ground": "'pipa.18.2.3'", "method": "NULL",
    "request_number": "NULL", "cycle_days": "NULL", "cycle_checked_on": "NULL", "corrects_leaf": "NULL",
    "handler_id": "7", "search": "''", "log_id": "1",
}  # fmt: skip


def insert(**changed):
    columns = {**GOOD, **changed}
    return (
        f"INSERT INTO footage_access (leaf, {', '.join(columns)})"
        f" SELECT min(leaf), {', '.join(columns.values())} FROM ledger_entry"
    )


def test_a_complete_row_would_go_in():
    with unit_of_work() as session:
        session.execute(text(insert()))
        session.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "'peek'"},
        {"act": "'undone'"},
        {"purpose": "'curiosity'"},
        {"text": "' '"},
        {"span_to": "NULL"},
        {"span_to": "'2026-11-19 00:00:00'"},
        {"span_from": "NULL", "span_to": "NULL"},
        {"file_name": "''"},
        {"form": "NULL"},
        {"ground": "NULL"},
        {"kind": "'viewing'"},
        {"kind": "'destruction'"},
        {"request_number": "'2026-0001'"},
        {"cycle_days": "20"},
        {"act": "'corrected'"},
        {"recorded_at": "'2026-11-20 00:10:00'"},
        {"log_id": "2"},
    ],
    ids=lambda wrong: " ".join(f"{name}={value}" for name, value in wrong.items()),
)
def test_an_incomplete_row_is_refused(wrong):
    refused(insert(**wrong))


def test_the_rows_say_what_the_entries_say_and_a_changed_row_is_named(app):
    log(Kind.PLAYBACK)
    log(Kind.VIEWING, request_number=approve(receive()))
    log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"))
    assert list(check_footage(db.session())) == []
    assert list(check_requests(db.session())) == []

    with unit_of_work() as session:
        if db.engine.dialect.name == "postgresql":
            session.execute(text("ALTER TABLE footage_access DISABLE TRIGGER ALL"))
            session.execute(text("ALTER TABLE viewing_request DISABLE TRIGGER ALL"))
        else:
            session.execute(text("DROP TRIGGER guard_footage_access_update"))
            session.execute(text("DROP TRIGGER guard_viewing_request_update"))
        session.execute(text("UPDATE footage_access SET text = '바꾼 사유입니다' WHERE kind = 'playback'"))
        session.execute(text("UPDATE viewing_request SET due_on = '2027-01-01' WHERE number = '2026-0001'"))

    (fault,) = check_footage(db.session())
    assert "(text)" in str(fault.message)
    (request_fault,) = check_requests(db.session())
    assert "2026-0001" in str(request_fault.message)
    assert "due_on" in str(request_fault.message)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE footage_access_party SET recipient = 'x'", "recipient"),
        ("DELETE FROM footage_access_party", "recipient"),
        ("UPDATE viewing_request_party SET requester_name = 'x'", "requester_name"),
        ("UPDATE viewing_request_decision SET reason = 'x'", "reason"),
        ("UPDATE viewing_request SET due_at = received_at", "due_at"),
        ("UPDATE viewing_request SET recorded_at = due_at", "recorded_at"),
        ("UPDATE viewing_request SET closed_at = due_at", "closed_at"),
        ("UPDATE viewing_request_decision SET decided_at = '2026-11-01 00:00:00'", "decided_at"),
    ],
)
def test_what_is_said_of_people_is_compared_until_it_is_erased(app, statement, said):
    log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"))
    unguard("footage_access_party", "viewing_request", "viewing_request_decision", "viewing_request_party")
    with unit_of_work() as session:
        session.execute(text(statement))

    (fault,) = chain(check_footage(db.session()), check_requests(db.session()))
    assert said in str(fault.message)


def test_what_is_erased_from_the_ledger_must_be_empty_in_the_register(app):
    log(Kind.PLAYBACK)
    log(Kind.USE)
    before = db.session.execute(text("SELECT leaf, part FROM ledger_private")).all()
    db.session.rollback()
    with unit_of_work() as session:
        session.execute(text("DELETE FROM ledger_private"))
    assert [str(fault.message).partition("(")[2] for fault in check_footage(db.session())] == [
        "erased, text, search).",
        "erased, text, search, recipient).",
    ]

    with unit_of_work() as session:
        forget(session, [tuple(pair) for pair in before], date(2029, 12, 1))
    assert list(check_footage(db.session())) == []


def test_what_people_wrote_is_nowhere_in_the_sealed_bodies(app):
    log(Kind.PLAYBACK, text="김예시 팀장의 요청으로 다시 봄")
    approve(receive(), reason="김예시 본인 확인")

    assert "김예시" not in "".join(str(entry.body) for entry in ledger.entries(db.session(), prefix=""))
