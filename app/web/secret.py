"""Owns the key that CSRF tokens and notices are signed with: made once, in a file only its owner may read."""

import contextlib
import os
import secrets
from pathlib import Path

from app.settings import BadSetting

_LENGTH = 32


def secret_key(home: Path) -> bytes:
    """Return the installation's secret key, made on first use.

    :raises BadSetting: if others may read the file, or it cannot be read or written.
    """
    path = home / "keys" / "secret.key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            raise BadSetting(f"{path}: 다른 사용자가 읽을 수 있습니다. chmod 600 으로 막으십시오. (chmod 600 the key)")
        key = path.read_bytes()
    except OSError as problem:
        raise BadSetting(f"{path}: 비밀 키를 읽거나 쓸 수 없습니다: {problem.strerror} (secret key)") from problem
    if len(key) < _LENGTH:
        raise BadSetting(f"{path}: 비밀 키가 너무 짧습니다. 지우면 새로 만듭니다. (key too short; delete it to renew)")
    return key


def _make(path: Path) -> None:
    """Write the whole key under another name first: two workers that start together end up with one key."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_LENGTH))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
