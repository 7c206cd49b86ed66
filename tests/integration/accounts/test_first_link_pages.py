"""The page of the first administrator's link: in by it once, one answer to all that is no link, guesses counted."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.accounts import queries
from app.accounts.passwords import link_secret
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.operations.first_start import demand_second_factors, make_first_link
from tests.browsing import CheckedClient

NOW = utc_now().replace(microsecond=0)
GOOD = "구름 위를 걷는 초록 기린 셋"
ENTRY = {"sign_in_name": "hana", "display_name": "하나", "password": GOOD, "again": GOOD}
GONE = "이 링크로는 계정을 만들 수 없습니다."


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda hours: traveller.move_to(NOW + timedelta(hours=hours))


@pytest.fixture
def secret(app, at):
    made = link_secret()
    with unit_of_work() as session:
        demand_second_factors(session, now=NOW)
        make_first_link(session, secret=made, now=NOW)
    return made


def send(client, secret, **changed):
    return client.fill("/first", **{"first_code": secret, **ENTRY, **changed})


def sealed():
    db.session.rollback()
    return [entry.name for entry in ledger.entries(db.session())]


def test_the_link_leads_to_an_account_signed_in_that_needs_a_second_factor_first(client, secret):
    answer = send(client, secret)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get("/people").headers["Location"] == "/account/second-factor"
    assert sealed()[-4:] == ["account.opened", "account.role_granted", "first_link.ended", "session.opened"]
    assert secret not in str([entry.body for entry in ledger.entries(db.session())])


@pytest.mark.parametrize("why", ["spent", "expired", "wrong", "replaced"])
def test_what_is_no_link_gets_one_answer_and_is_sealed_as_a_failed_sign_in(app, client, secret, at, why):
    if why == "spent":
        send(CheckedClient(app), secret)
    if why == "expired":
        at(24)
    if why == "replaced":
        with unit_of_work() as session:
            make_first_link(session, secret="another", now=NOW)
    before = len(queries.people(db.session()))
    answer = send(client, secret + ("x" if why == "wrong" else ""), sign_in_name="duri", password="짧다", again="짧다")

    assert answer.status_code == 401
    assert GONE in answer.text
    assert sealed()[-1] == "sign_in.failed"
    db.session.rollback()
    assert len(queries.people(db.session())) == before


def test_whoever_guesses_is_stopped_and_stops_nobody_else(app, client, secret, at):
    assert [send(client, "guess").status_code for _ in range(6)] == [401] * 5 + [429]
    assert send(client, secret).status_code == 429  # Not even the right one, for a while.

    elsewhere = CheckedClient(app)
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert send(elsewhere, secret).status_code == 303


def test_a_weak_password_or_a_taken_name_does_not_spend_the_link(client, secret):
    for _ in range(6):
        refused = send(client, secret, password="hana-hana-hana", again="hana-hana-hana")
        assert refused.status_code == 422
    assert send(client, secret, again="다른 비밀번호").status_code == 200
    assert send(client, secret, display_name="상황실 공용").status_code == 422
    assert "account.opened" not in sealed()
    assert send(client, secret).status_code == 303


def test_the_page_is_the_same_without_a_link_and_a_script_takes_the_secret_out_of_the_address(app, client, secret):
    waiting = without_token(client.get("/first"))
    send(CheckedClient(app), secret)
    page = client.get("/first")

    assert without_token(page) == waiting
    assert "data-from-fragment" in waiting
    assert "js/first-link.js" in waiting
    assert page.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    script = client.get("/static/js/first-link.js", checked=False).text
    assert "location.hash" in script
    assert "history.replaceState" in script


def without_token(page):
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page.text)
