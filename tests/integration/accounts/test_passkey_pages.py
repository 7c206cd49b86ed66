"""Passkeys over HTTP as far as no device is needed: offered only under a name, challenges that count once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import commands
from app.accounts.domain import TooManyAttempts
from app.accounts.factor_verification import check_factors
from app.accounts.passkeys import CHALLENGE_LASTS, MOST_CHALLENGES, PasskeyKnown, Registered, WrongPasskey
from app.accounts.queries.second_factors import factors_of
from app.database import db, unit_of_work
from tests.builders.accounts import an_account

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
MADE = Registered(b"credential", b"public key", 4)


@pytest.fixture
def named(app):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url="https://cctv.example.kr")


@pytest.fixture
def session(app):
    with unit_of_work() as session:
        yield session


@pytest.fixture
def olga(session):
    return an_account(session, now=NOW)


def test_without_a_name_there_are_no_passkeys(app, sign_in, client):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url="https://10.0.0.5")
    olga = sign_in("Olga")

    assert "패스키" not in olga.get("/account").text
    assert olga.get("/account/passkeys").status_code == 404
    assert client.post("/sign-in/passkey/options").status_code == 404
    assert "패스키" not in client.get("/sign-in").text


def test_under_a_name_they_are_offered_and_what_is_forged_is_refused(named, sign_in, client):
    olga = sign_in("Olga")

    assert olga.get("/account/passkeys").status_code == 200
    assert olga.post("/account/passkeys/options").json["rp"]["id"] == "cctv.example.kr"
    assert "확인하지 못했습니다" in olga.post("/account/passkeys", data={"label": "자리", "credential": "{}"}).text
    assert client.post("/sign-in/passkey/options").json["allowCredentials"] == []
    refused = client.post("/sign-in/passkey", data={"credential": "{}"})
    assert refused.status_code == 401
    assert olga.post("/account/passkeys/99/end").status_code == 404


def test_a_challenge_counts_once_for_its_account_and_not_for_long(session, olga):
    mine = commands.ask_for_signature(session, account_id=olga.id, now=NOW)
    anybodys = commands.ask_for_signature(session, account_id=None, now=NOW)
    for challenge, account_id in ((mine, None), (anybodys, olga.id), (b"other", None)):
        with pytest.raises(WrongPasskey):
            commands.use_challenge(session, challenge=challenge, account_id=account_id, now=NOW)
    commands.use_challenge(session, challenge=mine, account_id=olga.id, now=NOW)
    with pytest.raises(WrongPasskey):
        commands.use_challenge(session, challenge=mine, account_id=olga.id, now=NOW)
    with pytest.raises(WrongPasskey):
        commands.use_challenge(session, challenge=anybodys, account_id=None, now=NOW + CHALLENGE_LASTS)


def test_challenges_do_not_pile_up(session):
    for _ in range(3):
        commands.ask_for_signature(session, account_id=None, now=NOW)
    commands.ask_for_signature(session, account_id=None, now=NOW + CHALLENGE_LASTS + timedelta(seconds=1))

    assert session.connection().exec_driver_sql("SELECT count(*) FROM passkey_challenge").scalar_one() == 1
    assert MOST_CHALLENGES == 1_000
    assert issubclass(TooManyAttempts, Exception)


def test_a_passkey_is_used_with_a_counter_that_only_grows(session, olga):
    number = commands.register_passkey(session, made=MADE, label="자리", actor=olga, now=NOW)
    with pytest.raises(PasskeyKnown):
        commands.register_passkey(session, made=MADE, label="자리", actor=olga, now=NOW)
    commands.use_passkey(session, passkey_id=number, sign_count=5, now=NOW)
    for count in (5, 4, 0):
        with pytest.raises(WrongPasskey):
            commands.use_passkey(session, passkey_id=number, sign_count=count, now=NOW)
    commands.end_passkey(session, passkey_id=number, keep_token=None, actor=olga, now=NOW)
    with pytest.raises(WrongPasskey):
        commands.use_passkey(session, passkey_id=number, sign_count=9, now=NOW)
    assert not factors_of(session, account_id=olga.id).is_there


def test_passkeys_are_as_they_were_sealed(app):
    with unit_of_work() as session:
        olga = an_account(session, now=NOW)
        commands.register_passkey(session, made=MADE, label="자리", actor=olga, now=NOW)
    assert list(check_factors(db.session())) == []
    db.session.rollback()
    with unit_of_work() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO switch_pin (account_id, pin_hash, set_at) VALUES (1, 'xxxxxxxxxxxxxxxxxxxxxxxx', '2026-11-22')"
        )
    assert ["PIN" in str(fault.message) for fault in check_factors(db.session())] == [True]
