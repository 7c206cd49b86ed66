"""Owns the check that the register's rows say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.footage_access.domain import Facts
from app.footage_access.events import (
    LetterRecorded,
    ShiftHandedOver,
    ShiftTakenOver,
    ViewingEnded,
)
from app.footage_access.index_check import check_word_index
from app.footage_access.models import (
    FootageAccess,
    FootageAccessCamera,
    FootageAccessEnd,
    FootageAccessParty,
    FootageLetter,
    FootageLetterWords,
    FootageShift,
    FootageShiftRemark,
    FootageShiftTaken,
)
from app.footage_access.queries import place_search, search_text
from app.footage_access.quick_look import ACTS, QUICK_LOOK
from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Difference, Projected, Sealed, differences
from app.ledger.domain import LOG_ID
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.viewing_requests.domain import Place

_NOTHING: Mapping[str, Any] = {"text": "", "runs": False}
"""What a column holds that its entry says nothing of; all others hold NULL."""
_WRONG = N_("관리대장 기록 {number}번이 봉인된 기록과 다릅니다({fields}).")
_MISSING = N_("봉인된 기록 {number}번이 관리대장에 없습니다.")
_EXTRA = N_("관리대장에 봉인된 기록이 없는 행이 있습니다({number}번).")
GUARDED: Mapping[str, Collection[str]] = {
    "footage_access": ("update", "delete"),
    "footage_access_camera": ("update", "delete"),
    "footage_access_party": ("update",),
    "footage_access_end": ("update", "delete"),
    "footage_letter": ("update", "delete"),
    "footage_letter_words": ("update",),
    "footage_shift": ("update", "delete"),
    "footage_shift_remark": ("update",),
    "footage_shift_taken": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0005, 0011)."""


def check_footage(session: Session) -> Iterator[Fault]:
    """Yield a fault for each row of the register that is not what its entry says, or that has no entry.

    Every column is compared. What was erased must be empty: else the register shows what nobody can prove any more.
    """
    for difference in differences(session, names=_NAMES, projected=_PROJECTED, quick=QUICK_LOOK):
        yield _fault(difference)
    yield from check_word_index(session)


def _fault(difference: Difference) -> Fault:
    number = difference.leaf + 1
    if difference.entry is None:
        return Fault(Message(_EXTRA, {"number": number}))
    if not _MAIN.isdisjoint(difference.missing):
        return Fault(Message(_MISSING, {"number": number}), difference.leaf)
    return Fault(Message(_WRONG, {"number": number, "fields": ", ".join(difference.fields)}), difference.leaf)


def _entry(sealed: Sealed) -> Sequence[Columns]:
    act = ACTS.get(sealed.entry.name)
    if act is None:
        return ()
    said = sealed.said
    erased = "words" in sealed.gone
    row = {name: _NOTHING.get(name) if said.get(name) is None else said[name] for name in _COLUMNS}
    facts: dict[str, Any] = {field.name: said.get(field.name) for field in fields(Facts)}
    row |= {
        **_own(sealed, by="handler_id", at="recorded_at"),
        "act": str(act),
        "version": sealed.entry.body["event_version"],
        "consent_items": ",".join(said.get("consent_items") or ()) or None,
        "search": "" if erased else search_text(Facts(**{**facts, "text": row["text"], "places": ()})),
    }
    del row["erased_on"]
    return ({"erased": erased, **row},)


def _with_day(row: dict[str, Any]) -> dict[str, Any]:
    """Say whether words were erased in place of the day, which no entry of the register knows."""
    return {"erased": row.pop("erased_on") is not None, **row}


def _places(sealed: Sealed) -> Sequence[Columns]:
    said = sealed.entry.data
    if sealed.entry.name not in ACTS:
        return ()
    repeated = {"occurred_at": said["occurred_at"], "handler_id": sealed.entry.actor_id, "kind": said["kind"]}
    return [
        {"leaf": sealed.entry.leaf, "position": at, **place, "search": place_search(Place(**place)), **repeated}
        for at, place in enumerate(said["places"], start=1)
    ]


def _party(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name not in ACTS or not sealed.holds("recipient"):
        return ()
    return ({"leaf": sealed.entry.leaf, "recipient": sealed.people["recipient"]},)


def _end(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != ViewingEnded.name:
        return ()
    said = sealed.entry.data
    row = {"leaf": said["entry_leaf"], "log_id": LOG_ID, "end_leaf": sealed.entry.leaf}
    return ({**row, "began_at": said["began_at"], "ended_at": said["ended_at"], "ended_by": sealed.entry.actor_id},)


def _letter(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != LetterRecorded.name:
        return ()
    said = sealed.entry.data
    row = {name: said[name] for name in ("entry_leaf", "request_number", "sent_on", "document")}
    return ({**_own(sealed, by="recorded_by"), **row},)


def _letter_words(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != LetterRecorded.name or not sealed.holds("words"):
        return ()
    return ({"leaf": sealed.entry.leaf, **sealed.people},)


def _shift(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != ShiftHandedOver.name:
        return ()
    said = sealed.entry.data
    row = {name: said[name] for name in ("shift_start", "shift_end", "entries", "open_items")}
    return ({**_own(sealed, by="handed_by", at="handed_at"), **row},)


def _remark(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != ShiftHandedOver.name or not sealed.holds("words"):
        return ()
    return ({"leaf": sealed.entry.leaf, **sealed.people},)


def _taken(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != ShiftTakenOver.name:
        return ()
    said = sealed.entry.data
    row = {"leaf": said["handed_over_leaf"], "taken_leaf": sealed.entry.leaf, "handed_by": said["handed_by"]}
    own = _own(sealed, by="taken_by", at="taken_at")
    return ({**own, **row},)


def _own(sealed: Sealed, *, by: str, at: str | None = None) -> dict[str, Any]:
    """Return what every row repeats of its entry: where it stands, who, and in some when."""
    entry = sealed.entry
    row = {"leaf": entry.leaf, "log_id": LOG_ID, by: entry.actor_id}
    return row if at is None else {**row, at: plain(entry.recorded_at)}


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


_COLUMNS = tuple(column.name for column in _table(FootageAccess).columns)
_MAIN = frozenset({FootageAccess.__tablename__, FootageLetter.__tablename__, FootageShift.__tablename__})
_NAMES = (*ACTS, ViewingEnded.name, LetterRecorded.name, ShiftHandedOver.name, ShiftTakenOver.name)
_PROJECTED = (
    Projected(table=_table(FootageAccess), rows=_entry, seen=_with_day),
    Projected(table=_table(FootageAccessCamera), rows=_places, order=("position",), called="places"),
    Projected(table=_table(FootageAccessParty), rows=_party),
    Projected(table=_table(FootageAccessEnd), rows=_end, leaf="end_leaf"),
    Projected(table=_table(FootageLetter), rows=_letter),
    Projected(table=_table(FootageLetterWords), rows=_letter_words),
    Projected(table=_table(FootageShift), rows=_shift),
    Projected(table=_table(FootageShiftRemark), rows=_remark),
    Projected(table=_table(FootageShiftTaken), rows=_taken, leaf="taken_leaf"),
)
