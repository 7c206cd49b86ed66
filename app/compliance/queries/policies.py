"""Owns what the checks know of the published policy: which version is in force, and whether the registry moved on."""

from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from app.compliance.facts import PolicyFact
from app.ledger import queries as ledger
from app.ledger.events import catalogue
from app.policy import queries as policy
from app.policy.events import PolicyAnnounced, PolicyWithdrawn


@cache
def _events() -> tuple[str, ...]:
    """Return what changes how announced versions stand: being announced or withdrawn, and other clauses."""
    reworded = [name for name in catalogue() if name.startswith("policy.clause_")]
    return PolicyAnnounced.name, PolicyWithdrawn.name, *reworded


def policy_mark(session: Session) -> int:
    """Return a number that changes with every version announced or withdrawn; the day tells the rest."""
    return ledger.newest_leaf(session, names=_events())


def policy_fact(session: Session, *, on: date) -> PolicyFact:
    """Return how the published policy stands to the registry of a day."""
    current = policy.version_in_force(session, on=on)
    announced = policy.announced_versions(session, on=on)
    return PolicyFact(
        in_force=current.number if current else None,
        moved_on=current is not None and policy.unpublished(session, of=current, on=on).text,
        stale=tuple(
            (each.number, each.effective_on) for each in announced if any(policy.has_moved_on(session, of=each))
        ),
    )
