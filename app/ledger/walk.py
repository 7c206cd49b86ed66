"""Owns what must hold at each entry of the ledger, and at its end."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any, NoReturn, Self

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.kernel.clock import KST, from_micros, iso, kst_day, start_of_kst_day, to_micros
from app.kernel.messages import N_, Message
from app.ledger.domain import LOG_ID, commitment
from app.ledger.faults import Fault, FaultFound, fail, fail_orphan, fail_range
from app.ledger.models import (
    LedgerCheckpoint,
    LedgerDaily,
    LedgerDay,
    LedgerEntry,
    LedgerHead,
    LedgerNode,
    LedgerPrivate,
)
from app.ledger.notes import BadNote, Checkpoint, VerifierKey
from app.ledger.proofs import root_at, subtrees
from app.ledger.tree import STORED_LEVELS, Frontier, Node, leaf_hash

_AT_ONCE = 1_000


class Walk:
    """One walk over the log; the counts say how far it came."""

    def __init__(self, session: Session, *, key: VerifierKey | None) -> None:
        """Begin before the first entry."""
        self.session = session
        self.key = key
        self.frontier = Frontier()
        self.checkpoints = 0
        self.private_parts = 0
        self._signed = 0  # How many entries a signature has confirmed.
        self._later: Fault | None = None  # Counts follow from entries, so a fault in an entry is told first.
        self._open = ExitStack()
        self._last_at = 0
        self._day: date | None = None
        self._day_ends = 0
        self._first_leaf_of_day = 0
        self._counts: Counter[tuple[str, str]] = Counter()
        self._private = self._stream(LedgerPrivate, LedgerPrivate.leaf, LedgerPrivate.part)
        self._checkpoint = self._stream(LedgerCheckpoint, LedgerCheckpoint.size)
        self._days = self._stream(LedgerDay, LedgerDay.day)
        self._nodes = {
            level: _Ahead(self._rows(_of(LedgerNode).where(LedgerNode.level == level).order_by(LedgerNode.position)))
            for level in STORED_LEVELS
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._open.close()

    def go(self, progress: Callable[[int], object]) -> None:
        """Walk to the end.

        :raises FaultFound: at the first place where something is not what was sealed.
        """
        self._confirm_checkpoints()
        for entry in self._rows(_of(LedgerEntry).order_by(LedgerEntry.leaf)):
            body = self._check_entry(entry)
            self._check_private(entry, body)
            self._count(entry)
            self.frontier, completed = self.frontier.extend((entry.leaf_hash,))
            for node in completed:
                self._check_node(node)
            self._confirm_checkpoints()
            if self.frontier.size % _AT_ONCE == 0:
                progress(_AT_ONCE)
        progress(self.frontier.size % _AT_ONCE)
        self._end_day()
        self._check_head()
        self._check_nothing_left()
        if self._later is not None:
            raise FaultFound(self._later)

    def _check_entry(self, entry: Any) -> dict[str, Any]:  # noqa: ANN401  # A row has no better type.
        expected = self.frontier.size
        if entry.leaf != expected:
            fail(N_("{number}번째 항목이 없습니다. 지워졌거나 번호가 바뀌었습니다."), leaf=expected)
        place = {"when": f"{from_micros(entry.recorded_at).astimezone(KST):%Y-%m-%d %H:%M:%S}", "name": entry.event}
        if leaf_hash(entry.body) != entry.leaf_hash:
            fail(N_("{number}번째 항목({when}, {name}): 내용이 바뀌었습니다."), leaf=expected, **place)
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
            fail(N_("{number}번째 항목({when}, {name}): 찾기용 열이 봉인된 내용과 다릅니다."), leaf=expected, **place)
        if entry.recorded_at < self._last_at:
            fail(
                N_("{number}번째 항목({when}, {name}): 앞 항목보다 이른 시각입니다. 순서가 바뀌었습니다."),
                leaf=expected,
                **place,
            )
        self._last_at = entry.recorded_at
        return body

    def _check_private(self, entry: Any, body: dict[str, Any]) -> None:  # noqa: ANN401  # A row has no better type.
        """Check what is still there; a part that has been erased is no fault."""
        while (row := self._private.ahead) is not None and row.leaf <= entry.leaf:
            sealed = body["private"].get(row.part) if row.leaf == entry.leaf else None
            if sealed is None:
                fail_orphan(row)
            if commitment(row.salt, row.content) != sealed:
                fail(N_("{number}번째 항목의 개인정보 부분 '{part}'이(가) 바뀌었습니다."), leaf=row.leaf, part=row.part)
            self.private_parts += 1
            self._private.pop()

    def _check_node(self, node: Node) -> None:
        stored = self._nodes[node.level].pop()
        first, last = node.position << node.level, (node.position + 1) << node.level
        if stored is None or stored.position != node.position:
            fail(N_("{first}~{last}번째 항목의 중간 해시가 없습니다."), first=first + 1, last=last, leaf=None)
        if stored.hash != node.hash:
            fail_range(first, last, signed=self._signed)

    def _confirm_checkpoints(self) -> None:
        while (row := self._checkpoint.ahead) is not None and row.size == self.frontier.size:
            stated = self._opened(row.note, size=row.size)
            if stated.size != row.size:
                fail(N_("{size}건의 체크포인트가 다른 크기를 말합니다."), size=row.size, leaf=None)
            if stated.root != self.frontier.root:
                fail_range(0, row.size, signed=self._signed)
            self._signed = row.size
            self.checkpoints += 1
            self._checkpoint.pop()

    def _count(self, entry: Any) -> None:  # noqa: ANN401  # A row has no better type.
        if entry.recorded_at >= self._day_ends:
            self._end_day()
            self._day = kst_day(from_micros(entry.recorded_at))
            self._day_ends = to_micros(start_of_kst_day(self._day + timedelta(days=1)))
            self._first_leaf_of_day = entry.leaf
        self._counts[entry.site_code or "", entry.event] += 1

    def _end_day(self) -> None:
        """Compare the day's counts with what was added up entry by entry."""
        if self._day is None:
            return
        row = self._days.pop()
        span = (self._day, self._first_leaf_of_day, self.frontier.size - 1)
        if row is None or (row.day, row.first_leaf, row.last_leaf) != span:
            self._tell_later(N_("{day}의 항목 범위가 실제와 다릅니다."))
        daily = select(LedgerDaily.site_code, LedgerDaily.event, LedgerDaily.entries).where(
            LedgerDaily.log_id == LOG_ID, LedgerDaily.day == self._day
        )
        if {(site, event): entries for site, event, entries in self.session.execute(daily)} != self._counts:
            self._tell_later(N_("{day}의 건수 집계가 실제와 다릅니다."))
        self._counts.clear()

    def _tell_later(self, text: str) -> None:
        self._later = self._later or Fault(Message(text, {"day": self._day}))

    def _check_head(self) -> None:
        head = self.session.execute(_of(LedgerHead)).one()
        count = self.frontier.size
        ahead = self._checkpoint.ahead
        if ahead is not None:
            self._opened(ahead.note, size=ahead.size)
            fail(
                N_("체크포인트는 {size}건이라고 서명했는데 {count}건뿐입니다. 뒤쪽 기록이 잘렸습니다."),
                size=ahead.size,
                count=count,
                leaf=count,
            )
        if head.size > count:
            fail(
                N_("{number}번째 항목부터 {missing}건이 없습니다. 뒤쪽 기록이 잘렸습니다."),
                missing=head.size - count,
                leaf=count,
            )
        if head.size < count:
            fail(N_("{number}번째 항목부터는 봉인되지 않은 항목입니다."), leaf=head.size)
        if head.frontier != self.frontier.packed:
            self._fail_head(head.frontier)
        if head.last_at != self._last_at or head.clock_at > head.last_at:
            fail(N_("머리 기록의 시각이 마지막 항목과 다릅니다."), leaf=None)
        if head.note is not None:
            stated = self._opened(head.note, size=count)
            if stated.size > count or root_at(stated.size, subtrees(self.session)) != stated.root:
                fail(N_("머리 기록의 체크포인트가 기록과 다릅니다."), leaf=None)
        elif self.checkpoints:
            fail(N_("머리 기록에 체크포인트가 없습니다."), leaf=None)

    def _fail_head(self, packed: bytes) -> NoReturn:
        """Name the entries under the first subtree of the head that differs."""
        start, count = 0, self.frontier.size
        levels = [level for level in range(count.bit_length() - 1, -1, -1) if count >> level & 1]
        for place, level in enumerate(levels):
            if packed[place * 32 : place * 32 + 32] != self.frontier.hashes[place]:
                fail_range(start, start + (1 << level), signed=self._signed)
            start += 1 << level
        fail(N_("머리 기록이 바뀌었습니다."), leaf=None)

    def _check_nothing_left(self) -> None:
        if self._private.ahead is not None:
            fail_orphan(self._private.ahead)
        if any(nodes.ahead is not None for nodes in self._nodes.values()):
            fail(N_("항목이 없는 중간 해시가 있습니다."), leaf=None)
        stray = select(LedgerDaily.day).where(
            LedgerDaily.log_id == LOG_ID,
            LedgerDaily.day.not_in(select(LedgerDay.day).where(LedgerDay.log_id == LOG_ID)),
        )
        if self._days.ahead is not None or self.session.execute(stray.limit(1)).first() is not None:
            self._tell_later(N_("항목이 없는 날의 집계가 있습니다."))

    def _opened(self, note: str, *, size: int) -> Checkpoint:
        if self.key is None:
            fail(N_("서명 키가 없어 체크포인트를 확인할 수 없습니다."), leaf=None)
        try:
            return Checkpoint.open(note, key=self.key)
        except BadNote:
            fail(N_("{size}건의 체크포인트가 이 원장의 키로 서명한 것이 아닙니다."), size=size, leaf=None)

    def _stream(self, table: type[Any], *order: Any) -> "_Ahead":  # noqa: ANN401  # A row has no better type.
        return _Ahead(self._rows(_of(table).order_by(*order)))

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
        rows = self.session.execute(statement.execution_options(yield_per=_AT_ONCE))
        self._open.callback(rows.close)
        return iter(rows)


class _Ahead:
    """Rows of which the next one can be looked at before it is taken."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows = rows
        self.ahead: Any = next(rows, None)

    def pop(self) -> Any:  # noqa: ANN401  # A row has no better type.
        taken = self.ahead
        self.ahead = next(self._rows, None)
        return taken


def _of(table: type[Any]) -> Select[*tuple[Any, ...]]:
    return select(*table.__table__.columns).where(table.log_id == LOG_ID)
