"""Owns the encrypted files in ``WATCHBOOK_HOME/attachments``, under random names that say nothing of the originals.

A file is whole before it has its name, and is never written again. It is bound to its context and its own name: one
put in the place of another does not open. As with Tink's AES-GCM-HKDF streaming keys, every file has a key derived from
the ring's and a random salt, so that no nonce can meet another file's.

Write the file before the transaction that names it commits, and remove it after the one that forgets it has committed;
what a broken transaction leaves behind is swept a day later.
"""

import hashlib
import io
import os
import re
import secrets
import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.vault.chunks import PREFIX_BYTES, opened, sealed
from app.vault.domain import CannotOpen, ForeignKey, KeyRing, VaultKey
from app.vault.keys import sync_folder

KEPT_UNNAMED = timedelta(days=1)
"""How long a file stays that no row names: its transaction may not have been committed yet."""

_HEADER = struct.Struct(f">4sI4s32s{PREFIX_BYTES}s")
_MAGIC = b"WVF1"
_NAME = re.compile(r"[0-9a-f]{32}")
_PURPOSE = b"watchbook vault file/1"


class StoredFileMissing(Refusal):
    """There is no file of that name, or the name is none that was given."""

    text = N_("첨부 파일이 없습니다. 파기되었거나 백업에서 빠졌습니다.")


class StoreUnusable(Refusal):
    """The folder cannot be read or written: no room, no rights."""

    text = N_("첨부 파일을 읽거나 쓸 수 없습니다: {reason}")


class Readable(Protocol):
    """Anything with ``read(size)`` that gives bytes: a file, an upload."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a row keeps of a file: its name in the store, and size (bytes) and SHA-256 (hex) of the plain text."""

    name: str
    size: int
    sha256: str


class FileStore:
    """Encrypted files in one folder."""

    def __init__(self, folder: Path, ring: KeyRing) -> None:
        """Touch nothing yet; the folder is made with the first file."""
        self.folder = folder
        self._ring = ring

    def put(self, source: Readable | bytes, *, context: str) -> StoredFile:
        """Encrypt a file and return its name; when this returns, it outlives a power cut.

        :raises StoreUnusable: if it cannot be written.
        :raises Refusal: if the ring gives no key.
        """
        key, name = self._ring.newest(), secrets.token_hex(16)
        draft = self.folder / f".{name}"
        stream = _Measured(io.BytesIO(source) if isinstance(source, bytes) else source)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    _write(file, stream, key=key, context=context, name=name)
                    file.flush()
                    os.fsync(file.fileno())
                draft.rename(self.folder / name)
            finally:
                draft.unlink(missing_ok=True)
            sync_folder(self.folder)
        except OSError as problem:
            raise StoreUnusable(reason=problem.strerror) from problem
        return StoredFile(name=name, size=stream.size, sha256=stream.digest.hexdigest())

    def open(self, name: str, *, context: str) -> Iterator[bytes]:
        """Return the plain text in pieces of at most 64 KiB. The whole file is checked before the first is given.

        :raises StoredFileMissing: if there is no such file.
        :raises CannotOpen: if it was changed, or was put under another context.
        :raises StoreUnusable: if it cannot be read.
        :raises Refusal: if the ring's key cannot be used.
        """
        path = self._path(name)
        for _ in self._pieces(path, context=context):
            pass
        return self._pieces(path, context=context)

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens if it is gone already.

        :raises StoredFileMissing: if the name is none that was ever given.
        :raises StoreUnusable: if it cannot be removed.
        """
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
            if self.folder.is_dir():
                sync_folder(self.folder)
        except OSError as problem:
            raise StoreUnusable(reason=problem.strerror) from problem

    def names(self) -> tuple[str, ...]:
        """Return the names of all files, sorted.

        :raises StoreUnusable: if the folder cannot be read.
        """
        return tuple(sorted(name for name in self._listed() if _NAME.fullmatch(name)))

    def sweep(self, *, known: Collection[str], now: datetime) -> tuple[str, ...]:
        """Remove files older than a day that no row names, and drafts as old; return their names.

        :raises StoreUnusable: if the folder cannot be read or a file not removed.
        """
        kept, removed = frozenset(known), []
        for name in sorted(self._listed()):
            if name in kept or not _NAME.fullmatch(name.removeprefix(".")):
                continue
            path = self.folder / name
            try:
                if path.stat().st_mtime < (now - KEPT_UNNAMED).timestamp():
                    path.unlink()
                    removed.append(name)
            except FileNotFoundError:
                continue  # Another sweep was faster, or the draft got its name.
            except OSError as problem:
                raise StoreUnusable(reason=problem.strerror) from problem
        return tuple(removed)

    def _listed(self) -> list[str]:
        try:
            return os.listdir(self.folder)  # noqa: PTH208  # Names only.
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise StoreUnusable(reason=problem.strerror) from problem

    def _path(self, name: str) -> Path:
        """Return where a file stands; only names of the store's own making lead anywhere."""
        if not _NAME.fullmatch(name):
            raise StoredFileMissing
        return self.folder / name

    def _pieces(self, path: Path, *, context: str) -> Iterator[bytes]:
        try:
            with path.open("rb") as file:
                header = file.read(_HEADER.size)
                if len(header) < _HEADER.size:
                    raise CannotOpen
                magic, number, mark, salt, prefix = _HEADER.unpack(header)
                if magic != _MAGIC:
                    raise CannotOpen
                key = self._ring.key(number)
                if key.mark != mark:
                    raise ForeignKey(number=number)
                own = _key_of_file(key, salt=salt, context=context, name=path.name)
                yield from opened(file.read, key=own, prefix=prefix, header=header)
        except FileNotFoundError as problem:
            raise StoredFileMissing from problem
        except OSError as problem:
            raise StoreUnusable(reason=problem.strerror) from problem


class _Measured:
    """A stream that counts and hashes what was read of it."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.size = 0
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        part = self._source.read(size)
        self.size += len(part)
        self.digest.update(part)
        return part


def _write(file: BinaryIO, stream: _Measured, *, key: VaultKey, context: str, name: str) -> None:
    salt, prefix = secrets.token_bytes(32), secrets.token_bytes(PREFIX_BYTES)
    header = _HEADER.pack(_MAGIC, key.number, key.mark, salt, prefix)
    file.write(header)
    own = _key_of_file(key, salt=salt, context=context, name=name)
    file.writelines(sealed(stream.read, key=own, prefix=prefix, header=header))


def _key_of_file(key: VaultKey, *, salt: bytes, context: str, name: str) -> bytes:
    """Return the key of one file. The name has a fixed length, so no two pairs of name and context read the same."""
    return key.derived(b"\0".join([_PURPOSE, name.encode(), context.encode()]), salt=salt)
