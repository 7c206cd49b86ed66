"""Owns the check that the register's rows say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.footage_access.domain import Act, Facts
from app.footage_access.events import FootageAccessed, FootageCorrected, FootageWithdrawn
from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.footage_access.queries import search_text
from app.footage_access.queries.lists import facts_of
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry

ACTS = {FootageAccessed.name: Act.ACCESSED, FootageCorrected.name: Act.CORRECTED, FootageWithdrawn.name: Act.WITHDRAWN}
_PERSONAL = {
    "text": ("words", ""),
    "copied": ("words", None),
    "copy_reason": ("words", None),
    "recipient": ("recipient", None),
}
"""Fields that can be erased: the part of the entry that holds each, and what the row says without one."""
_WRONG = N_("관리대장 기록 {number}번이 봉인된 기록과 다릅니다({fields}).")
_MISSING = N_("봉인된 기록 {number}번이 관리대장에 없습니다.")
_EXTRA = N_("관리대장에 봉인된 기록이 없는 행이 있습니다.")
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
    """Yield a fault for each row of the register that is not what its entry says, or that has no entry."""
    sealed = 0
    for entry in ledger.entries(session, names=tuple(ACTS)):
        sealed += 1
        row = session.get(FootageAccess, entry.leaf)
        if row is None:
            yield Fault(Message(_MISSING, {"number": entry.number}), entry.leaf)
            continue
        said = _said(session, entry)
        facts = facts_of(session, leaf=entry.leaf)
        found = {**_values(facts), "act": row.act, "handler_id": row.handler_id}
        found |= {"recorded_at": plain(row.recorded_at), "corrects_leaf": row.corrects_leaf}
        found |= {"via": row.via, "version": row.version}
        compared = said.keys() | (found.keys() - set(_PERSONAL))
        different = sorted(name for name in compared if said.get(name) != found.get(name))
        if row.search != ("" if row.erased_on else search_text(facts)):
            different.append("search")
        if different:
            yield Fault(Message(_WRONG, {"number": entry.number, "fields": ", ".join(different)}), entry.leaf)
        session.expunge_all()  # Bounded memory: what was compared is not needed again.
    for table in (FootageAccess.leaf, FootageAccessCamera.leaf.distinct()):
        if (session.scalar(select(func.count(table))) or 0) > sealed:
            yield Fault(Message(_EXTRA))


def _said(session: Session, entry: Entry) -> dict[str, Any]:
    """Return what the entry says; of its personal parts what was never there, and what is not erased yet."""
    said = {**entry.data, "act": str(ACTS[entry.name]), "handler_id": entry.actor_id}
    said |= {"recorded_at": plain(entry.recorded_at), "corrects_leaf": entry.data.get("corrects_leaf")}
    said |= {"version": entry.body["event_version"]}
    if entry.body["event_version"] == 1:  # Which did not ask for these.
        said |= {"runs": False, "consent_items": []}
    said |= {name: nothing for name, (part, nothing) in _PERSONAL.items() if part not in entry.body["private"]}
    return said | ledger.personal_values(session, entry=entry)


def _values(facts: Facts) -> dict[str, Any]:
    return {name: plain(getattr(facts, name)) for name in Facts.__dataclass_fields__}
