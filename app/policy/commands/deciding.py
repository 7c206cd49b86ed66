"""Owns how a version is vouched for: reviewed, approved, sent back, withdrawn."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.ledger import commands as ledger
from app.policy.clauses.promises import promise_keys
from app.policy.commands.rows import check_move, locked
from app.policy.events import PolicyApproved, PolicyReviewed, PolicySentBack, PolicyWithdrawn
from app.policy.models import PolicyVersion
from app.policy.queries import (
    NotReady,
    Version,
    Wording,
    approvers,
    groundless_purposes,
    has_moved_on,
    judged,
    standing_wording,
    version,
)
from app.policy.versions import (
    APPROVERS,
    AUTHORS,
    RETURNERS,
    REVIEWERS,
    GroundsUnread,
    NotTheirs,
    OtherText,
    OwnVersion,
    OwnWording,
    PromisesUnread,
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
    check_may(actor, REVIEWERS, Act.DECIDE)
    row = locked(session, number)
    check_move(row, State.REVIEWED)
    principal = check_not_own(actor, authors=(row.drafted_by,), roles=REVIEWERS)
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
    promises_read: bool,
    actor: Actor,
    now: datetime,
    grounds_read: bool = False,
    wording: Wording = standing_wording,
) -> None:
    """Approve, as privacy officer, exactly the text that was read; it is pinned with its registry revision.

    :param promises_read: whether the person says that what the text promises is so.
    :param grounds_read: whether the person says that they know of the purposes without a legal ground.
    :raises NotAllowed: if the person does not approve policies, wrote it (``OwnVersion``), or worded what is new in it
        (``OwnWording``).
    :raises WrongMove: if it is not reviewed.
    :raises OtherText: if it is another text than was read.
    :raises StaleVersion: if registry or clauses moved on since it was composed.
    :raises NotReady: naming every gap, and every violation our linter finds in it.
    :raises PromisesUnread: if nobody says that its promises are so.
    :raises GroundsUnread: if it has purposes without a legal ground and nobody says that they know.
    """
    check_may(actor, APPROVERS, Act.DECIDE)
    row = locked(session, number)
    check_move(row, State.APPROVED)
    this = version(session, number=number)
    principal = _check_worded_by_others(session, this, actor=actor, now=now)
    _check_same_text(row, text_digest)
    check_fresh(session, number=number, wording=wording)
    check_ready(session, of=this)
    if not promises_read:
        raise PromisesUnread
    groundless = groundless_purposes(session, of=this)
    if groundless and not grounds_read:
        raise GroundsUnread
    found = judged(session, of=this)
    event = PolicyApproved(
        number=number,
        text_digest=text_digest,
        registry_revision=row.registry_revision,
        for_account=principal,
        cautions=len(found.cautions),
        caution_rules=found.caution_rules,
        promises=promise_keys(),
        groundless=len(groundless),
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
    check_may(actor, RETURNERS, Act.DECIDE)
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

    A draft is withdrawn by who wrote it or by who would approve it; what somebody vouched for by those who review or
    approve.

    :raises NotAllowed: if the person may not (a draft of another: ``NotTheirs``).
    :raises WrongMove: if it has taken effect, or is withdrawn already.
    :raises ReasonNeeded: if no reason is given.
    """
    check_may(actor, AUTHORS, Act.REGISTER)
    row = locked(session, number)
    check_move(row, State.WITHDRAWN)
    current = State(row.state)
    if current is State.ANNOUNCED:
        check_may(actor, APPROVERS)
    elif current is not State.DRAFT:
        check_may(actor, RETURNERS)
    elif not may_withdraw_draft(actor, author=row.drafted_by):
        raise NotTheirs
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


def check_ready(session: Session, *, of: Version) -> None:
    """Let go on what has no gap, and no violation by our own reading.

    :raises NotReady: naming every one.
    """
    found = judged(session, of=of)
    if not found.ready:
        raise NotReady(list(found.problems()))


def may_withdraw_draft(actor: Actor, *, author: int) -> bool:
    """Return whether somebody may take a draft back: its author, who would approve it, or the system."""
    return actor.id in {0, author} or (actor.has(*APPROVERS) and actor.sites_as(*APPROVERS) is None)


def _check_worded_by_others(session: Session, this: Version, *, actor: Actor, now: datetime) -> int | None:
    """Let somebody approve a text of others; return for whom they stand in, if they do.

    :raises OwnVersion: if they drafted it.
    :raises OwnWording: if they worded what is new in it; it names who else could approve.
    """
    check_not_own(actor, authors=(this.drafted_by,), roles=APPROVERS)
    try:
        return check_not_own(actor, authors=this.authors, roles=APPROVERS)
    except OwnVersion:
        others = ", ".join(one.name for one in approvers(session, beside=this.everybody, now=now))
        raise OwnWording(others=others or Message(N_("없음"))) from None


def _check_same_text(row: PolicyVersion, text_digest: str) -> None:
    if row.text_digest != text_digest:
        raise OtherText
