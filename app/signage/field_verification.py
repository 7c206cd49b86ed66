"""Owns the check that the rows of rounds and sightings say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.kernel.canonical import canonical_bytes
from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.signage.events.sightings import RoundClosed, RoundOpened, SignSighted
from app.signage.models.sightings import SignRound, SignSighting

_WRONG = N_("안내판 현장 기록의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("안내판 현장 기록 표에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {"sign_sighting": ("update", "delete"), "sign_round": ("update", "delete")}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0031)."""
_BEGUN = (SignSighted.name, RoundOpened.name)
_ENDS = ("id", "closed_by", "closed_at", "close_leaf")


def check_sightings(session: Session) -> Iterator[Fault]:
    """Yield a fault for each round or sighting that is not what its entry says, or that has no entry."""
    for names, projected in ((_BEGUN, _PROJECTED), ((RoundClosed.name,), _ENDED)):
        for difference in differences(session, names=names, projected=projected):
            if difference.entry is None:
                yield Fault(Message(_EXTRA))
            else:
                yield Fault(Message(_WRONG, {"number": difference.entry.number}), difference.leaf)


def _sighted(sealed: Sealed) -> Sequence[Columns]:
    entry = sealed.entry
    if entry.name != SignSighted.name:
        return ()
    row: dict[str, Any] = {**entry.data, "site_code": entry.data["site"], "leaf": entry.leaf}
    del row["site"]
    row |= {"photo_name": sealed.people.get("photo_name"), "erased_on": "photo" in sealed.gone}
    return ({**row, "recorded_by": entry.actor_id, "recorded_at": plain(entry.recorded_at)},)


def _with_erasure(row: dict[str, Any]) -> dict[str, Any]:
    """Put in place of the day the photo was erased on whether it was: the part's own row says the day."""
    return {**row, "erased_on": row["erased_on"] is not None}


def _opened(sealed: Sealed) -> Sequence[Columns]:
    entry = sealed.entry
    if entry.name != RoundOpened.name:
        return ()
    said = entry.data
    row = {name: said[name] for name in ("id", "region", "assigned_to", "due_on")}
    row |= {name: canonical_bytes(said[name]).decode() for name in ("sites", "numbers")}
    return ({**row, "opened_by": entry.actor_id, "opened_at": plain(entry.recorded_at), "leaf": entry.leaf},)


def _without_end(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _ENDS[1:]}


def _closed(sealed: Sealed) -> Sequence[Columns]:
    entry = sealed.entry
    if entry.name != RoundClosed.name:
        return ()
    at = plain(entry.recorded_at)
    return ({"id": entry.data["id"], "closed_by": entry.actor_id, "closed_at": at, "close_leaf": entry.leaf},)


def _end(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _ENDS}


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


_PROJECTED = (
    Projected(table=_table(SignSighting), rows=_sighted, order=("id",), seen=_with_erasure),
    Projected(table=_table(SignRound), rows=_opened, order=("id",), seen=_without_end),
)
_ENDED = (Projected(table=_table(SignRound), rows=_closed, leaf="close_leaf", order=("id",), seen=_end),)
"""A table's rows are compared by one leaf at a time: a round has one of its own for its end."""
