"""Owns the check that the rows of looks at recorders say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.domain import LOG_ID
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.recorder_checks.events import RecorderChecked
from app.recorder_checks.models import RecorderCheck, RecorderCheckPlace

_WRONG = N_("녹화기 점검의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("녹화기 점검 표에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {
    "recorder_check": ("update", "delete"),
    "recorder_check_place": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0018)."""


def check_recorder_checks(session: Session) -> Iterator[Fault]:
    """Yield a fault for each look that is not what its entry says, or that has no entry."""
    for difference in differences(session, names=(RecorderChecked.name,), projected=_PROJECTED):
        if difference.entry is None:
            yield Fault(Message(_EXTRA))
        else:
            yield Fault(Message(_WRONG, {"number": difference.entry.number}), difference.leaf)


def _look(sealed: Sealed) -> Sequence[Columns]:
    entry, said = sealed.entry, sealed.entry.data
    kept = ("checked_at", "recorder", "configured_days", "footage", "oldest_at", "locked_left_out", "offset_seconds")
    row: dict[str, Any] = {name: said[name] for name in kept}
    row |= {"leaf": entry.leaf, "log_id": LOG_ID, "site_code": said["site"], "checked_by": entry.actor_id}
    return ({**row, "recorded_at": plain(entry.recorded_at)},)


def _places(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    return [
        {
            "leaf": sealed.entry.leaf,
            "position": position,
            "site_code": said["site"],
            "zone_code": place["zone"],
            "camera_code": place["camera"],
        }
        for position, place in enumerate(said["places"], start=1)
    ]


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


_PROJECTED = (
    Projected(table=_table(RecorderCheck), rows=_look),
    Projected(table=_table(RecorderCheckPlace), rows=_places, order=("position",)),
)
