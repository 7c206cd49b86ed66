"""An account or right that nobody was given, or that was changed by hand, is found."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from app.accounts import commands
from app.accounts.erasing import forget
from app.accounts.verification import check_accounts
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from tests.builders.accounts import an_account
from tests.builders.ledger import unguard

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
def boris(app):
    """An account with a right that holds and one that ended."""
    with unit_of_work() as session:
        number = commands.open_account(
            session, sign_in_name="boris", display_name="Boris", password_hash="hash", actor=SYSTEM, now=NOW
        )
        for role in (Role.OPERATOR, Role.MANAGER):
            grant = commands.grant_role(
                session, account_id=number, role=role, site_code="HQ", reason="발령", actor=SYSTEM, now=NOW
            )
        commands.end_role(session, grant_id=grant, reason="이동", actor=SYSTEM, now=NOW)
    return number


def found():
    return [str(fault.message) for fault in check_accounts(db.session())]


def test_nothing_is_found_where_nothing_was_changed(boris):
    assert found() == []
    with unit_of_work() as session:
        commands.disable_account(session, account_id=boris, reason="퇴직", actor=SYSTEM, now=NOW)
    assert found() == []


def test_names_and_reasons_that_are_erased_from_the_ledger_must_be_blank(boris):
    pairs = [tuple(pair) for pair in db.session.execute(text("SELECT leaf, part FROM ledger_private")).all()]
    db.session.rollback()
    with unit_of_work() as session:
        commands.disable_account(session, account_id=boris, reason="퇴직", actor=SYSTEM, now=NOW)
        session.execute(text("DELETE FROM ledger_private"))
    assert len(found()) == 3  # The account, and both rights.
    with unit_of_work() as session:
        forget(session, pairs, date(2029, 11, 22))
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE account SET display_name = 'Olga'", "display_name"),
        ("UPDATE account SET disabled_at = '2026-11-22 06:00:00'", "disabled"),
        ("UPDATE account_role SET role = 'administrator' WHERE role = 'operator'", "role"),
        ("UPDATE account_role SET site_code = NULL WHERE role = 'operator'", "site_code"),
        ("UPDATE account_role SET ended_at = NULL, ended_by = NULL, end_reason = NULL", "ended_by"),
        ("DELETE FROM account_role WHERE role = 'operator'", "권한"),
        (
            (
                "INSERT INTO account_role (id, account_id, role, granted_at, granted_by, reason) "
                "SELECT 99, id, 'administrator', created_at, 0, 'x' FROM account"
            ),
            "권한 99를 준 봉인된 기록이 없습니다",
        ),
        (
            (
                "INSERT INTO account (id, sign_in_name, display_name, must_change, created_at) "
                "SELECT 99, 'eve', 'Eve', must_change, created_at FROM account"
            ),
            "계정 99번을 만든 봉인된 기록이 없습니다",
        ),
    ],
)
def test_what_was_changed_by_hand_is_named(boris, statement, said):
    unguard("account_role")
    with unit_of_work() as session:
        session.execute(text(statement))

    (sentence,) = found()
    assert said in sentence


def test_what_was_done_to_an_account_put_in_by_hand_does_not_hide_it(boris):
    with unit_of_work() as session:
        eve = an_account(session, name="Eve", now=NOW)
    with unit_of_work() as session:
        commands.disable_account(session, account_id=eve.id, reason="퇴직", actor=SYSTEM, now=NOW)

    assert any(f"계정 {eve.id}번을 만든 봉인된 기록이 없습니다" in sentence for sentence in found())
