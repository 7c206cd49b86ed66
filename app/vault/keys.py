"""Owns the files with the vault's keys. They stand outside the database, which alone then tells nothing.

Every key is a file of its own (``keys/vault-1.key``) that is never written again: a backup taken during a rotation is
whole, and two processes that make a key at once end up with one. Which keys were made also stands in a list outside
the folder, without the keys: if the folder is lost, no new first key quietly takes the place of the old one.
"""

import base64
import binascii
import contextlib
import hashlib
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.vault.domain import KEY_BYTES, KeyMissing, VaultKey

_FORMAT = "watchbook.vault-key/1"
_NAME = re.compile(r"vault-([1-9][0-9]{0,8})\.key")
_CONTENT = re.compile(
    rf"{re.escape(_FORMAT)}\nnumber ([1-9][0-9]{{0,8}})\nkey ([A-Za-z0-9+/]{{43}}=)\ncheck ([0-9a-f]{{64}})\n"
)


class VaultKeyUnusable(Refusal):
    """A key file cannot be used; only whoever runs the installation can mend that."""

    text = N_("암호화 키 {path}을(를) 쓸 수 없습니다: {reason}")


class KeysLost(Refusal):
    """There were keys, and none is there any more; a new one would make what was sealed look foreign."""

    text = N_(
        "암호화 키 파일이 없습니다. 백업에서 {folder} 폴더를 되돌리십시오. 키를 되찾을 수 없으면 암호화된 개인정보와 "
        "첨부는 다시 열 수 없습니다. 그래도 새 키로 시작하려면 {record} 파일을 지우십시오."
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the folder held when it was last looked at, and the keys read since."""

    state: tuple[int, int, int]
    numbers: tuple[int, ...]
    keys: dict[int, VaultKey] = field(default_factory=dict, repr=False)


_NOTHING = _Seen(state=(0, 0, 0), numbers=())


class KeyFiles:
    """The ring of keys in ``WATCHBOOK_HOME/keys``; a file that is added counts at once, without a restart."""

    def __init__(self, home: Path) -> None:
        """Touch nothing yet; the first key is made when it is needed."""
        self.folder = home / "keys"
        self.record = home / "vault-keys.txt"
        self._seen = _NOTHING

    def newest(self) -> VaultKey:
        """Return the key to seal with, made if there never was one.

        :raises KeysLost: if there were keys and all are gone.
        :raises VaultKeyUnusable: if the file cannot be read or written, others may read it, or it is damaged.
        """
        if not (seen := self._look()).numbers:
            if not self.numbers():
                self._make(1)
            seen = self._look(again=True)
        return self._read(seen, seen.numbers[-1])

    def key(self, number: int) -> VaultKey:
        """Return the key of a number.

        :raises KeyMissing: if there is none.
        :raises VaultKeyUnusable: if the file cannot be read, others may read it, or it is damaged.
        """
        seen = self._look()
        if number not in seen.numbers:
            seen = self._look(again=True)
        if number not in seen.numbers:
            raise KeyMissing(number=number)
        return self._read(seen, number)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all key files, ascending; none if no key was ever needed.

        :raises KeysLost: if there were keys and all are gone.
        :raises VaultKeyUnusable: if the folder cannot be read.
        """
        made = self._were_made()
        if not (numbers := self._look(again=True).numbers) and made:
            raise KeysLost(folder=self.folder, record=self.record)
        return numbers

    def rotate(self) -> VaultKey:
        """Return a new key, one number above the newest; two rotations at once make two keys.

        :raises KeysLost: if there were keys and all are gone.
        :raises VaultKeyUnusable: if the newest key cannot be read, or the new one cannot be written.
        """
        number = self.newest().number + 1
        while not self._make(number):
            number += 1
        return self.key(number)

    def _were_made(self) -> bool:
        """Return whether keys were ever made here. Asked before looking for them: a key is written before its line."""
        return self.record.exists()

    def _look(self, *, again: bool = False) -> _Seen:
        """List the folder when it has changed since; a restored folder is another one, so no old key outlives it."""
        try:
            found = self.folder.stat()
            state = (found.st_dev, found.st_ino, found.st_mtime_ns)
            if again or state != self._seen.state:
                names = [_NAME.fullmatch(name) for name in os.listdir(self.folder)]  # noqa: PTH208  # Names only.
                self._seen = _Seen(state, tuple(sorted(int(match[1]) for match in names if match)))
        except FileNotFoundError:
            self._seen = _NOTHING
        except OSError as problem:
            raise VaultKeyUnusable(path=self.folder, reason=problem.strerror) from problem
        return self._seen

    def _read(self, seen: _Seen, number: int) -> VaultKey:
        if number not in seen.keys:
            seen.keys[number] = _read_file(self._path(number), number)
        return seen.keys[number]

    def _path(self, number: int) -> Path:
        return self.folder / f"vault-{number}.key"

    def _make(self, number: int) -> bool:
        """Write a new key unless somebody else just wrote that number; return whether it is ours."""
        path = self._path(number)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            ours = _write_once(path, _content(number, secrets.token_bytes(KEY_BYTES)))
            with self.record.open("a", encoding="utf-8") as file:
                file.write(f"{path.name}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise VaultKeyUnusable(path=path, reason=problem.strerror) from problem
        return ours


def sync_folder(folder: Path) -> None:
    """Make sure that new names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(number: int, secret: bytes) -> str:
    body = f"{_FORMAT}\nnumber {number}\nkey {base64.b64encode(secret).decode()}\n"
    return f"{body}check {hashlib.sha256(body.encode()).hexdigest()}\n"


def _read_file(path: Path, number: int) -> VaultKey:
    try:
        if path.stat().st_mode & 0o077:
            raise VaultKeyUnusable(
                path=path, reason=Message(N_("다른 사용자가 읽을 수 있습니다. chmod 600 으로 막으십시오."))
            )
        content = path.read_bytes().decode("ascii", "replace")
    except FileNotFoundError as problem:
        raise KeyMissing(number=number) from problem
    except OSError as problem:
        raise VaultKeyUnusable(path=path, reason=problem.strerror) from problem
    found = _CONTENT.fullmatch(content)
    if found is None:
        raise VaultKeyUnusable(path=path, reason=Message(N_("암호화 키 파일이 아니거나 손상되었습니다.")))
    if int(found[1]) != number:
        raise VaultKeyUnusable(path=path, reason=Message(N_("{number}번 키의 파일입니다."), {"number": found[1]}))
    try:
        secret = base64.b64decode(found[2], validate=True)
    except binascii.Error as problem:  # pragma: no cover  # The pattern lets nothing else in.
        raise VaultKeyUnusable(path=path, reason=Message(N_("암호화 키 파일이 아니거나 손상되었습니다."))) from problem
    if _content(number, secret) != content:
        raise VaultKeyUnusable(path=path, reason=Message(N_("암호화 키 파일이 아니거나 손상되었습니다.")))
    return VaultKey(number, secret)


def _write_once(path: Path, content: str) -> bool:
    """Write the whole file under another name first and link it, which only one of several processes can do."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    ours = False
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
            ours = True
    finally:
        draft.unlink()
    sync_folder(path.parent)
    return ours
