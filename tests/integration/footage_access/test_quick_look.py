"""The quick look finds every sound row right, and none where a single column is another."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.footage_access.domain import Form, Kind
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessParty
from app.footage_access.quick_look import QUICK_LOOK
from app.footage_access.verification import GUARDED, check_footage
from app.kernel.actor import SYSTEM
from app.ledger.erasing import erase_due
from app.ledger.models import LedgerEntry
from tests.builders.footage_access import log
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, a_provision, grant_provision

NAMES = ("footage.accessed", "footage.corrected", "footage.withdrawn")
TABLES = (FootageAccess, FootageAccessCamera, FootageAccessParty)


@pytest.fixture
def given(app):
    """Entries of several kinds; the leaf of the one with most columns."""
    record_estate()
    log(Kind.LIVE)
    log(Kind.PLAYBACK, text='따옴표 "와" 역슬래시 \\ 그리고\n줄바꿈', runs=True)
    number = grant_provision(a_provision(), ground="pipa.18.2.2")
    return log(Kind.PROVISION, request_number=number, document="수사-2026-7", form=Form.FILE).leaf


def entries():
    columns = select(LedgerEntry.leaf, LedgerEntry.event, LedgerEntry.body).where(LedgerEntry.event.in_(NAMES))
    return [tuple(row) for row in db.session.execute(columns.order_by(LedgerEntry.leaf))]


def odd():
    return QUICK_LOOK.odd(db.session(), -1, 10**6, entries())


def another(value, column):
    match value:
        case None:
            kind = column.type.python_type
            return {int: 9, str: "x", date: date(2026, 1, 1), datetime: NOW}[kind]
        case bool():
            return not value
        case int():
            return value + 1
        case datetime():
            return value + timedelta(seconds=1)
        case date():
            return value + timedelta(days=1)
    return value + "x"


def open_doors():
    """Let nothing but the comparison find a change; all of it is rolled back."""
    unguard(*GUARDED)
    session = db.session()
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("COMMIT"))
        session.execute(text("PRAGMA ignore_check_constraints = ON"))
        session.execute(text("PRAGMA foreign_keys = OFF"))
        session.execute(text("BEGIN"))
        return
    session.execute(text("SET session_replication_role = replica"))
    checks = (
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text"
    )
    for table, name in session.execute(text(f"{checks} LIKE 'footage_access%'")).all():
        session.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    session.commit()


def test_sound_rows_of_every_kind_are_right_at_once(given):
    assert len(entries()) == 3
    assert odd() == set()


def test_no_column_can_be_another(given):
    open_doors()
    session = db.session()
    tried = 0
    for table in (model.__table__ for model in TABLES):
        row = session.execute(select(table).where(table.c.leaf == given)).one()._mapping
        for column in table.columns:
            if column.name == "leaf":
                continue
            session.execute(
                table.update().where(table.c.leaf == given).values({column.name: another(row[column.name], column)})
            )
            assert odd() == {given}, column
            session.execute(table.update().where(table.c.leaf == given).values({column.name: row[column.name]}))
            assert odd() == set(), column
            tried += 1
    session.rollback()
    assert tried == 29 + 9 + 1


def test_a_row_without_an_entry_and_an_entry_without_a_row_are_odd(given):
    missing = entries()[1:]
    assert QUICK_LOOK.odd(db.session(), -1, 10**6, missing) == {entries()[0][0]}
    open_doors()
    db.session().execute(text("DELETE FROM footage_access_camera WHERE leaf = :leaf"), {"leaf": given})
    assert odd() == {given}
    db.session().rollback()


def test_what_was_erased_is_right_when_it_is_blank(given):
    with unit_of_work() as session:
        erase_due(session, on=date(2036, 1, 1), forgetters=FORGETTERS, actor=SYSTEM, now=NOW)
    assert odd() == set()
    assert list(check_footage(db.session())) == []
    open_doors()
    db.session().execute(text("UPDATE footage_access SET text = '남은 말' WHERE leaf = :leaf"), {"leaf": given})
    assert odd() == {given}
    db.session().rollback()


def test_a_copy_left_behind_by_an_erasure_is_named(given):
    with unit_of_work() as session:
        erase_due(session, on=date(2036, 1, 1), forgetters=(), actor=SYSTEM, now=NOW)
    said = " ".join(str(fault.message) for fault in check_footage(db.session()))
    assert "erased" in said
    assert "recipient" in said
