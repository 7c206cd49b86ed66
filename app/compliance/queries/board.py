"""Owns the board: what a person must do today, and how things stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.compliance.domain import Finding, Severity, count_by_severity
from app.compliance.queries.standing import findings_for, standing
from app.footage_access import queries as footage
from app.footage_access.domain import Filter
from app.footage_access.queries import EntryRow
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.ledger import proofs
from app.viewing_requests import queries as viewing
from app.viewing_requests.queries import RequestRow

MOST_REQUESTS, MOST_FINDINGS, MOST_ENTRIES = 6, 5, 6
_SHOWN_ROOT = 12
DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)
READERS_OF_REQUESTS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryNumbers:
    """How much the registry holds that a person may see; ``rows`` None: they do not see all of it."""

    organisation: str
    sites: int
    cameras: int
    revision: str
    rows: int | None = None


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
    to_fulfil: tuple[RequestRow, ...]
    severities: dict[Severity, int]
    findings: tuple[Finding, ...]
    entries: tuple[EntryRow, ...]
    registry: RegistryNumbers
    signs: int | None
    signs_to_renew: int
    log: LogNumbers | None  # None: not for people limited to some sites.


def board(session: Session, *, actor: Actor, now: datetime) -> Board:
    """Return the board of a person: only what they may see, also in the numbers."""
    stands = standing(session, on=kst_day(now))
    found = findings_for(session, actor=actor, now=now)
    open_rows = viewing.requests_by_clock(session, actor=actor, now=now) if actor.has(*READERS_OF_REQUESTS) else []
    waiting = [row for row in open_rows if row.awaits_decision and row.received_by != actor.id]
    approved = [row for row in open_rows if not row.awaits_decision]
    sites = {code for code in stands.cameras_of_site if actor.sees_site(code)}
    return Board(
        requests=tuple(open_rows[:MOST_REQUESTS]),
        open_requests=len(open_rows),
        to_decide=tuple(waiting) if actor.has(*DECIDERS) else (),
        to_fulfil=tuple(approved) if actor.has(Role.OPERATOR) else (),
        severities=count_by_severity(found),
        findings=found[:MOST_FINDINGS],
        entries=_entries(session, actor),
        registry=RegistryNumbers(
            organisation=stands.organisation,
            sites=len(sites),
            cameras=stands.total if actor.sites is None else sum(stands.cameras_of_site[code] for code in sites),
            revision=stands.revision,
            rows=stands.rows if actor.sites is None else None,
        ),
        signs=stands.signs if actor.sites is None else None,
        signs_to_renew=sum(actor.sees_site(code) for code in stands.signs_to_renew),
        log=_log(session) if actor.sites is None else None,
    )


def _entries(session: Session, actor: Actor) -> tuple[EntryRow, ...]:
    if not actor.has(*READERS_OF_REQUESTS):
        return ()
    return footage.page_of_entries(session, wanted=Filter(), actor=actor, size=MOST_ENTRIES).rows


def _log(session: Session) -> LogNumbers:
    head = proofs.head(session)
    if head.note is None:
        return LogNumbers(size=head.size, last_at=head.last_at)
    _origin, size, root = head.note.split("\n", 3)[:3]  # The first lines of a C2SP checkpoint.
    return LogNumbers(size=head.size, last_at=head.last_at, signed_size=int(size), signed_root=root[:_SHOWN_ROOT])
