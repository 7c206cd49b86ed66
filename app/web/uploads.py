"""Owns where an uploaded file waits between its preview and the confirmation: a private folder, for a day."""

import re
import secrets
import time
from pathlib import Path

_KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(home: Path, data: bytes, *, ending: str, actor_id: int) -> str:
    """Return a token for some bytes, kept for a day; what is older is removed."""
    folder = home / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file() and time.time() - old.stat().st_mtime > _KEPT_SECONDS:
            old.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    path = folder / f"{token}-{actor_id}{ending}"
    path.touch(mode=0o600)
    path.write_bytes(data)
    return token


def find(home: Path, token: str, *, actor_id: int) -> Path | None:
    """Return the file somebody uploaded before; None if it is gone or was somebody else's."""
    if not _TOKEN.fullmatch(token):
        return None
    return next(iter(sorted((home / "uploads").glob(f"{token}-{actor_id}.*"))), None)


def drop(path: Path) -> None:
    """Remove an uploaded file."""
    path.unlink(missing_ok=True)
