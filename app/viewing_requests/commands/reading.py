"""Owns holding what a decider wrote against the law: the ground, and the words of the reason."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.hangul import nfc
from app.law.grounds import Ground, provision_grounds, refusal_grounds, use_grounds
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.commands.rows import site_of
from app.viewing_requests.commands.steps import sealed_words
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.events import GuardOverridden
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.places import is_private
from app.viewing_requests.reason_reading import reads_refusal_of, why_not_gone, why_not_postponed
from app.viewing_requests.refusals import (
    GroundMissing,
    GroundNotAllowed,
    OnlyOfficerReadsOtherwise,
    OtherReadingUnsaid,
    UnlawfulReason,
)


def grounds_of(handling: Handling, *, own_use: bool) -> Callable[..., tuple[Ground, ...]]:
    """Return what tells the grounds a decision may name: of refusing a viewing, of providing, or of our own use."""
    if handling is Handling.VIEWING:
        return refusal_grounds
    return use_grounds if own_use else provision_grounds


def allowed_ground(key: str | None, grounds: Sequence[Ground]) -> str:
    """Return a ground that was chosen.

    :raises GroundMissing: if none was.
    :raises GroundNotAllowed: if it is not among those that may be.
    """
    if key not in {ground.key for ground in grounds}:
        allowed = ", ".join(ground.citation for ground in grounds)
        raise GroundNotAllowed(ground=key, allowed=allowed) if key else GroundMissing(allowed=allowed)
    return str(key)


def check_reason(
    session: Session, row: ViewingRequest, *, reason: str, other_reading: str, actor: Actor, now: datetime
) -> None:
    """Stop the unlawful reason of refusing somebody; record it where the privacy officer says that it was misread.

    Deletions and suspensions are read too; a provision is no duty, and its reasons are not.

    :raises UnlawfulReason: if the words claim a ground the Act does not give, or state no fact of one.
    :raises OnlyOfficerReadsOtherwise: if anybody but the privacy officer says that they were misread.
    :raises OtherReadingUnsaid: if it is said with the words of the reason itself.
    """
    read = reads_refusal_of(RequestKind(row.kind))
    _check(session, row, read, reason=reason, other_reading=other_reading, actor=actor, now=now)


def check_gone_reason(
    session: Session, row: ViewingRequest, *, reason: str, other_reading: str, actor: Actor, now: datetime
) -> None:
    """Stop an answer that there is no footage if its words claim an unlawful ground; no lawful one is asked of it.

    :raises Refusal: as ``check_reason``.
    """
    _check(session, row, why_not_gone, reason=reason, other_reading=other_reading, actor=actor, now=now)


def check_postponing_reason(
    session: Session, row: ViewingRequest, *, reason: str, other_reading: str, actor: Actor, now: datetime
) -> None:
    """Stop a postponement if its words claim what may not keep a viewing from anybody, now or later (법 35③④).

    :raises Refusal: as ``check_reason``.
    """
    _check(session, row, why_not_postponed, reason=reason, other_reading=other_reading, actor=actor, now=now)


def _check(
    session: Session,
    row: ViewingRequest,
    read: Callable[..., tuple[UnlawfulGround, ...]],
    *,
    reason: str,
    other_reading: str,
    actor: Actor,
    now: datetime,
) -> None:
    if row.handling != Handling.VIEWING:
        return
    today = kst_day(now)
    found = read(reason, private=is_private(registry.snapshot(session, as_of=today)), on=today)
    if not found:
        return
    _check_read_otherwise(found, reason, other_reading, actor)
    override = GuardOverridden(
        number=row.number,
        site=site_of(session, row.id),
        grounds=tuple(unlawful.name for unlawful in found),
        other_reading=sealed_words(row.number, other_reading),
    )
    ledger.append(session, override, actor=actor, now=now)


def _check_read_otherwise(found: Sequence[UnlawfulGround], reason: str, other_reading: str, actor: Actor) -> None:
    if not other_reading.strip():
        sentences = [unlawful.sentence for unlawful in found]
        raise UnlawfulReason(sentences, grounds=[unlawful.name for unlawful in found])
    if not actor.has(Role.PRIVACY_OFFICER):
        raise OnlyOfficerReadsOtherwise
    if nfc(other_reading) == nfc(reason):
        raise OtherReadingUnsaid
