"""How people sign in, from the shell; and how long a password that was handed over opens anything."""

import json
from datetime import timedelta

import pytest
import time_machine

from app.accounts import commands
from app.accounts.cli import user
from app.accounts.passwords import hash_password
from app.accounts.sign_in_rules import HANDED_OVER_FOR
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from tests.builders.accounts import PASSWORD, an_account


@pytest.fixture
def run(app):
    def run(*arguments):
        return app.test_cli_runner().invoke(user, arguments)

    return run


def test_a_rule_is_set_and_shown_and_what_is_not_said_stays(run):
    done = run("sign-in-rules", "set", "operator", "--second-factor", "--idle", "60", "--reason", "내부 관리계획")
    shown = json.loads(run("sign-in-rules", "list", "--json").output)

    assert done.exit_code == 0, done.output
    assert shown["operator"] == {"second_factor": True, "idle": 60, "absolute": 720, "fresh": 60, "one_session": False}
    assert shown["administrator"]["idle"] == 15
    assert "(operator): second_factor=True" in run("sign-in-rules", "list").output
    entry = next(iter(ledger.entries(db.session())))
    assert (entry.name, entry.data["role"], entry.actor_id) == ("sign_in_rule.set", "operator", 0)


@pytest.mark.parametrize("wrong", [("--idle", "1"), ("--fresh", "0"), (), ("--absolute", "5000")])
def test_a_rule_that_cannot_be_is_refused(run, wrong):
    done = run("sign-in-rules", "set", "operator", *wrong, "--reason", "시험")

    assert done.exit_code == 2
    assert list(ledger.entries(db.session())) == []


def test_a_factor_that_is_not_there_is_not_reset(run):
    with unit_of_work() as session:
        an_account(session, sign_in_name="olga", now=utc_now())

    assert run("reset-factor", "olga", "--reason", "분실").exit_code == 2
    assert run("reset-factor", "nobody", "--reason", "분실").exit_code == 2


def test_a_lost_factor_is_reset(run):
    with unit_of_work() as session:
        olga = an_account(session, sign_in_name="olga", now=utc_now())
        commands.enrol_authenticator(
            session, sealed_secret="wv1:1:x", step=1, code_hashes=[], actor=olga, now=utc_now()
        )

    assert run("reset-factor", "olga", "--reason", "분실").exit_code == 0


@pytest.mark.parametrize(("late", "status"), [(timedelta(0), 303), (timedelta(seconds=1), 401)])
def test_a_password_that_was_handed_over_opens_nothing_after_a_week(client, late, status):
    now = utc_now()
    with unit_of_work() as session:
        commands.open_account(
            session,
            sign_in_name="olga",
            display_name="Olga",
            password_hash=hash_password(PASSWORD, quick=True),
            actor=SYSTEM,
            now=now,
        )
    with time_machine.travel(now + HANDED_OVER_FOR + late, tick=False):
        answer = client.post("/sign-in", data={"sign_in_name": "olga", "password": PASSWORD})

    assert answer.status_code == status
    assert ("7일 안에 쓰지 않아" in answer.text) is (status == 401)
