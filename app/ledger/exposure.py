"""Owns how long entries have stood that nobody outside has a head of: only those could be written anew unseen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from app.ledger import heads
from app.ledger.notes import Checkpoint, Note

FILE_LATE = timedelta(minutes=2)
"""Twice the minute after which a head is signed and kept in a file."""
WITNESS_LATE = timedelta(minutes=4)
"""Twice the two minutes after which an entry is signed and a witness that asks every minute has seen it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What somebody outside holds: a head of ``size`` entries, None for none, and since when entries lack one."""

    size: int | None
    lacking_since: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the file outside and the newest witness hold; ``witness`` is None while no witness has signed."""

    file: Holder
    witness: Holder | None

    @property
    def late(self) -> bool:
        """Return whether somebody outside should know more by now."""
        return self.file.late or (self.witness is not None and self.witness.late)


def exposure(session: Session, *, folder: Path, now: datetime) -> Exposure:
    """Return how far the log is held outside; a file that cannot be read holds nothing."""
    try:
        note = heads.newest_kept(folder)
    except heads.HeadsNotKept:
        note = None
    kept = None if note is None else Checkpoint.parse(Note.parse(note).text).size
    anchored = heads.newest_anchored_size(session)
    return Exposure(
        _holder(session, kept, limit=FILE_LATE, now=now),
        None if anchored is None else _holder(session, anchored, limit=WITNESS_LATE, now=now),
    )


def _holder(session: Session, size: int | None, *, limit: timedelta, now: datetime) -> Holder:
    since = heads.unkept_since(session, size=size or 0)
    return Holder(size, since, since is not None and now - since > limit)
