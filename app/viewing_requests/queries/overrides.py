"""Owns the list of refusals whose reason was read as unlawful and written all the same."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger import queries as ledger
from app.viewing_requests.events import GuardOverridden
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.words import may_read, opened_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Who refused although the reason was read as unlawful. ``other_reading`` None: erased since.

    ``may_read``: whether the other reading is for this person; it is empty if not.
    """

    number: str
    leaf: int
    grounds: tuple[str, ...]
    overridden_by: int
    overridden_at: datetime
    other_reading: str | None
    may_read: bool


def overrides(session: Session, *, actor: Actor, number: str | None = None) -> list[Override]:
    """Return the overrides a person may see, the newest first; of one request if a number is given."""
    subject = None if number is None else f"viewing_request:{number}"
    found = list(ledger.entries(session, names={GuardOverridden.name}, subject=subject))
    numbers = {entry.data["number"] for entry in found}
    reads = may_read(actor).label("reads")
    found_of = select(ViewingRequest.number, reads).where(ViewingRequest.number.in_(numbers), may_see(actor))
    seen = {number: bool(may) for number, may in session.execute(found_of)}
    return [
        Override(
            number=entry.data["number"],
            leaf=entry.leaf,
            grounds=tuple(entry.data["grounds"]),
            overridden_by=entry.actor_id,
            overridden_at=entry.recorded_at,
            other_reading=_reading(session, entry) if seen[entry.data["number"]] else "",
            may_read=seen[entry.data["number"]],
        )
        for entry in reversed(found)
        if entry.data["number"] in seen
    ]


def _reading(session: Session, entry: ledger.Entry) -> str | None:
    token = ledger.personal_values(session, entry=entry).get("other_reading")
    return None if token is None else opened_words(entry.data["number"], token)
