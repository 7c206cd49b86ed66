"""Owns the check that the rows of signs say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Projected, Sealed, differences, fields_that_differ
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.signage.domain import revision_of
from app.signage.events import SignIssued, SignsPrinted
from app.signage.models import Sign, SignPrint

_WRONG = N_("안내판 {number}의 내용이 봉인된 기록과 다릅니다.")
_EXTRA = N_("안내판 표에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {"sign": ("update", "delete"), "sign_print": ("update", "delete")}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0007)."""


def check_signs(session: Session) -> Iterator[Fault]:
    """Yield a fault for each sign or printing that is not what its entry says, or that has no entry."""
    for difference in differences(session, names=(SignIssued.name, SignsPrinted.name), projected=_PROJECTED):
        if difference.entry is None:
            yield Fault(Message(_EXTRA))
            continue
        one = Sealed(difference.entry, {}, frozenset())
        said = {row["number"]: row for projected in _PROJECTED for row in projected.rows(one)}
        found: dict[str, list[Columns]] = {number: [] for number in said}
        for row in (row for rows in difference.found.values() for row in rows):
            found.setdefault(row["number"], []).append(row)
        for number, rows in sorted(found.items()):
            if len(rows) != 1 or number not in said or fields_that_differ(said[number], rows[0]):
                yield Fault(Message(_WRONG, {"number": number}), difference.leaf)


def _issued(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != SignIssued.name:
        return ()
    said = sealed.entry.data
    # Nothing withdraws a sign yet; the event that will is to be followed here.
    row = {"number": said["number"], "kind": said["kind"], "target": said["target"], "site_code": said["site"]}
    at = plain(sealed.entry.recorded_at)
    return ({**row, "issued_at": at, "leaf": sealed.entry.leaf, "withdrawn_at": None},)


def _printed(sealed: Sealed) -> Sequence[Columns]:
    entry = sealed.entry
    if entry.name != SignsPrinted.name:
        return ()
    batch = {"batch": entry.data["batch"], "size": entry.data["size"], "leaf": entry.leaf}
    batch |= {"printed_at": plain(entry.recorded_at), "printed_by": entry.actor_id}
    rows = [
        {**batch, "number": sign["number"], "revision": sign["revision"], "content": sign["revision"]}
        for sign in entry.data["signs"]
    ]
    return sorted(rows, key=_number)


def _with_revision(row: dict[str, Any]) -> dict[str, Any]:
    """Put in place of what stood on a sign the revision it has, which is what was sealed."""
    return {**row, "content": revision_of(row["content"].encode())}


def _number(row: Columns) -> str:
    number: str = row["number"]
    return number


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


_PROJECTED = (
    Projected(table=_table(Sign), rows=_issued, order=("number",)),
    Projected(table=_table(SignPrint), rows=_printed, order=("number",), seen=_with_revision),
)
