"""Owns what must hold at each entry of the ledger.

A block of entries is looked at as a whole first; only where that does not hold, entry by entry, to name the place.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.kernel.clock import KST, from_micros, iso, kst_day, start_of_kst_day, to_micros
from app.kernel.messages import N_, Message
from app.ledger.blocks import AT_ONCE, Block, EntryRow, PartRow, blocks
from app.ledger.disposal import Disposals
from app.ledger.domain import LOG_ID, commitment
from app.ledger.events import PersonalPartErased
from app.ledger.faults import Fault, fail, fail_orphan, fail_range
from app.ledger.keyring import KeyRing
from app.ledger.models import LedgerCheckpoint, LedgerDaily, LedgerDay, LedgerNode
from app.ledger.outside import Outside
from app.ledger.signed import opened
from app.ledger.tree import STORED_LEVELS, Frontier, Node, leaf_hash


class Walk:
    """One walk over the log; the counts say how far it came."""

    def __init__(self, session: Session, *, keys: KeyRing | None, outside: Sequence[str] = ()) -> None:
        """Begin before the first entry.

        :param outside: signed checkpoints that were kept elsewhere.
        :raises FaultFound: if one of them is none of this log.
        """
        self.session = session
        self.keys = keys
        self.frontier = Frontier()
        self.checkpoints = 0
        self.private_parts = 0
        self.signed = 0  # How many entries a signature has confirmed.
        self.last_at = 0
        self.later: Fault | None = None  # Counts follow from entries, so a fault in an entry is told first.
        self.leaf = 0  # What is looked at.
        self.disposals = Disposals()
        self.outside = Outside(outside, keys=keys)
        self.changes_of_key = {held.first_size for held in keys.keys if held.first_size} if keys else set()
        self._open = ExitStack()
        self._day: date | None = None
        self._day_ends = 0
        self._first_leaf_of_day = 0
        self._counts: Counter[tuple[str | None, str]] = Counter()
        self.checkpoint = self._stream(LedgerCheckpoint, LedgerCheckpoint.size)
        self.days = self._stream(LedgerDay, LedgerDay.day)
        self.nodes = {
            level: Ahead(self._rows(of(LedgerNode).where(LedgerNode.level == level).order_by(LedgerNode.position)))
            for level in STORED_LEVELS
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._open.close()

    def go(self, progress: Callable[[int], object]) -> None:
        """Walk to the last entry.

        :raises FaultFound: at the first place where something is not what was sealed.
        """
        self._confirm_checkpoints()
        for block in blocks(self.session):
            self._take(block)
            progress(len(block.entries))
        self._end_day()

    def _take(self, block: Block) -> None:
        first = self.leaf = self.frontier.size
        try:
            hashes = block.hashes(first=first, last_at=self.last_at)
            missing = None if hashes is None else block.missing()
        except (AttributeError, OverflowError, TypeError, ValueError):  # A stored value of the wrong kind.
            hashes = missing = None
        if hashes is None or missing is None:
            hashes, missing = self._look_closer(block)
        self.private_parts += len(block.parts)
        for part, leaves in missing.items():
            self.disposals.miss(part, leaves)
        if PersonalPartErased.name in block.events:
            for row in map(EntryRow._make, block.entries):
                if row.event == PersonalPartErased.name:
                    self.disposals.note(json.loads(row.body)["data"], leaf=row.leaf)
        self._count(block)
        self.last_at = block.ats[-1]
        self._grow(hashes)

    def _grow(self, hashes: Sequence[bytes]) -> None:
        """Extend the tree, stopping where a checkpoint speaks of that size."""
        done, begin = 0, self.frontier.size
        while done < len(hashes):
            stops = [size - begin for size in (self._next_checkpoint(), self.outside.next_size) if size is not None]
            end = min((stop for stop in stops if stop > done), default=len(hashes))
            self.frontier, completed = self.frontier.extend(hashes[done:end])
            done = min(end, len(hashes))
            for node in completed:
                self._check_node(node)
            self._confirm_checkpoints()
            self.outside.confirm(self.frontier, signed=self.signed)

    def _look_closer(self, block: Block) -> tuple[list[bytes], dict[str, list[int]]]:
        """Look at each entry by itself, to name the first that is not what was sealed."""
        hashes: list[bytes] = []
        missing: dict[str, list[int]] = {}
        parts = Ahead(iter([PartRow._make(row) for row in block.parts]))
        for entry in map(EntryRow._make, block.entries):
            self.leaf = self.frontier.size + len(hashes)
            sealed = self._check_entry(entry)["private"]
            self.last_at = entry.recorded_at
            hashes.append(entry.leaf_hash)
            for part in self._check_private(entry, sealed, parts):
                missing.setdefault(part, []).append(entry.leaf)
        return hashes, missing

    def _check_entry(self, entry: EntryRow) -> dict[str, Any]:
        if entry.leaf != self.leaf:
            fail(N_("{number}번째 항목이 없습니다. 지워졌거나 번호가 바뀌었습니다."), leaf=self.leaf)
        place = {"when": f"{from_micros(entry.recorded_at).astimezone(KST):%Y-%m-%d %H:%M:%S}", "name": entry.event}
        if leaf_hash(entry.body) != entry.leaf_hash:
            fail(N_("{number}번째 항목({when}, {name}): 내용이 바뀌었습니다."), leaf=self.leaf, **place)
        body: dict[str, Any] = json.loads(entry.body)
        stated = (body["id"], body["at"], body["event"], body["site"], body["actor"], body["subject"])
        columns = (
            entry.entry_id,
            iso(from_micros(entry.recorded_at)),
            entry.event,
            entry.site_code,
            entry.actor_id,
            entry.subject,
        )
        if stated != columns:
            fail(N_("{number}번째 항목({when}, {name}): 찾기용 열이 봉인된 내용과 다릅니다."), leaf=self.leaf, **place)
        if entry.recorded_at < self.last_at:
            fail(
                N_("{number}번째 항목({when}, {name}): 앞 항목보다 이른 시각입니다. 순서가 바뀌었습니다."),
                leaf=self.leaf,
                **place,
            )
        return body

    def _check_private(self, entry: EntryRow, sealed: dict[str, str], parts: "Ahead") -> list[str]:
        """Check what is still there, and return the names of the parts that are not."""
        left = set(sealed)
        while (row := parts.ahead) is not None and row.leaf <= entry.leaf:
            if row.leaf != entry.leaf or row.part not in left:
                fail_orphan(row)
            if commitment(row.salt, row.content) != sealed[row.part]:
                fail(N_("{number}번째 항목의 개인정보 부분 '{part}'이(가) 바뀌었습니다."), leaf=row.leaf, part=row.part)
            left.discard(row.part)
            parts.pop()
        return sorted(left)

    def _check_node(self, node: Node) -> None:
        stored = self.nodes[node.level].pop()
        first, last = node.position << node.level, (node.position + 1) << node.level
        if stored is None or stored.position != node.position:
            fail(N_("{first}~{last}번째 항목의 중간 해시가 없습니다."), first=first + 1, last=last, leaf=None)
        if stored.hash != node.hash:
            fail_range(first, last, signed=self.signed)

    def _next_checkpoint(self) -> int | None:
        ahead = self.checkpoint.ahead
        return None if ahead is None else ahead.size

    def _confirm_checkpoints(self) -> None:
        while (row := self.checkpoint.ahead) is not None and row.size == self.frontier.size:
            stated = opened(row.note, size=row.size, keys=self.keys)
            if stated.size != row.size:
                fail(N_("{size}건의 체크포인트가 다른 크기를 말합니다."), size=row.size, leaf=None)
            if stated.root != self.frontier.root:
                fail_range(0, row.size, signed=self.signed)
            self.signed = row.size
            self.checkpoints += 1
            self.changes_of_key.discard(row.size)
            self.checkpoint.pop()

    def _count(self, block: Block) -> None:
        """Add the entries to the counts of the days they fall on."""
        ats, at = block.ats, 0
        while at < len(ats):
            if ats[at] >= self._day_ends:
                self._end_day(before=self.frontier.size + at)
                self._day = kst_day(from_micros(ats[at]))
                self._day_ends = to_micros(start_of_kst_day(self._day + timedelta(days=1)))
                self._first_leaf_of_day = self.frontier.size + at
            end = bisect_left(ats, self._day_ends, at)
            self._counts.update(zip(block.sites[at:end], block.events[at:end], strict=True))
            at = end

    def _end_day(self, before: int | None = None) -> None:
        """Compare the day's counts with what was added up entry by entry."""
        if self._day is None:
            return
        row = self.days.pop()
        last = (self.frontier.size if before is None else before) - 1
        if row is None or (row.day, row.first_leaf, row.last_leaf) != (self._day, self._first_leaf_of_day, last):
            self.tell_later(N_("{day}의 항목 범위가 실제와 다릅니다."))
        daily = select(LedgerDaily.site_code, LedgerDaily.event, LedgerDaily.entries).where(
            LedgerDaily.log_id == LOG_ID, LedgerDaily.day == self._day
        )
        counts = {(site or "", event): entries for (site, event), entries in self._counts.items()}
        if {(site, event): entries for site, event, entries in self.session.execute(daily)} != counts:
            self.tell_later(N_("{day}의 건수 집계가 실제와 다릅니다."))
        self._counts.clear()

    def tell_later(self, text: str) -> None:
        """Keep a fault that follows from entries, in case none of them has one."""
        self.later = self.later or Fault(Message(text, {"day": self._day}))

    def _stream(self, table: type[Any], *order: Any) -> "Ahead":  # noqa: ANN401  # A row has no better type.
        return Ahead(self._rows(of(table).order_by(*order)))

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
        rows = self.session.execute(statement.execution_options(yield_per=AT_ONCE))
        self._open.callback(rows.close)
        return iter(rows)


class Ahead:
    """Rows of which the next one can be looked at before it is taken."""

    def __init__(self, rows: Iterator[Any]) -> None:
        """Look at the first."""
        self._rows = rows
        self.ahead: Any = next(rows, None)

    def pop(self) -> Any:  # noqa: ANN401  # A row has no better type.
        """Take the next row; None behind the last."""
        taken = self.ahead
        self.ahead = next(self._rows, None)
        return taken


def of(table: type[Any]) -> Select[*tuple[Any, ...]]:
    """Return the rows of this log in a table."""
    return select(*table.__table__.columns).where(table.log_id == LOG_ID)
