"""Signing in and out over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from app.accounts import domain, queries
from app.accounts.passwords import hash_password
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import CHEAP, PASSWORD, an_account


@pytest.fixture
def ada(app):
    with unit_of_work() as session:
        return an_account(
            session, name="Ada", sign_in_name="ada", password=PASSWORD, roles=[Role.ADMINISTRATOR], now=utc_now()
        )


def try_in(client, *, name="ada", password=PASSWORD, address="/sign-in", **options):
    return client.post(address, data={"sign_in_name": name, "password": password}, **options)


def test_somebody_signs_in_and_goes_on_to_where_they_wanted(client, ada):
    wanted = client.get("/people?x=1").headers["Location"]
    response = client.fill(wanted, sign_in_name="Ada", password=PASSWORD)

    assert (response.status_code, response.headers["Location"]) == (303, "/people?x=1")
    assert client.get("/people").status_code == 200
    assert next(iter(ledger.entries(db.session()))).name == "session.opened"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, ada):
    cookie = try_in(client).headers["Set-Cookie"]

    assert cookie.startswith(f"{SESSION_COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


def test_over_tls_the_cookie_stays_on_tls_and_belongs_to_this_host_alone(app, ada):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url="https://cctv.example.kr")
    client = CheckedClient(app)
    given = try_in(client).headers["Set-Cookie"]

    name, *marks = given.split("; ")
    assert name.startswith("__Host-watchbook_session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(marks)
    assert not [mark for mark in marks if mark.startswith("Domain")]
    assert client.get("/account").status_code == 200
    planted = CheckedClient(app)
    planted.set_cookie(SESSION_COOKIE, client.get_cookie("__Host-watchbook_session").value)
    assert planted.get("/account").headers["Location"].startswith("/sign-in")
    chosen = client.post("/preferences", data={"theme": "dark"}).headers["Set-Cookie"]
    assert chosen.startswith("__Host-theme=dark; ")
    dropped = client.post("/sign-out").headers.getlist("Set-Cookie")
    assert sorted(each.partition("=")[0] for each in dropped) == ["__Host-watchbook_notice", "__Host-watchbook_session"]
    assert all("Secure" in each and "Path=/" in each for each in dropped)
    assert client.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", "wrong password"), ("nobody", PASSWORD), ("ada", PASSWORD + " "), ("' OR 1=1 --", "x")],
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(client, ada, name, password):
    response = try_in(client, name=name, password=password)

    assert response.status_code == 401
    assert "로그인 이름 또는 비밀번호가 맞지 않습니다." in response.text
    assert client.get_cookie(SESSION_COOKIE) is None
    assert [entry.name for entry in ledger.entries(db.session())] == ["sign_in.failed"]


def test_an_empty_form_says_what_is_missing(client):
    response = try_in(client, name=" ", password="")

    assert "로그인 이름을 입력하십시오." in response.text
    assert "비밀번호를 입력하십시오." in response.text


def test_guessing_is_stopped_even_when_the_last_guess_is_right(client, ada):
    for _ in range(domain.ATTEMPTS_PER_NAME):
        try_in(client, password="wrong password")
    response = try_in(client)

    assert response.status_code == 429
    assert "15분 뒤에" in response.text
    with time_machine.travel(utc_now() + domain.ATTEMPTS_WINDOW, tick=False):
        assert try_in(client).status_code == 303


def test_somebody_without_a_password_cannot_sign_in(client, app):
    with unit_of_work() as session:
        an_account(session, name="Boris", sign_in_name="boris", now=utc_now())

    assert try_in(client, name="boris", password="").status_code == 200
    assert try_in(client, name="boris", password="None").status_code == 401


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example"])
def test_nobody_is_led_elsewhere(client, ada, target):
    response = try_in(client, address=f"/sign-in?next={target}")

    assert response.headers["Location"] in {"/", "/%09/evil.example"}
    assert not response.headers["Location"].startswith("//")


def test_a_planted_session_is_not_the_one_that_opens(client, ada):
    client.set_cookie(SESSION_COOKIE, "planted")
    try_in(client)
    after = client.get_cookie(SESSION_COOKIE).value

    assert after != "planted"
    thief = CheckedClient(client.application)
    thief.set_cookie(SESSION_COOKIE, "planted")
    assert thief.get("/people").status_code == 303


def test_signing_in_again_ends_the_session_before(client, ada):
    try_in(client)
    first = client.get_cookie(SESSION_COOKIE).value
    try_in(client)

    old = CheckedClient(client.application)
    old.set_cookie(SESSION_COOKIE, first)
    assert old.get("/people").status_code == 303
    assert client.get("/people").status_code == 200


def test_signing_out_ends_the_session_everywhere(client, ada):
    try_in(client)
    token = client.get_cookie(SESSION_COOKIE).value
    response = client.post("/sign-out")

    assert response.headers["Location"] == "/sign-in"
    assert client.get_cookie(SESSION_COOKIE) is None
    client.set_cookie(SESSION_COOKIE, token)
    assert client.get("/people").status_code == 303


def test_an_idle_session_ends_and_the_page_says_so(sign_in):
    ada = sign_in("Ada")
    with time_machine.travel(utc_now() + domain.IDLE_TIMEOUT + timedelta(seconds=1), tick=False):
        response = ada.get("/people")

        assert "ended=1" in response.headers["Location"]
        assert "오래 쓰지 않아" in ada.get(response.headers["Location"]).text


def test_a_session_in_use_stays_open_until_its_longest(sign_in):
    ada, began = sign_in("Amir"), utc_now()
    for minutes in range(25, 12 * 60, 25):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert ada.get("/account").status_code == 200
    with time_machine.travel(began + domain.ABSOLUTE_TIMEOUT + timedelta(seconds=1), tick=False):
        assert ada.get("/account").status_code == 303


@pytest.mark.parametrize("header", [{"X-Watchbook-Poll": "1"}, {"HX-Request-Type": "partial"}])
def test_a_page_that_polls_by_itself_keeps_nobody_signed_in(sign_in, header):
    ada, began = sign_in("Amir"), utc_now()
    for minutes in (10, 20, 29):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert ada.get("/people", headers=header).status_code == 200
    with time_machine.travel(began + timedelta(minutes=31), tick=False):
        assert ada.get("/people").status_code == 303


def test_the_time_of_last_use_is_written_once_a_minute(sign_in):
    ada, began = sign_in("Ada"), utc_now()
    seen = []
    for seconds in (30, 59, 90, 120):
        with time_machine.travel(began + timedelta(seconds=seconds), tick=False):
            ada.get("/account")
        seen.append(queries.person(db.session(), account_id=ada.actor.id).last_seen_at - began > timedelta(seconds=1))
        db.session.rollback()

    assert seen == [False, False, True, True]


def test_the_published_example_password_opens_nothing_in_earnest(client, app):
    with unit_of_work() as session:
        an_account(session, name="Eve", sign_in_name="eve", password=domain.EXAMPLE_PASSWORD, now=utc_now())

    assert try_in(client, name="eve", password=domain.EXAMPLE_PASSWORD).status_code == 401
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=True)
    assert try_in(client, name="eve", password=domain.EXAMPLE_PASSWORD).status_code == 303


def test_only_an_example_installation_shows_its_accounts(client, app):
    with unit_of_work() as session:
        an_account(session, name="김관제(예시)", sign_in_name="kim.gwanje", now=utc_now())
        an_account(session, name="Boris", sign_in_name="boris", now=utc_now())

    assert "kim.gwanje" not in client.get("/sign-in").text
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=True)
    offered = client.get("/sign-in").text
    assert "kim.gwanje" in offered
    assert "boris" not in offered


def test_passwords_are_hashed_with_argon2id():
    hashed = hash_password(PASSWORD)

    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert CHEAP.check_needs_rehash(hashed)
