"""The store of encrypted files: whole or refused, named by chance, and small in memory."""

import hashlib
import io
import os
import random
import stat
import tracemalloc
from datetime import timedelta

import pytest

from app.kernel.clock import utc_now
from app.vault.chunks import CHUNK, TAG
from app.vault.domain import CannotOpen, ForeignKey, KeyMissing
from app.vault.store import StoredFileMissing, StoreUnusable
from tests.builders.vault import vault_in

CONTEXT = "viewing_request:2026-0001:letter"
HEADER = 4 + 4 + 4 + 32 + 7
WHOLE = CHUNK + TAG


class Upload:
    """A stream that gives a few bytes at a time, as a socket does."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._rest.read(min(size, 1000))


class MadeUp:
    """A stream of many bytes that are nowhere at once."""

    def __init__(self, size: int) -> None:
        self._left, self._drawn = size, random.Random(1)  # noqa: S311  # What the bytes are does not matter.

    def read(self, size: int) -> bytes:
        size = min(size, self._left)
        self._left -= size
        return self._drawn.randbytes(size)


class Broken:
    """A stream that fails after a while."""

    def __init__(self) -> None:
        self._parts = [b"x" * CHUNK] * 3

    def read(self, _size: int) -> bytes:
        if not self._parts:
            raise ConnectionResetError(104, "the other side went away")
        return self._parts.pop()


@pytest.fixture
def store(tmp_path):
    return vault_in(tmp_path).store


def drawn(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311  # What the bytes are does not matter.


def read(store, name, context=CONTEXT) -> bytes:
    return b"".join(store.open(name, context=context))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1])
@pytest.mark.parametrize("stream", [bytes, io.BytesIO, Upload])
def test_a_file_comes_back_as_it_was(store, size, stream):
    content = drawn(size)
    kept = store.put(stream(content), context=CONTEXT)
    assert (kept.size, kept.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert read(store, kept.name) == content
    assert (store.folder / kept.name).stat().st_size == HEADER + size + TAG * max(1, -(-size // CHUNK))


def test_twenty_megabytes_take_little_memory(store):
    size = 20_000_000
    tracemalloc.start()
    try:
        kept = store.put(MadeUp(size), context=CONTEXT)
        digest = hashlib.sha256()
        for piece in store.open(kept.name, context=CONTEXT):
            digest.update(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (kept.size, digest.hexdigest()) == (size, kept.sha256)
    assert peak < 2_000_000


def test_names_are_drawn_and_only_the_owner_may_read_the_files(store):
    names = {store.put(b"same", context=CONTEXT).name for _ in range(50)}
    assert set(store.names()) == names
    assert len(names) == 50
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()} == {0o600}


def test_neither_content_nor_context_stands_in_the_file(store):
    kept = store.put("홍길동의 위임장".encode() * 100, context=CONTEXT)
    written = (store.folder / kept.name).read_bytes()
    assert "홍길동".encode() not in written
    assert b"viewing_request" not in written


def test_a_file_opens_under_its_own_context_only(store):
    kept = store.put(b"letter", context=CONTEXT)
    with pytest.raises(CannotOpen):
        store.open(kept.name, context="viewing_request:2026-0002:letter")


def test_a_file_put_in_the_place_of_another_does_not_open(store):
    first, second = (store.put(content, context=CONTEXT) for content in (b"first", b"second"))
    (store.folder / first.name).replace(store.folder / second.name)
    with pytest.raises(CannotOpen):
        store.open(second.name, context=CONTEXT)


def cut_in_a_chunk(content):
    return content[:-1]


def cut_between_chunks(content):
    return content[: HEADER + 2 * WHOLE]


def cut_after_the_header(content):
    return content[:HEADER]


def cut_in_the_header(content):
    return content[: HEADER - 1]


def emptied(_content):
    return b""


def chunk_left_out(content):
    return content[:HEADER] + content[HEADER + WHOLE :]


def chunks_swapped(content):
    start, end = HEADER + WHOLE, HEADER + 2 * WHOLE
    return content[:HEADER] + content[start:end] + content[HEADER:start] + content[end:]


def chunk_twice(content):
    return content[: HEADER + WHOLE] + content[HEADER:]


def prolonged(content):
    return content + b"\0"


def prolonged_by_a_chunk(content):
    return content + content[HEADER : HEADER + WHOLE]


@pytest.mark.parametrize(
    "attack",
    [
        cut_in_a_chunk,
        cut_between_chunks,
        cut_after_the_header,
        cut_in_the_header,
        emptied,
        chunk_left_out,
        chunks_swapped,
        chunk_twice,
        prolonged,
        prolonged_by_a_chunk,
    ],
)
@pytest.mark.parametrize("size", [3 * CHUNK, 3 * CHUNK + 5])
def test_an_attacked_file_is_refused_before_a_byte_of_it_is_given(store, attack, size):
    kept = store.put(drawn(size), context=CONTEXT)
    path = store.folder / kept.name
    path.write_bytes(attack(path.read_bytes()))
    with pytest.raises(CannotOpen):
        store.open(kept.name, context=CONTEXT)


def test_a_chunk_of_another_file_is_refused(store):
    one, other = (store.put(drawn(2 * CHUNK), context=CONTEXT).name for _ in range(2))
    stolen = (store.folder / other).read_bytes()[HEADER : HEADER + WHOLE]
    path = store.folder / one
    content = path.read_bytes()
    path.write_bytes(content[:HEADER] + stolen + content[HEADER + WHOLE :])
    with pytest.raises(CannotOpen):
        store.open(one, context=CONTEXT)


def test_every_altered_byte_of_a_short_file_is_noticed(store):
    kept = store.put(b"short", context=CONTEXT)
    path = store.folder / kept.name
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(CannotOpen):
            store.open(kept.name, context=CONTEXT)


def test_a_file_altered_after_its_check_gives_no_false_byte(store):
    kept = store.put(drawn(3 * CHUNK), context=CONTEXT)
    pieces = store.open(kept.name, context=CONTEXT)
    path = store.folder / kept.name
    path.write_bytes(chunks_swapped(path.read_bytes()))
    with pytest.raises(CannotOpen):
        next(pieces)


def test_files_open_after_a_rotation_and_not_without_their_key(store, tmp_path):
    ring = vault_in(tmp_path).ring
    old = store.put(b"old", context=CONTEXT)
    ring.rotate()
    new = store.put(b"new", context=CONTEXT)
    assert (read(store, old.name), read(store, new.name)) == (b"old", b"new")
    (tmp_path / "keys" / "vault-1.key").unlink()
    with pytest.raises(KeyMissing, match="1번"):
        store.open(old.name, context=CONTEXT)


def test_a_file_of_another_installation_is_said_to_be_one(store, tmp_path):
    other = vault_in(tmp_path / "other").store
    kept = other.put(b"letter", context=CONTEXT)
    store.put(b"own", context=CONTEXT)
    (other.folder / kept.name).rename(store.folder / kept.name)
    with pytest.raises(ForeignKey):
        store.open(kept.name, context=CONTEXT)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../keys/vault-1.key", "/etc/passwd", "a" * 31, "A" * 32, "a" * 32 + "\n", "a" * 31 + "/"]
)
def test_no_name_leads_out_of_the_folder(store, name):
    store.put(b"letter", context=CONTEXT)
    for ask in (lambda: store.open(name, context=CONTEXT), lambda: store.remove(name)):
        with pytest.raises(StoredFileMissing, match="첨부 파일이 없습니다"):
            ask()
    assert (store.folder.parent / "keys" / "vault-1.key").exists()


def test_removing_twice_is_removing_once(store):
    kept, stays = (store.put(b"letter", context=CONTEXT).name for _ in range(2))
    store.remove(kept)
    store.remove(kept)
    assert store.names() == (stays,)
    with pytest.raises(StoredFileMissing):
        store.open(kept, context=CONTEXT)


def test_an_empty_installation_has_no_files_and_no_folder(store, tmp_path):
    assert store.names() == ()
    assert store.sweep(known=[], now=utc_now()) == ()
    store.remove("a" * 32)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_upload_leaves_nothing_behind(store):
    with pytest.raises(StoreUnusable, match="went away"):
        store.put(Broken(), context=CONTEXT)
    assert list(store.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_so(store):
    store.folder.write_text("a file where a folder should be")
    with pytest.raises(StoreUnusable, match="첨부 파일을 읽거나 쓸 수 없습니다"):
        store.put(b"letter", context=CONTEXT)
    with pytest.raises(StoreUnusable):
        store.names()


def test_the_sweep_removes_only_old_files_that_no_row_names(store):
    now = utc_now()
    named, forgotten, fresh = (store.put(b"letter", context=CONTEXT).name for _ in range(3))
    draft, foreign = store.folder / f".{'0' * 32}", store.folder / "README"
    for path in (draft, foreign):
        path.write_bytes(b"")
    old, young = ((now - timedelta(days=1, seconds=seconds)).timestamp() for seconds in (1, -1))
    os.utime(store.folder / fresh, (young, young))
    for path in (store.folder / named, store.folder / forgotten, draft, foreign):
        os.utime(path, (old, old))
    assert store.sweep(known=[named], now=now) == (draft.name, forgotten)
    assert store.names() == tuple(sorted([named, fresh]))
    assert foreign.exists()
    assert store.sweep(known=[named], now=now) == ()
