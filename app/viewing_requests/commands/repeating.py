"""Owns how acts are known that were sent twice, though what they encrypt is never the same twice."""

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.ledger.domain import KeyReused
from app.vault.wiring import vault
from app.viewing_requests.domain import ASKER_FIELDS, Intake, asker_context
from app.viewing_requests.intake_refusals import TakenInOtherwise
from app.viewing_requests.models import ViewingRequest, ViewingRequestParty, ViewingRequestPlace

_OPEN_FIELDS = frozenset(field.name for field in fields(Intake)) - {*ASKER_FIELDS, "places"}


def key_of_intake(key: str) -> str:
    """Return the ledger's key of a request that was taken in."""
    return f"intake {key}"


def key_of_handover(key: str) -> str:
    """Return the ledger's key of a hand-over the register has no entry of."""
    return f"given {key}"


def taken_in_before(session: Session, *, key: str, intake: Intake, actor: Actor) -> str | None:
    """Return the number of the request a person took in under a key, None without one; ask under the counter's lock.

    What was erased meanwhile is taken as the same.

    :raises TakenInOtherwise: if it was another one, or says something else by now.
    """
    subject = ledger.subject_under(session, key=key_of_intake(key), actor=actor)
    if subject is None:
        return None
    number = subject.partition(":")[2]
    row = session.scalars(select(ViewingRequest).where(ViewingRequest.number == number)).one()
    place = ViewingRequestPlace
    named = session.execute(
        select(place.site_code, place.zone_code, place.camera_code)
        .where(place.request_id == row.id)
        .order_by(place.position)
    )
    same = all(getattr(row, name) == getattr(intake, name) for name in _OPEN_FIELDS)
    same = same and [(one.site_code, one.zone_code, one.camera_code) for one in intake.places] == [*map(tuple, named)]
    party = session.get(ViewingRequestParty, row.id)
    if party is not None:
        same = same and all(_opened(number, name, party) == getattr(intake, name) for name in ASKER_FIELDS)
    if not same:
        raise TakenInOtherwise(number=number)
    return number


def was_handed_over(session: Session, *, number: str, key: str, actor: Actor) -> bool:
    """Return whether a person sealed a hand-over of a request under a key; ask under the request's lock.

    :raises KeyReused: if it was one of another request.
    """
    subject = ledger.subject_under(session, key=key_of_handover(key), actor=actor)
    if subject is not None and subject != f"viewing_request:{number}":
        raise KeyReused
    return subject is not None


def _opened(number: str, name: str, party: ViewingRequestParty) -> str | None:
    token: str | None = getattr(party, name)
    return None if token is None else vault().open(token, context=asker_context(number, name))
