"""The ring of key files: made once, read only when whole and private, added to and never written over."""

import os
import stat
import subprocess
import sys
import threading
import time

import pytest

from app.vault.domain import KeyMissing
from app.vault.keys import KeyFiles, KeysLost, VaultKeyUnusable
from tests.builders.vault import vault_in

MAKE_AT_ONCE = """
import sys, time
from pathlib import Path
from app.vault.keys import KeyFiles
home = Path(sys.argv[1])
ring = KeyFiles(home)
(home / f"ready-{sys.argv[2]}").touch()
while not (home / "go").exists():
    time.sleep(0.0005)
key = ring.newest()
print(key.number, key.secret.hex())
"""


@pytest.fixture
def ring(tmp_path):
    return KeyFiles(tmp_path)


def file_of(tmp_path, number=1):
    return tmp_path / "keys" / f"vault-{number}.key"


def test_nothing_is_made_before_it_is_needed(ring, tmp_path):
    assert ring.numbers() == ()
    assert list(tmp_path.iterdir()) == []


def test_the_first_key_is_made_once_and_only_its_owner_may_read_it(ring, tmp_path):
    key = ring.newest()
    assert (key.number, len(key.secret)) == (1, 32)
    assert KeyFiles(tmp_path).newest() == key
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(tmp_path).stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["vault-1.key"]


def test_processes_that_start_at_once_get_the_same_key(tmp_path):
    started = [
        subprocess.Popen([sys.executable, "-c", MAKE_AT_ONCE, str(tmp_path), str(i)], stdout=subprocess.PIPE, text=True)
        for i in range(2)
    ]
    while len(list(tmp_path.glob("ready-*"))) < len(started):
        time.sleep(0.005)
        assert all(process.poll() is None for process in started)
    (tmp_path / "go").touch()
    answers = {process.communicate()[0] for process in started}
    assert len(answers) == 1
    assert answers.pop().startswith("1 ")


def test_threads_that_start_at_once_get_the_same_key(tmp_path):
    for attempt in range(20):
        home, found, barrier = tmp_path / str(attempt), [], threading.Barrier(4)
        rings = [KeyFiles(home) for _ in range(3)]
        rings.append(rings[0])

        def ask(ring, found=found, barrier=barrier):
            barrier.wait()
            found.append(ring.newest())

        threads = [threading.Thread(target=ask, args=[ring]) for ring in rings]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4
        assert len({key.secret for key in found}) == 1


def test_rotations_at_once_each_make_a_key(tmp_path):
    KeyFiles(tmp_path).newest()
    made, barrier = [], threading.Barrier(3)

    def rotate():
        ring = KeyFiles(tmp_path)
        barrier.wait()
        made.append(ring.rotate())

    threads = [threading.Thread(target=rotate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key.number for key in made) == [2, 3, 4]
    assert len({key.secret for key in made}) == 3


def test_a_rotation_leaves_the_old_file_as_it_was(ring, tmp_path):
    first = ring.newest()
    content = file_of(tmp_path).read_bytes()
    second = ring.rotate()
    assert (second.number, ring.newest(), ring.numbers()) == (2, second, (1, 2))
    assert ring.key(1) == first
    assert file_of(tmp_path).read_bytes() == content


def test_a_key_another_process_added_counts_at_once(ring, tmp_path):
    ring.newest()
    added = KeyFiles(tmp_path).rotate()
    assert ring.key(2) == added
    assert ring.newest() == added


def test_keys_of_a_restored_folder_take_the_place_of_those_read_before(ring, tmp_path):
    old = ring.newest()
    restored = KeyFiles(tmp_path / "other").newest()
    (tmp_path / "keys").rename(tmp_path / "before")
    (tmp_path / "other" / "keys").rename(tmp_path / "keys")
    before = (tmp_path / "before").stat()
    os.utime(tmp_path / "keys", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ring.newest() == restored != old
    assert ring.key(1) == restored


def test_a_key_that_is_not_there_is_named(ring):
    ring.newest()
    with pytest.raises(KeyMissing, match="7번 키가 없습니다"):
        ring.key(7)


def test_a_lost_ring_is_not_quietly_replaced_by_a_new_one(ring, tmp_path):
    ring.newest()
    file_of(tmp_path).unlink()
    for ask in (ring.newest, ring.numbers, ring.rotate):
        with pytest.raises(KeysLost, match="백업에서"):
            ask()
    assert list((tmp_path / "keys").iterdir()) == []


def test_whoever_gives_lost_keys_up_starts_with_a_new_one(ring, tmp_path):
    old = ring.newest()
    file_of(tmp_path).unlink()
    ring.record.unlink()
    assert ring.newest().secret != old.secret


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_others_may_read_is_refused(ring, tmp_path, mode):
    ring.newest()
    file_of(tmp_path).chmod(mode)
    with pytest.raises(VaultKeyUnusable, match="chmod 600"):
        KeyFiles(tmp_path).newest()


def test_every_altered_byte_of_a_key_file_is_noticed(ring, tmp_path):
    ring.newest()
    path = file_of(tmp_path)
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(VaultKeyUnusable, match="암호화 키"):
            KeyFiles(tmp_path).newest()


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 32, b"\xff" * 200, b"-----BEGIN PRIVATE KEY-----\n"],  # pragma: allowlist secret
)
def test_a_file_that_is_no_key_is_refused(ring, tmp_path, content):
    ring.newest()
    file_of(tmp_path).write_bytes(content)
    with pytest.raises(VaultKeyUnusable, match="손상되었습니다"):
        KeyFiles(tmp_path).newest()


def test_a_key_file_under_another_number_is_refused(ring, tmp_path):
    ring.newest()
    file_of(tmp_path).rename(file_of(tmp_path, 2))
    with pytest.raises(VaultKeyUnusable, match="1번 키의 파일입니다"):
        KeyFiles(tmp_path).newest()


def test_a_damaged_newest_key_is_not_passed_over_for_an_older_one(ring, tmp_path):
    token = vault_in(tmp_path).seal("홍길동", context="x")
    ring.rotate()
    file_of(tmp_path, 2).write_bytes(b"")
    vault = vault_in(tmp_path)
    with pytest.raises(VaultKeyUnusable):
        vault.seal("홍길동", context="x")
    assert vault.open(token, context="x") == "홍길동"


def test_a_home_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "keys").write_text("a file where a folder should be")
    with pytest.raises(VaultKeyUnusable, match="keys"):
        KeyFiles(tmp_path).newest()


def test_other_files_in_the_folder_are_not_touched_or_read(ring, tmp_path):
    (tmp_path / "keys").mkdir(mode=0o700)
    for name in ("secret.key", "vault-01.key", "vault-0.key", "vault-2.key.bak", ".vault-3.key"):
        (tmp_path / "keys" / name).write_text("x")
    ring.newest()
    assert ring.numbers() == (1,)
