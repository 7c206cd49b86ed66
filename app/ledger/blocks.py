"""Owns how the ledger is read for its verification: raw rows in blocks, and a quick look at whether a block holds.

The quick look only ever says yes when all holds. When it says no, ``app.ledger.walk`` looks at each entry by itself and
names what is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from operator import le
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros, iso
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerEntry, LedgerPrivate

AT_ONCE = 1_024
_BEFORE_ALL = -(2**63)
_PART_SIZE = len('"":"",') + 64
_ENTRY, _PRIVATE = LedgerEntry.__table__.c, LedgerPrivate.__table__.c
_ENTRIES = select(
    _ENTRY.leaf,
    _ENTRY.entry_id,
    _ENTRY.recorded_at,
    _ENTRY.event,
    _ENTRY.site_code,
    _ENTRY.actor_id,
    _ENTRY.subject,
    _ENTRY.body,
    _ENTRY.leaf_hash,
).where(_ENTRY.log_id == LOG_ID)
_PARTS = select(_PRIVATE.leaf, _PRIVATE.part, _PRIVATE.salt, _PRIVATE.content).where(_PRIVATE.log_id == LOG_ID)
# A sealed body from end to end: keys stand in the order of canonical JSON. ``event`` is found from behind; what follows
# it has no other braces than those of ``private`` and ends the body, so it is the body's own and none inside ``data``.
_BODY = re.compile(
    rb'\{"actor":(-?\d+),"at":"([^"\\]+)","data":\{.*\},"event":"([^"\\]+)","event_version":\d+,"id":"([^"\\]+)",'
    rb'"private":\{([^{}]*)\},"site":(?:null|"([^"\\]*)"),"subject":"([^"\\]+)","v":1\}',
    re.DOTALL,
)
_PART = re.compile(rb'"([^"\\]+)":"([0-9a-f]{64})"')


class EntryRow(NamedTuple):
    """One row of ``ledger_entry``."""

    leaf: int
    entry_id: str
    recorded_at: int
    event: str
    site_code: str | None
    actor_id: int
    subject: str
    body: bytes
    leaf_hash: bytes


class PartRow(NamedTuple):
    """One row of ``ledger_private``."""

    leaf: int
    part: str
    salt: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of entries that follow each other, as plain tuples, and the personal parts stored up to the last of them."""

    entries: Sequence[Any]
    parts: Sequence[Any]
    last: int

    def hashes(self, *, first: int, last_at: int) -> list[bytes] | None:
        """Return the hashes of the entries if leaves, hashes, times and columns are as sealed; None to look closer.

        :param first: the leaf the first entry should have.
        :param last_at: when the entry before it was recorded.
        """
        leaves, _, ats, _, _, _, _, bodies, stored = zip(*self.entries, strict=True)
        hashes = [sha256(b"\x00" + body).digest() for body in bodies]
        holds = (
            leaves == tuple(range(first, first + len(leaves)))
            and list(stored) == hashes
            and last_at <= ats[0]
            and all(map(le, ats, ats[1:]))
        )
        return hashes if holds else None

    def missing(self) -> dict[str, list[int]] | None:
        """Return by name the leaves whose part is sealed but no longer stored; None to look closer.

        What is still stored must be what was sealed, and every column what its body says.
        """
        leaves, ids, ats, events, sites, actors, subjects, bodies, _ = zip(*self.entries, strict=True)
        found = [match.groups() if match else None for match in map(_BODY.fullmatch, bodies)]
        if None in found:
            return None
        said_actors, said_ats, said_events, said_ids, privates, said_sites, said_subjects = zip(*found, strict=True)
        holds = (
            said_ids == tuple(map(str.encode, ids))
            and said_events == tuple(map(str.encode, events))
            and said_subjects == tuple(map(str.encode, subjects))
            and list(said_sites) == [None if site is None else site.encode() for site in sites]
            and list(map(int, said_actors)) == list(actors)
            and list(said_ats) == list(map(_written, ats))
        )
        return self._not_stored(leaves, privates) if holds else None

    def _not_stored(self, leaves: Sequence[int], privates: Sequence[bytes]) -> dict[str, list[int]] | None:
        stored = {(leaf, part): sha256(salt + content).hexdigest() for leaf, part, salt, content in self.parts}
        gone: dict[str, list[int]] = {}
        for leaf, private in zip(leaves, privates, strict=True):
            if not private:
                continue
            parts = _PART.findall(private)
            if len(private) != sum(len(name) + _PART_SIZE for name, _ in parts) - 1:
                return None
            for name, sealed in parts:
                part = name.decode()
                digest = stored.pop((leaf, part), None)
                if digest is None:
                    gone.setdefault(part, []).append(leaf)
                elif digest != sealed.decode():
                    return None
        return None if stored else gone


def blocks(session: Session) -> Iterator[Block]:
    """Yield the log from its first row to its last, some thousands of rows at a time."""
    after = _BEFORE_ALL
    while True:
        rows = _rows(session, _ENTRIES.where(_ENTRY.leaf > after).order_by(_ENTRY.leaf).limit(AT_ONCE))
        if not rows:
            return
        last = rows[-1][0]
        parts = _PARTS.where(_PRIVATE.leaf > after, _PRIVATE.leaf <= last).order_by(_PRIVATE.leaf, _PRIVATE.part)
        yield Block(rows, _rows(session, parts), last)
        after = last


def stray_part(session: Session, *, after: int | None) -> PartRow | None:
    """Return the first personal part behind the last entry, if there is one."""
    statement = _PARTS if after is None else _PARTS.where(_PRIVATE.leaf > after)
    row = session.execute(statement.order_by(_PRIVATE.leaf, _PRIVATE.part).limit(1)).first()
    return None if row is None else PartRow(*row)


def _rows(session: Session, statement: Select[Any]) -> list[Any]:
    """Return the rows as the driver gives them: every type here is one that it knows itself."""
    result = session.connection().execute(statement)
    rows: list[Any] = list(result.cursor.fetchall())
    result.close()
    return rows


def _written(at: int) -> bytes:
    seconds, micros = divmod(at, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    return b"%s%02d.%06dZ" % (_minute(minutes), seconds, micros)


@lru_cache(maxsize=4)
def _minute(minutes: int) -> bytes:
    return iso(from_micros(minutes * 60_000_000))[:-10].encode()
