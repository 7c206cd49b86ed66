"""Owns how entries are made, corrected and taken back."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.footage_access.commands.checks import (
    check_facts,
    check_masking_answered,
    check_request,
    completed_facts,
    lock_request,
)
from app.footage_access.commands.rows import sealed, write_row
from app.footage_access.domain import Act, Facts, check_may_record, erase_day, writing
from app.footage_access.events import FootageAccessed, FootageCorrected, FootageWithdrawn
from app.footage_access.models import FootageAccess, FootageAccessEnd
from app.footage_access.queries import entry_row, facts_of
from app.footage_access.refusals import AlreadyReplaced, EmptyReason, NotYours
from app.kernel.actor import Actor, Role
from app.kernel.reasons import says_something
from app.law.sources import latest
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.viewing_requests import commands as viewing_requests
from app.viewing_requests.domain import Place
from app.viewing_requests.states import GIVING, GRANTED


def record_access(
    session: Session,
    *,
    facts: Facts,
    actor: Actor,
    now: datetime,
    closes_request: bool = True,
    key: str | None = None,
    via: str | None = None,
) -> Receipt:
    """Record that footage was seen, used, given or destroyed.

    What fulfils a request is recorded by ``hand_over_case``, which asks for the masking answer; here only what is shown
    or given further on a request of which that answer is known.

    :param closes_request: False when more is to be shown or given on the same request.
    :param key: chosen by the client: the same key of the same person gives the earlier receipt, and nothing new.
    :param via: what wrote it when no person did at a page, e.g. ``token:7``.
    :raises NotAllowed: if the person does not work with footage.
    :raises FieldMissing: if the kind needs a field that is empty; the message names the source.
    :raises EmptyReason: if the reason says nothing.
    :raises PlaceNeeded: without a camera or zone.
    :raises PlaceUnknown: if a place is at a site the person may not know of.
    :raises HandOverInstead: if it would fulfil a request, or nobody answered yet how others were hidden (표준지침 §46).
    :raises RequestNotUsable: if the request is not approved.
    :raises WrongHandling: if a viewing is recorded against a provision, or the reverse.
    :raises ChecksMissing: if it was not checked who asks, or that they may (영 46①, 45②).
    :raises GroundNotAllowed: if the ground is not one a company like this may use (법 17①, 18②).
    :raises KeyReused: if something else was recorded under the key.
    """
    actor = writing(actor, facts.kind, copied=bool(facts.copied))
    lock_request(session, facts, actor)
    if closes_request or key is None:  # Else it may have been sent before.
        check_masking_answered(session, facts, actor, now, closes_request=closes_request)
    receipt = write_access(session, facts=facts, actor=actor, now=now, key=key, via=via)
    if not receipt.repeated:
        check_masking_answered(session, facts, actor, now, closes_request=closes_request)
    return receipt


def write_access(
    session: Session, *, facts: Facts, actor: Actor, now: datetime, key: str | None = None, via: str | None = None
) -> Receipt:
    """Seal an entry and write its rows, whatever is known of its masking; the hand-over, which asks, calls this.

    :raises Refusal: as ``record_access``, but ``HandOverInstead``.
    """
    actor = writing(actor, facts.kind, copied=bool(facts.copied))
    lock_request(session, facts, actor)
    completed = completed_facts(session, facts, actor, now)
    check_facts(session, completed, actor, now)
    usable = GRANTED if key is None else GIVING  # It may have been sent before.
    check_request(session, completed, actor, now, usable=usable)
    receipt = ledger.append(
        session,
        FootageAccessed(**sealed(completed), via=via),
        actor=actor,
        now=now,
        erase_on=erase_day(completed.occurred_at),
        key=key,
    )
    if receipt.repeated:
        return receipt
    check_request(session, completed, actor, now, usable=GRANTED)
    if completed.request_number:
        viewing_requests.check_identity_known(session, number=completed.request_number, actor=actor)
    write_row(session, receipt, Act.ACCESSED, completed, actor, via=via)
    return receipt


def correct_entry(session: Session, *, leaf: int, facts: Facts, actor: Actor, now: datetime) -> Receipt:
    """Record what an older entry should have said; the old one stays, and the new one names it.

    :raises NotAllowed: if the person does not work with footage.
    :raises EntryNotFound: if there is no such entry the person may see.
    :raises AlreadyReplaced: if it was corrected or withdrawn already.
    :raises NotYours: if neither the handler nor a manager corrects.
    :raises HandOverInstead: if the old entry was not about the request, and nothing was handed over on it yet.
    :raises Refusal: as ``record_access``.
    """
    actor = writing(actor, facts.kind, copied=bool(facts.copied))
    check_replaceable(session, leaf, actor)
    lock_request(session, facts, actor)
    if facts.request_number != facts_of(session, leaf=leaf).request_number:
        check_masking_answered(session, facts, actor, now, closes_request=False)
    completed = replace(completed_facts(session, facts, actor, now), runs=_still_runs(session, leaf))
    check_facts(session, completed, actor, now)
    check_request(session, completed, actor, now, usable=GIVING)
    event = FootageCorrected(**sealed(completed), corrects_leaf=leaf)
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_day(completed.occurred_at))
    _check_not_replaced(session, leaf)  # Again, now that nobody else can append.
    write_row(session, receipt, Act.CORRECTED, completed, actor, corrects_leaf=leaf)
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
    check_replaceable(session, leaf, actor)
    if not says_something(reason):
        raise EmptyReason(source=latest("guideline.47.4").citation)
    facts = replace(facts_of(session, leaf=leaf), text=reason, runs=False)
    lock_request(session, facts, actor)
    event = FootageWithdrawn(**sealed(facts), corrects_leaf=leaf)
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_day(facts.occurred_at))
    _check_not_replaced(session, leaf)  # Again, now that nobody else can append.
    write_row(session, receipt, Act.WITHDRAWN, facts, actor, corrects_leaf=leaf)
    if facts.request_number:  # No letter is owed for what was not given.
        viewing_requests.close_when_done(session, number=facts.request_number, actor=actor, now=now)
    return receipt


def check_replaceable(session: Session, leaf: int, actor: Actor) -> None:
    """Let the handler, or a manager of all its places, replace an entry that nothing has replaced.

    :raises EntryNotFound: if there is no such entry the person may see.
    :raises NotYours: if neither the handler nor a manager asks.
    :raises AlreadyReplaced: if it was corrected or withdrawn already.
    """
    row = entry_row(session, leaf=leaf, actor=actor)
    if row.handler_id != actor.id and not manages(actor, row.places):
        raise NotYours
    if any(not actor.sees_site(place.site_code) for place in facts_of(session, leaf=leaf).places):
        raise NotYours  # Correcting would drop the places of a site they may not know of.
    if row.act is Act.WITHDRAWN:
        raise AlreadyReplaced(leaf=leaf)
    _check_not_replaced(session, leaf)


def manages(actor: Actor, places: tuple[Place, ...]) -> bool:
    """Return whether the person manages every one of some places."""
    managing = actor.acting_as(Role.MANAGER, Role.PRIVACY_OFFICER)
    return all(managing.sees_site(place.site_code) for place in places)


def _check_not_replaced(session: Session, leaf: int) -> None:
    if session.scalar(select(exists().where(FootageAccess.corrects_leaf == leaf))):
        raise AlreadyReplaced(leaf=leaf)


def _still_runs(session: Session, leaf: int) -> bool:
    """Return whether the viewing had not ended: a correction goes on where the old entry stood."""
    ended = exists().where(FootageAccessEnd.leaf == FootageAccess.leaf)
    return bool(session.scalar(select(FootageAccess.runs & ~ended).where(FootageAccess.leaf == leaf)))
