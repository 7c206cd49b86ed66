"""Owns the encryption of backup files: the age format (age-encryption.org/v1), for X25519 public keys, as a stream.

The standard program ``age`` opens such a file as well. age authenticates chunk by chunk, so whoever decrypts must throw
away what came before a broken chunk; callers decrypt into a folder of their own and use nothing until all has passed.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

from app.kernel.errors import Refusal
from app.kernel.messages import N_

_MAGIC = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105  # How a private key begins, not one.


class NotAPublicKey(Refusal):
    """What stands among the recipients is no age public key."""

    text = N_("백업의 공개키가 아닙니다: {given}. age1로 시작하는 공개키를 적으십시오.")


class KeyFileUnusable(Refusal):
    """A file of private keys holds none, or cannot be read."""

    text = N_("백업을 여는 개인키가 든 파일이 아닙니다: {path}")


class WrongPassphrase(Refusal):
    """The passphrase does not open the private key."""

    text = N_("개인키의 암호가 틀립니다.")


class WrongKey(Refusal):
    """The backup was encrypted for other keys."""

    text = N_("이 개인키로 열 수 없는 백업입니다. 백업할 때의 공개키와 짝이 되는 개인키를 주십시오.")


class KeyNeeded(Refusal):
    """The backup is encrypted, and no private key was given."""

    text = N_("암호화한 백업입니다. --identity로 금고에 보관한 개인키 파일을 주십시오.")


class DamagedEncryption(Refusal):
    """The encrypted file was cut short or altered."""

    text = N_("암호화한 백업 파일이 잘렸거나 바뀌었습니다. 아무것도 복원하지 않았습니다.")


def make_key_pair() -> tuple[str, str]:
    """Return a new public key and its private key, as text."""
    private = pyrage.x25519.Identity.generate()
    return str(private.to_public()), str(private)


def locked(private: str, passphrase: str) -> str:
    """Return a private key as armoured text that only the passphrase opens (age's scrypt)."""
    return bytes(pyrage.passphrase.encrypt(f"{private}\n".encode(), passphrase, armored=True)).decode("ascii")


def checked_recipients(given: Sequence[str]) -> tuple[str, ...]:
    """Return public keys once each, in order.

    :raises NotAPublicKey: naming the first that is none; a private key is not repeated.
    """
    for one in given:
        try:
            if not _RECIPIENT.fullmatch(one):
                raise NotAPublicKey(given="AGE-SECRET-KEY-…" if one.upper().startswith("AGE-SECRET") else one)
            pyrage.x25519.Recipient.from_str(one)
        except pyrage.RecipientError:
            raise NotAPublicKey(given=one) from None
    return tuple(dict.fromkeys(given))


def is_locked(path: Path) -> bool:
    """Return whether a file of private keys asks for a passphrase.

    :raises KeyFileUnusable: if it cannot be read.
    """
    return _read(path).lstrip().startswith((_MAGIC, _ARMOR))


def read_private_keys(path: Path, *, passphrase: str | None) -> tuple[str, ...]:
    """Return the private keys of a file: one a line, lines with # are remarks; the file may be locked.

    :raises KeyFileUnusable: if it cannot be read or holds none.
    :raises WrongPassphrase: if it is locked and the passphrase does not open it.
    """
    content = _read(path)
    if is_locked(path):
        try:
            content = bytes(pyrage.passphrase.decrypt(content, passphrase or ""))
        except pyrage.DecryptError:
            raise WrongPassphrase from None
    lines = [line.strip() for line in content.decode("utf-8", errors="replace").splitlines()]
    keys = tuple(line for line in lines if line.startswith(_SECRET))
    try:
        for key in keys:
            pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError:
        raise KeyFileUnusable(path=path) from None  # The chain would print the key.
    if not keys:
        raise KeyFileUnusable(path=path)
    return keys


def is_encrypted(source: Path) -> bool:
    """Return whether a file is in the age format."""
    with source.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


@contextmanager
def encrypting(target: BinaryIO, recipients: Sequence[str]) -> Iterator[BinaryIO]:
    """Give a file to write into; what is written goes encrypted into ``target``, which is whole after the block.

    What is written never touches a disk in the open, and never more than a pipe's fill is held.

    :raises OSError: if the target cannot be written.
    """
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    reading, writing = os.pipe()
    faults: list[Exception] = []

    def encrypt() -> None:
        try:
            with os.fdopen(reading, "rb") as source:
                pyrage.encrypt_io(source, target, keys)
        except Exception as fault:  # noqa: BLE001  # Told to the other thread, which raises it.
            faults.append(fault)

    thread = threading.Thread(target=encrypt, name="backup-encryption")
    thread.start()
    try:
        with os.fdopen(writing, "wb") as plain:
            yield plain
    except BrokenPipeError:
        if not faults:
            thread.join()
        if not faults:
            raise
    finally:
        thread.join()
    if faults:
        raise OSError(str(faults[0])) from faults[0]


def decrypt(source: Path, target: Path, *, keys: Sequence[str]) -> None:
    """Decrypt a file into a new one (mode 0600), chunk by chunk; what is refused leaves no file.

    :raises KeyNeeded: if no private key was given.
    :raises WrongKey: if it was encrypted for others.
    :raises DamagedEncryption: if it was cut short or altered.
    """
    if not keys:
        raise KeyNeeded
    identities = [pyrage.x25519.Identity.from_str(key) for key in keys]
    try:
        with source.open("rb") as file, _private(target) as plain:
            pyrage.decrypt_io(file, plain, identities)
    except pyrage.DecryptError as fault:
        target.unlink(missing_ok=True)
        if "No matching keys" in str(fault):
            raise WrongKey from None
        raise DamagedEncryption from None
    except OSError as fault:
        target.unlink(missing_ok=True)
        if fault.errno is not None:
            raise  # The disk, not the file.
        raise DamagedEncryption from fault


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise KeyFileUnusable(path=path) from problem
