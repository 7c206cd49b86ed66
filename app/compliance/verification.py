"""Owns the check that the rows of followed and acknowledged findings say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.compliance.domain import Severity
from app.compliance.events import FindingAcknowledged, FindingAcknowledgementEnded, FindingsFollowed
from app.compliance.models import FindingAcknowledgement, FindingAcknowledgementEnd, FindingLook, FindingTurn
from app.compliance.urgency import Seen, Turn, Turned, digest_of
from app.database import Base
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
    "finding_acknowledgement": ("update", "delete"),
    "finding_acknowledgement_end": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0039 and 0040)."""
_SAID = N_("점검 결과를 확인해 둔 기록의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA_SAID = N_("점검 결과를 확인해 둔 표에 봉인된 기록이 없는 행이 있습니다.")


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


def check_acknowledgements(session: Session) -> Iterator[Fault]:
    """Yield a fault for each acknowledgement, or its end, that is not what its entry says, or that has no entry."""
    for name, projected in _SPOKEN.items():
        for difference in differences(session, names=(name,), projected=(projected,)):
            if difference.entry is None:
                yield Fault(Message(_EXTRA_SAID))
            else:
                yield Fault(Message(_SAID, {"number": difference.entry.number}), difference.leaf)


def _turned(row: FindingTurn) -> Turned:
    return Turned(Seen(row.mark, row.rule, Severity(row.severity), row.count), Turn(row.turn))


def _look(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    kept = ("previous", "looked", "began", "ended", "digest")
    row = {name: said[name] for name in kept}
    return ({"leaf": sealed.entry.leaf, "log_id": LOG_ID, "on_day": said["on"], **row},)


def _acknowledged(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    kept = ("mark", "rule", "severity", "count", "previous")
    days = {"on_day": said["on"], "until_day": said["until"], "acknowledged_by": sealed.entry.actor_id}
    return ({**{name: said[name] for name in kept}, **days, **_of_reason(sealed)},)


def _ended(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    row = {"acknowledged": said["acknowledged"], "on_day": said["on"], "ended_by": sealed.entry.actor_id}
    return ({**row, **_of_reason(sealed)},)


def _of_reason(sealed: Sealed) -> Columns:
    row = {"leaf": sealed.entry.leaf, "log_id": LOG_ID}
    return {**row, "reason": sealed.people.get("reason", ""), "erased_on": "reason" in sealed.gone}


def _with_erasure(row: dict[str, Any]) -> dict[str, Any]:
    """Put in place of the day the reason was erased on whether it was: the part's own row says the day."""
    return {**row, "erased_on": row["erased_on"] is not None}


def _table(model: type[Base]) -> Table:
    table: Table = model.__table__  # type: ignore[assignment]  # Its declared type is wider.
    return table


_PROJECTED = (Projected(table=_table(FindingLook), rows=_look),)
_SPOKEN = {
    FindingAcknowledged.name: Projected(table=_table(FindingAcknowledgement), rows=_acknowledged, seen=_with_erasure),
    FindingAcknowledgementEnded.name: Projected(
        table=_table(FindingAcknowledgementEnd), rows=_ended, seen=_with_erasure
    ),
}
