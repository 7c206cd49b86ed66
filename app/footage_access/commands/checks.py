"""Owns what is asked of an entry before it is sealed, with the source in each answer."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.footage_access.domain import KIND_NAMES, REQUEST_HANDLING, RUNNING_KINDS, ConsentItem, Facts, Kind
from app.footage_access.refusals import (
    CannotRun,
    CopyHalf,
    CycleHalf,
    EmptyReason,
    FieldMissing,
    GroundNotAllowed,
    OccurredInFuture,
    PlaceNeeded,
    RequestNotUsable,
    RequestNotWanted,
    SpanAfterAccess,
    SpanBackwards,
    SpanHalf,
    WrongHandling,
)
from app.footage_access.rules import LABELS, missing
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.kernel.reasons import says_something
from app.law.grounds import provision_grounds, use_grounds
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands as viewing_requests
from app.viewing_requests import queries as request_queries
from app.viewing_requests.domain import HANDLING_NAMES, RequestKind
from app.viewing_requests.handover_refusals import HandOverInstead
from app.viewing_requests.places import is_private
from app.viewing_requests.refusals import PlaceUnknown
from app.viewing_requests.states import GRANTED, STATUS_NAMES, Status


def lock_request(session: Session, facts: Facts, actor: Actor) -> None:
    """Lock the request before the ledger's head, as every command of requests does: else two could wait in a ring."""
    if facts.request_number is not None and facts.kind in REQUEST_HANDLING:
        viewing_requests.lock_request(session, number=facts.request_number, actor=actor)


def completed_facts(session: Session, facts: Facts, actor: Actor, now: datetime) -> Facts:
    """Return the facts with what the approved request already says: which body receives, on which ground and document.

    A person who asks is not copied: their name stays encrypted with the request, which the entry names.
    """
    facts = replace(facts, consent_items=tuple(item for item in ConsentItem if item in facts.consent_items))
    if facts.kind is not Kind.PROVISION or not facts.request_number:
        return facts
    detail = request_queries.request_detail(session, number=facts.request_number, actor=actor, now=now)
    ground = detail.decision.ground if detail.decision else _ground_of_emergency(session, facts.request_number, actor)
    return replace(
        facts,
        recipient=facts.recipient or detail.row.requester_body,
        ground=facts.ground or ground,
        document=facts.document or detail.row.document_no,
    )


def _ground_of_emergency(session: Session, number: str, actor: Actor) -> str | None:
    """Return the ground footage left on that nobody decided about beforehand."""
    opened = request_queries.emergencies_of(session, number=number, actor=actor)
    return opened[0].ground if opened else None


def check_facts(session: Session, facts: Facts, actor: Actor, now: datetime) -> None:
    """Ask of an entry what its kind needs, whatever request it rests on.

    :raises Refusal: the first thing that is wrong.
    """
    if not facts.places:
        raise PlaceNeeded
    for place in facts.places:
        if not actor.sees_site(place.site_code):
            raise PlaceUnknown(typed=place.code)
    _check_times(facts, now)
    for needed in missing(facts):
        raise FieldMissing(
            kind=Message(KIND_NAMES[facts.kind]), field=Message(needed.label), source=needed.source.citation
        )
    if facts.runs and facts.kind not in RUNNING_KINDS:
        raise CannotRun(kind=Message(KIND_NAMES[facts.kind]))
    if (facts.copied is None) != (facts.copy_reason is None):
        raise CopyHalf(source=latest("guideline.44.5").citation)
    if facts.text and not says_something(facts.text):
        raise EmptyReason(source=latest("guideline.47.4").citation)
    if (facts.cycle_days is None) != (facts.cycle_checked_on is None):
        raise CycleHalf(source=latest("guideline.42.2").citation)
    if facts.kind in {Kind.USE, Kind.PROVISION}:
        _check_ground(session, facts, now)


def _check_times(facts: Facts, now: datetime) -> None:
    if facts.occurred_at > now:
        raise OccurredInFuture
    if (facts.span_from is None) != (facts.span_to is None):
        raise SpanHalf
    if facts.span_from and facts.span_to:
        if facts.span_to <= facts.span_from:
            raise SpanBackwards
        if facts.span_from > facts.occurred_at:
            raise SpanAfterAccess


def _check_ground(session: Session, facts: Facts, now: datetime) -> None:
    private, day = is_private(registry.snapshot(session, as_of=kst_day(now))), kst_day(now)
    choose = use_grounds if facts.kind is Kind.USE else provision_grounds
    grounds = choose(private=private, on=day)
    if facts.ground not in {ground.key for ground in grounds}:
        allowed = ", ".join(ground.citation for ground in grounds)
        raise GroundNotAllowed(ground=facts.ground or Message(LABELS["ground"]), allowed=allowed)


def check_masking_answered(
    session: Session, facts: Facts, actor: Actor, now: datetime, *, closes_request: bool
) -> None:
    """Leave what fulfils a granted request, and what is shown first, to the hand-over and its masking answer.

    :raises HandOverInstead: saying of which request, and the source (표준지침 §46).
    """
    number = facts.request_number
    if number is None or facts.kind not in REQUEST_HANDLING:
        return
    if request_queries.request_row(session, number=number, actor=actor, now=now).status not in GRANTED:
        return
    if closes_request or not request_queries.is_masking_answered(session, number=number, actor=actor):
        raise HandOverInstead(number=number, source=latest("guideline.46").citation)


def check_request(session: Session, facts: Facts, actor: Actor, now: datetime, *, usable: Collection[Status]) -> None:
    """Ask of the kinds that need it for a request that is handled so, and stands where it must.

    :raises RequestNotWanted: if the kind needs none.
    :raises WrongHandling: if a viewing is recorded against a provision, or the reverse.
    :raises RequestNotUsable: if the request does not stand where it must.
    :raises FieldMissing: if a copy was asked for and nothing says in which form it was answered.
    """
    handling = REQUEST_HANDLING.get(facts.kind)
    if facts.request_number is None or handling is None:
        if facts.request_number is not None:
            raise RequestNotWanted(kind=Message(KIND_NAMES[facts.kind]))
        return
    row = request_queries.request_row(session, number=facts.request_number, actor=actor, now=now)
    article = latest("guideline.44.1" if facts.kind is Kind.VIEWING else "guideline.40").citation
    if row.handling is not handling:
        raise WrongHandling(number=row.number, handling=Message(HANDLING_NAMES[row.handling]), source=article)
    if row.status not in usable:
        raise RequestNotUsable(number=row.number, status=Message(STATUS_NAMES[row.status]), source=article)
    if row.kind is RequestKind.COPY and facts.form is None:
        raise FieldMissing(
            kind=Message(KIND_NAMES[facts.kind]),
            field=Message(LABELS["form"]),
            source=latest("guideline.44.5").citation,
        )
