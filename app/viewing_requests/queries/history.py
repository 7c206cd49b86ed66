"""Owns what happened in a case: every entry of the ledger about it, and who was told something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.inbox import queries as inbox
from app.inbox.queries import Told
from app.ledger import queries as ledger
from app.ledger.queries import Entry
from app.viewing_requests.events import RequestReceived


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: an entry of the ledger, or that people were told the same thing at one moment."""

    at: datetime
    entry: Entry | None = None
    told: tuple[Told, ...] = ()

    @property
    def people(self) -> set[int]:
        """Return the accounts that are named."""
        return {one.account_id for one in self.told} | ({self.entry.actor_id} if self.entry else set())


def history_of(session: Session, *, number: str, sites: frozenset[str] | None) -> list[Happening]:
    """Return what happened in a case, the newest first; the caller sees to it that the reader may know the case.

    :param sites: the sites the reader may see (None: all); what names a place elsewhere is left out.
    """
    subject = f"viewing_request:{number}"
    hidden: set[int] = set()
    found = []
    for entry in ledger.entries(session, subject=subject):
        if sites is not None and (entry.data.get("hold") in hidden or _elsewhere(entry, sites)):
            hidden.add(entry.leaf)  # What follows on a hold that is left out is left out too.
        else:
            found.append(Happening(entry.recorded_at, entry))
    together: dict[tuple[datetime, str], list[Told]] = {}
    for told in inbox.told(session, subject=subject):
        together.setdefault((told.told_at, told.kind), []).append(told)
    found += [Happening(at, told=tuple(some)) for (at, _kind), some in together.items()]
    return sorted(found, key=lambda one: (one.at, one.entry.leaf if one.entry else -1), reverse=True)


def _elsewhere(entry: Entry, sites: frozenset[str]) -> bool:
    if entry.name == RequestReceived.name:  # Its sentence names no place.
        return False
    return any(code not in sites for code in _site_codes(entry.data))


def _site_codes(said: Any) -> Iterator[str]:  # noqa: ANN401  # Any JSON value.
    if isinstance(said, Mapping):
        if isinstance(said.get("site_code"), str):
            yield said["site_code"]
        said = list(said.values())
    if isinstance(said, list | tuple):
        for part in said:
            yield from _site_codes(part)
