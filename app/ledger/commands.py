"""Owns how the ledger grows: events are sealed in the transaction of the change they tell of, under the head's lock.

An append does not sign. The seal is the tree, whose new head is committed with the rows; ``checkpoint`` signs the head,
and the operations job calls it every minute. So the key is read by one job and not by every request, and a business
transaction never waits for a key file. Until the next checkpoint the newest entries are sealed, but not yet signed.

Everything here is SQLAlchemy Core with prepared statements: an append is in every write of the product.
"""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, String, bindparam, insert, select, text, update
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import Micros, from_micros, kst_day, to_micros
from app.kernel.errors import NotAllowed
from app.ledger.domain import (
    LOG_ID,
    LONGEST_ORIGIN,
    SALT_SIZE,
    BadLogName,
    HistoryChanged,
    KeyChanged,
    LogAlreadySigned,
    Receipt,
    body_bytes,
    commitment,
)
from app.ledger.erasure import remove_due
from app.ledger.events import ClockWentBack, Event, PersonalPartErased
from app.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerNode, LedgerPrivate
from app.ledger.notes import BadNote, Checkpoint, SigningKey, VerifierKey
from app.ledger.proofs import head, root_at, subtrees
from app.ledger.tree import Frontier, leaf_hash

CLOCK_TOLERANCE = 2_000_000
"""Microseconds the clock may be set back without a word."""
ERASED_AT_ONCE = 1_000

