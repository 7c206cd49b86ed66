"""Every column of every table of the register is compared with the entry it comes from."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.footage_access import commands
from app.footage_access.domain import Kind
from app.footage_access.shifts import shift_at
from app.footage_access.verification import GUARDED, check_footage
from tests.builders.footage_access import end, log, send_letter
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision, grant_provision

PLACE = "footage_access_camera"


@pytest.fixture
def register(app):
    """A running viewing that ended, a correction of it, a letter, and a shift that was handed over."""
    record_estate()
    viewing = log(Kind.PLAYBACK, runs=True)
    end(viewing.leaf, now=NOW + timedelta(minutes=5))
    given = log(
        Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"), document="수사-2026-7"
    )
    send_letter(given.leaf)
    later = NOW + timedelta(hours=9)
    with unit_of_work() as session:
        handed = commands.hand_over(session, shift=shift_at(NOW), remark="정문 카메라 흐림", actor=OLGA, now=later)
    with unit_of_work() as session:
        commands.take_over(session, leaf=handed.leaf, actor=AMIR, now=later)


def found():
    return [str(fault.message) for fault in check_footage(db.session())]


def tamper(statement):
    unguard(*GUARDED)
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")  # A pragma counts only outside a transaction.
            for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            connection.exec_driver_sql("BEGIN")
        connection.execute(text(statement))
        connection.commit()
        connection.invalidate()


def test_nothing_is_found_where_nothing_was_changed(register):
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE footage_access SET via = 'token:1' WHERE kind = 'playback'", "(via)"),
        ("UPDATE footage_access SET document = 'x' WHERE kind = 'provision'", "(document)"),
        ("UPDATE footage_access SET runs = NOT runs WHERE kind = 'playback'", "(runs)"),
        ("UPDATE footage_access SET search = 'x' WHERE kind = 'playback'", "(search)"),
        ("UPDATE footage_access_camera SET label = 'x' WHERE kind = 'playback'", "(places)"),
        ("UPDATE footage_access_camera SET search = 'x' WHERE kind = 'playback'", "(places)"),
        ("UPDATE footage_access_camera SET handler_id = 9 WHERE kind = 'playback'", "(places)"),
        ("UPDATE footage_access_end SET ended_by = 9", "(ended_by)"),
        ("DELETE FROM footage_access_end", "ended_at"),
        ("UPDATE footage_letter SET document = 'x'", "(document)"),
        ("UPDATE footage_letter_words SET measures = 'x'", "(measures)"),
        ("DELETE FROM footage_letter_words", "limits"),
        ("UPDATE footage_shift SET entries = 99", "(entries)"),
        ("UPDATE footage_shift_remark SET remark = 'x'", "(remark)"),
        ("UPDATE footage_shift_taken SET taken_by = 9", "(taken_by)"),
        ("DELETE FROM footage_shift_taken", "taken_at"),
    ],
)
def test_a_changed_row_is_named_with_its_columns(register, statement, said):
    tamper(statement)
    sentences = found()
    assert len(sentences) == 1
    assert said in sentences[0]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            (
                f"INSERT INTO {PLACE} (leaf, position, site_code, label, search, occurred_at, handler_id, kind) "
                f"SELECT leaf, 9, site_code, label, search, occurred_at, handler_id, kind FROM {PLACE} "
                f"WHERE kind = 'playback'"
            ),
            "(places)",
        ),
        ("INSERT INTO footage_access_party (leaf, recipient) SELECT min(leaf), 'x' FROM footage_access", "recipient"),
        ("INSERT INTO footage_shift_remark (leaf, remark) VALUES (0, 'x')", "봉인된 기록이 없는 행이 있습니다(1번)"),
    ],
)
def test_a_row_nobody_sealed_is_named(register, statement, said):
    unguard(*GUARDED)
    if db.engine.dialect.name == "postgresql":
        with unit_of_work() as session:
            session.execute(text("ALTER TABLE footage_shift_remark DISABLE TRIGGER ALL"))
    tamper(statement)
    (sentence,) = found()
    assert said in sentence


def test_more_entries_than_are_held_at_once_are_compared(register, monkeypatch):
    monkeypatch.setattr("app.ledger.comparison._AT_ONCE", 2)
    assert found() == []
    tamper("UPDATE footage_letter SET document = 'x'")
    assert len(found()) == 1
