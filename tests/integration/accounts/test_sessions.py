"""Sessions: how they begin, how long they last, and how they end."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import commands, domain, queries
from app.accounts.queries import token_hash_of
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.ledger import queries as ledger
from tests.builders.accounts import PASSWORD, a_session, an_account

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ADDRESS = "192.0.2.7"


@pytest.fixture
def session(app):
    with unit_of_work() as session:
        yield session


@pytest.fixture
def olga(session):
    return an_account(session, name="Olga", sign_in_name="olga", password=PASSWORD, now=NOW)


def sign_in(session, *, now=NOW, **facts):
    found = queries.credentials(session, sign_in_name="olga")
    facts = {"verified_hash": found.password_hash, "address": ADDRESS, "user_agent": "Firefox", **facts}
    return commands.sign_in(session, account_id=found.account_id, **facts, now=now)


def who(session, token, *, at):
    found = queries.actor_of_cookie(session, token=token, now=at, origin=ADDRESS)
    return found.actor.name if found else None


def names(session):
    return [entry.name for entry in ledger.entries(session)]


def test_a_session_is_known_by_its_token_only(session, olga):
    token = sign_in(session)

    assert who(session, token, at=NOW) == "Olga"
    assert who(session, token + "x", at=NOW) is None
    assert who(session, "", at=NOW) is None
    assert names(session) == ["session.opened"]


def test_the_database_does_not_know_the_token(session, olga):
    token = sign_in(session)
    kept = session.connection().exec_driver_sql("SELECT token_hash FROM sign_in_session").scalar_one()

    assert bytes(kept) == token_hash_of(token)
    assert token.encode() not in bytes(kept)


def test_an_idle_session_ends(session, olga):
    token = sign_in(session)

    assert who(session, token, at=NOW + domain.IDLE_TIMEOUT - timedelta(seconds=1)) == "Olga"
    assert who(session, token, at=NOW + domain.IDLE_TIMEOUT) is None


def test_use_keeps_a_session_alive_but_not_beyond_its_longest(session, olga):
    token = sign_in(session)
    at = NOW
    while at + timedelta(minutes=20) < NOW + domain.ABSOLUTE_TIMEOUT:
        at += timedelta(minutes=20)
        assert who(session, token, at=at) == "Olga"
        commands.touch_session(session, token_hash=token_hash_of(token), now=at)

    assert who(session, token, at=NOW + domain.ABSOLUTE_TIMEOUT) is None


def test_a_session_is_never_touched_backwards(session, olga):
    token = sign_in(session)
    commands.touch_session(session, token_hash=token_hash_of(token), now=NOW - timedelta(minutes=1))

    assert queries.actor_of_cookie(session, token=token, now=NOW).seen_at == NOW


def test_signing_out_ends_the_session_once(session, olga):
    token = sign_in(session)
    commands.sign_out(session, token=token, actor=olga, now=NOW)
    commands.sign_out(session, token=token, actor=olga, now=NOW)
    commands.sign_out(session, token="unknown", actor=olga, now=NOW)

    assert who(session, token, at=NOW) is None
    assert names(session) == ["session.opened", "session.ended"]


def test_a_session_the_browser_brought_along_is_replaced(session, olga):
    first = sign_in(session)
    second = sign_in(session, previous_token=first)

    assert first != second
    assert who(session, first, at=NOW) is None
    assert who(session, second, at=NOW) == "Olga"


def test_a_planted_token_is_never_used(session, olga):
    assert sign_in(session, previous_token="planted") != "planted"
    assert who(session, "planted", at=NOW) is None


def test_a_password_changed_in_between_opens_nothing(session, olga):
    with pytest.raises(domain.WrongSignIn):
        sign_in(session, verified_hash="another")


def test_a_closed_account_opens_nothing(session, olga):
    ada = an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=NOW)
    hashed = queries.credentials(session, sign_in_name="olga").password_hash
    commands.disable_account(session, account_id=olga.id, reason="퇴직", actor=ada, now=NOW)

    assert queries.credentials(session, sign_in_name="olga") is None
    with pytest.raises(domain.WrongSignIn):
        commands.sign_in(session, account_id=olga.id, verified_hash=hashed, address=None, user_agent=None, now=NOW)


def test_rights_hold_at_once_and_only_at_their_sites(session, olga):
    ada = an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=NOW)
    sam = an_account(session, name="Sam", roles=[Role.OPERATOR], sites={"A", "B"}, now=NOW)
    a_session(session, sam, token_hash=token_hash_of("t"), now=NOW)

    assert queries.actor_of_cookie(session, token="t", now=NOW).actor == sam
    for grant in queries.person(session, account_id=sam.id).held:
        commands.end_role(session, grant_id=grant.id, reason="이동", actor=ada, now=NOW)
    nobody = queries.actor_of_cookie(session, token="t", now=NOW).actor
    assert (nobody.roles, nobody.sites) == (frozenset(), frozenset())
    commands.grant_role(
        session, account_id=sam.id, role=Role.AUDITOR, site_code=None, reason="발령", actor=ada, now=NOW
    )
    assert queries.actor_of_cookie(session, token="t", now=NOW).actor.sites is None


def attempt(session, *, name="olga", address=ADDRESS, now=NOW):
    commands.record_attempt(session, sign_in_name=name, address=address, now=now)


def test_after_five_failures_a_name_waits(session, olga):
    for _ in range(domain.ATTEMPTS_PER_NAME):
        attempt(session)

    with pytest.raises(domain.TooManyAttempts, match="15분"):
        attempt(session, name=" OLGA ", address="192.0.2.99")
    attempt(session, now=NOW + domain.ATTEMPTS_WINDOW)


def test_an_unknown_name_waits_just_the_same(session):
    for _ in range(domain.ATTEMPTS_PER_NAME):
        attempt(session, name="nobody")

    with pytest.raises(domain.TooManyAttempts):
        attempt(session, name="nobody")


def test_an_address_that_tries_many_names_waits(session, olga):
    for number in range(domain.ATTEMPTS_PER_ADDRESS):
        attempt(session, name=f"name{number}")

    with pytest.raises(domain.TooManyAttempts):
        attempt(session)
    attempt(session, address="192.0.2.99")


def test_success_clears_the_count_of_the_name(session, olga):
    for _ in range(domain.ATTEMPTS_PER_NAME - 1):
        attempt(session)
    sign_in(session)

    for _ in range(domain.ATTEMPTS_PER_NAME):
        attempt(session)


def test_old_failures_are_dropped(session, olga):
    attempt(session)
    attempt(session, name="other", now=NOW + domain.ATTEMPTS_KEPT + timedelta(seconds=1))

    session.flush()
    assert session.connection().exec_driver_sql("SELECT count(*) FROM sign_in_failure").scalar_one() == 1


def test_a_failure_is_sealed_without_the_name_in_the_open(app):
    with unit_of_work() as session:
        olga = an_account(session, name="Olga", sign_in_name="olga", password=PASSWORD, now=NOW)
        for name in ("olga", "secret-typed-here"):
            commands.record_failed_sign_in(session, sign_in_name=name, address=ADDRESS, actor=olga, now=NOW)
    entries = list(ledger.entries(db.session()))

    assert [(entry.name, entry.subject) for entry in entries] == [
        ("sign_in.failed", f"account:{olga.id}"),
        ("sign_in.failed", "account:unknown"),
    ]
    assert "secret-typed-here" not in str(entries)
    assert ADDRESS not in str(entries)
