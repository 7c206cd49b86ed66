"""The second factor over HTTP: enrolling, signing in, a code used twice, recovery codes, and a reset."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine

from app.accounts import domain
from app.accounts.commands.second_factors import use_step
from app.accounts.factor_verification import check_factors
from app.accounts.sign_in_rules import WrongCode
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient, form_with
from tests.builders.accounts import PASSWORD, an_account

NOW = utc_now().replace(hour=3, minute=0, second=5, microsecond=0)


@pytest.fixture
def at():
    """Travel to some seconds after the beginning of the test's day."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda seconds: traveller.move_to(NOW + timedelta(seconds=seconds))


@pytest.fixture
def olga(app, at):
    with unit_of_work() as session:
        return an_account(session, name="Olga", sign_in_name="olga", password=PASSWORD, now=utc_now())


def enrol(client):
    """Sign in, set the app up, and return its secret and the recovery codes."""
    client.fill("/sign-in", sign_in_name="olga", password=PASSWORD)
    shown = client.get("/account/second-factor").text
    secret = re.search(r'user-select-all text-break">([A-Z2-7 ]+)<', shown)[1].replace(" ", "")
    code = pyotp.TOTP(secret).at(utc_now())
    values = form_with(shown, {"code", "secret"}).values
    answer = client.post("/account/second-factor", data={**values, "code": code}, csrf=False)
    assert answer.status_code == 200, answer.text
    return secret, re.findall(r"<li><code>([a-z2-9-]+)</code>", answer.text)


def half_in(app):
    client = CheckedClient(app)
    client.fill("/sign-in", sign_in_name="olga", password=PASSWORD)
    return client


def names():
    db.session.rollback()  # What was read before is old.
    return [entry.name for entry in ledger.entries(db.session())]


def test_after_enrolling_a_password_alone_opens_nothing(app, client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    half = half_in(app)

    assert half.get("/footage").headers["Location"] == "/sign-in/second?next=/footage"
    assert half.get("/account").status_code == 303
    assert half.get("/footage/live", headers={"HX-Request": "true"}).status_code in {401, 404}
    assert names().count("session.opened") == 1
    done = half.fill("/sign-in/second?next=/footage", code=pyotp.TOTP(secret).at(utc_now()))
    assert (done.status_code, done.headers["Location"]) == (303, "/footage")
    assert half.get("/footage").status_code == 200
    assert names().count("session.opened") == 2
    assert list(check_factors(db.session())) == []


def test_a_new_factor_and_its_removal_end_the_other_sessions(app, client, olga, at):
    elsewhere = half_in(app)
    assert elsewhere.get("/account").status_code == 200
    secret, _codes = enrol(client)
    assert elsewhere.get("/account").status_code == 303
    assert client.get("/account").status_code == 200

    at(60)
    second = half_in(app)
    second.fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now()))
    assert second.get("/account").status_code == 200
    assert client.post("/account/second-factor/remove").status_code == 303
    assert second.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_the_cookie_changes_with_the_second_factor_and_the_half_one_is_worth_nothing(app, client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    half = half_in(app)
    before = half.get_cookie(SESSION_COOKIE).value
    half.fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now()))

    assert half.get_cookie(SESSION_COOKIE).value != before
    thief = CheckedClient(app)
    thief.set_cookie(SESSION_COOKIE, before)
    assert thief.get("/account").headers["Location"].startswith("/sign-in?")
    assert thief.get("/sign-in/second").headers["Location"].startswith("/sign-in?")


def test_of_two_who_come_with_one_step_one_gets_in(client, olga, at):
    enrol(client)
    with unit_of_work() as session:
        use_step(session, account_id=olga.id, step=10**9)
    for step in (10**9, 10**9 - 1):
        with pytest.raises(WrongCode), unit_of_work() as session:
            use_step(session, account_id=olga.id, step=step)


def test_a_code_proves_once_that_it_is_still_oneself(client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    code = pyotp.TOTP(secret).at(utc_now())
    where = "/account/prove?next=/account"
    assert client.fill(where, proof_again=code).status_code == 303

    assert client.post(where, data={"proof_again": code}).status_code != 303


def test_a_code_that_was_used_opens_nothing_again(app, client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    code = pyotp.TOTP(secret).at(utc_now())
    assert half_in(app).fill("/sign-in/second", code=code).status_code == 303

    again = half_in(app).fill("/sign-in/second", code=code)
    assert again.status_code == 401
    assert "이미 썼습니다" in again.text
    at(90)
    assert half_in(app).fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now())).status_code == 303


def test_a_code_of_enrolling_opens_nothing(app, client, olga, at):
    secret, _codes = enrol(client)

    assert half_in(app).fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now())).status_code == 401


