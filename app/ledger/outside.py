"""Owns the comparison with checkpoints kept outside: only they show that somebody with database and key began anew."""

from collections import deque
from collections.abc import Sequence

from app.kernel.messages import N_
from app.ledger.faults import fail
from app.ledger.keyring import KeyRing
from app.ledger.signed import opened
from app.ledger.tree import EMPTY_ROOT, Frontier


class Outside:
    """Signed checkpoints that were kept elsewhere, and which of them are still to come."""

    def __init__(self, notes: Sequence[str], *, keys: KeyRing | None) -> None:
        """Open them.

        :raises FaultFound: if one is not signed by this log.
        """
        known = [opened(note, size=None, keys=keys) for note in notes]
        self._coming = deque(sorted(known, key=lambda one: one.size))
        while self.next_size == 0:
            if self._coming.popleft().root != EMPTY_ROOT:
                fail(_REWRITTEN, size=0, leaf=None)

    @property
    def next_size(self) -> int | None:
        """Return the size of the next one, None behind the last."""
        return self._coming[0].size if self._coming else None

    def confirm(self, frontier: Frontier, *, signed: int) -> None:
        """Compare those that speak of this size.

        :param signed: how many entries the log's own newest checkpoint so far confirms.
        :raises FaultFound: if the log is another one.
        """
        while self.next_size == frontier.size:
            known = self._coming.popleft()
            if known.root != frontier.root:
                fail(_RESEALED if signed == known.size else _REWRITTEN, size=known.size, leaf=None)

    def check_none_left(self, count: int) -> None:
        """Check that the log is not shorter than what is known outside.

        :raises FaultFound: if it is.
        """
        if self._coming:
            size = self._coming[-1].size
            fail(
                N_(
                    "밖에 보관한 체크포인트는 {size}건이라고 하는데 원장에는 {count}건뿐입니다. "
                    "뒤쪽 {missing}건이 잘렸거나 옛 사본으로 되돌렸습니다."
                ),
                size=size,
                count=count,
                missing=size - count,
                leaf=count,
            )


_REWRITTEN = N_("밖에 보관한 {size}건의 체크포인트와 원장의 처음 {size}건이 다릅니다. 원장을 다시 꾸몄습니다.")
_RESEALED = N_(
    "밖에 보관한 {size}건의 체크포인트와 원장의 처음 {size}건이 다릅니다. "
    "그런데 원장 안의 체크포인트는 맞습니다. 키를 가진 사람이 원장을 다시 꾸미고 서명했습니다."
)
