"""Owns whose task a finding is, by when it is due, and the mark it is followed by. Days are days in Korea."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from app.compliance.domain import Area, Finding, Severity
from app.kernel.actor import Role
from app.kernel.messages import N_
from app.law.periods import settling_time

OWNER_OF: dict[Area, Role] = {
    Area.CAMERA: Role.MANAGER,
    Area.SIGN: Role.MANAGER,
    Area.PEOPLE: Role.PRIVACY_OFFICER,
    Area.POLICY: Role.PRIVACY_OFFICER,
    Area.RETENTION: Role.MANAGER,
    Area.REQUEST: Role.MANAGER,
    Area.SECURITY: Role.ADMINISTRATOR,
    Area.CONTRACTOR: Role.PRIVACY_OFFICER,
    Area.REGISTER: Role.MANAGER,
}
"""The role that sees to the findings of an area. Our choice (``product.finding_due``), not the law's."""


class Turn(StrEnum):
    """What can happen to a finding from one look to the next; stored names are permanent."""

    BEGAN = "began"
    ENDED = "ended"


TURN_NAMES = {Turn.BEGAN: N_("생김"), Turn.ENDED: N_("사라짐")}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is followed of a finding: findings of one rule on one object are one."""

    mark: str
    rule: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A finding that began or ended with a look."""

    seen: Seen
    turn: Turn


@dataclass(frozen=True, slots=True)
class Deadline:
    """Since when a finding stands, whose it is and until when it is to be settled; None: no look has met it yet."""

    owner: Role
    since: date | None = None
    due_on: date | None = None
    overdue: bool = False


def mark_of(key: str) -> str:
    """Return the mark of a finding's key: a digest, since the key of an account holds a name."""
    return sha256(key.encode()).hexdigest()


def seen_of(findings: Iterable[Finding]) -> dict[str, Seen]:
    """Return what is followed, by mark: the worst severity and the sum of the counts."""
    order = list(Severity)
    seen: dict[str, Seen] = {}
    for finding in findings:
        mark = mark_of(finding.key)
        known = seen.get(mark)
        severity, count = finding.severity, finding.count
        if known is not None:
            severity, count = min(known.severity, severity, key=order.index), known.count + count
        seen[mark] = Seen(mark, finding.rule, severity, count)
    return seen


def turns(before: dict[str, Seen], now: dict[str, Seen]) -> tuple[Turned, ...]:
    """Return what began and what ended, each in the order of the marks."""
    began = [Turned(now[mark], Turn.BEGAN) for mark in sorted(now.keys() - before.keys())]
    return (*began, *(Turned(before[mark], Turn.ENDED) for mark in sorted(before.keys() - now.keys())))


def digest_of(rows: Sequence[Turned]) -> str:
    """Return the SHA-256 over turns, a line each."""
    lines = [f"{each.turn} {each.seen.mark} {each.seen.rule} {each.seen.severity} {each.seen.count}\n" for each in rows]
    return sha256("".join(lines).encode()).hexdigest()


def deadline_of(finding: Finding, *, since: date | None, on: date) -> Deadline:
    """Return whose a finding is and when it is due: the day it was first seen, and days by its severity."""
    owner = OWNER_OF[finding.area]
    if since is None:
        return Deadline(owner)
    due_on = since + timedelta(days=settling_time(finding.severity, on).days or 0)
    return Deadline(owner, since, due_on, overdue=on > due_on)
