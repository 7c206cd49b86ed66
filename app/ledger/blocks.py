"""Owns how the ledger is read for its verification: raw rows in blocks, and a quick look at whether a block holds.

The quick look only ever says yes when all holds. When it says no, ``app.ledger.walk`` looks at each entry by itself and
names what is wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.kernel.clock import from_micros, iso
from app.ledger.domain import LOG_ID
from app.ledger.driver import Statement

AT_ONCE = 512
_BEFORE_ALL = -(2**63)
_MINUTE = 60_000_000
_PART_SIZE = len('"":"",') + 64
_ENTRIES = Statement(
    "SELECT leaf, entry_id, recorded_at, event, site_code, actor_id, subject, body, leaf_hash FROM ledger_entry"
    f" WHERE log_id = {LOG_ID} AND leaf > %s ORDER BY leaf LIMIT {AT_ONCE}"
)
_PARTS = Statement(
    f"SELECT leaf, part, salt, content FROM ledger_private WHERE log_id = {LOG_ID} AND leaf > %s AND leaf <= %s"
    " ORDER BY leaf, part"
)
_STRAY = Statement(
    f"SELECT leaf, part, salt, content FROM ledger_private WHERE log_id = {LOG_ID} AND leaf > %s"
    " ORDER BY leaf, part LIMIT 1"
)
# A sealed body from end to end: keys stand in the order of canonical JSON. ``event`` is found from behind; what follows
# it has no other braces than those of ``private`` and ends the body, so it is the body's own and none inside ``data``.
_BODY = re.compile(
    rb'\{"actor":-?\d+,"at":"[^"\\]+","data":\{.*\},"event":"([^"\\]+)","event_version":(\d+),"id":"([^"\\]+)",'
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


class Block:
    """Rows of entries that follow each other, as plain tuples, and the personal parts stored up to the last of them."""

    def __init__(self, entries: Sequence[Any], parts: Sequence[Any], versions: dict[str, int]) -> None:
        """Take the rows, at least one entry, in the order of leaves.

        :param versions: the version each event was last seen with.
        """
        self.entries = entries
        self.parts = parts
        self._versions = versions
        columns = zip(*entries, strict=True)
        (
            self.leaves,
            self.ids,
            self.ats,
            self.events,
            self.sites,
            self.actors,
            self.subjects,
            self.bodies,
            self.stored,
        ) = columns

    def hashes(self, *, first: int, last_at: int) -> list[bytes] | None:
        """Return the hashes of the entries if leaves, hashes, times and columns are as sealed; None to look closer.

        :param first: the leaf the first entry should have.
        :param last_at: when the entry before it was recorded.
        """
        hashes = [sha256(b"\x00" + body).digest() for body in self.bodies]
        holds = (
            self.leaves == tuple(range(first, first + len(self.leaves)))
            and list(self.stored) == hashes
            and last_at <= self.ats[0]
            and list(self.ats) == sorted(self.ats)
        )
        return hashes if holds else None

    def missing(self) -> dict[str, list[int]] | None:
        """Return by name the leaves whose part is sealed but no longer stored; None to look closer.

        What is still stored must be what was sealed, and every column what its body says. Keys of canonical JSON have
        one order, so a body is compared with the beginning and the end its columns and stored parts make; only where
        that is not it, as after an erasure, is the body taken apart. Call it once ``hashes`` holds.
        """
        if any(letter in text for text in map("".join, (self.ids, self.events, self.subjects)) for letter in '"\\'):
            return None  # What needs escapes could pass for more than one field.
        sealed = self._sealed_parts()
        if sealed is None:
            return None
        sites = {site: "null" if site is None else f'"{site}"' for site in set(self.sites)}
        if any(letter in site for site in sites if site is not None for letter in '"\\'):
            return None
        minutes = {minute: _minute(minute) for minute in {at // _MINUTE for at in self.ats}}
        beginnings = [
            f'{{"actor":{actor},"at":"{minutes[at // _MINUTE]}:'
            f'{at % _MINUTE // 1_000_000:02}.{at % 1_000_000:06}Z","data":{{'.encode()
            for actor, at in zip(self.actors, self.ats, strict=True)
        ]
        versions = self._versions
        ends = [
            f'}},"event":"{event}","event_version":{versions.get(event, 1)},"id":"{entry_id}","private":{{{private}}},'
            f'"site":{sites[site]},"subject":"{subject}","v":1}}'.encode()
            for event, entry_id, private, site, subject in zip(
                self.events, self.ids, sealed, self.sites, self.subjects, strict=True
            )
        ]
        if not all(map(bytes.startswith, self.bodies, beginnings)):
            return None
        if all(map(bytes.endswith, self.bodies, ends)):
            return {}
        return self._taken_apart(ends)

    def _sealed_parts(self) -> list[str] | None:
        """Return for each entry the commitments to the parts that are stored, as canonical JSON has them."""
        first = self.leaves[0]
        found = [""] * len(self.leaves)
        if self.parts and self.parts[0][0] < first:
            return None
        before = None
        for leaf, part, salt, content in self.parts:
            one = f'"{part}":"{sha256(salt + content).hexdigest()}"'
            found[leaf - first] = f"{found[leaf - first]},{one}" if leaf == before else one
            before = leaf
        return found

    def _taken_apart(self, ends: Sequence[bytes]) -> dict[str, list[int]] | None:
        """Return the same from what the bodies say that do not end as expected."""
        stored: dict[int, dict[bytes, bytes]] = {}
        for leaf, part, salt, content in self.parts:
            stored.setdefault(leaf, {})[part.encode()] = sha256(salt + content).hexdigest().encode()
        gone: dict[str, list[int]] = {}
        columns = zip(self.leaves, self.bodies, ends, self.events, self.ids, self.sites, self.subjects, strict=True)
        for leaf, body, end, event, entry_id, site, subject in columns:
            if body.endswith(end):
                continue
            match = _BODY.fullmatch(body)
            if match is None:
                return None
            said_event, version, said_id, private, *said = match.groups()
            columns_say = [None if value is None else value.encode() for value in (event, entry_id, site, subject)]
            if [said_event, said_id, *said] != columns_say:
                return None
            self._versions[event] = int(version)
            missing = _not_stored(private, stored.get(leaf, {}))
            if missing is None:
                return None
            for part in missing:
                gone.setdefault(part.decode(), []).append(leaf)
        return gone


def _not_stored(private: bytes, stored: Mapping[bytes, bytes]) -> list[bytes] | None:
    """Return the parts that are sealed and not stored; None if one is stored that was not sealed so."""
    parts = _PART.findall(private)
    if len(private) != max(0, sum(len(name) + _PART_SIZE for name, _ in parts) - 1):
        return None
    sealed = dict(parts)
    if len(sealed) != len(parts) or any(sealed.get(part) != digest for part, digest in stored.items()):
        return None
    return [part for part in sealed if part not in stored]


def blocks(session: Session) -> Iterator[Block]:
    """Yield the log from its first row to its last, some hundreds of rows at a time: what fits a processor's cache."""
    after, versions = _BEFORE_ALL, dict[str, int]()
    while entries := _ENTRIES.rows(session, after):
        last = entries[-1][0]
        yield Block(entries, _PARTS.rows(session, after, last), versions)
        after = last


def stray_part(session: Session, *, after: int | None) -> PartRow | None:
    """Return the first personal part behind the last entry, if there is one."""
    rows = _STRAY.rows(session, _BEFORE_ALL if after is None else after)
    return PartRow._make(rows[0]) if rows else None


@lru_cache(maxsize=4)
def _minute(minute: int) -> str:
    return iso(from_micros(minute * _MINUTE))[: -len(":00.000000Z")]
