"""Owns what entries about a request and its decision make of its rows."""

from app.ledger.comparison import Sealed
from app.viewing_requests.domain import ASKER_FIELDS
from app.viewing_requests.models import ViewingRequestDecision, ViewingRequestParty, ViewingRequestPlace
from app.viewing_requests.states import TERMINAL, Outcome, Status
from app.viewing_requests.verification.said import REQUEST, Said, Topic, end_of, made, table_of

PLACES, PARTIES = table_of(ViewingRequestPlace), table_of(ViewingRequestParty)
DECISIONS = table_of(ViewingRequestDecision)
ANSWER = -1
"""Stands among the awaited leaves for the notice of an answer that ended a case."""
_PARTY = ASKER_FIELDS
_FACTS = (
    "channel kind requester_kind handling subject_in_footage requester_body document_no span_from span_to"
    " received_at due_on due_days overwrite_at"
)
_STEP = ("decided_as", "for_account", "pinned_leaf", "pinned_digest")
_NOT_YET = ("decided_by", "endorsed_by", "outcome", "answered_at", "emergency_leaf", "held_until", "entry_leaf")


def _received(said: Said, sealed: Sealed) -> None:
    told = sealed.said
    year, _, sequence = said.number.partition("-")
    said.rows[REQUEST.name] = [
        {
            **{name: told[name] for name in _FACTS.split()},
            **dict.fromkeys(_NOT_YET),
            **made(sealed, by="received_by", at="recorded_at"),
            "number": said.number,
            "year": int(year),
            "sequence": int(sequence),
            "steps_needed": told.get("steps_needed", 1),
            "round": 1,
            "due_at": end_of(told["due_on"]),
            "due_moves": 0,
            "erased": "requester" in sealed.gone,
        }
    ]
    said.put(Status.RECEIVED, sealed)
    said.rows[PLACES.name] = [{"position": at, **place} for at, place in enumerate(told["places"], start=1)]
    if sealed.holds("requester"):
        said.rows[PARTIES.name] = [{name: sealed.people.get(name) for name in _PARTY}]


def _document_noted(said: Said, sealed: Sealed) -> None:
    said.request["document_no"] = sealed.entry.data["document_no"]


def _step(said: Said, sealed: Sealed, outcome: str) -> None:
    told, request = sealed.entry.data, said.request
    part = None
    if outcome == Outcome.PARTLY_APPROVED:
        part = sealed.people.get("allowed_part") or ""
    said.rows[DECISIONS.name].append(
        {
            **made(sealed, by="decided_by", at="decided_at"),
            **{name: told.get(name) for name in (*_STEP, "ground", "objection_method", "gone_at", "gone_because")},
            "round": told.get("round", 1),
            "step": told.get("step", 1),
            "received_by": request["received_by"],
            "handling": request["handling"],
            "outcome": outcome,
            "reason": sealed.people.get("reason") or "",
            "allowed_part": part,
            "erased": "reason" in sealed.gone,
        }
    )


def _endorsed(said: Said, sealed: Sealed) -> None:
    _step(said, sealed, sealed.entry.data["outcome"])
    said.request["endorsed_by"] = sealed.entry.actor_id
    said.put(Status.IN_REVIEW, sealed)


def _decided(said: Said, sealed: Sealed) -> None:
    outcome = sealed.entry.name.rpartition(".")[2]
    _step(said, sealed, outcome)
    request = said.request
    request.update(made(sealed, by="decided_by", at="answered_at"), outcome=outcome)
    if sealed.entry.data.get("round", 1) > request["round"]:  # Gone before what was granted could be shown.
        request.update(round=sealed.entry.data["round"], endorsed_by=None)
    said.put(Status(outcome), sealed)
    if Status(outcome) in TERMINAL:
        said.awaited.add(ANSWER)


def _fulfilled(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    said.request["entry_leaf"] = told["entry_leaf"]
    said.put(Status.CLOSED if told.get("closes", True) else Status.HANDED_OVER, sealed)


def _ended(said: Said, sealed: Sealed) -> None:
    said.put(Status(sealed.entry.name.rpartition(".")[2]), sealed)


def _nothing(said: Said, sealed: Sealed) -> None:
    """Change no row: the refusal that follows does."""


CASES = Topic(
    tables=((PLACES, "position"), (PARTIES, "request_id"), (DECISIONS, "round step")),
    takes={
        "received": _received,
        "document_noted": _document_noted,
        "endorsed": _endorsed,
        **dict.fromkeys((str(outcome) for outcome in Outcome), _decided),
        "guard_overridden": _nothing,
        "fulfilled": _fulfilled,
        "withdrawn": _ended,
        "closed": _ended,
    },
)
