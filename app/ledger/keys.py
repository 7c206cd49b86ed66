"""Owns the file with the ledger's private key. It stands outside the database, which alone can then forge nothing.

A change of keys is two files for a moment: the new key takes the name of the old one inside the transaction that seals
the change, so whoever signs under the head's lock finds the key that counts. The old file goes when that is committed;
after a crash in between, ``settle`` keeps whichever of the two the log knows.
"""

import contextlib
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.ledger.domain import LOG_ID
from app.ledger.notes import SigningKey, VerifierKey

_OPEN_TO_OTHERS = Message(N_("다른 사용자가 읽을 수 있습니다. chmod 600 으로 막으십시오."))


class KeyUnusable(Refusal):
    """The key file cannot be used; only whoever runs the installation can mend that."""

    text = N_("원장 서명 키 {path}을(를) 쓸 수 없습니다: {reason}")


def key_path(home: Path) -> Path:
    """Return where the key of the log stands."""
    return home / "keys" / f"ledger-{LOG_ID}.key"


def ensure_key(home: Path) -> SigningKey:
    """Return the ledger's key, made on first use in a file only its owner may read (PKCS #8, PEM).

    :raises KeyUnusable: if the file cannot be read or written, others may read it, or it holds no Ed25519 key.
    """
    return ensure_key_file(key_path(home))


def read_key(home: Path) -> SigningKey | None:
    """Return the ledger's key, or None if none has been made.

    :raises KeyUnusable: if the file cannot be read, others may read it, or it holds no Ed25519 key.
    """
    return read_key_file(key_path(home))


def ensure_key_file(path: Path) -> SigningKey:
    """Return the key in a file, made if there is none.

    :raises KeyUnusable: if the file cannot be read or written, others may read it, or it holds no Ed25519 key.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem
    found = read_key_file(path)
    if found is None:  # pragma: no cover  # Somebody removed it between two lines.
        raise KeyUnusable(path=path, reason=Message(N_("파일이 없습니다.")))
    return found


def read_key_file(path: Path) -> SigningKey | None:
    """Return the key in a file, or None if there is no such file.

    :raises KeyUnusable: if the file cannot be read, others may read it, or it holds no Ed25519 key.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise KeyUnusable(path=path, reason=_OPEN_TO_OTHERS)
        private = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem
    except (ValueError, TypeError) as problem:
        raise KeyUnusable(path=path, reason=Message(N_("개인 키 파일이 아닙니다."))) from problem
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(path=path, reason=Message(N_("Ed25519 키가 아닙니다.")))
    return SigningKey(private)


def make_next_key(home: Path) -> SigningKey:
    """Return a new key in a file beside the present one.

    :raises KeyUnusable: if it cannot be written.
    """
    path = _beside(home, "next")
    path.unlink(missing_ok=True)  # Of a change that was given up.
    return ensure_key_file(path)


def take_up_next_key(home: Path) -> None:
    """Let the new key take the place of the present one, which stays beside it until ``drop_old_key``.

    :raises KeyUnusable: if the files cannot be renamed.
    """
    path = key_path(home)
    try:
        _beside(home, "old").unlink(missing_ok=True)
        os.link(path, _beside(home, "old"))
        _beside(home, "next").replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem


def drop_old_key(home: Path) -> None:
    """Remove the private part of the key that was replaced.

    :raises KeyUnusable: if it cannot be removed.
    """
    path = _beside(home, "old")
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem


def change_is_open(home: Path) -> bool:
    """Return whether the key that was replaced still stands beside the new one."""
    return _beside(home, "old").exists()


def put_back(home: Path) -> None:
    """Let the key that was to be replaced take its place again.

    :raises KeyUnusable: if the files cannot be renamed.
    """
    path = key_path(home)
    try:
        _beside(home, "old").replace(path)
        _beside(home, "old").unlink(missing_ok=True)  # Two names of one file are left as they are by renaming.
        sync_folder(path.parent)
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem


def settle(home: Path, *, current: VerifierKey) -> None:
    """Finish a change of keys that was cut short: keep the key the log knows as its current one, remove the other.

    :raises KeyUnusable: if the files cannot be read or renamed.
    """
    old = _beside(home, "old")
    kept = read_key_file(old)
    if kept is None:
        return
    if kept.verifier(current.name) == current:
        put_back(home)
        return
    found = read_key(home)
    if found is not None and found.verifier(current.name) == current:
        drop_old_key(home)


def sync_folder(folder: Path) -> None:
    """Make sure that new names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(home: Path, suffix: str) -> Path:
    path = key_path(home)
    return path.with_name(f"{path.stem}.{suffix}")


def _make(path: Path) -> None:
    """Write the whole key under another name first: two processes that start together end up with one key."""
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
