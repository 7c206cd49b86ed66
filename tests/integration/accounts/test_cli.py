"""`watchbook user` in the shell."""

import json

import pytest

from app.accounts import queries
from app.accounts.cli import user
from app.accounts.passwords import matches
from app.database import db
from app.kernel.actor import Role
from tests.builders.registry import record_sites


@pytest.fixture
def run(app):
    def run(*words):
        return app.test_cli_runner().invoke(user, words)

    return run


def add(run, name="ada", *options):
    return run("add", name, "--name", "Ada", "--role", "administrator", *options)


def test_a_person_is_added_with_a_password_that_works(run):
    result = add(run, "ada", "--json")
    password = json.loads(result.stdout)["password"]
    found = queries.credentials(db.session(), sign_in_name="ada")

    assert result.exit_code == 0
    assert matches(found.password_hash, password)
    assert queries.person(db.session(), account_id=found.account_id).must_change


def test_people_are_listed(run):
    add(run)
    record_sites("A", "B")
    run("add", "sam", "--name", "Sam", "--role", "operator", "--site", "A", "--site", "B")
    facts = json.loads(run("list", "--json").stdout)

    assert [(each["sign_in_name"], each["roles"]) for each in facts] == [
        ("ada", [{"role": "administrator", "site_code": None}]),
        ("sam", [{"role": "operator", "site_code": "B"}, {"role": "operator", "site_code": "A"}]),
    ]
    assert "ada  Ada  시스템 관리자" in run("list").stdout
    assert "상황실 근무자(A)" in run("list").stdout


def test_an_account_is_disabled(run):
    add(run)
    add(run, "eve")

    assert run("disable", "ada", "--reason", "퇴직").exit_code == 0
    assert "[사용 중지]" in run("list").stdout


def test_a_password_is_handed_over(run):
    add(run)
    before = queries.credentials(db.session(), sign_in_name="ada").password_hash
    password = json.loads(run("reset", "ada", "--json").stdout)["password"]
    db.session.rollback()
    after = queries.credentials(db.session(), sign_in_name="ada").password_hash

    assert before != after
    assert matches(after, password)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("disable", "ada", "--reason", "x"), "마지막 시스템 관리자입니다."),
        (("disable", "nobody", "--reason", "x"), "그런 계정이 없습니다."),
        (("reset", "nobody"), "그런 계정이 없습니다."),
        (("add", "ada", "--name", "Ada"), "이미 쓰고 있습니다."),
    ],
)
def test_a_refusal_is_a_sentence_and_exit_code_2(run, words, says):
    add(run)
    result = run(*words)

    assert result.exit_code == 2
    assert says in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("command", ["add", "list", "disable", "reset"])
def test_help_speaks_korean_and_english(run, command):
    shown = run(command, "--help").stdout

    assert any("가" <= character <= "힣" for character in shown)
    assert "account" in shown or "password" in shown
    assert [role.value for role in Role]
