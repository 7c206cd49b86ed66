"""Owns what must hold at the end of the ledger: the head, and that nothing is left over."""

from typing import NoReturn

from sqlalchemy import exists, select

from app.kernel.messages import N_
from app.ledger.blocks import stray_part
from app.ledger.domain import LOG_ID
from app.ledger.faults import FaultFound, fail, fail_orphan, fail_range
from app.ledger.models import LedgerDaily, LedgerDay, LedgerEntry, LedgerHead, LedgerSubmission
from app.ledger.proofs import root_at, subtrees
from app.ledger.signed import opened
from app.ledger.walk import Walk, of


def check_end(walk: Walk) -> None:
    """Check what can only be known when the last entry was seen.

    :raises FaultFound: if something is not what was sealed.
    """
    _check_head(walk)
    walk.outside.check_none_left(walk.frontier.size)
    if walk.changes_of_key:
        size = min(walk.changes_of_key)
        fail(N_("{size}건에서 키를 바꾸었다는데 두 키로 서명한 체크포인트가 없습니다."), size=size, leaf=None)
    _check_nothing_left(walk)
    walk.disposals.compare()
    if walk.later is not None:
        raise FaultFound(walk.later)


def _check_head(walk: Walk) -> None:
    head = walk.session.execute(of(LedgerHead)).one()
    count = walk.frontier.size
    ahead = walk.checkpoint.ahead
    if ahead is not None:
        opened(ahead.note, size=ahead.size, keys=walk.keys)
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
    if head.frontier != walk.frontier.packed:
        _fail_head(walk, head.frontier)
    if head.last_at != walk.last_at or head.clock_at > head.last_at:
        fail(N_("머리 기록의 시각이 마지막 항목과 다릅니다."), leaf=None)
    if head.note is not None:
        stated = opened(head.note, size=count, keys=walk.keys)
        if stated.size > count or root_at(stated.size, subtrees(walk.session)) != stated.root:
            fail(N_("머리 기록의 체크포인트가 기록과 다릅니다."), leaf=None)
    elif walk.checkpoints:
        fail(N_("머리 기록에 체크포인트가 없습니다."), leaf=None)


def _fail_head(walk: Walk, packed: bytes) -> NoReturn:
    """Name the entries under the first subtree of the head that differs."""
    start, count = 0, walk.frontier.size
    levels = [level for level in range(count.bit_length() - 1, -1, -1) if count >> level & 1]
    for place, level in enumerate(levels):
        if packed[place * 32 : place * 32 + 32] != walk.frontier.hashes[place]:
            fail_range(start, start + (1 << level), signed=walk.signed)
        start += 1 << level
    fail(N_("머리 기록이 바뀌었습니다."), leaf=None)


def _check_nothing_left(walk: Walk) -> None:
    count = walk.frontier.size
    if (part := stray_part(walk.session, after=count - 1 if count else None)) is not None:
        fail_orphan(part)
    if any(nodes.ahead is not None for nodes in walk.nodes.values()):
        fail(N_("항목이 없는 중간 해시가 있습니다."), leaf=None)
    entry = exists().where(LedgerEntry.log_id == LedgerSubmission.log_id, LedgerEntry.leaf == LedgerSubmission.leaf)
    lost = select(LedgerSubmission.leaf).where(LedgerSubmission.log_id == LOG_ID, ~entry).limit(1)
    if (leaf := walk.session.scalar(lost)) is not None:
        fail(N_("{number}번째 항목을 가리키는 접수 열쇠가 있는데 그런 항목이 없습니다."), leaf=leaf)
    stray = select(LedgerDaily.day).where(
        LedgerDaily.log_id == LOG_ID,
        LedgerDaily.day.not_in(select(LedgerDay.day).where(LedgerDay.log_id == LOG_ID)),
    )
    if walk.days.ahead is not None or walk.session.execute(stray.limit(1)).first() is not None:
        walk.tell_later(N_("항목이 없는 날의 집계가 있습니다."))
