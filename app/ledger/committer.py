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
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from typing import Any, TypeGuard

from flask import current_app
from sqlalchemy import Engine, Table, select
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.database import db, in_unit_of_work, refuse_to_write, unit_of_work
from app.kernel.errors import Refusal
from app.ledger.commands import checkpoint
from app.ledger.domain import Receipt
from app.ledger.lane import Lane
from app.ledger.models import LedgerEntry
from app.ledger.notes import SigningKey
from app.ledger.proofs import subtrees
from app.ledger.sealing import Growth, Prepared, Sealed, grow, keys_of, prepare
from app.ledger.signing import BatchSigning
from app.ledger.statements import Line, LockedHead, Rows, begin_and_lock, known_entries, line_of, lock_head
from app.ledger.submissions import SealedReceipt, Submission
from app.ledger.tree import inclusion_proof
from app.ledger.turns import Turns, Waiting

CHECKPOINT_EVERY = 16
"""A checkpoint is stored each time the log has grown past another ``2 ** 16`` entries."""

UNWELL = 2
"""After so many failures of the database itself, one after another, the others are not tried any more."""

__all__ = ["SealedReceipt", "Submission", "submit"]
_log = logging.getLogger(__name__)


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
    return _committer().submit(_Waiting(prepared, submission))


class _Waiting(Waiting):
    """One submission in the queue."""

    def __init__(self, prepared: Prepared, submission: Submission) -> None:
        super().__init__()
        self.prepared = prepared
        self.project = submission.project
        self.rows = submission.rows
        self.context = copy_context()
        self.answer: SealedReceipt | Exception = RuntimeError("the thread that was to commit this was stopped")
        self.grew_far: SigningKey | None = None


class _Committer:
    """What one process does for one log."""

    def __init__(self, home: Path, engine: Engine) -> None:
        self._signing = BatchSigning(home)
        self._lane = Lane(engine)
        self._turns = Turns(self._commit_each)
        self._left: LockedHead | None = None
        self._unmoved_at = -1

    def submit(self, own: _Waiting) -> SealedReceipt:
        """Return the receipt of one submission, or raise what went wrong with it."""
        self._turns.take(own)
        if own.grew_far is not None:
            _store_checkpoint(own.grew_far, own.prepared.now)
        if isinstance(own.answer, Exception):
            raise own.answer
        if own.answer.is_older:
            own.answer.__dict__["path"] = _read_path(own.answer)
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
        sealed, signer = self._guessed(batch) or self._under_lock(batch)
        note = sealed.note or self._signed(sealed, signer)
        for one, answer in zip(batch, sealed.answers, strict=True):
            one.answer = (
                answer
                if isinstance(answer, Refusal)
                else SealedReceipt(answer, sealed.after.size, note, sealed.subtree, sealed.before.size)
            )
        if sealed.before.size >> CHECKPOINT_EVERY != sealed.after.size >> CHECKPOINT_EVERY:
            batch[0].grew_far = signer

    def _guessed(self, batch: list[_Waiting]) -> tuple[Sealed, SigningKey | None] | None:
        """Commit by one statement for the head this process left behind; None if nothing came of it.

        It writes nothing if the head has moved, and fails if a key is known: then it is done under the lock. While
        several processes write in turns nobody guesses, so that nobody's turn is wasted.
        """
        head, self._left = self._left, None
        if head is None or any(one.project is not None for one in batch):
            return None
        signer = self._signing.key()
        growth = grow(head, [one.prepared for one in batch], {})
        try:
            with self._lane.line() as line:
                if not growth.write(line, _registers(batch, growth)):
                    return None
        except IntegrityError:
            return None
        except DBAPIError:
            if not _is_committed(growth.sealed):
                return None
        self._left = growth.head
        return (
            growth.sealed,
            signer if signer is self._signing.key() else None,
        )

    def _under_lock(self, batch: list[_Waiting]) -> tuple[Sealed, SigningKey | None]:
        growth = None
        unmoved, self._unmoved_at = self._unmoved_at, -1
        wanted = [one.prepared for one in batch]
        by_session = any(one.project is not None for one in batch)
        try:
            with self._session_line() if by_session else self._lane_line() as (session, line, head):
                growth = grow(head, wanted, known_entries(line, keys_of(wanted)))
                if not growth.is_empty and not growth.write(line, _registers(batch, growth)):
                    raise RuntimeError("the head of the ledger moved under its lock")
                for one, answer in zip(batch, growth.sealed.answers, strict=True):
                    if one.project is not None and session is not None and _is_new(answer):
                        one.context.run(one.project, session, answer)
                signer = self._signing.key()  # Under the lock: whoever changes the key holds it.
        except DBAPIError:
            if growth is None or not _is_committed(growth.sealed):
                raise
        self._unmoved_at = growth.head.size
        if head.size == unmoved and self._lane.takes_guesses:
            self._left = growth.head
        return growth.sealed, signer

    @contextmanager
    def _lane_line(self) -> Iterator[tuple[Session | None, Line, LockedHead]]:
        with self._lane.line() as line:
            yield None, line, begin_and_lock(line)

    @contextmanager
    def _session_line(self) -> Iterator[tuple[Session | None, Line, LockedHead]]:
        with unit_of_work(recording_a_look=True) as session:  # Each asked for itself whether it may write.
            head = lock_head(session)
            with line_of(session) as line:
                yield session, line, head

    def _signed(self, sealed: Sealed, signer: SigningKey | None) -> str | None:
        if signer is None:
            return None
        return self._signing.note(sealed.origin, size=sealed.after.size, root=sealed.after.root, signer=signer)


def _store_checkpoint(signer: SigningKey, now: datetime) -> None:
    try:
        with unit_of_work(recording_a_look=True) as session:
            checkpoint(session, signer=signer, now=now)
    except (DBAPIError, Refusal):  # The entries are committed; the job that signs every minute says what is wrong.
        _log.exception("no checkpoint was stored")


def _read_path(answer: SealedReceipt) -> tuple[bytes, ...]:
    """Return the path of an entry that was there before, from the stored hashes."""
    with Session(db.engine) as session:
        read = subtrees(session)
        return tuple(inclusion_proof(leaf=answer.receipt.leaf, size=answer.size, subtree=read))


def _is_new(answer: Receipt | Refusal) -> TypeGuard[Receipt]:
    return isinstance(answer, Receipt) and not answer.repeated


def _registers(batch: list[_Waiting], growth: Growth) -> Rows:
    """Return the rows of all registers, by table, in the order the first of each is told."""
    found: dict[Table, list[Mapping[str, Any]]] = {}
    for one, answer in zip(batch, growth.sealed.answers, strict=True):
        if one.rows is not None and _is_new(answer):
            for table, rows in one.context.run(one.rows, answer).items():
                found.setdefault(table, []).extend(rows)
    return found


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
        made = _Committer(current_app.config["SETTINGS"].home, db.engine)
        found = current_app.extensions.setdefault("ledger.committer", made)
    return found
