"""Taking over a shared computer: the page stays, the rights and the session of whoever sat there do not."""

from datetime import timedelta

import pyotp
import pytest
import time_machine

from app.accounts import commands, domain
from app.accounts.factor_verification import check_factors
from app.accounts.one_time_codes import new_secret
from app.accounts.queries.second_factors import sealed_for
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.vault.wiring import vault
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import CHEAP, PASSWORD, an_account

NOW = utc_now().replace(hour=3, minute=0, second=5, microsecond=0)
PIN = "739105"


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda seconds: traveller.move_to(NOW + timedelta(seconds=seconds))


@pytest.fixture
def boris(app, at):
    """A manager with an authenticator app and a PIN; ``code()`` gives what the app shows."""
    secret = new_secret()
    with unit_of_work() as session:
        who = an_account(
            session, name="Boris", sign_in_name="boris", password=PASSWORD, roles=[Role.MANAGER], now=utc_now()
        )
        sealed = vault().seal(secret, context=sealed_for(who.id))
        commands.enrol_authenticator(session, sealed_secret=sealed, step=0, code_hashes=[], actor=who, now=utc_now())
        commands.set_switch_pin(session, pin_hash=CHEAP.hash(PIN), actor=who, now=utc_now())
    return lambda: pyotp.TOTP(secret).at(utc_now())


def names():
    db.session.rollback()
    return [entry.name for entry in ledger.entries(db.session())]


def test_the_next_person_stays_on_the_page_with_their_own_rights_only(sign_in, boris):
    here = sign_in("Ada")
    before = here.get_cookie(SESSION_COOKIE).value
    assert here.get("/people/new").status_code == 200
    answer = here.fill("/switch?next=/people", sign_in_name="Boris", pin=PIN, code=boris())

    assert (answer.status_code, answer.headers["Location"]) == (303, "/people")
    assert ">Boris<" in here.get("/people").text
    assert here.get("/people/new").status_code == 403
    thief = CheckedClient(here.application)
    thief.set_cookie(SESSION_COOKIE, before)
    assert thief.get("/people").status_code == 303
    ended = [entry for entry in ledger.entries(db.session()) if entry.name == "session.ended"]
    assert [entry.data["why"] for entry in ended] == ["switched"]
    assert list(check_factors(db.session())) == []


@pytest.mark.parametrize(
    "wrong",
    [{"pin": "739106"}, {"code": "000000"}, {"sign_in_name": "nobody"}, {"sign_in_name": "boris ", "pin": PASSWORD}],
)
def test_each_wrong_part_looks_the_same_and_leaves_the_session_before_open(sign_in, boris, wrong):
    here = sign_in("Ada")
    answer = here.fill("/switch", **{"sign_in_name": "boris", "pin": PIN, "code": boris(), **wrong})

    assert answer.status_code == 401
    assert "가운데 맞지 않는 것이 있습니다" in answer.text
    assert here.get("/people/new").status_code == 200
    assert names()[-1] == "sign_in.failed"


def test_a_code_opens_once_there_too(app, boris):
    code = boris()
    assert CheckedClient(app).fill("/switch", sign_in_name="boris", pin=PIN, code=code).status_code == 303
    assert CheckedClient(app).fill("/switch", sign_in_name="boris", pin=PIN, code=code).status_code == 401


def test_guessing_pins_is_stopped(app, boris, at):
    client = CheckedClient(app)
    for _ in range(domain.ATTEMPTS_PER_NAME):
        client.post("/switch", data={"sign_in_name": "boris", "pin": "111222", "code": "000000"})
    assert client.post("/switch", data={"sign_in_name": "boris", "pin": PIN, "code": boris()}).status_code == 429
    at(domain.ATTEMPTS_WINDOW.total_seconds() + 1)
    assert client.post("/switch", data={"sign_in_name": "boris", "pin": PIN, "code": boris()}).status_code == 303


def test_nobody_is_led_elsewhere(app, boris):
    answer = CheckedClient(app).fill("/switch?next=//evil.example", sign_in_name="boris", pin=PIN, code=boris())

    assert answer.headers["Location"] == "/"


def test_a_pin_needs_an_app_and_goes_with_it(app, sign_in, boris):
    olga = sign_in("Olga")
    assert "먼저 2단계 인증을 등록하십시오" in olga.get("/account/pin").text
    assert "2단계 인증을 쓰지 않는" in olga.post("/account/pin", data={"pin": PIN, "again": PIN}).text
    own = CheckedClient(app)
    own.fill("/switch", sign_in_name="boris", pin=PIN, code=boris())
    assert "되풀이하거나" in own.fill("/account/pin", pin="123456", again="123456").text
    assert "서로 다릅니다" in own.fill("/account/pin", pin="482913", again="482914").text
    assert own.fill("/account/pin", pin="482913", again="482913").status_code == 303
    assert own.post("/account/second-factor/remove").status_code == 303
    assert "switch_pin.removed" in names()
    assert list(check_factors(db.session())) == []


def test_a_closed_account_has_no_factor_left(app, boris):
    with unit_of_work() as session:
        commands.disable_account(session, account_id=1, reason="퇴직", actor=SYSTEM, now=utc_now())

    assert {"authenticator.ended", "switch_pin.removed"} <= set(names())
    assert CheckedClient(app).fill("/switch", sign_in_name="boris", pin=PIN, code=boris()).status_code == 401
    assert list(check_factors(db.session())) == []
