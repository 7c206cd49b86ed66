"""Owns the way in for high rates: whoever waits first takes along everybody who waits, in one transaction.

The first thread to come leads. It lingers for a moment, takes all that is queued, seals it under one grip of the
head's lock, commits once, signs the new head once, gives everybody a receipt, and hands over to the next who waits.
There is no thread of its own, so it works under any server; with several processes each leads its own, and the head's
row makes their transactions wait for each other.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from app.database import db, in_unit_of_work, refuse_to_write, unit_of_work
from app.kernel.actor import Actor
from app.kernel.errors import Refusal
from app.ledger import keys
from app.ledger.commands import checkpoint
from app.ledger.domain import Receipt
from app.ledger.events import Event
from app.ledger.notes import Checkpoint, InclusionText, SigningKey
from app.ledger.proofs import subtrees
from app.ledger.sealing import Prepared, Sealed, prepare, seal
from app.ledger.tree import SubtreeHash, inclusion_proof

MOST_AT_ONCE = 512
LINGER = 0.2
"""How long a leader waits for others, as a share of how long the last commit took."""
CHECKPOINT_EVERY = 16
"""A checkpoint is stored each time the log has grown past another ``2 ** 16`` entries."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """An event to be sealed, by whom, and what else the same transaction must write.

    ``key`` is chosen by the client: the same key of the same actor gives the same receipt. ``project`` writes the
    register's row; it may use the session it is given and nothing else, and is not called for a key that was known.
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
    return _committer().submit(_Waiting(prepared, submission.project, copy_context()))


class _Waiting:
    """One submission in the queue, and the place where its thread waits."""

    def __init__(
        self, prepared: Prepared, project: Callable[[Session, Receipt], None] | None, context: Context
    ) -> None:
        self.prepared = prepared
        self.project = project
        self.context = context
        self.leads = False
        self.answer: SealedReceipt | BaseException | None = None
        self._gate = threading.Lock()
        self._gate.acquire()

    def wait(self) -> None:
        self._gate.acquire()

    def wake(self) -> None:
        self._gate.release()

    @property
    def outcome(self) -> SealedReceipt:
        if isinstance(self.answer, BaseException):
            raise self.answer
        assert self.answer is not None  # noqa: S101  # Nobody is woken without an answer or the lead.
        return self.answer


class _Committer:
    """The queue of one process for one log."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._queue: deque[_Waiting] = deque()
        self._led = False
        self._last_count = 1
        self._last_seconds = 0.0
        self._signer: tuple[object, SigningKey | None] = (None, None)

    def submit(self, own: _Waiting) -> SealedReceipt:
        with self._lock:
            self._queue.append(own)
            own.leads = not self._led
            self._led = True
        if not own.leads:
            own.wait()
        if own.leads:
            try:
                self._lead(own)
            finally:
                self._hand_over()
        return own.outcome

    def _lead(self, own: _Waiting) -> None:
        self._linger()
        with self._lock:
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_AT_ONCE))]
        begun = time.monotonic()
        try:
            self._commit(batch)
        except Exception:  # Whoever it was gets it below, alone.
            self._commit_one_by_one(batch)
        finally:
            self._last_count, self._last_seconds = len(batch), time.monotonic() - begun
            for one in batch:
                if one.answer is None:  # The leader is being killed; nothing was committed that it knows of.
                    one.answer = RuntimeError("the thread that was to commit this died")
                if one is not own:
                    one.wake()

    def _linger(self) -> None:
        deadline = time.monotonic() + LINGER * self._last_seconds
        while len(self._queue) < self._last_count and time.monotonic() < deadline:
            time.sleep(0.0001)

    def _hand_over(self) -> None:
        with self._lock:
            self._led = bool(self._queue)
            following = self._queue[0] if self._queue else None
            if following is not None:
                following.leads = True
        if following is not None:
            following.wake()

    def _commit(self, batch: list[_Waiting]) -> None:
        with unit_of_work(recording_a_look=True) as session:  # Each asked for itself whether it may write.
            sealed = seal(session, [one.prepared for one in batch])
            for one, answer in zip(batch, sealed.answers, strict=True):
                if one.project is not None and isinstance(answer, Receipt) and not answer.repeated:
                    one.context.run(one.project, session, answer)
            old = subtrees(session)
            proofs = {
                answer.leaf: tuple(inclusion_proof(leaf=answer.leaf, size=sealed.after.size, subtree=old))
                for answer in sealed.answers
                if isinstance(answer, Receipt) and answer.leaf < sealed.before.size
            }
            signer = self._key()  # Under the lock: whoever changes the key holds it.
        note = sealed.note or _signed(sealed, signer)
        for one, answer in zip(batch, sealed.answers, strict=True):
            if isinstance(answer, Refusal):
                one.answer = answer
                continue
            one.answer = SealedReceipt(answer, sealed.after.size, note, sealed.subtree)
            if answer.leaf in proofs:
                one.answer.__dict__["path"] = proofs[answer.leaf]
        if sealed.before.size >> CHECKPOINT_EVERY != sealed.after.size >> CHECKPOINT_EVERY and signer is not None:
            self._store_checkpoint(signer, max(one.prepared.now for one in batch))

    def _commit_one_by_one(self, batch: list[_Waiting]) -> None:
        for one in batch:
            try:
                self._commit([one])
            except Exception as problem:  # noqa: BLE001  # It is raised in the thread that asked for it.
                one.answer = problem

    def _store_checkpoint(self, signer: SigningKey, now: datetime) -> None:
        try:
            with unit_of_work(recording_a_look=True) as session:
                checkpoint(session, signer=signer, now=now)
        except Exception:  # The entries are committed; the job that signs every minute says what is wrong.
            _log.exception("no checkpoint was stored")

    def _key(self) -> SigningKey | None:
        """Return the key of the log, read again when the file is another one."""
        try:
            stat = keys.key_path(self._home).stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_mode)
            if self._signer[0] != seen:
                self._signer = (seen, keys.read_key(self._home))
        except (OSError, keys.KeyUnusable) as problem:
            if not isinstance(problem, FileNotFoundError):
                _log.warning("entries are sealed but not signed: %s", problem)
            return None
        return self._signer[1]


def _signed(sealed: Sealed, signer: SigningKey | None) -> str | None:
    if signer is None:
        return None
    text = Checkpoint(sealed.origin, sealed.after.size, sealed.after.root).text
    return str(signer.sign(text, name=sealed.origin))


def _committer() -> _Committer:
    found: _Committer = current_app.extensions.setdefault(
        "ledger.committer", _Committer(current_app.config["SETTINGS"].home)
    )
    return found
