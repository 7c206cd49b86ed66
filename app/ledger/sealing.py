"""Owns how entries come into the tree: prepared by whoever asks, numbered, timed and hashed under the head's lock.

Both ways in end here: ``commands.append`` with the entries of one transaction, ``committer.submit`` with those of many
people at once.
"""

import math
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session
from uuid_utils import uuid7

from app.database import OPENED
from app.kernel.actor import SYSTEM, Actor
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import Micros, from_micros, iso, kst_day, to_micros
from app.ledger.domain import LOG_ID, SALT_SIZE, Draft, KeyReused, Receipt, commitment, draft, hash_of_key
from app.ledger.events import ClockWentBack, Event
from app.ledger.statements import Known, Line, LockedHead, Rows, known_entries, line_of, lock_head, write
from app.ledger.tree import Frontier, leaf_hash, node_hash

CLOCK_TOLERANCE = 2_000_000
"""Microseconds the clock may be set back without a word."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An event on its way into the tree: all that needs no lock is done, and it is known to fit."""

    draft: Draft
    event: str
    actor_id: int
    subject: str
    site_code: str | None
    private: tuple[dict[str, Any], ...]
    now: datetime
    asked_at: float
    key_hash: bytes | None = None
    content_hash: bytes | None = None


def prepare(
    event: Event,
    *,
    actor: Actor,
    now: datetime,
    erase_on: date | None = None,
    key: str | None = None,
    asked_at: float | None = None,
) -> Prepared:
    """Return an event ready to be sealed.

    :param asked_at: when ``now`` was read or later, on the clock of ``time.monotonic``; default: this moment.
    :raises EntryTooLarge: if it does not fit into one entry.
    """
    private, commitments = [], {}
    for part, values in event.personal_parts().items():
        salt, content = os.urandom(SALT_SIZE), canonical_bytes(values)
        commitments[part] = commitment(salt, content)
        private.append({"part": part, "salt": salt, "content": content, "erase_on": erase_on and erase_on.isoformat()})
    subject, site_code, open_part = event.subject, event.site_code, event.open_part()
    made = draft(
        event=event.name,
        event_version=event.version,
        actor_id=actor.id,
        subject=subject,
        site_code=site_code,
        open_part=open_part,
        commitments=commitments,
    )
    key_hash = content_hash = None
    if key is not None:
        key_hash = hash_of_key(actor.id, key)
        stated = [event.name, event.version, actor.id, subject, site_code, open_part, sorted(commitments)]
        content_hash = sha256(canonical_bytes(stated)).digest()
    return Prepared(
        made,
        event.name,
        actor.id,
        subject,
        site_code,
        tuple(private),
        now,
        time.monotonic() if asked_at is None else asked_at,
        key_hash,
        content_hash,
    )


@dataclass(frozen=True)
class Sealed:
    """What one grip of the head's lock did: an answer for each prepared event, and how the tree grew."""

    answers: list[Receipt | KeyReused]
    origin: str
    before: Frontier
    after: Frontier
    leaf_hashes: list[bytes]
    note: str | None = None  # The stored one, if it is of exactly this size.

    def subtree(self, level: int, position: int) -> bytes:
        """Return a hash on the way from a new leaf to the root; nothing is read for it.

        What stands to the left of the new leaves is a part of the frontier before them: the subtree above it and beside
        it holds a new leaf, so it was not complete.
        """
        key = (level, position)
        if key not in self._hashes:
            if level == 0:
                return self.leaf_hashes[position - self.before.size]
            below = 2 * position
            self._hashes[key] = node_hash(self.subtree(level - 1, below), self.subtree(level - 1, below + 1))
        return self._hashes[key]

    @cached_property
    def _hashes(self) -> dict[tuple[int, int], bytes]:
        """Return the hashes of the frontier by place; those of subtrees with new leaves are added when asked for."""
        found, start = {}, 0
        for hash_, level in zip(
            self.before.hashes,
            (level for level in range(self.before.size.bit_length() - 1, -1, -1) if self.before.size >> level & 1),
            strict=True,
        ):
            found[level, start >> level] = hash_
            start += 1 << level
        return found


@dataclass(frozen=True, slots=True)
class Growth:
    """How a batch lets the log grow: what is answered, and what must be written for that."""

    sealed: Sealed
    tables: dict[str, list[dict[str, Any]]]
    head: LockedHead

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is to be written: everything was known."""
        return not self.tables["ledger_entry"]

    def write(self, line: Line, registers: Rows | None = None) -> bool:
        """Write it, with rows of registers; return whether the head was the one it was made for."""
        return write(
            line,
            self.tables,
            {
                "old_size": self.sealed.before.size,
                "new_size": self.head.size,
                "frontier": self.head.frontier,
                "last_at": self.head.last_at,
                "clock_at": self.head.clock_at,
            },
            registers,
        )


def seal(session: Session, wanted: Sequence[Prepared]) -> Sealed:
    """Seal events in their order in the caller's transaction."""
    asked_at = time.monotonic()
    session.flush()
    head = lock_head(session)
    with line_of(session) as line:
        known = known_entries(line, keys_of(wanted))
        growth = grow(head, wanted, known, opened_at=session.info.get(OPENED, asked_at))
        if not growth.is_empty and not growth.write(line):
            raise RuntimeError("the head of the ledger moved under its lock")
    return growth.sealed


