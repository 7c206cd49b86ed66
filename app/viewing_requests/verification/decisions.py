"""Owns what entries about review, deciding anew, emergencies and notices make of rows."""

from typing import Any

from app.ledger.comparison import Sealed
from app.viewing_requests.models import ViewingRequestEmergency, ViewingRequestNotice
from app.viewing_requests.states import GRANTED, Outcome, Status
from app.viewing_requests.verification.cases import ANSWER
from app.viewing_requests.verification.said import Said, Topic, made, table_of

EMERGENCIES, NOTICES = table_of(ViewingRequestEmergency), table_of(ViewingRequestNotice)
_UNDECIDED = ("endorsed_by", "decided_by", "outcome", "answered_at", "emergency_leaf")
_REVIEW = ("reviewed_by", "reviewed_at", "justified", "review_note", "review_leaf")
_NOTICE = (
    "told", "round", "step", "postponement_leaf", "emergency_leaf", "notified_on", "notified_by", "offered_at",
    "offered_place",
)  # fmt: skip


def _submitted(said: Said, sealed: Sealed) -> None:
    said.put(Status.IN_REVIEW, sealed)


def _anew(said: Said, round_: int, sealed: Sealed) -> None:
    said.request.update(dict.fromkeys(_UNDECIDED), round=round_)
    said.put(Status.IN_REVIEW, sealed)


def _reopened(said: Said, sealed: Sealed) -> None:
    _anew(said, sealed.entry.data["round"], sealed)


def _opened(said: Said, sealed: Sealed) -> None:
    told, request = sealed.entry.data, said.request
    row: dict[str, Any] = {
        "leaf": sealed.entry.leaf,
        **{name: request[name] for name in ("received_by", "handling")},
        **{name: told[name] for name in ("kind", "ground", "review_due_at")},
        **made(sealed, by="opened_by", at="opened_at"),
        **dict.fromkeys(_REVIEW),
        "reason": sealed.people.get("reason") or "",
        "erased": "reason" in sealed.gone,
    }
    said.rows[EMERGENCIES.name].append(row)
    said.awaited.add(sealed.entry.leaf)
    request.update(emergency_leaf=sealed.entry.leaf, outcome=str(Outcome.APPROVED), answered_at=row["opened_at"])
    said.put(Status.APPROVED, sealed)


def _told_deciders(said: Said, sealed: Sealed) -> None:
    """Change no row: who was told stands in the entry alone."""


def _reviewed(said: Said, sealed: Sealed) -> None:
    told, request = sealed.entry.data, said.request
    said.awaited.discard(told["opened_leaf"])
    for row in said.rows[EMERGENCIES.name]:
        if row["leaf"] == told["opened_leaf"]:
            row.update(made(sealed, by="reviewed_by", at="reviewed_at"), review_leaf=sealed.entry.leaf)
            row.update(justified=told["justified"], review_note=sealed.people.get("note") or "")
            row["erased"] |= "reason" in sealed.gone
    standing = request["status"] in GRANTED and request["emergency_leaf"] == told["opened_leaf"]
    if standing and not told["justified"]:
        _anew(said, request["round"] + 1, sealed)


def _told(said: Said, sealed: Sealed) -> None:
    said.rows[NOTICES.name].append(
        {
            "leaf": sealed.entry.leaf,
            **{name: sealed.entry.data[name] for name in _NOTICE},
            **made(sealed, by="noted_by", at="noted_at"),
        }
    )
    said.awaited.discard(ANSWER)


DECISIONS_TOPIC = Topic(
    tables=((EMERGENCIES, "leaf"), (NOTICES, "leaf")),
    takes={
        "submitted": _submitted,
        "reopened": _reopened,
        "step_taken_back": _reopened,
        "emergency_opened": _opened,
        "emergency_told": _told_deciders,
        "emergency_reviewed": _reviewed,
        "told": _told,
    },
)
