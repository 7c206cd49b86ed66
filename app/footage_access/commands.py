"""Owns every entry of the footage register: sealed in the ledger, then written as a row, in one transaction."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.footage_access.domain import (
    KIND_NAMES,
    LABELS,
    REQUEST_HANDLING,
    Act,
    Facts,
    Kind,
    check_may_record,
    check_may_take_out,
    missing,
)
from app.footage_access.events import FootageAccessed, FootageCorrected, FootageWithdrawn, RegisterExported
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessParty
from app.footage_access.queries import entry_row, facts_of, place_search, search_text
from app.footage_access.reasons import says_something
from app.footage_access.refusals import (
    AlreadyReplaced,
    CycleHalf,
    EmptyReason,
    FieldMissing,
    GroundNotAllowed,
    NotYours,
    OccurredInFuture,
    PlaceNeeded,
    RequestNotUsable,
    RequestNotWanted,
    SpanAfterAccess,
    SpanBackwards,
    SpanHalf,
    WrongHandling,
)
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.law.grounds import provision_grounds, use_grounds
from app.law.sources import latest
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.registry import queries as registry
from app.viewing_requests import commands as viewing_requests
from app.viewing_requests import queries as request_queries
from app.viewing_requests.domain import HANDLING_NAMES, STATUS_NAMES, Place, Status
from app.viewing_requests.places import is_private
from app.viewing_requests.refusals import PlaceUnknown


def record_access(
    session: Session, *, facts: Facts, actor: Actor, now: datetime, closes_request: bool = True
) -> Receipt:
    """Record that footage was seen, used, given or destroyed; a viewing or provision closes its request.

    :param closes_request: False when more is to be shown or given on the same request.
    :raises NotAllowed: if the person does not work with footage.
    :raises FieldMissing: if the kind needs a field that is empty; the message names the source.
    :raises EmptyReason: if the reason says nothing.
    :raises PlaceNeeded: without a camera or zone.
    :raises PlaceUnknown: if a place is at a site the person may not know of.
    :raises RequestNotUsable: if the request is not approved.
    :raises WrongHandling: if a viewing is recorded against a provision, or the reverse.
    :raises GroundNotAllowed: if the ground is not one a company like this may use (법 17①, 18②).
    """
    check_may_record(actor)
    _lock_request(session, facts, actor)
    completed = _completed(session, facts, actor, now)
    _check(session, completed, actor, now)
    _check_request(session, completed, actor, now, usable=(Status.APPROVED,))
    receipt = ledger.append(session, FootageAccessed(**_sealed(completed)), actor=actor, now=now)
    _write(session, receipt, Act.ACCESSED, completed, actor)
    if completed.request_number and closes_request:
        viewing_requests.fulfil_request(
            session, number=completed.request_number, entry_leaf=receipt.leaf, actor=actor, now=now
        )
    return receipt


def correct_entry(session: Session, *, leaf: int, facts: Facts, actor: Actor, now: datetime) -> Receipt:
    """Record what an older entry should have said; the old one stays, and the new one names it.

    :raises NotAllowed: if the person does not work with footage.
    :raises EntryNotFound: if there is no such entry the person may see.
    :raises AlreadyReplaced: if it was corrected or withdrawn already.
    :raises NotYours: if neither the handler nor a manager corrects.
    :raises Refusal: as ``record_access``.
    """
    check_may_record(actor)
    _check_replaceable(session, leaf, actor)
    _lock_request(session, facts, actor)
    completed = _completed(session, facts, actor, now)
    _check(session, completed, actor, now)
    _check_request(session, completed, actor, now, usable=(Status.APPROVED, Status.FULFILLED))
    event = FootageCorrected(**_sealed(completed), corrects_leaf=leaf)
    receipt = ledger.append(session, event, actor=actor, now=now)
    _check_not_replaced(session, leaf)  # Again, now that nobody else can append.
    _write(session, receipt, Act.CORRECTED, completed, actor, corrects_leaf=leaf)
    return receipt


def withdraw_entry(session: Session, *, leaf: int, reason: str, actor: Actor, now: datetime) -> Receipt:
    """Record that an entry should not have been made, and why; the old one stays.

    :raises NotAllowed: if the person does not work with footage.
    :raises EntryNotFound: if there is no such entry the person may see.
    :raises AlreadyReplaced: if it was corrected or withdrawn already.
    :raises NotYours: if neither the handler nor a manager withdraws.
    :raises EmptyReason: if the reason says nothing.
    """
    check_may_record(actor)
    _check_replaceable(session, leaf, actor)
    if not says_something(reason):
        raise EmptyReason(source=latest("guideline.47.4").citation)
    facts = replace(facts_of(session, leaf=leaf), text=reason)
    event = FootageWithdrawn(**_sealed(facts), corrects_leaf=leaf)
    receipt = ledger.append(session, event, actor=actor, now=now)
    _check_not_replaced(session, leaf)  # Again, now that nobody else can append.
    _write(session, receipt, Act.WITHDRAWN, facts, actor, corrects_leaf=leaf)
    return receipt


def note_export(session: Session, *, event: RegisterExported, actor: Actor, now: datetime) -> Receipt:
    """Seal that a copy of the register was taken out.

    :raises NotAllowed: if the person may not read the register.
    """
    check_may_take_out(actor)
    return ledger.append(session, event, actor=actor, now=now)


def _check_replaceable(session: Session, leaf: int, actor: Actor) -> None:
    row = entry_row(session, leaf=leaf, actor=actor)
    if row.handler_id != actor.id and not _manages(actor, row.places):
        raise NotYours
    if any(not actor.sees_site(place.site_code) for place in facts_of(session, leaf=leaf).places):
        raise NotYours  # Correcting would drop the places of a site they may not know of.
    if row.act is Act.WITHDRAWN:
        raise AlreadyReplaced(leaf=leaf)
    _check_not_replaced(session, leaf)


def _manages(actor: Actor, places: tuple[Place, ...]) -> bool:
    managing = actor.acting_as(Role.MANAGER, Role.PRIVACY_OFFICER)
    return all(managing.sees_site(place.site_code) for place in places)


def _check_not_replaced(session: Session, leaf: int) -> None:
    if session.scalar(select(exists().where(FootageAccess.corrects_leaf == leaf))):
        raise AlreadyReplaced(leaf=leaf)


def _lock_request(session: Session, facts: Facts, actor: Actor) -> None:
    """Lock the request before the ledger's head, as every command of requests does: else two could wait in a ring."""
    if facts.request_number is not None and facts.kind in REQUEST_HANDLING:
        viewing_requests.lock_request(session, number=facts.request_number, actor=actor)