_LOCK_HEAD = (
    select(LedgerHead.size, LedgerHead.frontier, LedgerHead.last_at, LedgerHead.clock_at)
    .where(LedgerHead.log_id == LOG_ID)
    .with_for_update()
)
_GROW_HEAD = (
    update(LedgerHead.__table__)  # type: ignore[arg-type]  # A mapped table is a Table.
    .where(LedgerHead.log_id == LOG_ID, LedgerHead.size == bindparam("old_size"))
    .values(
        size=bindparam("new_size"),
        frontier=bindparam("new_frontier"),
        last_at=bindparam("new_last_at"),
        clock_at=bindparam("new_clock_at"),
    )
)
_INSERT_ENTRY = insert(LedgerEntry.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_NODE = insert(LedgerNode.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_PRIVATE = insert(LedgerPrivate.__table__)  # type: ignore[arg-type]  # The same.
_INSERT_CHECKPOINT = insert(LedgerCheckpoint.__table__)  # type: ignore[arg-type]  # The same.
_COUNT_DAY = text(
    "INSERT INTO ledger_day (log_id, day, first_leaf, last_leaf) VALUES (:log_id, :day, :first_leaf, :last_leaf) "
    "ON CONFLICT (log_id, day) DO UPDATE SET last_leaf = excluded.last_leaf"
).bindparams(
    bindparam("log_id", type_=Integer),
    bindparam("day", type_=Date),
    bindparam("first_leaf", type_=BigInteger),
    bindparam("last_leaf", type_=BigInteger),
)
_COUNT_DAILY = text(
    "INSERT INTO ledger_daily (log_id, day, site_code, event, entries) "
    "VALUES (:log_id, :day, :site_code, :event, :entries) "
    "ON CONFLICT (log_id, day, site_code, event) DO UPDATE SET entries = ledger_daily.entries + excluded.entries"
).bindparams(
    bindparam("log_id", type_=Integer),
    bindparam("day", type_=Date),
    bindparam("site_code", type_=String),
    bindparam("event", type_=String),
    bindparam("entries", type_=BigInteger),
)


def append(session: Session, event: Event, *, actor: Actor, now: datetime, erase_on: date | None = None) -> Receipt:
    """Seal one event in the caller's transaction.

    :param erase_on: the day the event's personal parts are to be erased; None while that day is not known.
    :raises EntryTooLarge: if the event does not fit into one entry.
    """
    return append_all(session, (event,), actor=actor, now=now, erase_on=erase_on)[0]


def append_all(
    session: Session, events: Sequence[Event], *, actor: Actor, now: datetime, erase_on: date | None = None
) -> list[Receipt]:
    """Seal events in their order in the caller's transaction, and return a receipt for each.

    Recorded time never goes back: it is the later of the clock and the last entry. If the clock was set back by more
    than two seconds since it was last looked at, an entry of its own says so first.

    :param erase_on: the day the events' personal parts are to be erased; None while that day is not known.
    :raises EntryTooLarge: if an event does not fit into one entry.
    """
    if not events:
        return []
    size, packed, last_at, clock_at = session.execute(_LOCK_HEAD).one()
    clock = to_micros(now)
    at = Micros(max(clock, last_at))
    batch = _Batch(first_leaf=size, at=at)
    if clock < clock_at - CLOCK_TOLERANCE:
        batch.add(ClockWentBack(clock_before=from_micros(clock_at), clock_now=now), actor=SYSTEM, erase_on=None)
    for event in events:
        batch.add(event, actor=actor, erase_on=erase_on)
    frontier, nodes = Frontier.unpack(size, packed).extend(entry["leaf_hash"] for entry in batch.entries)
    session.execute(_INSERT_ENTRY, batch.entries)
    if batch.private:
        session.execute(_INSERT_PRIVATE, batch.private)
    if nodes:
        session.execute(
            _INSERT_NODE,
            [{"log_id": LOG_ID, "level": n.level, "position": n.position, "hash": n.hash} for n in nodes],
        )
    session.execute(_COUNT_DAY, batch.day_row)
    session.execute(_COUNT_DAILY, batch.daily_rows)
    grown = session.execute(
        _GROW_HEAD,
        {
            "old_size": size,
            "new_size": frontier.size,
            "new_frontier": frontier.packed,
            "new_last_at": at,
            "new_clock_at": clock,
        },
    )
    if grown.rowcount != 1:  # type: ignore[attr-defined]  # An UPDATE returns a cursor result.
        raise RuntimeError("the head of the ledger moved under its lock")
    return batch.receipts[-len(events) :]


def checkpoint(session: Session, *, signer: SigningKey, now: datetime) -> str:
    """Sign the present head, store the checkpoint, and return it; the newest one again if nothing came after it.

    A log signs nothing that contradicts what it signed before: it must still begin with what the last checkpoint says.

    :raises KeyChanged: if another key signed the last checkpoint.
    :raises HistoryChanged: if the log no longer begins with what was signed.
    """
    session.execute(_LOCK_HEAD)
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


def erase_due(session: Session, *, on: date, actor: Actor, now: datetime) -> int:
    """Destroy the oldest personal parts due on a day in Korea or before, seal that, and return how many they were.

    At most ``ERASED_AT_ONCE`` of them: the caller goes on, a transaction each, until none is left.

    :raises NotAllowed: if somebody else than the system or the privacy officer asks.
    """
    if not actor.may_act_as(Role.PRIVACY_OFFICER):
        raise NotAllowed
    session.execute(_LOCK_HEAD)
    removed = remove_due(session, on=on, most=ERASED_AT_ONCE)
    if removed is None:
        return 0
    append(session, PersonalPartErased(due_on=on, **asdict(removed)), actor=actor, now=now)
    return removed.count


def name_log(session: Session, *, origin: str) -> None:
    """Give the log the name it signs under, e.g. ``cctv.example.kr/watchbook``, in place of the invented one.

    :raises BadLogName: if it is empty, too long, or has a space or plus sign.
    :raises LogAlreadySigned: if the log has signed anything under another name.
    """
    session.execute(_LOCK_HEAD)
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


class _Batch:
    """The rows of one append, gathered before the first is written."""

    def __init__(self, *, first_leaf: int, at: Micros) -> None:
        self.first_leaf = first_leaf
        self.at = at
        self.recorded_at = from_micros(at)
        self.day = kst_day(self.recorded_at)
        self.entries: list[dict[str, Any]] = []
        self.private: list[dict[str, Any]] = []
        self.receipts: list[Receipt] = []
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, event: Event, *, actor: Actor, erase_on: date | None) -> None:
        leaf = self.first_leaf + len(self.entries)
        entry_id = str(uuid7(timestamp=self.at // 1_000_000, nanos=self.at % 1_000_000 * 1000))
        commitments = {}
        for part, values in event.personal_parts().items():
            salt, content = os.urandom(SALT_SIZE), canonical_bytes(values)
            commitments[part] = commitment(salt, content)
            self.private.append(
                {
                    "log_id": LOG_ID,
                    "leaf": leaf,
                    "part": part,
                    "salt": salt,
                    "content": content,
                    "erase_on": erase_on,
                }
            )
        subject, site_code = event.subject, event.site_code
        body = body_bytes(
            entry_id=entry_id,
            recorded_at=self.recorded_at,
            event=event.name,
            event_version=event.version,
            actor_id=actor.id,
            subject=subject,
            site_code=site_code,
            open_part=event.open_part(),
            commitments=commitments,
        )
        self.entries.append(
            {
                "log_id": LOG_ID,
                "leaf": leaf,
                "entry_id": entry_id,
                "recorded_at": self.at,
                "event": event.name,
                "site_code": site_code,
                "actor_id": actor.id,
                "subject": subject,
                "body": body,
                "leaf_hash": leaf_hash(body),
            }
        )
        self.counts[site_code or "", event.name] += 1
        self.receipts.append(Receipt(LOG_ID, leaf, entry_id, self.recorded_at))

    @property
    def day_row(self) -> dict[str, Any]:
        return {
            "log_id": LOG_ID,
            "day": self.day,
            "first_leaf": self.first_leaf,
            "last_leaf": self.first_leaf + len(self.entries) - 1,
        }

    @property
    def daily_rows(self) -> list[dict[str, Any]]:
        return [
            {"log_id": LOG_ID, "day": self.day, "site_code": site_code, "event": event, "entries": entries}
            for (site_code, event), entries in sorted(self.counts.items())  # One order of locks for all.
        ]
