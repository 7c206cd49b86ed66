"""Owns opening what people on a case wrote: it is stored sealed; and who may read it and who asks."""

from sqlalchemy import ColumnElement, exists, false, or_, true

from app.kernel.actor import Actor, Role
from app.vault.wiring import vault
from app.viewing_requests.domain import decision_context
from app.viewing_requests.models import ViewingRequest, ViewingRequestPlace

_READS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)


def opened_words(number: str, token: str) -> str:
    """Return what was written of a request by who decided, put off or waited; empty stays empty, old text as it is.

    :raises CannotOpen: if it was changed, or belongs to another request.
    """
    return vault().open(token, context=decision_context(number)) if token else token


def may_read(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "of a request this person may see, they may read who asks and what was written about it".

    They work on a site it concerns, or took it in, or its site is not known. Administrators may not.
    """
    if not actor.has(*_READS):
        return false()
    sites = actor.acting_as(*_READS).sites
    if sites is None:
        return true()
    place = ViewingRequestPlace
    of_request = place.request_id == ViewingRequest.id
    at_hand = exists().where(of_request, place.site_code.in_(sorted(sites))) if sites else false()
    return or_(at_hand, ViewingRequest.received_by == actor.id, ~exists().where(of_request))
