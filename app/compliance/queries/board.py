"""Owns the board: what a person must do today, and how things stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.compliance.domain import RuleSummary, Severity, by_rule, count_by_severity
from app.compliance.queries.acknowledged import apart
from app.compliance.queries.standing import Standing, look
from app.compliance.queries.today import today
from app.compliance.todo import Provider, Task
from app.footage_access import queries as footage
from app.footage_access.domain import Filter
from app.footage_access.queries import EntryRow
from app.inbox import queries as inbox
from app.inbox.queries import Notice
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.ledger.proofs import Head
from app.viewing_requests import queries as viewing
from app.viewing_requests.queries import RequestRow

MOST_REQUESTS, MOST_FINDINGS, MOST_ENTRIES = 6, 8, 6
_SHOWN_ROOT = 12
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

    todo: tuple[Task, ...]
    """What this person must do, of every kind, the most urgent first."""
    requests: tuple[RequestRow, ...]
    open_requests: int
    notices: tuple[Notice, ...]
    number_unread: int
    severities: dict[Severity, int]
    findings: tuple[RuleSummary, ...]
    """What is open; what is acknowledged for a time stands apart."""
    acknowledged: int
    entries: tuple[EntryRow, ...]
    registry: RegistryNumbers
    log: LogNumbers | None  # None: not for people limited to some sites.


def board(session: Session, *, actor: Actor, now: datetime, more: Iterable[Provider] = ()) -> Board:
    """Return the board of a person: only what they may see, also in the numbers.

    :param more: who else has lines on what the person must do.
    """
    seen = look(session, actor=actor, now=now)
    found = apart(session, seen.findings, actor=actor, on=kst_day(now))
    registered = _registry(seen.standing, actor.sites)
    renew = registered.signs_to_renew
    return Board(
        todo=today(session, actor=actor, now=now, findings=found.open, signs_to_renew=renew, more=more),
        requests=tuple(viewing.requests_by_clock(session, actor=actor, now=now, most=MOST_REQUESTS)),
        open_requests=viewing.number_open(session, actor=actor),
        notices=tuple(inbox.newest_unread(session, actor=actor)),
        number_unread=inbox.unread_count(session, actor=actor),
        severities=count_by_severity(found.open),
        findings=by_rule(found.open)[:MOST_FINDINGS],
        acknowledged=len(found.acknowledged),
        entries=_entries(session, actor),
        registry=registered,
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


def _entries(session: Session, actor: Actor) -> tuple[EntryRow, ...]:
    if not actor.has(*READERS_OF_FOOTAGE):
        return ()
    return footage.page_of_entries(session, wanted=Filter(), actor=actor, size=MOST_ENTRIES).rows


def _log(head: Head) -> LogNumbers:
    if head.note is None:
        return LogNumbers(size=head.size, last_at=head.last_at)
    _origin, size, root = head.note.split("\n", 3)[:3]  # The first lines of a C2SP checkpoint.
    return LogNumbers(size=head.size, last_at=head.last_at, signed_size=int(size), signed_root=root[:_SHOWN_ROOT])
