"""Owns what is handed to the committer, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger.domain import Receipt
from app.ledger.events import Event
from app.ledger.notes import InclusionText
from app.ledger.statements import Rows
from app.ledger.tree import SubtreeHash, inclusion_proof


@dataclass(frozen=True, kw_only=True)
class Submission:
    """An event to be sealed, by whom, and what else the same transaction must write.

    ``key`` is chosen by the client: the same key of the same actor gives the same receipt. ``project`` writes the
    register's row. It runs in whichever thread leads, in the context of the one that submitted; it may use the session
    it is given and nothing else, is called again if its batch has to be done again, and not for a key that was known.
    ``rows`` only says which rows that are: they are written together with the entries of the whole batch, which costs a
    fraction. It may be asked for rows that are then not written.
    """

    event: Event
    actor: Actor
    now: datetime
    erase_on: date | None = None
    key: str | None = None
    project: Callable[[Session, Receipt], None] | None = None
    rows: Callable[[Receipt], Rows] | None = None


@dataclass(frozen=True)
class SealedReceipt:
    """Where an event was sealed, and the proof: the head of its batch, signed, and the path from the entry to it.

    ``note`` is None while the log has no key. The note is as good as a stored checkpoint, but is kept by nobody else.
    """

    receipt: Receipt
    size: int
    note: str | None
    _subtree: SubtreeHash
    _first_new: int

    @property
    def repeated(self) -> bool:
        """Return whether this was recorded before, under the same key: nothing new was written."""
        return self.receipt.repeated

    @property
    def is_older(self) -> bool:
        """Return whether the entry was there before its batch, so that its path must be read."""
        return self.receipt.leaf < self._first_new

    @cached_property
    def path(self) -> tuple[bytes, ...]:
        """Return the audit path of the entry in the tree of ``size`` entries."""
        return tuple(inclusion_proof(leaf=self.receipt.leaf, size=self.size, subtree=self._subtree))

    @cached_property
    def text(self) -> str | None:
        """Return the C2SP ``.tlog-proof`` text, or None without a key."""
        return None if self.note is None else str(InclusionText(self.receipt.leaf, self.path, self.note))
