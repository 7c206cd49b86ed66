"""Owns what is read of the checks of a case: which were made, which count, and which are still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import Message
from app.vault.wiring import vault
from app.viewing_requests.domain import Channel, Handling, RequesterKind
from app.viewing_requests.identity import (
    CHECK_NAMES,
    METHOD_NAMES,
    REVOKED_BECAUSE_NAMES,
    CheckKind,
    Method,
    Needed,
    RevokedBecause,
    missing_of,
    needed_checks,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestCheck
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.states import GIVING


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check that was made. ``note`` None: there is none, it was erased, or it is not for this person's eyes."""

    leaf: int
    what: CheckKind
    method: Method
    checked_at: datetime
    passed: bool
    checked_by: int
    recorded_at: datetime
    note: str | None
    erased_on: date | None
    revoked_by: int | None
    revoked_at: datetime | None
    revoked_because: RevokedBecause | None

    @property
    def what_name(self) -> str:
        """Return what was checked in Korean, a message id."""
        return CHECK_NAMES[self.what]

    @property
    def method_name(self) -> str:
        """Return how it was checked in Korean, a message id."""
        return METHOD_NAMES[self.method]

    @property
    def revoked_name(self) -> str | None:
        """Return why it was taken back in Korean, a message id."""
        return REVOKED_BECAUSE_NAMES[self.revoked_because] if self.revoked_because else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksOfCase:
    """Everything on the card of checks: those made, and a sentence for each that is missing.

    ``exempt``: it was opened as an emergency, so nothing waits for a check.
    """

    needed: tuple[Needed, ...]
    made: tuple[Check, ...]
    missing: tuple[Message, ...]
    channel: Channel
    exempt: bool

    @property
    def people(self) -> frozenset[int]:
        """Return the accounts that made or took back a check."""
        return frozenset(
            account for one in self.made for account in (one.checked_by, one.revoked_by) if account is not None
        )


def note_context(number: str) -> str:
    """Return what the vault binds a note on a check to."""
    return f"viewing_request:{number}:check_note"


def passed_checks(session: Session, *, request_id: int) -> frozenset[CheckKind]:
    """Return what is checked of a request now: of each kind the newest check counts that was not taken back."""
    return frozenset(what for _leaf, what in counting_checks(session, request_id=request_id))


def counting_checks(session: Session, *, request_id: int) -> tuple[tuple[int, CheckKind], ...]:
    """Return leaf and kind of the checks that count: of each kind the newest not taken back, if it was passed."""
    row = ViewingRequestCheck
    statement = select(row.leaf, row.what, row.passed).where(row.request_id == request_id, row.revoked_at.is_(None))
    newest = {what: (leaf, passed) for leaf, what, passed in session.execute(statement.order_by(row.leaf))}
    return tuple(sorted((leaf, CheckKind(what)) for what, (leaf, passed) in newest.items() if passed))


def missing_checks(session: Session, *, request_id: int) -> tuple[Message, ...]:
    """Return a sentence with its source for each check a request still needs; none once it is an emergency's."""
    row = session.get_one(ViewingRequest, request_id)
    if row.emergency_leaf is not None:
        return ()
    return missing_of(_needed(row), passed_checks(session, request_id=request_id))


def checks_of(session: Session, *, number: str, actor: Actor, reads_notes: bool) -> ChecksOfCase:
    """Return the checks of a case the person may see.

    :raises NoResultFound: if there is no such case; look at the case first.
    """
    row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number, may_see(actor))).one()
    found = session.scalars(
        select(ViewingRequestCheck).where(ViewingRequestCheck.request_id == row.id).order_by(ViewingRequestCheck.leaf)
    )
    return ChecksOfCase(
        needed=_needed(row),
        made=tuple(_read(one, number, reads_notes=reads_notes) for one in found),
        missing=missing_checks(session, request_id=row.id),
        channel=Channel(row.channel),
        exempt=row.emergency_leaf is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A request that was granted or given though a check is missing. ``given``: shown or handed over already."""

    number: str
    given: bool
    missing: frozenset[CheckKind]


def unchecked_requests(session: Session, *, since: datetime, actor: Actor) -> Iterator[Unchecked]:
    """Yield requests a person may know of that were granted or given without the checks they need, oldest first.

    Closed ones too, if they were answered since a moment; those opened as emergencies are left out.
    """
    row = ViewingRequest
    granted: tuple[ColumnElement[bool], ...] = (
        row.status.in_(sorted(GIVING)),
        row.emergency_leaf.is_(None),
        row.erased_on.is_(None),
        row.answered_at >= since,
        may_see(actor),
    )
    passed: dict[int, dict[str, bool]] = {}
    check = ViewingRequestCheck
    made = select(check.request_id, check.what, check.passed).join(row, row.id == check.request_id)
    for request_id, what, did_pass in session.execute(
        made.where(*granted, check.revoked_at.is_(None)).order_by(check.leaf)
    ):
        passed.setdefault(request_id, {})[what] = did_pass
    for found in session.scalars(select(row).where(*granted).order_by(row.id)):
        having = {what for what, did_pass in passed.get(found.id, {}).items() if did_pass}
        missing = frozenset(one.what for one in _needed(found) if one.what not in having)
        if missing:
            yield Unchecked(number=found.number, given=found.entry_leaf is not None, missing=missing)


def _needed(row: ViewingRequest) -> tuple[Needed, ...]:
    return needed_checks(RequesterKind(row.requester_kind), Handling(row.handling))


def _read(row: ViewingRequestCheck, number: str, *, reads_notes: bool) -> Check:
    note = vault().open(row.note, context=note_context(number)) if row.note and reads_notes else None
    return Check(
        leaf=row.leaf,
        what=CheckKind(row.what),
        method=Method(row.method),
        checked_at=row.checked_at,
        passed=row.passed,
        checked_by=row.checked_by,
        recorded_at=row.recorded_at,
        note=note,
        erased_on=row.erased_on,
        revoked_by=row.revoked_by,
        revoked_at=row.revoked_at,
        revoked_because=RevokedBecause(row.revoked_because) if row.revoked_because else None,
    )
