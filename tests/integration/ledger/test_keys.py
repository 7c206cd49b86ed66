"""The log changes its key: both are known, each for its sizes, and an old one forges nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotAllowed
from app.ledger import commands, keys
from app.ledger.cli import ledger
from app.ledger.domain import KeyChanged
from app.ledger.keyring import RetiredKey, keyring_of
from app.ledger.notes import Checkpoint, SigningKey
from app.ledger.proofs import head, origin_of_log
from app.ledger.rotation import KeyUsedBefore, change_key, check_keys
from app.ledger.verification import verify
from app.operations.work import seal_head
from tests.builders.ledger import NOON, WRITER, seal, unguard

OLD, NEW, THIRD = (SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2, 3))


@pytest.fixture
def changed(app):
    """Three entries signed by the old key, the change, two more signed by the new key."""
    assert app
    seal(3)
    sign(OLD)
    note = change(OLD, NEW)
    seal(2)
    sign(NEW)
    return note


def sign(signer):
    with unit_of_work() as session:
        return commands.checkpoint(session, signer=signer, now=NOON)


def change(old, new, actor=SYSTEM):
    with unit_of_work() as session:
        return change_key(session, old=old, new=new, actor=actor, now=NOON)


def ring(trusted=NEW):
    return keyring_of(db.session(), trusted=trusted.verifier(origin_of_log(db.session())))


def fault(key=NEW):
    found = verify(db.session(), key=key.verifier(origin_of_log(db.session())), projections=[check_keys])
    return None if found.fault is None else str(found.fault.message)


def forge(size, signer):
    """Put a checkpoint of the true root but another signature where one stood."""
    unguard("ledger_checkpoint", "ledger_head")
    with unit_of_work() as session:
        query = text("SELECT note FROM ledger_checkpoint WHERE size = :size")
        written = session.scalar(query, {"size": size}).split("\n\n")[0] + "\n"
        note = str(signer.sign(written, name=origin_of_log(session)))
        session.execute(
            text("UPDATE ledger_checkpoint SET note = :note WHERE size = :size"), {"note": note, "size": size}
        )
        session.execute(text("UPDATE ledger_head SET note = :note"), {"note": note})


@pytest.mark.parametrize("trusted", [OLD, NEW])
@pytest.mark.usefixtures("changed")
def test_whoever_trusts_either_key_can_check_everything(trusted):
    assert fault(trusted) is None
    assert [held.first_size for held in ring(trusted).keys] == [0, 4]


def test_the_note_of_the_change_is_signed_by_both_keys_and_counts_with_both_only(changed):
    origin = head(db.session()).origin
    for signer in (OLD, NEW):
        assert Checkpoint.open(changed, key=signer.verifier(origin)).size == 4
    lines = changed.splitlines(keepends=True)
    for left_out in (-1, -2):
        alone = "".join(line for at, line in enumerate(lines) if at != len(lines) + left_out)
        with pytest.raises(ValueError, match="has not signed"):
            ring().open(alone)


def test_the_old_key_signs_nothing_any_more(changed):
    assert changed
    with pytest.raises(KeyChanged):
        sign(OLD)


def test_a_note_the_old_key_signed_for_a_later_size_is_named(changed):
    assert changed
    forge(6, OLD)
    assert "옛 키로 서명했습니다" in fault()
    with pytest.raises(RetiredKey):
        ring().open(head(db.session()).note)


def test_a_key_the_log_never_had_signs_nothing(changed):
    assert changed
    forge(6, THIRD)
    assert "이 원장의 키로 서명한 것이 아닙니다" in fault()


def test_a_key_slipped_into_the_table_is_named(changed):
    assert changed
    origin = origin_of_log(db.session())
    with unit_of_work() as session:
        session.execute(
            text("INSERT INTO ledger_key (log_id, first_size, vkey, made_at) VALUES (1, 5, :vkey, 0)"),
            {"vkey": str(THIRD.verifier(origin))},
        )
    assert fault() is not None
    assert [str(found.message) for found in check_keys(db.session())] == ["서명 키의 목록이 봉인된 기록과 다릅니다."]


def test_a_key_is_used_once_and_changed_by_administrators_only(changed):
    assert changed
    with pytest.raises(KeyUsedBefore):
        change(NEW, OLD)
    with pytest.raises(KeyUsedBefore):
        change(NEW, NEW)
    with pytest.raises(NotAllowed):
        change(NEW, THIRD, actor=WRITER)


def test_the_key_changes_again(changed):
    assert changed
    change(NEW, THIRD)
    seal(1)
    sign(THIRD)
    assert fault(THIRD) is None
    assert [held.last_size for held in ring(THIRD).keys] == [4, 7, None]


def test_the_shell_changes_the_key_and_removes_the_old_private_part(app):
    home = app.config["SETTINGS"].home
    runner = app.test_cli_runner()
    seal(2)
    first = runner.invoke(ledger, ["key"]).output.strip()
    runner.invoke(ledger, ["checkpoint"])
    result = runner.invoke(ledger, ["key", "rotate"])
    assert result.exit_code == 0, result.output
    second = runner.invoke(ledger, ["key"]).output.strip()
    assert second != first
    assert result.output.splitlines()[-1] == second
    assert sorted(file.name for file in (home / "keys").glob("ledger*")) == ["ledger-1.key"]
    assert runner.invoke(ledger, ["key", "list"]).output.split() == ["0–3", first, "3–", second]
    seal(1)
    assert runner.invoke(ledger, ["checkpoint"]).exit_code == 0
    verified = runner.invoke(ledger, ["verify"])
    assert verified.exit_code == 0, verified.output
    assert "밖에 보관한 체크포인트 3건" in verified.output


def test_the_job_that_signs_finishes_a_change_cut_short(app):
    home = app.config["SETTINGS"].home
    runner = app.test_cli_runner()
    seal(1)
    for _first_then_later in range(2):
        first = runner.invoke(ledger, ["key"]).output
        keys.make_next_key(home)
        keys.take_up_next_key(home)  # And then the power went: nothing was committed.
        assert runner.invoke(ledger, ["key"]).output != first
        seal_head(home, NOON)
        assert runner.invoke(ledger, ["key"]).output == first
        assert runner.invoke(ledger, ["key", "rotate"]).exit_code == 0
        assert runner.invoke(ledger, ["key"]).output != first


def test_a_change_cut_short_keeps_the_key_the_log_knows(tmp_path):
    first = keys.ensure_key(tmp_path).verifier("x")
    second = keys.make_next_key(tmp_path).verifier("x")
    keys.take_up_next_key(tmp_path)
    assert keys.read_key(tmp_path).verifier("x") == second
    keys.settle(tmp_path, current=first)  # The transaction was never committed.
    assert keys.read_key(tmp_path).verifier("x") == first
    second = keys.make_next_key(tmp_path).verifier("x")
    keys.take_up_next_key(tmp_path)
    keys.settle(tmp_path, current=second)  # It was, and the process died behind it.
    assert keys.read_key(tmp_path).verifier("x") == second
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["ledger-1.key"]
