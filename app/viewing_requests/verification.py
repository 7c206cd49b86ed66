"""Owns the check that the rows of viewing requests say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import start_of_kst_day
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.viewing_requests.domain import OPEN, Status
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision, ViewingRequestParty
from app.viewing_requests.queries import places_of

_WRONG = N_("요청 {number}의 내용이 봉인된 기록과 다릅니다({fields}).")
_MISSING = N_("봉인된 요청 {number}이(가) 표에 없습니다.")
_EXTRA = N_("요청 표에 봉인된 기록이 없는 행이 있습니다.")
_RECEIVED = "viewing_request.received"
_PARTY = "requester_name requester_contact place_words purpose"
_FACTS = (
    "channel kind requester_kind handling subject_in_footage requester_body document_no span_from span_to"
    " received_at due_on due_days overwrite_at"
)
GUARDED: Mapping[str, Collection[str]] = {
    "viewing_request": ("update", "delete"),
    "viewing_request_party": ("update",),
    "viewing_request_place": ("update", "delete"),
    "viewing_request_decision": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0004, 0015)."""


def check_requests(session: Session) -> Iterator[Fault]:
    """Yield a fault for each request that is not what its entries say, or that has none."""
    last: dict[str, Entry] = {}
    decided: dict[str, Entry] = {}
    numbers = 0
    for entry in ledger.entries(session, prefix="viewing_request."):
        number = entry.data["number"]
        last[number] = entry
        if entry.name == _RECEIVED:
            numbers += 1
            facts = _facts_said(entry) | ledger.personal_values(session, entry=entry)
            yield from _compare(session, entry, _facts_found(session, number), facts)
        if entry.name in {"viewing_request.approved", "viewing_request.refused"}:
            decided[number] = entry
    for number, entry in last.items():
        status = entry.name.removeprefix("viewing_request.")
        said: dict[str, Any] = {"status": status, "entry_leaf": entry.data.get("entry_leaf")}
        row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number)).one_or_none()
        said["closed_at"] = None if Status(status) in OPEN else entry.recorded_at
        found = None
        if row is not None:
            found = {"status": row.status, "entry_leaf": row.entry_leaf, "closed_at": row.closed_at}
        yield from _compare(session, entry, found, said)
    for number, entry in decided.items():
        yield from _compare(session, entry, _decision_found(session, number), _decision_said(session, entry))
    for column, sealed in ((ViewingRequest.id, numbers), (ViewingRequestDecision.request_id, len(decided))):
        if (session.scalar(select(func.count(column))) or 0) > sealed:
            yield Fault(Message(_EXTRA))


def _compare(
    session: Session, entry: Entry, found: Mapping[str, Any] | None, said: Mapping[str, Any]
) -> Iterator[Fault]:
    number = entry.data["number"]
    if found is None:
        yield Fault(Message(_MISSING, {"number": number}), entry.leaf)
        return
    different = sorted(name for name in said if said[name] != found.get(name))
    if different:
        yield Fault(Message(_WRONG, {"number": number, "fields": ", ".join(different)}), entry.leaf)
    session.expunge_all()  # Bounded memory: what was compared is not needed again.


def _facts_said(entry: Entry) -> dict[str, Any]:
    facts = {name: entry.data[name] for name in _FACTS.split()}
    facts |= {"received_by": entry.actor_id, "recorded_at": entry.recorded_at}
    return {**facts, "places": entry.data["places"], "due_at": True}


def _facts_found(session: Session, number: str) -> dict[str, Any] | None:
    row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number)).one_or_none()
    if row is None:
        return None
    facts = {name: plain(getattr(row, name)) for name in _FACTS.split()}
    places = plain(places_of(session, request_id=row.id, sites=None))
    party = session.get(ViewingRequestParty, row.id)
    asked = {name: getattr(party, name, None) for name in _PARTY.split()}
    due_at = row.due_at == start_of_kst_day(row.due_on + timedelta(days=1))
    facts |= {**asked, "received_by": row.received_by, "recorded_at": row.recorded_at}
    return {**facts, "places": places, "due_at": due_at}


def _decision_said(session: Session, entry: Entry) -> dict[str, Any]:
    never = {} if "reason" in entry.body["private"] else {"reason": ""}
    return {
        **never,
        **ledger.personal_values(session, entry=entry),
        "outcome": entry.name.removeprefix("viewing_request."),
        "ground": entry.data["ground"],
        "objection_method": entry.data.get("objection_method"),
        "decided_by": entry.actor_id,
        "decided_at": entry.recorded_at,
    }


def _decision_found(session: Session, number: str) -> dict[str, Any] | None:
    row = session.scalars(
        select(ViewingRequestDecision)
        .join(ViewingRequest, ViewingRequest.id == ViewingRequestDecision.request_id)
        .where(ViewingRequest.number == number)
    ).one_or_none()
    names = ("outcome", "ground", "reason", "objection_method", "decided_by", "decided_at")
    return None if row is None else {name: getattr(row, name) for name in names}
