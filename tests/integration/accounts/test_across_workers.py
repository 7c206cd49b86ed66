"""Two workers, each with an application and connections of its own, count and end together; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
import time_machine

from app.accounts import commands, domain
from app.accounts.one_time_codes import new_secret
from app.accounts.queries.second_factors import sealed_for
from app.accounts.sign_in_rules import DEFAULTS
from app.database import db, unit_of_work
from app.factory import create_app
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.vault.wiring import vault
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import PASSWORD, an_account

NOW = utc_now().replace(hour=3, minute=0, second=5, microsecond=0)


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda since: traveller.move_to(NOW + since)


@pytest.fixture
def other(app):
    """Another worker on the same installation."""
    made = create_app(app.config["SETTINGS"])
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def workers(app, other, at):
    return (app, other)


@pytest.fixture
def olga(app, at):
    """Somebody with an authenticator app; returns its secret."""
    secret = new_secret()
    with unit_of_work() as session:
        who = an_account(
            session, name="Olga", sign_in_name="olga", password=PASSWORD, roles=[Role.MANAGER], now=utc_now()
        )
        sealed = vault().seal(secret, context=sealed_for(who.id))
        commands.enrol_authenticator(session, sealed_secret=sealed, step=0, code_hashes=[], actor=who, now=utc_now())
    return secret


def guess(worker, password="no"):  # noqa: S107  # It is wrong on purpose.
    return CheckedClient(worker).post("/sign-in", data={"sign_in_name": "olga", "password": password}).status_code


def half_in(worker):
    client = CheckedClient(worker)
    assert client.post("/sign-in", data={"sign_in_name": "olga", "password": PASSWORD}).status_code == 303
    return client


def with_code(half, code):
    with half.application.app_context():
        return half.post("/sign-in/second", data={"code": code}).status_code


def moved(client, worker):
    """Return the same browser, answered by another worker."""
    there = CheckedClient(worker)
    there.set_cookie(SESSION_COOKIE, client.get_cookie(SESSION_COOKIE).value)
    return there


def test_guesses_count_together_and_the_block_ends_everywhere(workers, olga, at):
    statuses = [guess(workers[turn % 2]) for turn in range(domain.ATTEMPTS_PER_NAME)]

    assert statuses == [401] * domain.ATTEMPTS_PER_NAME
    assert [guess(worker, PASSWORD) for worker in workers] == [429, 429]
    at(domain.ATTEMPTS_WINDOW)
    assert [guess(worker, PASSWORD) for worker in workers] == [303, 303]


def test_an_address_is_blocked_everywhere_whatever_names_it_tries(workers, at):
    for turn in range(domain.ATTEMPTS_PER_ADDRESS - 1):
        with unit_of_work() as session:
            commands.record_attempt(session, sign_in_name=f"name{turn}", address="127.0.0.1", now=utc_now())
    data = {"sign_in_name": "nobody", "password": "wrong"}
    assert CheckedClient(workers[1]).post("/sign-in", data=data).status_code == 401

    assert [guess(worker) for worker in workers] == [429, 429]


def test_of_two_who_come_with_one_code_at_once_one_gets_in(workers, olga, at):
    at(timedelta(minutes=1))
    halves = [half_in(worker) for worker in workers]
    code = pyotp.TOTP(olga).at(utc_now())

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda half: with_code(half, code), halves))
    assert sorted(answers) == [303, 401]


def test_a_session_of_one_worker_times_out_and_ends_at_the_other(workers, olga, at):
    at(timedelta(minutes=1))
    here = half_in(workers[0])
    assert moved(here, workers[1]).get("/account").headers["Location"].startswith("/sign-in/second")
    here.post("/sign-in/second", data={"code": pyotp.TOTP(olga).at(utc_now())})
    there = moved(here, workers[1])
    idle = DEFAULTS[Role.MANAGER].idle
    at(idle)
    assert there.get("/account").status_code == 200
    at(idle * 2 - timedelta(minutes=1))
    assert here.get("/account").status_code == 200
    assert there.post("/sign-out").status_code == 303
    assert here.get("/account").status_code == 303
