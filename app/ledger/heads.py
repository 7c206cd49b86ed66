"""Owns the heads of the log that leave the database: on paper, on the public page, to a witness, and in files outside.

The files are text, one a month, in a folder that may be another disk. Each signed checkpoint is added once, under the
moment it was added, and made durable; nothing in them is ever written again.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros, iso, kst_day
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger.domain import LOG_ID
from app.ledger.keys import sync_folder
from app.ledger.models import LedgerAnchor, LedgerCheckpoint, LedgerEntry
from app.ledger.notes import Checkpoint, Note, encoded_hashes
from app.ledger.proofs import head, subtrees
from app.ledger.tree import consistency_proof
from app.ledger.witness import Request

_NOTE = re.compile(r"(?:^[^\s+#]+\n\d+\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*)\n(?:^— [^\n]+(?:\n|\Z))+", re.MULTILINE)
_NEWEST = 16_384  # Bytes at the end of a file that surely hold its last note.


class HeadsNotKept(Refusal):
    """The file outside cannot be written; only whoever runs the installation can mend that."""

    text = N_("원장 머리를 밖에 남기지 못했습니다: {path}: {reason}")


class NotSignedYet(Refusal):
    """There is no checkpoint to show."""

    text = N_("서명된 체크포인트가 없습니다. 먼저 'watchbook ledger checkpoint'를 실행하십시오.")


class NoSuchSize(Refusal):
    """Whoever asks has seen more than the log has signed: it was cut short, or it is another log."""

    text = N_("서명된 체크포인트는 {size}건까지인데 {old}건부터 물었습니다. 다른 원장이거나 원장이 잘렸습니다.")


@dataclass(frozen=True, slots=True)
class ShownHead:
    """What is shown of the log: the newest signed checkpoint, or the present head while nothing is signed.

    ``at`` is when it was signed; ``qr_text`` the whole signed note, so that a picture of the code is proof enough.
    """

    origin: str
    size: int
    root: bytes
    at: datetime
    note: str | None

    @property
    def root_text(self) -> str:
        """Return the root as checkpoints write it."""
        return encoded_hashes([self.root])[0]

    @property
    def short_code(self) -> str:
        """Return the first eight bytes of the root, in groups that can be read out and compared."""
        return short_code(self.root)

    @property
    def qr_text(self) -> str:
        """Return what the QR code says."""
        return self.note or Checkpoint(self.origin, self.size, self.root).text


def short_code(root: bytes) -> str:
    """Return the first eight bytes of a root as four groups of four."""
    digits = root[:8].hex()
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def shown_head(session: Session) -> ShownHead:
    """Return what is shown of the log now."""
    present = head(session)
    if present.note is None:
        return ShownHead(present.origin, present.size, present.root, present.last_at, None)
    stated = Checkpoint.parse(Note.parse(present.note).text)
    made_at = session.scalar(
        select(LedgerCheckpoint.made_at).where(LedgerCheckpoint.log_id == LOG_ID, LedgerCheckpoint.size == stated.size)
    )
    at = present.last_at if made_at is None else from_micros(made_at)
    return ShownHead(stated.origin, stated.size, stated.root, at, present.note)


def request_for_witness(session: Session, *, old: int) -> Request:
    """Return the newest checkpoint with the proof that it goes on from the first ``old`` entries.

    :raises NotSignedYet: if there is no checkpoint.
    :raises NoSuchSize: if the newest checkpoint has fewer entries.
    """
    shown = shown_head(session)
    if shown.note is None:
        raise NotSignedYet
    if not 0 <= old <= shown.size:
        raise NoSuchSize(size=shown.size, old=old)
    return Request(old, tuple(consistency_proof(old=old, new=shown.size, subtree=subtrees(session))), shown.note)


def unkept_since(session: Session, *, size: int) -> datetime | None:
    """Return when the oldest entry was recorded that a head of ``size`` entries does not cover; None: it covers all."""
    at = session.scalar(select(LedgerEntry.recorded_at).where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf == size))
    return None if at is None else from_micros(at)


def newest_anchored_size(session: Session) -> int | None:
    """Return the size of the newest checkpoint a witness has signed; None while there is none."""
    return session.scalar(select(func.max(LedgerAnchor.size)).where(LedgerAnchor.log_id == LOG_ID))


def keep_head(folder: Path, note: str, *, now: datetime) -> bool:
    """Add a signed checkpoint to the month's file unless it stands there last; return whether it was added.

    :raises HeadsNotKept: if the folder or its file cannot be written.
    """
    path = folder / f"ledger-{LOG_ID}-{kst_day(now):%Y-%m}.heads"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if newest_kept(folder) == note:
            return False
        is_new = not path.exists()
        with path.open("ab") as file:
            file.write(f"# {iso(now)}\n{note}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(folder)
    except OSError as problem:
        raise HeadsNotKept(path=path, reason=problem.strerror) from problem
    return True


def newest_kept(folder: Path) -> str | None:
    """Return the checkpoint that was added last; None if there is none.

    :raises HeadsNotKept: if the folder's newest file cannot be read.
    """
    for path in reversed(_files(folder)):
        try:
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - _NEWEST))
                found = notes_in(file.read().decode("utf-8", "replace"))
        except OSError as problem:
            raise HeadsNotKept(path=path, reason=problem.strerror) from problem
        if found:
            return found[-1]
    return None


def kept_notes(folder: Path) -> Iterator[str]:
    """Yield every checkpoint kept in a folder, oldest file first.

    :raises HeadsNotKept: if a file cannot be read.
    """
    for path in _files(folder):
        try:
            written = path.read_text("utf-8", "replace")
        except OSError as problem:
            raise HeadsNotKept(path=path, reason=problem.strerror) from problem
        yield from notes_in(written)


def notes_in(written: str) -> list[str]:
    """Return the signed checkpoints in a text: a file of heads, a note, or what a photographed QR code says."""
    lines = "\n".join(line.strip() for line in written.splitlines()) + "\n"
    return [found.group().rstrip("\n") + "\n" for found in _NOTE.finditer(lines)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"ledger-{LOG_ID}-*.heads"))
