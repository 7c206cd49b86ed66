"""Owns the way in for high rates: whoever waits first takes along everybody who waits, in one transaction.

Who comes first leads (``app.ledger.turns``): seals all that is queued under one grip of the head's lock, commits once,
signs the new head once, and gives everybody a receipt. With several processes each has its own leader, and the head's
row makes their transactions wait for each other.

Every batch is signed, and only after it is committed; what is signed is the head that transaction wrote. A committed
head is never taken back (FULL flushes, guards), so no two notes of one log can contradict each other. The note goes out
with the receipts and is stored by nobody: a checkpoint is stored by the job of every minute, and here whenever the log
has grown past another 65,536 entries. Who restores an older copy of the database takes committed heads back; the
restore compares with a checkpoint kept outside before it lets anybody write.
"""

import logging
import os
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.database import db, in_unit_of_work, refuse_to_write, unit_of_work
from app.kernel.actor import Actor
from app.kernel.errors import Refusal
from app.ledger import keys
from app.ledger.commands import checkpoint
from app.ledger.domain import Receipt
from app.ledger.events import Event
from app.ledger.models import LedgerEntry
from app.ledger.notes import Checkpoint, InclusionText, Note, Signature, SigningKey
from app.ledger.proofs import subtrees
from app.ledger.sealing import Prepared, Sealed, prepare, seal
from app.ledger.statements import lock_head
from app.ledger.tree import SubtreeHash, inclusion_proof
from app.ledger.turns import Turns, Waiting

CHECKPOINT_EVERY = 16
"""A checkpoint is stored each time the log has grown past another ``2 ** 16`` entries."""