def _completed(session: Session, facts: Facts, actor: Actor, now: datetime) -> Facts:
    """Take from the approved request what it already says: who receives, and on which ground."""
    if facts.kind is not Kind.PROVISION or not facts.request_number:
        return facts
    detail = request_queries.request_detail(session, number=facts.request_number, actor=actor, now=now)
    asker = detail.row.requester_body or (detail.party.requester_name if detail.party else None)
    ground = detail.decision.ground if detail.decision else None
    return replace(facts, recipient=facts.recipient or asker, ground=facts.ground or ground)


def _check(session: Session, facts: Facts, actor: Actor, now: datetime) -> None:
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


def _check_request(session: Session, facts: Facts, actor: Actor, now: datetime, *, usable: tuple[Status, ...]) -> None:
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


def _sealed(facts: Facts) -> dict[str, Any]:
    return {**_values(facts), "text": facts.text or None}


def _values(facts: Facts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def _write(
    session: Session, receipt: Receipt, act: Act, facts: Facts, actor: Actor, *, corrects_leaf: int | None = None
) -> None:
    values = {name: value for name, value in _values(facts).items() if name not in {"places", "recipient"}}
    session.add(
        FootageAccess(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            act=act,
            handler_id=actor.id,
            recorded_at=receipt.recorded_at,
            corrects_leaf=corrects_leaf,
            search=search_text(facts),
            **values,
        )
    )
    session.flush()
    for position, place in enumerate(facts.places, start=1):
        session.add(
            FootageAccessCamera(
                leaf=receipt.leaf,
                position=position,
                site_code=place.site_code,
                zone_code=place.zone_code,
                camera_code=place.camera_code,
                label=place.label,
                search=place_search(place),
            )
        )
    if facts.recipient:
        session.add(FootageAccessParty(leaf=receipt.leaf, recipient=facts.recipient))
    session.flush()
