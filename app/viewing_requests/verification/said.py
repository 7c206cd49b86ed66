"""Owns what the entries of one request say: of each table the rows there should be."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table

from app.ledger.comparison import Sealed
from app.ledger.events import plain
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.states import TERMINAL, Status

REQUEST: Table = ViewingRequest.__table__  # type: ignore[assignment]  # A FromClause to the type checker.


@dataclass(slots=True)
class Said:
    """The rows of one request, by table, as its entries say so far."""

    number: str
    leaf: int = 0
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    awaited: set[int] = field(default_factory=set)  # Leaves something may still follow on, also after the end.

    @property
    def request(self) -> dict[str, Any]:
        """Return the row of the request itself."""
        return self.rows[REQUEST.name][0]

    @property
    def closed(self) -> bool:
        """Return whether nothing follows."""
        return bool(self.rows) and self.request["status"] in TERMINAL and not self.awaited

    def put(self, status: Status, sealed: Sealed) -> None:
        """Put the request where an entry put it."""
        closed_at = plain(sealed.entry.recorded_at) if status in TERMINAL else None
        self.request.update({"status": str(status), "closed_at": closed_at})


Take = Callable[[Said, Sealed], None]
"""Takes an entry into what is said."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a module compares: its tables, each with the columns that order a request's rows, and how it takes entries.

    ``takes`` goes by the last part of the event's name.
    """

    tables: Sequence[tuple[Table, str]]
    takes: Mapping[str, Take]


def made(sealed: Sealed, *, by: str, at: str) -> dict[str, Any]:
    """Return who made an entry and when, under the names a table has for it."""
    return {by: sealed.entry.actor_id, at: plain(sealed.entry.recorded_at)}


def end_of(day: str) -> object:
    """Return the first moment too late to answer on a day."""
    return plain(end_of_kst_day(date.fromisoformat(day)))


def table_of(model: type[Any]) -> Table:
    """Return the table of a model."""
    table: Table = model.__table__
    return table
