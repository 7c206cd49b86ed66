"""Owns how a version is vouched for: reviewed, approved, sent back, withdrawn."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.hangul import nfc
from app.ledger import commands as ledger
from app.policy.commands.rows import check_move, locked
from app.policy.events import PolicyApproved, PolicyReviewed, PolicySentBack, PolicyWithdrawn
from app.policy.models import PolicyVersion
from app.policy.queries import Wording, has_moved_on, standing_wording, version
from app.policy.versions import (
    APPROVERS,
    AUTHORS,
    RETURNERS,
    REVIEWERS,
    OtherText,
    StaleDraft,
    StaleVersion,
    State,
    check_may,
    check_not_own,
    check_reason,
)


def review_version(
    session: Session,
    *,
    number: int,
    text_digest: str,
    actor: Actor,
    now: datetime,
    wording: Wording = standing_wording,
) -> None:
    """Vouch for a draft that somebody else wrote. ``text_digest`` is of the text that was read.

    :raises NotAllowed: if the person does not review policies, or wrote it (``OwnVersion``).
    :raises WrongMove: if it is no draft.
    :raises OtherText: if it was composed anew since it was read.
    :raises StaleDraft: if registry or clauses moved on since.
    """
    check_may(actor, REVIEWERS)
    row = locked(session, number)
    check_move(row, State.REVIEWED)
    principal = check_not_own(actor, author=row.drafted_by, roles=REVIEWERS)
    _check_same_text(row, text_digest)
    if any(has_moved_on(session, of=version(session, number=number), wording=wording)):
        raise StaleDraft
    event = PolicyReviewed(number=number, text_digest=text_digest, for_account=principal)
    receipt = ledger.append(session, event, actor=actor, now=now)
    row.state = State.REVIEWED.value
    row.reviewed_by, row.reviewed_for, row.reviewed_at = actor.id, principal, receipt.recorded_at
    session.flush()


def approve_version(
    session: Session,
    *,
    number: int,
    text_digest: str,
    actor: Actor,
    now: datetime,
    wording: Wording = standing_wording,
) -> None:
    """Approve, as privacy officer, exactly the text that was read; it is pinned with its registry revision.

    :raises NotAllowed: if the person does not approve policies, or wrote it (``OwnVersion``).
    :raises WrongMove: if it is not reviewed.
    :raises OtherText: if it is another text than was read.
    :raises StaleVersion: if registry or clauses moved on since it was composed.
    """
    check_may(actor, APPROVERS)
    row = locked(session, number)
    check_move(row, State.APPROVED)
    principal = check_not_own(actor, author=row.drafted_by, roles=APPROVERS)
    _check_same_text(row, text_digest)
    check_fresh(session, number=number, wording=wording)
    event = PolicyApproved(
        number=number, text_digest=text_digest, registry_revision=row.registry_revision, for_account=principal
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    row.state = State.APPROVED.value
    row.approved_by, row.approved_for, row.approved_at = actor.id, principal, receipt.recorded_at
    session.flush()


def send_back(session: Session, *, number: int, reason: str, actor: Actor, now: datetime) -> None:
    """Make a reviewed or approved version a draft again: it can be composed anew, and both vouch again.

    :raises NotAllowed: if the person neither reviews nor approves policies.
    :raises WrongMove: if it is neither reviewed nor approved.
    :raises ReasonNeeded: if no reason is given.
    """
    check_may(actor, RETURNERS)
    row = locked(session, number)
    check_move(row, State.DRAFT)
    check_reason(reason)
    ledger.append(session, PolicySentBack(number=number, reason=nfc(reason).strip()), actor=actor, now=now)
    row.state = State.DRAFT.value
    row.reviewed_by = row.reviewed_for = row.reviewed_at = None
    row.approved_by = row.approved_for = row.approved_at = None
    session.flush()


def withdraw_version(session: Session, *, number: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take a version back that has not taken effect. Of an announced one only the privacy officer may.

    A draft is withdrawn by whoever drafts; what somebody vouched for by those who review or approve.

    :raises NotAllowed: if the person may not.
    :raises WrongMove: if it has taken effect, or is withdrawn already.
    :raises ReasonNeeded: if no reason is given.
    """
    check_may(actor, AUTHORS)
    row = locked(session, number)
    check_move(row, State.WITHDRAWN)
    current = State(row.state)
    if current is State.ANNOUNCED:
        check_may(actor, APPROVERS)
    elif current is not State.DRAFT:
        check_may(actor, RETURNERS)
    check_reason(reason)
    event = PolicyWithdrawn(number=number, reason=nfc(reason).strip(), was=current.value)
    ledger.append(session, event, actor=actor, now=now)
    row.state = State.WITHDRAWN.value
    session.flush()


def check_fresh(session: Session, *, number: int, wording: Wording = standing_wording) -> None:
    """Let go on what still says what the registry and the clauses say.

    :raises StaleVersion: if they moved on.
    """
    if any(has_moved_on(session, of=version(session, number=number), wording=wording)):
        raise StaleVersion


def _check_same_text(row: PolicyVersion, text_digest: str) -> None:
    if row.text_digest != text_digest:
        raise OtherText
