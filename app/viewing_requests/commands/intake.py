"""Owns taking a request in: its number, its two clocks, its personal part."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.sources import source
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.vault.wiring import vault
from app.viewing_requests.clocks import answer_due, binding_days
from app.viewing_requests.commands.raising import review_holds
from app.viewing_requests.commands.repeating import key_of_intake, taken_in_before
from app.viewing_requests.domain import (
    ASKER_FIELDS,
    FOR_ANOTHER,
    STEPS_NEEDED,
    Intake,
    RequestKind,
    asker_context,
    check_may_work_on_cases,
    check_span,
    handling_for,
    holds_resident_number,
    number_of,
)
from app.viewing_requests.events import RequestReceived, sole_site
from app.viewing_requests.holding import RaisedBecause, first_gone
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestCounter,
    ViewingRequestParty,
    ViewingRequestPlace,
)
from app.viewing_requests.places import all_open
from app.viewing_requests.public_refusals import AskerUnsaid, SubjectUnsaid
from app.viewing_requests.queries import calendar
from app.viewing_requests.queries.filmed import filmed_at
from app.viewing_requests.refusals import (
    PlaceMissing,
    PlaceUnknown,
    ReceivedInFuture,
    ResidentNumber,
    SuspensionOnlyClosed,
)
from app.viewing_requests.states import Status

FIRST_OF_YEAR = text("INSERT INTO viewing_request_counter (year, last) VALUES (:year, 0) ON CONFLICT (year) DO NOTHING")


def receive_request(session: Session, *, intake: Intake, actor: Actor, now: datetime, key: str | None = None) -> str:
    """Record a request that came in, start its two clocks, raise the holds it needs, and return its number.

    Who asks, how to reach them, and what they wrote is encrypted before it is stored: the event and the row hold the
    same ciphertext, so they are compared, and erased, without a key.

    :param key: chosen by the client: the same key of the same person gives the number of the request that was taken in
        under it, and nothing new.
    :raises NotAllowed: if the person does not work on cases.
    :raises AskerUnsaid: if name, contact or purpose is empty.
    :raises SubjectUnsaid: if a guardian or agent does not say for whom they ask (시행령 45①).
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises SpanBackwards: if the footage does not end after it starts.
    :raises SpanInFuture: if the footage is not filmed yet.
    :raises ReceivedInFuture: if it is said to have come in later than now.
    :raises PlaceMissing: if neither a place nor words for it are given.
    :raises PlaceUnknown: if a place is at a site the person may not know of.
    :raises SuspensionOnlyClosed: if suspension is asked for open places only (개인정보 보호법 58②).
    :raises TakenInOtherwise: if something else was taken in under the key.
    """
    check_may_work_on_cases(actor)
    written = [getattr(intake, field) or "" for field in ASKER_FIELDS]
    if not all(text.strip() for text in (intake.requester_name, intake.requester_contact, intake.purpose)):
        raise AskerUnsaid  # The database cannot see it in what is encrypted.
    if intake.requester_kind in FOR_ANOTHER and not (intake.subject_name or "").strip():
        raise SubjectUnsaid(source=source("decree.45.1", on=kst_day(now)).citation)
    if any(holds_resident_number(text) for text in written):
        raise ResidentNumber(source=source("pipa.24-2.1", on=kst_day(now)).citation)
    check_span(intake.span_from, intake.span_to, now=now)
    if intake.received_at > now:
        raise ReceivedInFuture
    if not intake.places and not (intake.place_words or "").strip():
        raise PlaceMissing
    for place in intake.places:
        if not actor.sees_site(place.site_code):
            raise PlaceUnknown(typed=place.code)
    received_on = kst_day(intake.received_at)
    snapshot = registry.snapshot(session, as_of=kst_day(now))
    if intake.kind is RequestKind.SUSPENSION and all_open(snapshot, intake.places):
        raise SuspensionOnlyClosed(source=source("pipa.58.2", on=kst_day(now)).citation)
    year = kst_day(now).year
    counter = _locked_counter(session, year)  # First: whoever changes the days waits for it, or it for them.
    if key is not None and (earlier := taken_in_before(session, key=key, intake=intake, actor=actor)) is not None:
        return earlier
    counter.last += 1
    sequence = counter.last
    handling = handling_for(intake.requester_kind, subject_in_footage=intake.subject_in_footage)
    promised = snapshot.organisation.refusal_notice_days if snapshot.organisation else None
    due = answer_due(
        received_on,
        binding_days(intake.kind, handling, received_on, promised=promised),
        calendar=calendar(session),
    )
    filmed = filmed_at(session, places=intake.places, span_from=intake.span_from, now=now) if intake.places else ()
    overwrite_at = first_gone(filmed)
    steps_needed = STEPS_NEEDED[handling]
    number = number_of(year, sequence)
    party = _sealed_party(number, intake)
    event = RequestReceived(
        number=number,
        site=sole_site(intake.places),
        channel=intake.channel,
        kind=intake.kind,
        requester_kind=intake.requester_kind,
        handling=handling,
        subject_in_footage=intake.subject_in_footage,
        requester_body=intake.requester_body,
        document_no=intake.document_no,
        span_from=intake.span_from,
        span_to=intake.span_to,
        places=intake.places,
        received_at=intake.received_at,
        due_on=due.on,
        due_days=due.days,
        overwrite_at=overwrite_at,
        steps_needed=steps_needed,
        **party,
    )
    receipt = ledger.append(session, event, actor=actor, now=now, key=key and key_of_intake(key))
    viewing_request = ViewingRequest(
        number=number,
        year=year,
        sequence=sequence,
        status=Status.RECEIVED,
        channel=intake.channel,
        kind=intake.kind,
        requester_kind=intake.requester_kind,
        handling=handling,
        subject_in_footage=intake.subject_in_footage,
        requester_body=intake.requester_body,
        document_no=intake.document_no,
        span_from=intake.span_from,
        span_to=intake.span_to,
        received_at=intake.received_at,
        received_by=actor.id,
        recorded_at=receipt.recorded_at,
        due_on=due.on,
        due_days=due.days,
        due_at=due.at,
        overwrite_at=overwrite_at,
        steps_needed=steps_needed,
    )
    session.add(viewing_request)
    session.flush()
    session.add(ViewingRequestParty(request_id=viewing_request.id, **party))
    _add_places(session, viewing_request.id, intake)
    review_holds(session, viewing_request, because=RaisedBecause.RECEIVED, actor=actor, now=now, filmed=filmed)
    return number


def _sealed_party(number: str, intake: Intake) -> dict[str, Any]:
    """Return the token of every field of the asker; nothing said stays nothing."""
    said = {field: getattr(intake, field) for field in ASKER_FIELDS}
    return {
        field: None if text is None else vault().seal(text, context=asker_context(number, field))
        for field, text in said.items()
    }


def _locked_counter(session: Session, year: int) -> ViewingRequestCounter:
    """Return the counter of a year; its row is the lock, so there are no gaps and no doubles."""
    session.execute(FIRST_OF_YEAR, {"year": year})
    return session.scalars(
        select(ViewingRequestCounter).where(ViewingRequestCounter.year == year).with_for_update()
    ).one()


def _add_places(session: Session, request_id: int, intake: Intake) -> None:
    for position, place in enumerate(intake.places, start=1):
        session.add(
            ViewingRequestPlace(
                request_id=request_id,
                position=position,
                site_code=place.site_code,
                zone_code=place.zone_code,
                camera_code=place.camera_code,
                label=place.label,
            )
        )
    session.flush()
