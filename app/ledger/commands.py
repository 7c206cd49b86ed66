"""Owns how the ledger grows: events are sealed in the transaction of the change they tell of, under the head's lock.

An append does not sign. The seal is the tree, whose new head is committed with the rows; ``checkpoint`` signs the head,
and the operations job calls it every minute. So the key is read by one job and not by every request, and a business
transaction never waits for a key file. Until the next checkpoint the newest entries are sealed, but not yet signed.

Where rates are high, ``committer.submit`` is the other way in: many people's entries in one transaction.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import to_micros
from app.kernel.errors import Refusal
from app.ledger import statements
from app.ledger.domain import (
    LOG_ID,
    LONGEST_ORIGIN,
    BadLogName,
    HistoryChanged,
    KeyChanged,
    LogAlreadySigned,
    Receipt,
    hash_of_key,
)
from app.ledger.events import Event
from app.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerSubmission
from app.ledger.notes import BadNote, Checkpoint, SigningKey, VerifierKey
from app.ledger.proofs import head, root_at, subtrees
from app.ledger.sealing import prepare, seal

_INSERT_CHECKPOINT = insert(LedgerCheckpoint.__table__)  # type: ignore[arg-type]  # A mapped table is a Table.


def append(
    session: Session, event: Event, *, actor: Actor, now: datetime, erase_on: date | None = None, key: str | None = None
) -> Receipt:
    """Seal one event in the caller's transaction.

    :param erase_on: the day the event's personal parts are to be erased; None while that day is not known.
    :param key: chosen by whoever sends the event: the same key of the same actor gives the earlier receipt, with
        ``repeated`` set, and nothing is sealed; the caller then must not write its own rows again.
    :raises EntryTooLarge: if the event does not fit into one entry.
    :raises KeyReused: if something else was recorded under the key.
    """
    answer = seal(session, [prepare(event, actor=actor, now=now, erase_on=erase_on, key=key)]).answers[0]
    if isinstance(answer, Refusal):
        raise answer
    return answer


def subject_under(session: Session, *, key: str, actor: Actor) -> str | None:
    """Return what the entry is about that somebody sealed under a key, None if there is none.

    For acts whose entry is never the same twice, as they encrypt: ask under a lock that the act holds as well.
    """
    known = LedgerSubmission.log_id == LOG_ID, LedgerSubmission.key_hash == hash_of_key(actor.id, key)
    statement = select(LedgerEntry.subject).join(
        LedgerSubmission, (LedgerSubmission.log_id == LedgerEntry.log_id) & (LedgerSubmission.leaf == LedgerEntry.leaf)
    )
    return session.scalar(statement.where(*known))


def append_all(
    session: Session, events: Sequence[Event], *, actor: Actor, now: datetime, erase_on: date | None = None
) -> list[Receipt]:
    """Seal events in their order in the caller's transaction, and return a receipt for each.

    :param erase_on: the day the events' personal parts are to be erased; None while that day is not known.
    :raises EntryTooLarge: if an event does not fit into one entry.
    """
    if not events:
        return []
    wanted = [prepare(event, actor=actor, now=now, erase_on=erase_on) for event in events]
    return [answer for answer in seal(session, wanted).answers if isinstance(answer, Receipt)]


def checkpoint(session: Session, *, signer: SigningKey, now: datetime) -> str:
    """Sign the present head, store the checkpoint, and return it; the newest one again if nothing came after it.

    A log signs nothing that contradicts what it signed before: it must still begin with what the last checkpoint says.

    :raises KeyChanged: if another key signed the last checkpoint.
    :raises HistoryChanged: if the log no longer begins with what was signed.
    """
    statements.lock_head(session)
    present = head(session)
    key = signer.verifier(present.origin)
    if present.note is not None:
        last = _opened(present.note, key=key)
        grown = last.size <= present.size and last.origin == present.origin
        if not grown or root_at(last.size, subtrees(session)) != last.root:
            raise HistoryChanged(size=last.size)
        if last.size == present.size:
            return present.note
    text = Checkpoint(present.origin, present.size, present.root).text
    note = str(signer.sign(text, name=present.origin))
    row = {"log_id": LOG_ID, "size": present.size, "made_at": to_micros(now), "note": note}
    session.execute(_INSERT_CHECKPOINT, row)
    session.execute(update(LedgerHead).where(LedgerHead.log_id == LOG_ID).values(note=note))
    return note


def name_log(session: Session, *, origin: str) -> None:
    """Give the log the name it signs under, e.g. ``cctv.example.kr/watchbook``, in place of the invented one.

    :raises BadLogName: if it is empty, too long, or has a space or plus sign.
    :raises LogAlreadySigned: if the log has signed anything under another name.
    """
    statements.lock_head(session)
    present = head(session)
    if origin == present.origin:
        return
    if (
        not origin
        or len(origin) > LONGEST_ORIGIN
        or "+" in origin
        or len(origin.split()) != 1
        or origin.strip() != origin
    ):
        raise BadLogName
    if present.note is not None:
        raise LogAlreadySigned
    session.execute(update(LedgerHead).where(LedgerHead.log_id == LOG_ID).values(origin=origin))


def _opened(note: str, *, key: VerifierKey) -> Checkpoint:
    try:
        return Checkpoint.open(note, key=key)
    except BadNote as problem:
        raise KeyChanged from problem
