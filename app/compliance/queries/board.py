"""Owns the board: what a person must do today, and how things stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.compliance.domain import Finding, RuleSummary, Severity, by_rule, count_by_severity
from app.compliance.queries.acknowledged import apart
from app.compliance.queries.followed import followed
from app.compliance.queries.standing import Standing, look
from app.compliance.urgency import OWNER_OF
from app.footage_access import queries as footage
from app.footage_access.domain import Filter
from app.footage_access.queries import EntryRow
from app.inbox import queries as inbox
from app.inbox.queries import Notice
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.ledger.proofs import Head
from app.viewing_requests import queries as viewing
from app.viewing_requests.queries import HoldTask, RequestRow

MOST_REQUESTS, MOST_TO_DO, MOST_FINDINGS, MOST_ENTRIES = 6, 3, 8, 6
_SHOWN_ROOT = 12
DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)
READERS_OF_FOOTAGE = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryNumbers:
    """How much the registry holds that a person may see; ``rows`` and ``signs`` None: they do not see all of it."""

    organisation: str
    revision: str
    sites: int
    cameras: int
    signs_to_renew: int
    rows: int | None = None
    signs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNumbers:
    """How far the ledger has grown, and how far it is signed (None: not yet)."""

    size: int
    last_at: datetime
    signed_size: int | None = None
    signed_root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The home page. Lists hold the most urgent; the numbers beside them count all."""

    requests: tuple[RequestRow, ...]
    open_requests: int
    to_decide: tuple[RequestRow, ...]
    number_to_decide: int
    to_fulfil: tuple[RequestRow, ...]
    holds: tuple[HoldTask, ...]
    number_of_holds: int
    notices: tuple[Notice, ...]
    number_unread: int
    severities: dict[Severity, int]
    findings: tuple[RuleSummary, ...]
    """What is open; what is acknowledged for a time stands apart."""
    acknowledged: int
    overdue: int
    """Findings past their day that are this person's to settle, by role and sites."""
    entries: tuple[EntryRow, ...]
    registry: RegistryNumbers
    log: LogNumbers | None  # None: not for people limited to some sites.


def board(session: Session, *, actor: Actor, now: datetime) -> Board:
    """Return the board of a person: only what they may see, also in the numbers."""
    seen = look(session, actor=actor, now=now)
    found = apart(session, seen.findings, actor=actor, on=kst_day(now))
    decides, operates = actor.has(*DECIDERS), actor.has(Role.OPERATOR)
    decider, operator = actor.acting_as(*DECIDERS), actor.acting_as(Role.OPERATOR)
    to_decide = viewing.requests_to_decide(session, actor=decider, now=now, most=MOST_TO_DO) if decides else []
    to_fulfil = viewing.requests_to_fulfil(session, actor=operator, now=now, most=MOST_TO_DO) if operates else []
    holds = viewing.hold_tasks(session, actor=actor, now=now) if operates else ()
    return Board(
        requests=tuple(viewing.requests_by_clock(session, actor=actor, now=now, most=MOST_REQUESTS)),
        open_requests=viewing.number_open(session, actor=actor),
        to_decide=tuple(to_decide),
        number_to_decide=viewing.number_to_decide(session, actor=decider) if decides else 0,
        to_fulfil=tuple(to_fulfil),
        holds=tuple(holds[:MOST_TO_DO]),
        number_of_holds=len(holds),
        notices=tuple(inbox.newest_unread(session, actor=actor)),
        number_unread=inbox.unread_count(session, actor=actor),
        severities=count_by_severity(found.open),
        findings=by_rule(found.open)[:MOST_FINDINGS],
        acknowledged=len(found.acknowledged),
        overdue=_overdue(session, found.open, actor=actor, now=now),
        entries=_entries(session, actor),
        registry=_registry(seen.standing, actor.sites),
        log=_log(seen.head) if actor.sites is None else None,
    )


def _registry(stands: Standing, sites: frozenset[str] | None) -> RegistryNumbers:
    if sites is None:
        return RegistryNumbers(
            organisation=stands.organisation,
            revision=stands.revision,
            rows=stands.rows,
            sites=len(stands.cameras_of_site),
            cameras=stands.cameras,
            signs=stands.signs,
            signs_to_renew=stands.to_renew,
        )
    there = [code for code in sites if code in stands.cameras_of_site]
    return RegistryNumbers(
        organisation=stands.organisation,
        revision=stands.revision,
        sites=len(there),
        cameras=sum(stands.cameras_of_site[code] for code in there),
        signs_to_renew=sum(stands.renew_of_site.get(code, 0) for code in there),
    )


def _overdue(session: Session, findings: tuple[Finding, ...], *, actor: Actor, now: datetime) -> int:
    own = [each for each in findings if actor.has(OWNER_OF[each.area])]
    return sum(row.deadline.overdue for row in followed(session, own, actor=actor, on=kst_day(now)))


def _entries(session: Session, actor: Actor) -> tuple[EntryRow, ...]:
    if not actor.has(*READERS_OF_FOOTAGE):
        return ()
    return footage.page_of_entries(session, wanted=Filter(), actor=actor, size=MOST_ENTRIES).rows


def _log(head: Head) -> LogNumbers:
    if head.note is None:
        return LogNumbers(size=head.size, last_at=head.last_at)
    _origin, size, root = head.note.split("\n", 3)[:3]  # The first lines of a C2SP checkpoint.
    return LogNumbers(size=head.size, last_at=head.last_at, signed_size=int(size), signed_root=root[:_SHOWN_ROOT])
