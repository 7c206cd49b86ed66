"""`watchbook user stand-in` in the shell."""

import json
from datetime import timedelta

import pytest

from app.accounts import queries
from app.accounts.cli import user
from app.database import db
from app.kernel.clock import kst_day, utc_now
from tests.builders.registry import record_sites


@pytest.fixture
def run(app, cast):
    names = {}
    for who in ("Amir", "Olga"):
        names[who] = queries.person(db.session(), account_id=cast(who).id).sign_in_name
    db.session.rollback()

    def run(*words):
        return app.test_cli_runner().invoke(user, ["stand-in", *(names.get(word, word) for word in words)])

    return run


def put(run, *options, days=3):
    today = kst_day(utc_now())
    last = today + timedelta(days=days)
    return run(
        "set", "Amir", "Olga", "--role", "manager", "--from", str(today), "--until", str(last), "--reason", "leave",
        *options,
    )  # fmt: skip


def listed(run):
    return json.loads(run("list", "--json").stdout)


def test_it_is_set_listed_and_ended(run):
    record_sites("A")
    made = put(run, "--site", "A")
    assert (made.exit_code, "대리를 정했습니다" in made.stdout) == (0, True)
    (facts,) = listed(run)
    assert (facts["principal"], facts["deputy"], facts["role"]) == ("Amir", "Olga", "manager")
    assert (facts["site_code"], facts["state"], facts["ended_at"]) == ("A", "in_force", None)
    assert "Amir → Olga  관리책임자(승인자)(A)" in run("list").stdout
    assert "대리 중 (in_force)" in run("list").stdout

    assert run("end", str(facts["leaf"])).exit_code == 0

    assert listed(run)[0]["state"] == "ended"
    assert run("end", str(facts["leaf"])).exit_code == 2


def test_a_refusal_is_a_sentence_and_exit_code_2(run):
    for options, days, says in (
        ((), 90, "90일까지"),
        (("--site", "NOWHERE"), 3, "대장에 없습니다"),
    ):
        result = put(run, *options, days=days)
        assert result.exit_code == 2
        assert says in result.stderr
    assert listed(run) == []