def keys_of(wanted: Sequence[Prepared]) -> list[bytes]:
    """Return the hashes of the keys of events that have one."""
    return [one.key_hash for one in wanted if one.key_hash is not None]


def grow(
    head: LockedHead, wanted: Sequence[Prepared], known: dict[bytes, Known], *, opened_at: float = math.inf
) -> Growth:
    """Return how the log grows by events from a head; nothing is read or written.

    Recorded time never goes back: it is the latest of the clocks read for these events and the last entry. If the clock
    was set back by more than two seconds since it was last looked at, an entry of its own says so first. How long these
    events waited for the lock is allowed for: a clock read before somebody else's entry was sealed is late, not wrong.

    :param known: what was recorded under their keys.
    :param opened_at: when the transaction was opened, if that was before they asked.
    """
    moment = time.monotonic()
    times = [to_micros(one.now) for one in wanted]
    clock: int = max(times)
    rows = _Rows(first_leaf=head.size, at=Micros(max(head.last_at, clock)))
    latest = max(
        micros + int((moment - min(opened_at, one.asked_at)) * 1e6) for micros, one in zip(times, wanted, strict=True)
    )
    if latest < head.clock_at - CLOCK_TOLERANCE and any(one.key_hash not in known for one in wanted):
        event = ClockWentBack(clock_before=from_micros(head.clock_at), clock_now=from_micros(clock))
        rows.add(prepare(event, actor=SYSTEM, now=from_micros(clock)))
    else:
        clock = max(clock, min(head.clock_at, latest))  # Waiting must not look like a clock set back.
    answers: list[Receipt | KeyReused] = []
    for one in wanted:
        earlier = known.get(one.key_hash) if one.key_hash is not None else None
        if earlier is not None:
            answers.append(_again(one, earlier))
            continue
        receipt = rows.add(one)
        answers.append(receipt)
        if one.key_hash is not None and one.content_hash is not None:
            contents = {part["part"]: part["content"] for part in one.private}
            known[one.key_hash] = Known(receipt, one.content_hash, contents)
    before = Frontier.unpack(head.size, head.frontier)
    hashes = [entry["leaf_hash"] for entry in rows.entries]
    after, nodes = before.extend(hashes)
    tables = rows.by_table | {"ledger_node": [asdict(node) for node in nodes]}
    sealed = Sealed(answers, head.origin, before, after, hashes, None if rows.entries else head.note_of_size)
    return Growth(
        sealed, tables, replace(head, size=after.size, frontier=after.packed, last_at=rows.at, clock_at=clock)
    )


def _again(one: Prepared, earlier: Known) -> Receipt | KeyReused:
    """Return the earlier receipt if the same was said; a part that has been erased meanwhile is taken as the same."""
    same = one.content_hash == earlier.content_hash and all(
        earlier.contents.get(part["part"], part["content"]) == part["content"] for part in one.private
    )
    return replace(earlier.receipt, repeated=True) if same else KeyReused()


@dataclass
class _Rows:
    """The rows of one batch, gathered before the first is written."""

    first_leaf: int
    at: Micros
    entries: list[dict[str, Any]] = field(default_factory=list)
    private: list[dict[str, Any]] = field(default_factory=list)
    keys: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.recorded_at = from_micros(self.at)
        self.written_at = iso(self.recorded_at)
        self.day = kst_day(self.recorded_at)

    def add(self, one: Prepared) -> Receipt:
        """Take in one entry under its number, and return its receipt."""
        leaf = self.first_leaf + len(self.entries)
        entry_id = str(uuid7(timestamp=self.at // 1_000_000, nanos=self.at % 1_000_000 * 1000))
        body = one.draft.body(entry_id=entry_id, recorded_at=self.written_at)
        self.entries.append(
            {
                "leaf": leaf,
                "entry_id": entry_id,
                "recorded_at": self.at,
                "event": one.event,
                "site_code": one.site_code,
                "actor_id": one.actor_id,
                "subject": one.subject,
                "body": body,
                "leaf_hash": leaf_hash(body),
            }
        )
        self.private += [{"leaf": leaf, **part} for part in one.private]
        if one.key_hash is not None:
            self.keys.append({"key_hash": one.key_hash, "leaf": leaf, "content_hash": one.content_hash})
        self.counts[one.site_code or "", one.event] += 1
        return Receipt(LOG_ID, leaf, entry_id, self.recorded_at)

    @property
    def by_table(self) -> dict[str, list[dict[str, Any]]]:
        """Return all rows but those of subtrees; counts in one order, so that nobody waits for each other in a ring."""
        day = self.day.isoformat()
        return {
            "ledger_entry": self.entries,
            "ledger_private": self.private,
            "ledger_submission": self.keys,
            "ledger_day": [
                {"day": day, "first_leaf": self.first_leaf, "last_leaf": self.first_leaf + len(self.entries) - 1}
            ],
            "ledger_daily": [
                {"day": day, "site_code": site_code, "event": event, "entries": entries}
                for (site_code, event), entries in sorted(self.counts.items())
            ],
        }
