"""The shell commands of the ledger."""

import json

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.messages import Message
from app.ledger.cli import ledger
from app.ledger.keys import key_path, read_key
from app.ledger.notes import Checkpoint
from app.ledger.proofs import origin_of_log
from app.ledger.verification import Fault
from app.ledger.wiring import connect_ledger
from tests.builders.ledger import seal, unguard


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(ledger, words)


def test_verify_succeeds_and_says_how_much_it_saw(app, run):
    assert app
    seal(3)
    run("checkpoint")
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert "기록 3건, 체크포인트 1건" in result.output


def test_verify_fails_and_names_the_entry(app, run):
    assert app
    seal(8)
    unguard("ledger_entry")
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_entry SET subject = 'lamp:9' WHERE leaf = 6"))
    result = run("verify")
    assert result.exit_code == 1
    assert "7번째 항목" in result.stderr
    answer = run("verify", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output)["fault"]["leaf"] == 6


def test_verify_asks_the_checks_of_other_capabilities(app, run):
    connect_ledger(app, projections=[lambda _session: [Fault(Message("등록부 3행이 사건과 다릅니다."))]])
    result = run("verify")
    assert result.exit_code == 1
    assert "등록부 3행" in result.stderr


def test_checkpoint_prints_a_note_signed_by_the_key_that_key_prints(app, run):
    seal(2)
    note, printed = run("checkpoint").output, run("key").output.strip()
    key = read_key(app.config["SETTINGS"].home).verifier(origin_of_log(db.session()))
    assert Checkpoint.open(note, key=key).size == 2
    assert printed == str(key)


@pytest.mark.parametrize("command", ["verify", "checkpoint", "key"])
def test_a_key_file_others_may_read_is_refused_with_a_sentence(app, run, command):
    run("checkpoint")
    key_path(app.config["SETTINGS"].home).chmod(0o644)
    result = run(command)
    assert result.exit_code == 1
    assert "chmod 600" in result.output
