"""Owns how the heads of batches are signed: with the key read from its file when that is another one."""

import logging
import os
from pathlib import Path

from app.ledger import keys
from app.ledger.notes import Checkpoint, Note, Signature, SigningKey

_log = logging.getLogger(__name__)


class BatchSigning:
    """The key of one log, and notes made with it."""

    def __init__(self, home: Path) -> None:
        """Begin without having read the key."""
        self._home = home
        self._path = os.fspath(keys.key_path(home))
        self._signer: tuple[object, SigningKey | None] = (None, None)
        self._key_id: tuple[object, bytes] = (None, b"")

    def key(self) -> SigningKey | None:
        """Return the key of the log, read again when the file is another one; None while it has none of use."""
        try:
            stat = os.stat(self._path)  # noqa: PTH116  # A Path would be taken apart for every batch.
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_mode)
            if self._signer[0] != seen:
                self._signer = (seen, keys.read_key(self._home))
        except FileNotFoundError:
            return None
        except (OSError, keys.KeyUnusable) as problem:
            _log.warning("entries are sealed but not signed: %s", problem)
            return None
        return self._signer[1]

    def note(self, origin: str, *, size: int, root: bytes, signer: SigningKey) -> str:
        """Return a signed head; the key's identifier is worked out once."""
        name = (signer, origin)
        if self._key_id[0] != name:
            self._key_id = (name, signer.verifier(origin).key_id)
        text = Checkpoint(origin, size, root).text
        return str(Note(text, (Signature(origin, self._key_id[1], signer.private.sign(text.encode())),)))
