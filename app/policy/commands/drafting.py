"""Owns how a version is begun, and composed anew while it is a draft."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.hangul import nfc
from app.law.periods import policy_announcement_days
from app.ledger import commands as ledger
from app.policy.commands.rows import composed_columns, composed_fields, keep_texts, lock_all, locked
from app.policy.domain import Form
from app.policy.events import PolicyDrafted, PolicyRefreshed
from app.policy.models import PolicyVersion
from app.policy.queries import (
    Wording,
    composed_texts,
    earlier_revisions,
    last_published,
    leaves_no_reviewer,
    leaves_nobody,
    standing_wording,
    version_in_preparation,
    wording_authors,
)
from app.policy.versions import (
    AUTHORS,
    AlreadyPreparing,
    Choices,
    NobodyToApprove,
    NobodyToReview,
    NotAfterLast,
    State,
    check_choices,
    check_day,
    check_is_draft,
    check_may,
)


def draft_version(
    session: Session,
    *,
    choices: Choices,
    actor: Actor,
    now: datetime,
    alone: bool = False,
    wording: Wording = standing_wording,
) -> int:
    """Begin a version: compose it from the registry of the day it takes effect, pin it, and return its number.

    :param alone: whether the person says that they want it though nobody could then approve it.
    :raises NotAllowed: if the person does not draft policies for the whole organisation.
    :raises NobodyToApprove: if those who approve all wrote something of it, and the person did not say so.
    :raises AlreadyPreparing: if somebody works on another version.
    :raises NotPublishable: if the registry contradicts itself on that day.
    :raises EffectiveTooSoon: if its day could not be kept even if it were announced today.
    :raises Refusal: as ``versions.check_choices`` and ``check_after_last``.
    """
    check_may(actor, AUTHORS, Act.REGISTER)
    choices = _clean(choices)
    today = kst_day(now)
    check_choices(choices, on=today)
    lock_all(session)
    preparing = version_in_preparation(session)
    if preparing is not None:
        raise AlreadyPreparing(number=preparing.number)
    check_after_last(session, choices)
    check_day(choices, on=today, earliest=earliest_day(session, on=today))
    number = (session.scalar(select(func.max(PolicyVersion.number))) or 0) + 1
    texts = composed_texts(session, choices=choices, earlier=earlier_revisions(session), wording=wording)
    authors = wording_authors(session, languages=choices.languages, on=choices.effective_on)
    if not alone and leaves_nobody(session, beside={actor.id, *authors}, now=now):
        raise NobodyToApprove
    if not alone and leaves_no_reviewer(session, drafted_by=actor.id, now=now):
        raise NobodyToReview
    event = PolicyDrafted(number=number, **composed_fields(choices, texts, authors))
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        PolicyVersion(
            number=number,
            state=State.DRAFT.value,
            text_leaf=receipt.leaf,
            drafted_by=actor.id,
            drafted_at=receipt.recorded_at,
            **composed_columns(choices, texts, authors),
        )
    )
    keep_texts(session, texts, leaf=receipt.leaf)
    session.flush()
    return number


def refresh_draft(
    session: Session, *, number: int, choices: Choices, actor: Actor, now: datetime, wording: Wording = standing_wording
) -> None:
    """Compose a draft anew, from the registry and the clauses as they are, with choices that may be other ones.

    Its author stays who began it.

    :raises NotAllowed: if the person does not draft policies for the whole organisation.
    :raises WrongMove: if the version is no draft.
    :raises NotPublishable: if the registry contradicts itself on the day it takes effect.
    :raises EffectiveTooSoon: if its day could not be kept even if it were announced today.
    :raises Refusal: as ``versions.check_choices`` and ``check_after_last``.
    """
    check_may(actor, AUTHORS, Act.REGISTER)
    choices = _clean(choices)
    today = kst_day(now)
    check_choices(choices, on=today)
    row = locked(session, number)
    check_is_draft(State(row.state))
    check_after_last(session, choices)
    check_day(choices, on=today, earliest=earliest_day(session, on=today))
    earlier = earlier_revisions(session, before=number)
    texts = composed_texts(session, choices=choices, earlier=earlier, wording=wording)
    authors = wording_authors(session, languages=choices.languages, on=choices.effective_on, before=number)
    event = PolicyRefreshed(number=number, **composed_fields(choices, texts, authors))
    receipt = ledger.append(session, event, actor=actor, now=now)
    for column, value in composed_columns(choices, texts, authors).items():
        setattr(row, column, value)
    row.text_leaf = receipt.leaf
    keep_texts(session, texts, leaf=receipt.leaf)
    session.flush()


def earliest_day(session: Session, *, on: date) -> date:
    """Return from when a version announced on a day may take effect: the very first at once, others later."""
    if last_published(session) is None:
        return on
    return on + timedelta(days=policy_announcement_days(on).days or 0)


def check_after_last(session: Session, choices: Choices) -> None:
    """Let a version take effect after all that are published.

    :raises NotAfterLast: if it would not.
    """
    last = last_published(session)
    if last is not None and choices.effective_on <= last.effective_on:
        raise NotAfterLast(number=last.number, day=last.effective_on.isoformat())


def _clean(choices: Choices) -> Choices:
    forms = tuple(form.value for form in Form if form in choices.forms)
    return replace(choices, note=nfc(choices.note).strip(), forms=forms)
