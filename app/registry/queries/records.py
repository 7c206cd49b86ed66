"""Owns what was recorded of an object, in the order it was recorded: the history on its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.ledger import queries as ledger
from app.registry.domain import Kind
from app.registry.events import ENDED, RECORDED


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry about an object. ``changed``: field, old, new; empty when it was new. ``value`` None: not there."""

    leaf: int
    number: int
    name: str
    recorded_at: datetime
    actor_id: int
    valid_from: date | None
    valid_to: date | None
    changed: tuple[Mapping[str, Any], ...]
    value: Mapping[str, Any] | None

    @property
    def is_end(self) -> bool:
        """Return whether it says that the object is not there."""
        return self.value is None


def history_of(session: Session, *, kind: Kind, code: str) -> list[Recorded]:
    """Return everything recorded of one object, newest first."""
    names = (RECORDED[kind].name, ENDED[kind].name)
    found = []
    for entry in ledger.entries(session, names=names, subject=f"{kind.value}:{code}"):
        data = entry.data
        found.append(
            Recorded(
                leaf=entry.leaf,
                number=entry.number,
                name=entry.name,
                recorded_at=entry.recorded_at,
                actor_id=entry.actor_id,
                valid_from=_day(data["valid_from"]),
                valid_to=_day(data["valid_to"]),
                changed=tuple(data.get("changed", ())),
                value=data.get("value"),
            )
        )
    return found[::-1]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
