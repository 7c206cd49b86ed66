"""Owns the check that the rows of followed findings say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.compliance.domain import Severity
from app.compliance.events import FindingsFollowed
from app.compliance.models import FindingLook, FindingTurn
from app.compliance.urgency import Seen, Turn, Turned, digest_of
from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.domain import LOG_ID
from app.ledger.faults import Fault

_WRONG = N_("점검 결과를 살핀 기록의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("점검 결과를 살핀 표에 봉인된 기록이 없는 행이 있습니다.")
_TURNS = N_("생기거나 사라진 점검 결과의 행이 봉인된 값과 다릅니다.")
GUARDED: Mapping[str, Collection[str]] = {
    "finding_look": ("update", "delete"),
    "finding_turn": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0039)."""


def check_followed_findings(session: Session) -> Iterator[Fault]:
    """Yield a fault for each look that is not what its entry says, has no entry, or whose turns were changed."""
    for difference in differences(session, names=(FindingsFollowed.name,), projected=_PROJECTED):
        if difference.entry is None:
            yield Fault(Message(_EXTRA))
        else:
            yield Fault(Message(_WRONG, {"number": difference.entry.number}), difference.leaf)
    for leaf, digest in session.execute(select(FindingLook.leaf, FindingLook.digest).order_by(FindingLook.leaf)):
        rows = session.scalars(select(FindingTurn).where(FindingTurn.leaf == leaf).order_by(FindingTurn.position))
        if digest_of([_turned(row) for row in rows]) != digest:
            yield Fault(Message(_TURNS), leaf)


def _turned(row: FindingTurn) -> Turned:
    return Turned(Seen(row.mark, row.rule, Severity(row.severity), row.count), Turn(row.turn))


def _look(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    kept = ("previous", "looked", "began", "ended", "digest")
    row = {name: said[name] for name in kept}
    return ({"leaf": sealed.entry.leaf, "log_id": LOG_ID, "on_day": said["on"], **row},)


def _table() -> Table:
    table: Table = FindingLook.__table__  # type: ignore[assignment]  # Its declared type is wider.
    return table


_PROJECTED = (Projected(table=_table(), rows=_look),)