UNWELL = 2
"""After so many failures of the database itself, one after another, the others are not tried any more."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """An event to be sealed, by whom, and what else the same transaction must write.

    ``key`` is chosen by the client: the same key of the same actor gives the same receipt. ``project`` writes the
    register's row. It runs in whichever thread leads, in the context of the one that submitted; it may use the session
    it is given and nothing else, is called again if its batch has to be done again, and not for a key that was known.
    """

    event: Event
    actor: Actor
    now: datetime
    erase_on: date | None = None
    key: str | None = None
    project: Callable[[Session, Receipt], None] | None = None


@dataclass(frozen=True)
class SealedReceipt:
    """Where an event was sealed, and the proof: the head of its batch, signed, and the path from the entry to it.

    ``note`` is None while the log has no key. The note is as good as a stored checkpoint, but is kept by nobody else.
    """

    receipt: Receipt
    size: int
    note: str | None
    _subtree: SubtreeHash

    @property
    def repeated(self) -> bool:
        """Return whether this was recorded before, under the same key: nothing new was written."""
        return self.receipt.repeated

    @cached_property
    def path(self) -> tuple[bytes, ...]:
        """Return the audit path of the entry in the tree of ``size`` entries."""
        return tuple(inclusion_proof(leaf=self.receipt.leaf, size=self.size, subtree=self._subtree))

    @cached_property
    def text(self) -> str | None:
        """Return the C2SP ``.tlog-proof`` text, or None without a key."""
        return None if self.note is None else str(InclusionText(self.receipt.leaf, self.path, self.note))


def submit(submission: Submission, *, recording_a_look: bool = False) -> SealedReceipt:
    """Seal one event together with those of everybody who submits now; returns when it is committed.

    :param recording_a_look: as for ``unit_of_work``: a GET may seal that somebody looked, and nothing else.
    :raises EntryTooLarge: if the event does not fit into one entry.
    :raises KeyReused: if something else was recorded under the key.
    :raises RuntimeError: inside a unit of work, which would wait for itself.
    """
    asked_at = time.monotonic()
    refuse_to_write(recording_a_look=recording_a_look)
    if in_unit_of_work():
        raise RuntimeError("submit opens a unit of work of its own; append is for inside one")
    prepared = prepare(
        submission.event,
        actor=submission.actor,
        now=submission.now,
        erase_on=submission.erase_on,
        key=submission.key,
        asked_at=asked_at,
    )
    db.session.rollback()  # Whoever waits holds no connection, and what is read next sees what was written.
    return _committer().submit(_Waiting(prepared, submission.project))


class _Waiting(Waiting):
    """One submission in the queue."""

    def __init__(self, prepared: Prepared, project: Callable[[Session, Receipt], None] | None) -> None:
        super().__init__()
        self.prepared = prepared
        self.project = project
        self.context = copy_context()
        self.answer: SealedReceipt | Exception = RuntimeError("the thread that was to commit this was stopped")
        self.grew_far: SigningKey | None = None


class _Committer:
    """What one process does for one log."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._turns = Turns(self._commit_each)
        self._key_path = os.fspath(keys.key_path(home))
        self._signer: tuple[object, SigningKey | None] = (None, None)
        self._key_id: tuple[object, bytes] = (None, b"")

    def submit(self, own: _Waiting) -> SealedReceipt:
        """Return the receipt of one submission, or raise what went wrong with it."""
        self._turns.take(own)
        if own.grew_far is not None:
            _store_checkpoint(own.grew_far, own.prepared.now)
        if isinstance(own.answer, Exception):
            raise own.answer
        return own.answer

    def _commit_each(self, batch: list[_Waiting]) -> None:
        """Commit all together or, if somebody among them prevents that, one by one, so that only that one fails."""
        try:
            self._commit(batch)
        except Exception as problem:  # noqa: BLE001  # It is raised in the threads that asked.
            if len(batch) == 1:
                batch[0].answer = problem
                return
            unwell = 0
            for one in batch:
                if unwell < UNWELL:
                    self._commit_each([one])
                else:
                    one.answer = problem
                failed = isinstance(one.answer, OperationalError | InterfaceError | PoolTimeout)
                unwell = unwell + 1 if failed else 0

    def _commit(self, batch: list[_Waiting]) -> None:
        sealed = None
        try:
            with unit_of_work(recording_a_look=True) as session:  # Each asked for itself whether it may write.
                sealed = seal(session, [one.prepared for one in batch])
                for one, answer in zip(batch, sealed.answers, strict=True):
                    if one.project is not None and isinstance(answer, Receipt) and not answer.repeated:
                        one.context.run(one.project, session, answer)
                paths = _paths_of_repeated(session, sealed)
                signer = self._key()  # Under the lock: whoever changes the key holds it.
        except DBAPIError:
            if sealed is None or not _is_committed(sealed):
                raise
        note = sealed.note or self._signed(sealed, signer)
        for one, answer in zip(batch, sealed.answers, strict=True):
            if isinstance(answer, Refusal):
                one.answer = answer
                continue
            one.answer = SealedReceipt(answer, sealed.after.size, note, sealed.subtree)
            if answer.leaf in paths:
                one.answer.__dict__["path"] = paths[answer.leaf]
        if sealed.before.size >> CHECKPOINT_EVERY != sealed.after.size >> CHECKPOINT_EVERY:
            batch[0].grew_far = signer

    def _key(self) -> SigningKey | None:
        """Return the key of the log, read again when the file is another one."""
        try:
            stat = os.stat(self._key_path)  # noqa: PTH116  # A Path would be taken apart for every batch.
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_mode)
            if self._signer[0] != seen:
                self._signer = (seen, keys.read_key(self._home))
        except FileNotFoundError:
            return None
        except (OSError, keys.KeyUnusable) as problem:
            _log.warning("entries are sealed but not signed: %s", problem)
            return None
        return self._signer[1]

    def _signed(self, sealed: Sealed, signer: SigningKey | None) -> str | None:
        """Return the signed head a batch led to; the key's identifier is worked out once."""
        if signer is None:
            return None
        name = (signer, sealed.origin)
        if self._key_id[0] != name:
            self._key_id = (name, signer.verifier(sealed.origin).key_id)
        text = Checkpoint(sealed.origin, sealed.after.size, sealed.after.root).text
        signature = Signature(sealed.origin, self._key_id[1], signer.private.sign(text.encode()))
        return str(Note(text, (signature,)))


def _store_checkpoint(signer: SigningKey, now: datetime) -> None:
    try:
        with unit_of_work(recording_a_look=True) as session:
            checkpoint(session, signer=signer, now=now)
    except (DBAPIError, Refusal):  # The entries are committed; the job that signs every minute says what is wrong.
        _log.exception("no checkpoint was stored")


def _paths_of_repeated(session: Session, sealed: Sealed) -> dict[int, tuple[bytes, ...]]:
    """Return the paths of entries that were there before, from the stored hashes."""
    old = [one for one in sealed.answers if isinstance(one, Receipt) and one.leaf < sealed.before.size]
    read = subtrees(session)
    return {one.leaf: tuple(inclusion_proof(leaf=one.leaf, size=sealed.after.size, subtree=read)) for one in old}


def _is_committed(sealed: Sealed) -> bool:
    """Return whether a transaction whose end was not heard of was committed; if it goes on, wait for it at the head."""
    new = [one for one in sealed.answers if isinstance(one, Receipt) and one.leaf >= sealed.before.size]
    try:
        with unit_of_work(recording_a_look=True) as session:
            lock_head(session)
            found = (
                session.scalar(select(LedgerEntry.leaf).where(LedgerEntry.entry_id == new[0].entry_id)) if new else None
            )
    except (DBAPIError, PoolTimeout):
        return False
    return found is not None


def _committer() -> _Committer:
    found: _Committer | None = current_app.extensions.get("ledger.committer")
    if found is None:
        made = _Committer(current_app.config["SETTINGS"].home)
        found = current_app.extensions.setdefault("ledger.committer", made)
    return found
