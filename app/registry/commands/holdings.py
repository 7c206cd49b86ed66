"""Owns who holds which post: a sign and a policy need only the post, a register the person."""

from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_
from app.law.periods import post_holder_years
from app.ledger import commands as ledger
from app.ledger.erasure import schedule
from app.registry import queries
from app.registry.commands.sealing import lock
from app.registry.domain import Kind, check_may_edit
from app.registry.events import PostAssigned, PostReleased
from app.registry.history import Span, uncovered
from app.registry.models import PostHolding


class NobodyNamed(Refusal):
    """Neither an account nor a name was given, or both."""

    text = N_("계정이나 이름 가운데 하나만 지정하십시오.")


class PostNotThere(NotFound):
    """The post is not there on all the days."""

    text = N_("그 기간에 직위 {code}이(가) 없습니다.")


class HoldsPostAlready(Refusal):
    """The person holds the post on some of these days already."""

    text = N_("그 사람은 그 기간에 이미 직위 {code}에 있습니다.")


class EndsBeforeBeginning(Refusal):
    """The span of days is empty."""

    text = N_("끝나는 날은 시작하는 날보다 뒤여야 합니다.")


def assign_post(
    session: Session,
    *,
    post: str,
    account_id: int | None = None,
    holder: str | None = None,
    valid_from: date | None,
    valid_to: date | None = None,
    erase_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> str:
    """Record that somebody holds a post over some days, and return what names the assignment.

    :param holder: the name of somebody without an account; kept in the ledger's erasable part only.
    :param erase_on: the day that name is to be erased; None: three years after they leave, once that day is known.
    :raises NotAllowed: if the person does not keep the registry.
    :raises NobodyNamed: if not exactly one of account and name is given.
    :raises EndsBeforeBeginning: if there are no such days.
    :raises PostNotThere: if the post is not there on all of them.
    :raises HoldsPostAlready: if the account holds it on one of them.
    """
    check_may_edit(actor)
    lock(session)
    if (account_id is None) == (not holder):
        raise NobodyNamed
    span = Span(valid_from, valid_to)
    if span.is_empty:
        raise EndsBeforeBeginning
    key = (Kind.POST, post)
    if uncovered(span, queries.timelines_of(session, keys=[key]).get(key, ())) is not None:
        raise PostNotThere(code=post)
    if account_id is not None and any(
        held.account_id == account_id and Span(held.valid_from, held.valid_to).meets(span)
        for held in queries.holders_of(session, post=post)
    ):
        raise HoldsPostAlready(code=post)
    if erase_on is None and valid_to is not None:
        erase_on = _erased_on(valid_to)
    event = PostAssigned(post=post, account_id=account_id, holder=holder, valid_from=valid_from, valid_to=valid_to)
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    session.execute(
        insert(PostHolding).values(
            assignment=receipt.entry_id,
            assigned_leaf=receipt.leaf,
            post_code=post,
            account_id=account_id,
            valid_from=valid_from,
            valid_to=valid_to,
            recorded_leaf=receipt.leaf,
        )
    )
    return receipt.entry_id


def release_post(session: Session, *, assignment: str, on: date, actor: Actor, now: datetime) -> None:
    """Record that somebody holds a post no longer from a day on; from the first day on means: never did.

    :raises NotAllowed: if the person does not keep the registry.
    :raises NotFound: if there is no such assignment.
    :raises EndsBeforeBeginning: if it ends before that day anyway.
    """
    check_may_edit(actor)
    lock(session)
    held = session.execute(
        select(PostHolding).where(PostHolding.assignment == assignment, PostHolding.superseded_leaf.is_(None))
    ).scalar_one_or_none()
    if held is None:
        raise NotFound
    if held.valid_to is not None and held.valid_to <= on:
        raise EndsBeforeBeginning
    event = PostReleased(post=held.post_code, assignment=assignment, account_id=held.account_id, valid_to=on)
    receipt = ledger.append(session, event, actor=actor, now=now)
    schedule(session, leaves=[held.assigned_leaf], erase_on=_erased_on(on))
    session.execute(update(PostHolding).where(PostHolding.id == held.id).values(superseded_leaf=receipt.leaf))
    if held.valid_from is None or held.valid_from < on:
        session.execute(
            insert(PostHolding).values(
                assignment=assignment,
                assigned_leaf=held.assigned_leaf,
                post_code=held.post_code,
                account_id=held.account_id,
                valid_from=held.valid_from,
                valid_to=on,
                recorded_leaf=receipt.leaf,
            )
        )


def _erased_on(left_on: date) -> date:
    return post_holder_years(left_on).first_day_after(left_on)
