"""What the database itself refuses about people and rights."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Account, AccountRole, SignInSession
from app.database import db, unit_of_work
from tests.builders.accounts import an_account

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ACCOUNT = {"sign_in_name": "boris", "display_name": "B", "must_change": False, "created_at": NOW}


@pytest.fixture
def olga(app):
    with unit_of_work() as session:
        return an_account(session, name="Olga", sign_in_name="olga", now=NOW)


def refused(statement, *, by):
    with pytest.raises(DBAPIError, match=by), unit_of_work() as session:
        session.execute(statement)
    return True


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"id": 0}, "id_is_not_the_system"),
        ({"sign_in_name": "b"}, "sign_in_name_not_blank"),
        ({"display_name": " "}, "display_name_not_blank"),
        ({"sign_in_name": "olga"}, "(?i)unique"),
    ],
)
def test_an_account_that_cannot_be_is_refused(olga, facts, by):
    refused(insert(Account).values({**ACCOUNT, **facts}), by=by)


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"role": "root"}, "role_is_known"),
        ({"reason": " "}, "reason_not_blank"),
        ({"site_code": ""}, "site_code_not_blank"),
        ({"granted_by": ...}, "not_granted_by_oneself"),
        ({"ended_at": NOW}, "end_is_complete"),
        ({"ended_at": datetime(2020, 1, 1, tzinfo=UTC), "ended_by": 0, "end_reason": "x"}, "end_is_complete"),
        ({"ended_at": NOW, "ended_by": ..., "end_reason": "x"}, "not_ended_by_oneself"),
        ({"account_id": 9999}, "(?i)foreign key"),
        ({"role": "operator"}, "(?i)unique|append-only"),
    ],
)
def test_a_right_that_cannot_be_is_refused(olga, facts, by):
    right = {"account_id": olga.id, "role": "manager", "granted_at": NOW, "granted_by": 0, "reason": "발령", **facts}

    refused(insert(AccountRole).values({k: olga.id if v is ... else v for k, v in right.items()}), by=by)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM account_role",
        "UPDATE account_role SET role = 'administrator'",
        "UPDATE account_role SET site_code = 'HQ'",
        "UPDATE account_role SET reason = 'other'",
        "UPDATE account_role SET account_id = account_id + 1, ended_at = granted_at, ended_by = 0, end_reason = 'x'",
    ],
)
def test_a_right_on_record_is_not_changed(olga, change):
    refused(text(change), by="append-only")


def test_a_right_that_ended_stays_ended(olga):
    with unit_of_work() as session:
        session.execute(text("UPDATE account_role SET ended_at = granted_at, ended_by = 0, end_reason = 'x'"))

    refused(text("UPDATE account_role SET ended_at = NULL, ended_by = NULL, end_reason = NULL"), by="append-only")


def test_rights_are_neither_emptied_nor_overwritten_by_the_databases_own_ways(olga):
    if db.engine.dialect.name == "postgresql":
        refused(text("TRUNCATE account_role"), by="append-only")
    else:
        overwrite = (
            "INSERT OR REPLACE INTO account_role (id, account_id, role, granted_at, granted_by, reason) "
            "SELECT id, account_id, 'administrator', granted_at, granted_by, reason FROM account_role"
        )
        refused(text(overwrite), by="append-only")


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"token_hash": b"short"}, "token_hash_is_sha256"),
        ({"expires_at": NOW}, "times_run_forwards"),
        ({"ended_at": NOW}, "end_has_a_reason"),
    ],
)
def test_a_session_that_cannot_be_is_refused(olga, facts, by):
    later = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    row = {"token_hash": b"x" * 32, "account_id": olga.id, "created_at": NOW, "seen_at": NOW, "expires_at": later}

    refused(insert(SignInSession).values({**row, **facts}), by=by)
