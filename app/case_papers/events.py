"""Owns what is sealed about papers: that one which names somebody was made, by whom, never what stands in it."""

from dataclasses import dataclass
from typing import ClassVar

from app.ledger.events import Event, TakenOut, personal


@dataclass(frozen=True, kw_only=True)
class PaperMade(TakenOut, Event):
    """Somebody made a paper of a request: a look at who asks, and a copy that leaves the system."""

    name: ClassVar[str] = "viewing_request.paper_made"

    number: str
    paper: str
    format: str
    language: str
    site: str | None
    address: str | None = personal("address")

    @property
    def subject(self) -> str:
        """Return the request."""
        return f"viewing_request:{self.number}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if the request is about one."""
        return self.site
