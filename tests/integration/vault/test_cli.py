"""The shell commands of the vault."""

import json

import pytest

from app.operations.cli import init
from app.vault.cli import vault as commands
from app.vault.wiring import vault


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(commands, words)


def test_status_makes_no_key(run, tmp_path):
    result = run("status")
    assert result.exit_code == 0, result.output
    assert "키가 아직 없습니다" in result.output
    assert json.loads(run("status", "--json").output) == {"keys": 0, "newest": None, "missing": []}
    assert not (tmp_path / "keys" / "vault-1.key").exists()


def test_rotate_makes_the_next_key_and_says_to_back_up(run):
    token = vault().seal("홍길동", context="x")
    result = run("rotate")
    assert result.exit_code == 0, result.output
    assert "2번 키를 만들었습니다. 지금 다시 백업하십시오." in result.output
    assert vault().seal("홍길동", context="x").startswith("wv1:2:")
    assert vault().open(token, context="x") == "홍길동"
    assert "키 2개, 가장 새것은 2번" in run("status").output
    assert json.loads(run("status", "--json").output) == {"keys": 2, "newest": 2, "missing": []}


def test_no_command_shows_a_key(run, tmp_path):
    shown = run("rotate").output + run("status").output + run("status", "--json").output
    for path in (tmp_path / "keys").glob("vault-*.key"):
        assert path.read_text().split()[4] not in shown


def test_a_missing_key_is_named_and_ends_with_1(run, tmp_path):
    run("rotate")
    run("rotate")
    (tmp_path / "keys" / "vault-2.key").unlink()
    result = run("status")
    assert result.exit_code == 1
    assert "2번 키가 없습니다" in result.stderr
    answer = run("status", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)) == (1, {"keys": 2, "newest": 3, "missing": [2]})


def test_a_damaged_key_ends_with_1(run, tmp_path):
    run("rotate")
    (tmp_path / "keys" / "vault-1.key").write_text("x")
    result = run("status")
    assert result.exit_code == 1
    assert "손상되었습니다" in result.stderr


def test_lost_keys_end_every_command_with_1(run, tmp_path):
    vault().seal("홍길동", context="x")
    (tmp_path / "keys" / "vault-1.key").unlink()
    for words in (["status"], ["rotate"]):
        result = run(*words)
        assert result.exit_code == 1
        assert "백업에서" in result.stderr


def test_init_makes_the_first_key_and_running_it_again_leaves_it(app, tmp_path):
    runner = app.test_cli_runner()
    assert runner.invoke(init).exit_code == 0
    made = (tmp_path / "keys" / "vault-1.key").read_bytes()
    assert runner.invoke(init).exit_code == 0
    assert [path.read_bytes() for path in (tmp_path / "keys").glob("vault-*.key")] == [made]


def test_init_says_so_when_the_keys_are_lost(app, tmp_path):
    vault().seal("홍길동", context="x")
    (tmp_path / "keys" / "vault-1.key").unlink()
    result = app.test_cli_runner().invoke(init)
    assert result.exit_code == 1
    assert "백업에서" in result.stderr
