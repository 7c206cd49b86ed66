"""Tokens are issued by administrators, seen once, sealed, and can only end."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts import commands
from app.accounts.domain import BadLabel, BadTokenLife, BlankReason, NoSuchToken, Scope, TokenIsOver
from app.accounts.queries import tokens
from app.accounts.verification import check_tokens
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from tests.builders.ledger import unguard

NOW = utc_now()


def issue(**changes):
    given = {
        "label": "녹화기 3번",
        "scopes": frozenset({Scope.WRITE_FOOTAGE}),
        "sites": None,
        "expires_at": NOW + timedelta(days=30),
        "reason": "스스로 기록하게 함",
        "actor": SYSTEM,
    }
    with unit_of_work() as session:
        return commands.issue_token(session, **{**given, **changes}, now=NOW)


def revoke(token_id, **changes):
    with unit_of_work() as session:
        commands.revoke_token(
            session, token_id=token_id, **{"reason": "교체", "actor": SYSTEM, **changes}, now=utc_now()
        )


def opens(secret, *, now=NOW):
    db.session.rollback()
    return tokens.token_of_secret(db.session(), secret=secret, now=now) is not None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"label": " "}, BadLabel),
        ({"scopes": frozenset()}, BadTokenLife),
        ({"expires_at": NOW}, BadTokenLife),
        ({"expires_at": NOW + timedelta(days=400)}, BadTokenLife),
        ({"reason": " "}, BlankReason),
    ],
)
def test_a_token_that_says_too_little_is_refused(app, changes, refusal):
    assert app
    with pytest.raises(refusal):
        issue(**changes)
    assert tokens.tokens(db.session()) == []


def test_only_an_administrator_issues_and_revokes(cast):
    with pytest.raises(NotAllowed):
        issue(actor=cast("Petra"))
    issued = issue(actor=cast("Ada"))
    with pytest.raises(NotAllowed):
        revoke(issued.id, actor=cast("Olga"))


def test_it_opens_until_it_expires_or_is_revoked(app):
    assert app
    issued = issue()
    assert opens(issued.secret)
    assert not opens(issued.secret + "x")
    assert not opens(issued.secret, now=NOW + timedelta(days=30))
    revoke(issued.id)
    assert not opens(issued.secret)
    with pytest.raises(TokenIsOver):
        revoke(issued.id)
    with pytest.raises(NoSuchToken):
        revoke(issued.id + 1)


def test_the_secret_stands_nowhere(app):
    assert app
    issued = issue()
    kept = [row.label for row in tokens.tokens(db.session())]
    rows = db.session.execute(text("SELECT body FROM ledger_entry")).scalars()
    assert kept == ["녹화기 3번"]
    assert not any(issued.secret.encode() in bytes(body) for body in rows)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_token SET expires_at = '2999-01-01 00:00:00+00'",
        "UPDATE api_token SET sites = 'HQ'",
        "UPDATE api_token SET label = 'another one'",
        "UPDATE api_token SET revoked_at = NULL, revoked_by = NULL",
        "DELETE FROM api_token",
    ],
)
def test_plain_sql_cannot_widen_or_revive_it(app, statement):
    assert app
    issued = issue()
    revoke(issued.id)
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE api_token SET expires_at = '2999-01-01 00:00:00+00'", "expires_at"),
        ("UPDATE api_token SET sites = NULL", "sites"),
        ("UPDATE api_token SET token_hash = sqlite_or_postgresql", "digest"),
        ("UPDATE api_token SET revoked_at = NULL, revoked_by = NULL", "revoked_by"),
        ("UPDATE api_token SET id = 99", "만든 봉인된"),
        ("DELETE FROM api_token", "label"),
    ],
)
def test_whoever_changes_it_in_the_database_is_named(app, statement, named):
    revoke(issue(sites=("HQ",)).id)
    unguard("api_token")
    other = "zeroblob(32)" if db.engine.dialect.name == "sqlite" else "decode(repeat('00', 32), 'hex')"
    with unit_of_work() as session:
        assert list(check_tokens(session)) == []
        session.execute(text(statement.replace("sqlite_or_postgresql", other)))
        faults = [str(fault.message) for fault in check_tokens(session)]
        session.rollback()
    assert faults
    assert named in faults[0]
    assert app


def test_the_pages_show_the_secret_once_and_end_it(sign_in):
    ada = sign_in("Ada")
    shown = ada.fill("/people/tokens/new", label="녹화기 3번", sites="", expires_on="+30", reason="")
    assert shown.status_code == 422
    shown = ada.fill("/people/tokens/new", label="녹화기 3번", reason="스스로 기록하게 함")
    secret = shown.text.split('user-select-all">')[1].split("<")[0]
    assert opens(secret, now=utc_now())
    listed = ada.get("/people/tokens").text
    assert "녹화기 3번" in listed
    assert secret not in listed
    number = tokens.tokens(db.session())[0].id
    ended = ada.fill(f"/people/tokens/{number}/revoke", reason="교체")
    assert ended.status_code == 303
    assert not opens(secret, now=utc_now())
