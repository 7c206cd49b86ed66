"""Sessions in lists, on one place only, copied, and used in two places at once; all over HTTP."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts.factor_verification import check_factors
from app.accounts.queries.sessions import parallel_uses
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import PASSWORD, an_account

NOW = utc_now().replace(hour=3, minute=0, second=5, microsecond=0)
DESK, HOME, PHONE = "192.0.2.7", "198.51.100.9", "192.0.2.99"


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda minutes: traveller.move_to(NOW + timedelta(minutes=minutes))


@pytest.fixture
def olga(app, at):
    with unit_of_work() as session:
        return an_account(session, name="Olga", sign_in_name="olga", password=PASSWORD, now=utc_now())


def come_in(app, address=DESK, browser="Firefox/131.0 (Windows NT)"):
    client = CheckedClient(app)
    client.environ_base.update(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    answer = client.post("/sign-in", data={"sign_in_name": "olga", "password": PASSWORD})
    assert answer.status_code == 303
    return client


def copied(client, *, address=None, browser=None):
    """Return a browser with the same cookie, somewhere else."""
    thief = CheckedClient(client.application)
    thief.set_cookie(SESSION_COOKIE, client.get_cookie(SESSION_COOKIE).value)
    here = client.environ_base
    thief.environ_base.update(
        REMOTE_ADDR=address or here["REMOTE_ADDR"], HTTP_USER_AGENT=browser or here["HTTP_USER_AGENT"]
    )
    return thief


def ends():
    db.session.rollback()
    return [entry.data["why"] for entry in ledger.entries(db.session()) if entry.name == "session.ended"]


def names():
    db.session.rollback()
    return [entry.name for entry in ledger.entries(db.session())]


def test_people_see_where_they_are_signed_in_and_end_one(app, olga, at):
    desk, home = come_in(app), come_in(app, HOME, "Chrome/140.0 (Linux)")
    shown = home.get("/account/sessions").text

    assert DESK in shown
    assert "Firefox · Windows" in shown
    assert shown.count(">이 기기<") == 1
    home.fill("/account/sessions")
    assert desk.get("/account").status_code == 303
    assert home.get("/account").status_code == 200
    assert ends() == ["ended_by_owner"]


def test_signing_out_everywhere_ends_this_one_too(app, olga, at):
    desk, home = come_in(app), come_in(app, HOME)
    home.post("/account/sessions/end")

    assert [each.get("/account").status_code for each in (desk, home)] == [303, 303]
    assert ends() == ["ended_by_owner", "ended_by_owner"]


def test_a_session_left_open_ends_no_others_without_a_new_proof(app, olga, at):
    desk = come_in(app)
    for minute in (25, 50, 59):
        at(minute)
        assert desk.get("/account").status_code == 200
    phone = come_in(app, PHONE)
    at(61)
    key = phone.get("/account/sessions").text.split("/account/sessions/")[1].split("/")[0]
    for address in (f"/account/sessions/{key}/end", "/account/sessions/end"):
        assert desk.post(address).status_code == 403
    assert phone.get("/account").status_code == 200
    assert desk.post("/account/sessions/end", data={"proof_again": PASSWORD}).status_code == 303
    assert phone.get("/account").status_code == 303


def test_an_administrator_ends_somebodys_session_and_nobody_else_does(app, olga, at, sign_in):
    desk, ada = come_in(app), sign_in("Ada")

    assert ada.fill(f"/people/{olga.id}/sessions").status_code == 303
    assert desk.get("/account").status_code == 303
    assert ends() == ["ended_by_admin"]
    assert sign_in("Amir").get(f"/people/{olga.id}/sessions").status_code == 403


def test_nobody_ends_a_session_that_is_not_theirs(app, olga, at, sign_in):
    come_in(app)
    key = next(entry.data["session"] for entry in ledger.entries(db.session()) if entry.name == "session.opened")

    assert sign_in("Amir").post(f"/account/sessions/{key}/end").status_code == 404
    assert sign_in("Ada").post(f"/people/999/sessions/{key}/end").status_code == 404
    assert ends() == []


def test_one_session_per_person_where_the_rule_says_so(app, olga, at, sign_in):
    first = come_in(app)
    sign_in("Ada").fill("/people/sign-in/operator", one_session="y", reason="상황실은 한 자리")
    second = come_in(app)

    assert first.get("/account").status_code == 303
    assert second.get("/account").status_code == 200
    assert ends() == ["superseded"]


def test_shorter_times_count_for_sessions_that_are_open(app, olga, at, sign_in):
    desk = come_in(app)
    sign_in("Ada").fill("/people/sign-in/operator", idle="5", absolute="60", reason="시험")
    at(4)
    assert desk.get("/account").status_code == 200
    at(10)
    assert desk.get("/account").status_code == 303
    again = come_in(app)
    for minute in range(14, 70, 4):
        at(minute)
        assert again.get("/account").status_code == 200
    at(71)
    assert again.get("/account").status_code == 303


def test_a_shorter_longest_time_ends_a_session_that_is_used_all_the_time(app, olga, at, sign_in):
    desk = come_in(app)
    sign_in("Ada").fill("/people/sign-in/operator", idle="30", absolute="60", reason="시험")
    for minute in (20, 40, 59):
        at(minute)
        assert desk.get("/account").status_code == 200
    at(61)
    assert desk.get("/account").status_code == 303


@pytest.mark.parametrize("elsewhere", [{"address": HOME}, {"browser": "curl/8"}])
def test_a_copied_session_ends_for_both_and_its_owner_is_told(app, olga, at, elsewhere):
    desk = come_in(app)
    at(2)

    assert copied(desk, **elsewhere).get("/account").status_code == 303
    assert desk.get("/account").status_code == 303
    assert ends() == ["cloned"]
    assert names().count("session.used_in_parallel") == 1
    assert list(check_factors(db.session())) == []
    told = come_in(app).get("/inbox").text
    assert "두 곳에서 함께 쓰였습니다" in told


def test_polling_elsewhere_ends_a_copied_session_too(app, olga, at):
    desk = come_in(app)
    at(2)

    assert copied(desk, address=HOME).get("/account", headers={"X-Watchbook-Poll": "1"}).status_code == 303


def test_polling_from_elsewhere_keeps_no_session_alive(app, olga, at):
    desk = come_in(app)
    at(20)
    polling = copied(desk, address=HOME)
    assert polling.get("/account", headers={"X-Watchbook-Poll": "1"}).status_code == 200
    at(31)
    assert polling.get("/account").status_code == 303


def test_a_session_that_moves_goes_on(app, olga, at):
    desk = come_in(app)
    at(2)
    assert copied(desk, address=PHONE).get("/account").status_code == 200  # The same network.
    at(9)
    assert copied(desk, address=HOME).get("/account").status_code == 200  # Later, from elsewhere.
    assert ends() == []


def test_an_account_used_from_two_addresses_at_once_is_sealed_once_a_day(app, olga, at, sign_in):
    desk, home = come_in(app), come_in(app, HOME)
    for minute in (2, 4, 6):
        at(minute)
        assert [each.get("/account").status_code for each in (desk, home)] == [200, 200]

    assert names().count("session.used_in_parallel") == 1
    assert "두 곳에서 함께 쓰였습니다" in sign_in("Ada").get("/checks?rule=SEC-01").text
    assert parallel_uses(db.session(), since=kst_day(utc_now())) == [(olga.id, "olga", kst_day(utc_now()))]
    entry = next(one for one in ledger.entries(db.session()) if one.name == "session.used_in_parallel")
    assert DESK not in str(entry.data)
    assert HOME not in str(entry.data)
    assert list(check_factors(db.session())) == []


def test_one_after_the_other_is_no_parallel_use(app, olga, at):
    come_in(app)
    at(7)
    home = come_in(app, HOME)
    at(9)
    home.get("/account")

    assert "session.used_in_parallel" not in names()


def test_who_comes_from_a_new_address_is_told_but_not_at_the_first_time(app, olga, at):
    first = come_in(app)
    assert "처음 보는 곳에서" not in first.get("/inbox").text
    come_in(app)
    at(9)
    assert "처음 보는 곳에서" not in first.get("/inbox").text
    home = come_in(app, HOME)

    assert "처음 보는 곳에서" in home.get("/inbox").text


def test_another_administrators_role_changes_nothing_of_the_list(sign_in, app, olga, at):
    come_in(app)

    assert sign_in(Role.AUDITOR).get(f"/people/{olga.id}/sessions").status_code == 403
