"""Owns how an entry becomes an event, and the event's rows."""

from dataclasses import fields
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.database import Base
from app.footage_access.domain import Act, Facts
from app.footage_access.events import FootageAccessed
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessParty
from app.footage_access.queries import place_search, search_text
from app.kernel.actor import Actor
from app.ledger.domain import Receipt
from app.ledger.statements import Rows

_ENTRY, _PLACE, _PARTY = (
    Base.metadata.tables[of.__tablename__] for of in (FootageAccess, FootageAccessCamera, FootageAccessParty)
)
_INSERTS = {table: insert(table) for table in (_ENTRY, _PLACE, _PARTY)}
_ELSEWHERE = frozenset({"places", "recipient", "consent_items"})
"""Facts that are no column of their own."""


def sealed(facts: Facts) -> dict[str, Any]:
    """Return what the event of an entry says."""
    return {**_values(facts), "text": facts.text or None}


def write_row(
    session: Session,
    receipt: Receipt,
    act: Act,
    facts: Facts,
    actor: Actor,
    *,
    corrects_leaf: int | None = None,
    via: str | None = None,
) -> None:
    """Write what was sealed as a row of the register."""
    found = register_rows(receipt, act, facts, actor, corrects_leaf=corrects_leaf, via=via)
    for table, rows in found.items():
        session.execute(_INSERTS[table], list(rows))


def register_rows(
    receipt: Receipt,
    act: Act,
    facts: Facts,
    actor: Actor,
    *,
    corrects_leaf: int | None = None,
    via: str | None = None,
) -> Rows:
    """Return what was sealed as rows of the register."""
    row = {name: value for name, value in _values(facts).items() if name not in _ELSEWHERE}
    row |= {
        "leaf": receipt.leaf,
        "log_id": receipt.log_id,
        "act": str(act),
        "version": FootageAccessed.version,
        "handler_id": actor.id,
        "recorded_at": receipt.recorded_at,
        "corrects_leaf": corrects_leaf,
        "consent_items": ",".join(facts.consent_items) or None,
        "search": search_text(facts),
        "via": via,
    }
    places = [
        {
            "leaf": receipt.leaf,
            "position": position,
            "site_code": place.site_code,
            "zone_code": place.zone_code,
            "camera_code": place.camera_code,
            "label": place.label,
            "search": place_search(place),
            "occurred_at": facts.occurred_at,
            "handler_id": actor.id,
            "kind": str(facts.kind),
        }
        for position, place in enumerate(facts.places, start=1)
    ]
    found = {_ENTRY: [row], _PLACE: places}
    if facts.recipient:
        found[_PARTY] = [{"leaf": receipt.leaf, "recipient": facts.recipient}]
    return found


def _values(facts: Facts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}
