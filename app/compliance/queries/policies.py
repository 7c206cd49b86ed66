"""Owns what the checks know of the published policy: which version is in force, and whether the registry moved on."""

from collections import Counter
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from app.compliance.facts import PolicyFact
from app.compliance.standing_facts import LintedFact
from app.ledger import queries as ledger
from app.ledger.events import catalogue
from app.policy import queries as policy
from app.policy.events import PolicyAnnounced, PolicyWithdrawn
from app.policy.writers.text import plain_text
from app.registry.snapshot import Snapshot


@cache
def _events() -> tuple[str, ...]:
    """Return what changes how announced versions stand: being announced or withdrawn, and other clauses."""
    reworded = [name for name in catalogue() if name.startswith("policy.clause_")]
    return PolicyAnnounced.name, PolicyWithdrawn.name, *reworded


def policy_mark(session: Session) -> int:
    """Return a number that changes with every version announced or withdrawn; the day tells the rest."""
    return ledger.newest_leaf(session, names=_events())


def policy_fact(session: Session, *, snapshot: Snapshot, on: date) -> PolicyFact:
    """Return how the published policy stands to the registry of a day."""
    current = policy.version_in_force(session, on=on)
    announced = policy.announced_versions(session, on=on)
    return PolicyFact(
        in_force=current.number if current else None,
        moved_on=current is not None and policy.unpublished(session, of=current, on=on).text,
        stale=tuple(
            (each.number, each.effective_on) for each in announced if any(policy.has_moved_on(session, of=each))
        ),
        linted=_linted(policy.judged(session, of=current)) if current else (),
        untold_contractors=_untold(session, current, snapshot) if current and snapshot.contractors else (),
    )


def _linted(judged: policy.Judged) -> tuple[LintedFact, ...]:
    """Return what the linter says of a text, once for each of its rules, the worst of it."""
    told = (*judged.violations, *judged.cautions, *judged.notes)
    counts = Counter(finding.rule for finding in told)
    worst = {finding.rule: finding for finding in reversed(told)}
    return tuple(
        LintedFact(rule=rule, severity=worst[rule].severity, message=worst[rule].message, count=count)
        for rule, count in sorted(counts.items())
    )


def _untold(session: Session, current: policy.Version, snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return the contractors of the registry whose name stands in no text of a version."""
    said = "".join(_letters(plain_text(text)) for text in policy.pinned_texts(session, of=current))
    return tuple((one.code, one.name) for one in snapshot.contractors if _letters(one.name) not in said)


def _letters(text: str) -> str:
    return "".join(text.split())
