"""Owns the check that e-mail addresses are those that were sealed: one that nobody set is found."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy.orm import Session

from app.inbox.events import NoticeAddressRemoved, NoticeAddressSet
from app.inbox.models import NoticeAddress
from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.faults import Fault

_WRONG = N_("계정 {number}번의 전자우편 주소가 봉인된 기록과 다릅니다({fields}).")
_EXTRA = N_("봉인된 기록이 없는 전자우편 주소가 있습니다(기록 자리 {leaf}).")
GUARDED: Mapping[str, Collection[str]] = {"notice_address": ("update", "delete")}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0019)."""


def check_inbox(session: Session) -> Iterator[Fault]:
    """Yield a fault for each address that is not what its entry says, or that has none. Messages are not sealed."""
    projected = [Projected(table=NoticeAddress.__table__, rows=_said)]  # type: ignore[arg-type]  # A mapped table is a Table.
    names = (NoticeAddressSet.name, NoticeAddressRemoved.name)
    for found in differences(session, names=names, projected=projected):
        if found.entry is None:
            yield Fault(Message(_EXTRA, {"leaf": found.leaf}))
            continue
        about = {"number": found.entry.data["account_id"], "fields": ", ".join(found.fields)}
        yield Fault(Message(_WRONG, about), found.leaf)


def _said(sealed: Sealed) -> list[Columns]:
    entry = sealed.entry
    row: dict[str, object] = {"account_id": entry.data["account_id"], "set_by": entry.actor_id}
    if entry.name == NoticeAddressRemoved.name:
        return [{**row, "address": None, "erased_on": None}]
    if "address" in sealed.gone:
        return [{**row, "address": ""}]
    return [{**row, "address": sealed.people["address"], "erased_on": None}]
