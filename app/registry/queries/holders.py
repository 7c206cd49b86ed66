"""Owns reading who holds a post; names of people without an account come from the ledger's erasable part."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ledger import queries as ledger
from app.registry.models import PostHolding


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in a post. ``holder``: the name of a person without an account; None once erased, or with an account."""

    assignment: str
    post: str
    account_id: int | None
    holder: str | None
    valid_from: date | None
    valid_to: date | None


def holders_of(session: Session, *, post: str, on: date | None = None) -> list[Holding]:
    """Return who holds a post, as known now: on a day, or ever."""
    statement = (
        select(PostHolding)
        .where(PostHolding.post_code == post, PostHolding.superseded_leaf.is_(None))
        .order_by(PostHolding.valid_from.asc().nulls_first(), PostHolding.id)
    )
    found = []
    for held in session.scalars(statement):
        if on is not None and not _holds(held, on):
            continue
        name = _name(session, held.assigned_leaf) if held.account_id is None else None
        found.append(Holding(held.assignment, post, held.account_id, name, held.valid_from, held.valid_to))
    return found


def _holds(held: PostHolding, day: date) -> bool:
    return (held.valid_from is None or held.valid_from <= day) and (held.valid_to is None or day < held.valid_to)


def _name(session: Session, leaf: int) -> str | None:
    for part in ledger.personal_parts(session, leaf=leaf):
        if part.content is not None and "holder" in part.content:
            return str(part.content["holder"])
    return None
