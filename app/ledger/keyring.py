"""Owns which keys a log has signed with, and for which sizes each of them counts.

When the key is changed, the entry that says so is the last one the old key signs and the first one the new key signs:
one note carries both signatures, so whoever trusts either key learns the other. A note of an old key for a later size
is a forgery, however right its signature is.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerKey
from app.ledger.notes import BadNote, Checkpoint, Note, VerifierKey


class RetiredKey(BadNote):
    """A note is signed by a key of the log that had been replaced, or not yet taken up, at the size it states."""


class UnknownKey(BadNote):
    """The key whoever asks trusts is none of the log's keys."""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key with the sizes it signs, both included; ``last_size`` is None while it is in use."""

    key: VerifierKey
    first_size: int = 0
    last_size: int | None = None

    def signs(self, size: int) -> bool:
        """Return whether a note of this key about so many entries counts."""
        return self.first_size <= size and (self.last_size is None or size <= self.last_size)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a log, oldest first; at the size where one follows the other, a note needs both."""

    keys: tuple[HeldKey, ...]

    @classmethod
    def of(cls, key: VerifierKey) -> "KeyRing":
        """Return the ring of a log that has had one key."""
        return cls((HeldKey(key),))

    @property
    def current(self) -> VerifierKey:
        """Return the key that signs now."""
        return self.keys[-1].key

    def open(self, written: str) -> Checkpoint:
        """Return what a signed checkpoint says, after checking that every key that must sign its size has.

        :raises RetiredKey: if only a key of the log signed it that does not count for its size.
        :raises BadNote: if it is no checkpoint, or no key of the log has signed it.
        """
        note = Note.parse(written)
        stated = Checkpoint.parse(note.text)
        counting = [held.key for held in self.keys if held.signs(stated.size)]
        try:
            for key in counting:
                key.check(note)
        except BadNote as problem:
            for held in self.keys:
                if held.key not in counting and _has_signed(held.key, note):
                    raise RetiredKey(f"{held.key} does not sign {stated.size} entries") from problem
            raise
        return stated


def keyring_of(session: Session, *, trusted: VerifierKey | None) -> KeyRing | None:
    """Return the keys of the log; None while it has no key at all.

    :param trusted: the key that is known otherwise: that of the key file, or one an auditor wrote down.
    :raises UnknownKey: if keys are known and that is none of them.
    """
    rows = session.execute(
        select(LedgerKey.vkey, LedgerKey.first_size).where(LedgerKey.log_id == LOG_ID).order_by(LedgerKey.first_size)
    ).all()
    if not rows:
        return None if trusted is None else KeyRing.of(trusted)
    ends = [*(row.first_size for row in rows[1:]), None]
    ring = KeyRing(
        tuple(HeldKey(VerifierKey.parse(row.vkey), row.first_size, end) for row, end in zip(rows, ends, strict=True))
    )
    if trusted is not None and trusted not in [held.key for held in ring.keys]:
        raise UnknownKey(f"{trusted} is no key of this log")
    return ring


def _has_signed(key: VerifierKey, note: Note) -> bool:
    try:
        key.check(note)
    except BadNote:
        return False
    return True
