"""A bundle of a log that changed its key, and that a witness cosigned."""

import shutil
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.ledger.anchoring import accept_witness, add_cosignature
from app.ledger.keyring import keyring_of
from app.ledger.keys import ensure_key
from app.ledger.notes import Note, Signature
from app.ledger.proofs import origin_of_log
from app.ledger.rotation import change_key
from app.ledger.witness import Witness
from tests.builders.ledger import NOON, seal
from tests.integration.ledger.bundles import DAYS, checked, printed_key, relist, runner, sign


@pytest.fixture
def run(app):
    return runner(app)


@pytest.fixture
def changed(app, run, tmp_path):
    """A bundle of a log whose key was changed, and that a witness cosigned; unpacked."""
    old = ensure_key(app.config["SETTINGS"].home)
    seal(4)
    sign(app)
    with unit_of_work() as session:
        change_key(session, old=old, new=ensure_key(tmp_path / "new"), actor=SYSTEM, now=NOON)
    (tmp_path / "new/keys").rename(tmp_path / "moved")
    shutil.rmtree(app.config["SETTINGS"].home / "keys")
    (tmp_path / "moved").rename(app.config["SETTINGS"].home / "keys")
    seal(3)
    sign(app)
    signer = ensure_key(tmp_path / "witness")
    seen = Witness(tmp_path, "watch.example/1", signer)
    with unit_of_work() as session:
        ring = keyring_of(session, trusted=None)
        note = Note.parse(session.scalar(text("SELECT note FROM ledger_checkpoint WHERE size = 8")))
        accept_witness(session, seen.key, actor=SYSTEM, now=NOON)
        stamp = int(NOON.timestamp())
        signed = f"cosignature/v1\ntime {stamp}\n{note.text}".encode()
        value = stamp.to_bytes(8, "big") + signer.private.sign(signed)
        cosigned = Note(note.text, (*note.signatures, Signature(seen.name, seen.key.key_id, value)))
        add_cosignature(session, str(cosigned), ring=ring, now=NOON)
    assert run("bundle", *DAYS, "-o", tmp_path / "c.zip").exit_code == 0
    with ZipFile(tmp_path / "c.zip") as archive:
        archive.extractall(tmp_path / "out")
    return old, tmp_path / "out"


def test_a_log_that_changed_its_key_proves_itself_with_either(app, changed, capsys):
    old, folder = changed
    assert len((folder / "keys.txt").read_text().splitlines()) == 2
    for key in (printed_key(app), str(old.verifier(origin_of_log(db.session())))):
        code, said = checked(folder, capsys, "--key", key)
        assert code == 0, said
    assert "증인의 서명 1개가 같은 원장을 보았다고 합니다: watch.example/1" in said


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda folder: (folder / "checkpoints/0000000005.note").unlink(), 2, "키를 바꾼 체크포인트가 없습니다"),
        (lambda folder: edit(folder / "keys.txt", lambda t: t.splitlines()[0] + "\n"), 1, "이 이름의 서명이 없습니다"),
        (lambda folder: edit(folder / "keys.txt", lambda t: t.replace("5 ", "6 ", 1)), 2, "키를 바꾼 체크포인트가"),
        (lambda folder: edit(witnessed(folder), lambda t: t.replace("\n8\n", "\n7\n")), 1, "서명이 맞지 않습니다"),
        (lambda folder: edit(witnessed(folder), lambda t: t[:-9] + "AAAAAA==\n"), 1, "witnesses/"),
        (lambda folder: (folder / "checkpoints/0000000008.note").unlink(), 1, "이 원장의 것과 다릅니다"),
    ],
    ids=["handover missing", "new key left out", "handover moved", "other size", "other signature", "seen one missing"],
)
def test_keys_and_witnesses_that_do_not_fit_are_named(changed, capsys, change, code, words):
    folder = changed[1]
    change(folder)
    relist(folder)
    found, said = checked(folder, capsys)
    assert found == code, said
    assert words in said


def edit(path, turn):
    path.write_text(turn(path.read_text("utf-8")), "utf-8")


def witnessed(folder):
    (path,) = (folder / "witnesses").iterdir()
    return path
