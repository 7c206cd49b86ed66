"""Owns how a version is published: announced with its files, in force on its day, the former replaced."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.policy.commands.deciding import check_fresh, check_ready
from app.policy.commands.drafting import check_after_last, earliest_day
from app.policy.commands.rows import check_move, lock_all, locked
from app.policy.events import KeptFile, PolicyAnnounced, PolicyEnteredIntoForce, PolicyReplaced
from app.policy.formats import FORMATS, Format
from app.policy.models import PolicyFile, PolicyVersion
from app.policy.queries import Wording, pinned_texts, standing_wording, version
from app.policy.versions import (
    APPROVERS,
    EffectiveInPast,
    NotYet,
    State,
    check_day,
    check_may,
)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A file that was just written, and its bytes, compressed."""

    file: KeptFile
    content: bytes


def announce_version(
    session: Session,
    *,
    number: int,
    actor: Actor,
    now: datetime,
    wording: Wording = standing_wording,
    formats: Mapping[str, Format] = FORMATS,
) -> None:
    """Publish an approved version before it takes effect, and keep every file of it as it is given out from now on.

    :raises NotAllowed: if the person does not approve policies.
    :raises WrongMove: if it is not approved.
    :raises StaleVersion: if registry or clauses moved on since it was composed.
    :raises EffectiveInPast: if its day has passed.
    :raises EffectiveTooSoon: if its day is nearer than ``law.periods.policy_announcement_days``.
    :raises NotAfterLast: if another version takes effect then or later.
    :raises NotReady: naming every gap, and every violation our linter finds in it.
    """
    check_may(actor, APPROVERS, Act.PUBLISH)
    lock_all(session)
    row = locked(session, number)
    check_move(row, State.ANNOUNCED)
    this, today = version(session, number=number), kst_day(now)
    if this.effective_on < today:
        raise EffectiveInPast(day=this.effective_on.isoformat())
    check_after_last(session, this.choices)
    check_day(this.choices, on=today, earliest=earliest_day(session, on=today))
    check_fresh(session, number=number, wording=wording)
    check_ready(session, of=this)
    rendered = [
        _rendered(document.form.value, document.language, form, form.publish(document))
        for document in pinned_texts(session, of=this)
        for form in formats.values()
    ]
    files = tuple(each.file for each in rendered)
    event = PolicyAnnounced(
        number=number,
        effective_on=this.effective_on,
        announced_on=today,
        files=files,
        files_digest=digest_of_files(files),
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    row.state = State.ANNOUNCED.value
    row.announced_on, row.files_digest = today, event.files_digest
    session.flush()
    session.add_all(_file_rows(number, rendered, receipt.leaf))
    session.flush()


def enter_into_force(session: Session, *, number: int, actor: Actor, now: datetime) -> None:
    """Put an announced version in force on its day, and replace the former.

    It does so also when registry or clauses have moved on: it was announced, and people rely on it.

    :raises NotAllowed: if it is neither the system nor somebody who approves policies.
    :raises WrongMove: if it is not announced.
    :raises NotYet: if its day has not come.
    """
    check_may(actor, APPROVERS, Act.PUBLISH)
    lock_all(session)
    row = locked(session, number)
    check_move(row, State.IN_FORCE)
    today = kst_day(now)
    if row.effective_on > today:
        raise NotYet(number=number, day=row.effective_on.isoformat())
    former = session.scalar(select(PolicyVersion).where(PolicyVersion.state == State.IN_FORCE).with_for_update())
    if former is not None:
        ledger.append(session, PolicyReplaced(number=former.number, by=number), actor=actor, now=now)
        former.state, former.replaced_by = State.REPLACED.value, number
        session.flush()
    event = PolicyEnteredIntoForce(number=number, effective_on=row.effective_on, entered_on=today)
    ledger.append(session, event, actor=actor, now=now)
    row.state, row.entered_on = State.IN_FORCE.value, today
    session.flush()


def enter_due(session: Session, *, actor: Actor, now: datetime) -> list[int]:
    """Put every announced version in force whose day has come, in the order of their days; return their numbers.

    :raises NotAllowed: as ``enter_into_force``.
    """
    due = select(PolicyVersion.number).where(
        PolicyVersion.state == State.ANNOUNCED, PolicyVersion.effective_on <= kst_day(now)
    )
    numbers = list(session.scalars(due.order_by(PolicyVersion.effective_on)))
    for number in numbers:
        enter_into_force(session, number=number, actor=actor, now=now)
    return numbers


def digest_of_files(files: tuple[KeptFile, ...]) -> str:
    """Return one SHA-256 for all files of a version: form, language, format and digest of each."""
    lines = sorted([each.form, each.language, each.format, each.sha256] for each in files)
    return sha256(canonical_bytes(lines)).hexdigest()


def _rendered(form: str, language: str, chosen: Format, content: bytes) -> _Rendered:
    kept = KeptFile(form, language, chosen.name, sha256(content).hexdigest())
    return _Rendered(kept, zlib.compress(content, 9))


def _file_rows(number: int, rendered: list[_Rendered], leaf: int) -> Iterator[PolicyFile]:
    for each in rendered:
        file = each.file
        yield PolicyFile(
            version=number,
            form=file.form,
            language=file.language,
            format=file.format,
            sha256=file.sha256,
            content=each.content,
            leaf=leaf,
        )
