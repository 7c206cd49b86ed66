"""Owns the check that the rows of the self-check say what the sealed entries say, and frozen years what was frozen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.domain import LOG_ID
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.self_check.events import SelfCheckActionEnded, SelfCheckActionPlanned, SelfCheckAnswered, SelfCheckFrozen
from app.self_check.models import SelfCheckAction, SelfCheckActionEnd, SelfCheckAnswer, SelfCheckYear

_WRONG = N_("자가점검의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("자가점검 표에 봉인된 기록이 없는 행이 있습니다.")
_TABLES = (SelfCheckAnswer, SelfCheckAction, SelfCheckActionEnd, SelfCheckYear)
GUARDED: Mapping[str, Collection[str]] = {table.__tablename__: ("update", "delete") for table in _TABLES}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0041)."""


def check_self_checks(session: Session) -> Iterator[Fault]:
    """Yield a fault for each row that is not what its entry says, or that has no entry.

    The content and the paper of a frozen year are compared by their digests, which stand in its entry.
    """
    for difference in differences(session, names=tuple(_ROWS), projected=_PROJECTED):
        if difference.entry is None:
            yield Fault(Message(_EXTRA))
        else:
            yield Fault(Message(_WRONG, {"number": difference.entry.number}), difference.leaf)
    yield from _check_years(session)


def _check_years(session: Session) -> Iterator[Fault]:
    left = {row.leaf: row for row in session.scalars(select(SelfCheckYear).order_by(SelfCheckYear.leaf))}
    for entry in ledger.entries(session, names=(SelfCheckFrozen.name,)):
        row, said = left.pop(entry.leaf, None), entry.data
        kept = ("year", "document", "digest", "paper_digest", "frozen_on")
        wanted = [
            *(said[name] for name in kept),
            entry.actor_id,
            entry.recorded_at,
            said["digest"],
            said["paper_digest"],
        ]
        if row is None or wanted != [
            *(plain(getattr(row, name)) for name in kept),
            row.frozen_by,
            row.frozen_at,
            sha256(row.content.encode()).hexdigest(),
            sha256(row.pdf).hexdigest(),
        ]:
            yield Fault(Message(_WRONG, {"number": entry.number}), entry.leaf)
    for _row_without_entry in left:
        yield Fault(Message(_EXTRA))


def _row(sealed: Sealed, *names: str, **more: object) -> Sequence[Columns]:
    said = sealed.entry.data
    kept = {name: said[name] for name in names}
    return ({"leaf": sealed.entry.leaf, "log_id": LOG_ID, **kept, **more},)


def _answer(sealed: Sealed) -> Sequence[Columns]:
    names = ("question", "outcome", "evidence", "answered_on", "valid_until", "as_role", "previous")
    note = sealed.people.get("note", "")
    return _row(sealed, *names, by_id=sealed.entry.actor_id, note=note, erased_on="note" in sealed.gone)


def _action(sealed: Sealed) -> Sequence[Columns]:
    names = ("question", "what", "role", "planned_on", "until_on")
    return _row(sealed, *names, by_id=sealed.entry.actor_id)


def _end(sealed: Sealed) -> Sequence[Columns]:
    return _row(sealed, "action", "done", "ended_on", by_id=sealed.entry.actor_id)


_ROWS = {
    SelfCheckAnswered.name: (SelfCheckAnswer, _answer),
    SelfCheckActionPlanned.name: (SelfCheckAction, _action),
    SelfCheckActionEnded.name: (SelfCheckActionEnd, _end),
}


def _seen(row: dict[str, Any]) -> dict[str, Any]:
    """Put in place of the day a note was erased on whether it was: the part's own row says the day."""
    return {**row, "erased_on": row["erased_on"] is not None} if "erased_on" in row else row


def _projected(name: str) -> Projected:
    model, rows = _ROWS[name]
    table: Table = model.__table__  # type: ignore[assignment]  # Its declared type is wider.

    def of_this(sealed: Sealed) -> Sequence[Columns]:
        return rows(sealed) if sealed.entry.name == name else ()

    return Projected(table=table, rows=of_this, seen=_seen)


_PROJECTED = tuple(_projected(name) for name in _ROWS)
