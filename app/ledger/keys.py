"""Owns the file with the ledger's private key. It stands outside the database, which alone can then forge nothing."""

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
from app.kernel.messages import N_
from app.ledger.domain import LOG_ID
from app.ledger.notes import SigningKey


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
    path = key_path(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem
    found = read_key(home)
    if found is None:  # pragma: no cover  # Somebody removed it between two lines.
        raise KeyUnusable(path=path, reason="파일이 없습니다.")
    return found


def read_key(home: Path) -> SigningKey | None:
    """Return the ledger's key, or None if none has been made.

    :raises KeyUnusable: if the file cannot be read, others may read it, or it holds no Ed25519 key.
    """
    path = key_path(home)
    try:
        if path.stat().st_mode & 0o077:
            raise KeyUnusable(path=path, reason="다른 사용자가 읽을 수 있습니다. chmod 600 으로 막으십시오.")
        private = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise KeyUnusable(path=path, reason=problem.strerror) from problem
    except (ValueError, TypeError) as problem:
        raise KeyUnusable(path=path, reason="개인 키 파일이 아닙니다.") from problem
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(path=path, reason="Ed25519 키가 아닙니다.")
    return SigningKey(private)


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