def test_guessing_codes_is_stopped_like_guessing_passwords_and_the_password_does_not_begin_anew(app, client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    statuses = []
    for _ in range(domain.ATTEMPTS_PER_NAME):
        half = CheckedClient(app)
        answer = half.post("/sign-in", data={"sign_in_name": "olga", "password": PASSWORD})
        statuses.append(answer.status_code)
        if answer.status_code == 303:
            statuses.append(half.fill("/sign-in/second", code="000000").status_code)

    assert statuses[-1] == 429
    assert statuses.count(401) <= domain.ATTEMPTS_PER_NAME - 1
    at(60 + domain.ATTEMPTS_WINDOW.total_seconds() + 1)
    assert half_in(app).fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now())).status_code == 303


def test_being_half_signed_in_does_not_last(app, client, olga, at):
    secret, _codes = enrol(client)
    at(60)
    half = half_in(app)
    at(60 + 601)

    assert half.get("/sign-in/second").headers["Location"].startswith("/sign-in?")
    assert half.post("/sign-in/second", data={"code": pyotp.TOTP(secret).at(utc_now())}).status_code == 303
    assert half.get("/account").headers["Location"].startswith("/sign-in?")


def test_a_recovery_code_opens_once(app, client, olga, at):
    _secret, codes = enrol(client)
    at(60)

    assert len(codes) == 10
    assert half_in(app).fill("/sign-in/second", code=codes[3].upper()).status_code == 303
    assert half_in(app).fill("/sign-in/second", code=codes[3]).status_code == 401
    assert "recovery_codes.used" in names()
    assert list(check_factors(db.session())) == []
    kept = db.session().connection().exec_driver_sql("SELECT code_hash FROM recovery_code").scalars()
    assert not any(code.encode() in bytes(each) for each in kept for code in codes)


def test_new_recovery_codes_void_the_old_ones(app, client, olga, at):
    _secret, codes = enrol(client)
    client.post("/account/second-factor/codes")
    at(60)

    assert half_in(app).fill("/sign-in/second", code=codes[0]).status_code == 401


def test_the_secret_is_in_the_database_only_sealed(client, olga, at):
    secret, _codes = enrol(client)
    kept = db.session().connection().exec_driver_sql("SELECT secret FROM authenticator").scalar_one()

    assert kept.startswith("wv1:")
    assert secret not in kept


def test_a_secret_of_another_page_or_account_is_refused(client, olga, at):
    client.fill("/sign-in", sign_in_name="olga", password=PASSWORD)
    answer = client.post("/account/second-factor", data={"secret": "wv1:1:AAAA", "code": "123456"})

    assert "암호화된 내용을 열 수 없습니다" in answer.text
    assert "authenticator.enrolled" not in names()


def test_an_administrator_resets_a_lost_factor_and_its_owner_enrols_anew(app, client, olga, at, sign_in):
    enrol(client)
    ada = sign_in("Ada")
    ada.fill(f"/people/{olga.id}/second-factor/reset", reason="휴대전화 분실")

    assert client.get("/account").status_code == 303
    at(60)
    again = half_in(app)
    assert again.get("/footage").headers["Location"] == "/account/second-factor"
    assert again.get("/account/second-factor").status_code == 200
    entry = next(one for one in ledger.entries(db.session()) if one.name == "authenticator.ended")
    assert entry.data["why"] == "reset"
    assert "휴대전화" not in str(entry.data)
    assert list(check_factors(db.session())) == []


def test_a_role_that_must_have_a_factor_opens_nothing_before_enrolling(app, client, olga, at, sign_in):
    ada = sign_in("Ada")
    answer = ada.fill("/people/sign-in/operator", second_factor="y", reason="내부 관리계획")
    assert answer.status_code == 303, answer.text
    client.fill("/sign-in", sign_in_name="olga", password=PASSWORD)

    assert client.get("/footage").headers["Location"] == "/account/second-factor"
    assert client.get("/account").status_code == 200
    enrol(client)
    assert client.get("/footage").status_code == 200
    refused = client.post("/account/second-factor/remove")
    assert "2단계 인증이 있어야 합니다" in refused.text
    assert list(check_factors(db.session())) == []


def test_doing_without_is_allowed_where_no_rule_demands_it(app, client, olga, at):
    enrol(client)

    assert client.post("/account/second-factor/remove").status_code == 303
    assert half_in(app).get("/account").status_code == 200
    assert list(check_factors(db.session())) == []


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR])
def test_only_administrators_set_rules(sign_in, role):
    assert sign_in(role).get("/people/sign-in/operator").status_code == 403


def test_times_out_of_bounds_are_refused_and_nothing_changes(sign_in):
    ada = sign_in("Ada")
    answer = ada.fill("/people/sign-in/operator", idle="1", reason="시험")

    assert "시간을 확인하십시오" in answer.text
    assert "sign_in_rule.set" not in names()
    assert ada.get("/people/sign-in/nobody").status_code == 404
