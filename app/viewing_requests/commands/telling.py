"""Owns telling those who decide that a request waits for them, or went on without them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.queries.stand_ins import deputies_of
from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import Actor, Role
from app.kernel.messages import N_, Message
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries import places_of

_WAITING = N_("요청 {number}이(가) 결정을 기다립니다.")
_OPENED = N_("요청 {number}이(가) 긴급 처리로 승인 없이 열렸습니다. 24시간 안에 검토하십시오.")


def deciders_of(session: Session, row: ViewingRequest, *, now: datetime, but: Collection[int] = ()) -> tuple[int, ...]:
    """Return the numbers of everybody who decides at a site of a request, deputies included.

    Where its place is known in words only, those who decide anywhere.

    :param but: accounts to leave out.
    """
    found: set[int] = set()
    sites: set[str | None] = {place.site_code for place in places_of(session, request_id=row.id, sites=None)}
    for site in sites or {None}:
        for role in (Role.MANAGER, Role.PRIVACY_OFFICER):
            found.update(number for number, _name in accounts.holders_of(session, role=role, site_code=site))
            found.update(number for number, _name in deputies_of(session, role=role, site_code=site, now=now))
    return tuple(sorted(found.difference(but)))


def tell_of_waiting(session: Session, row: ViewingRequest, *, actor: Actor, now: datetime) -> None:
    """Tell those who may decide, once in each round, that a request waits for them."""
    inbox.tell(
        session,
        to=deciders_of(session, row, now=now, but={row.received_by}),
        message=Message(_WAITING, {"number": row.number}),
        link=f"/requests/{row.number}",
        kind=Kind.DECISION_WAITING,
        subject=f"viewing_request:{row.number}",
        key=f"{Kind.DECISION_WAITING}:{row.number}:{row.round}",
        actor=actor,
        now=now,
    )


def tell_of_emergency(session: Session, row: ViewingRequest, *, actor: Actor, now: datetime) -> tuple[int, ...]:
    """Tell everybody who decides at the sites that a request was opened without them, and return whom."""
    people = deciders_of(session, row, now=now)
    inbox.tell(
        session,
        to=people,
        message=Message(_OPENED, {"number": row.number}),
        link=f"/requests/{row.number}",
        kind=Kind.EMERGENCY_OPENED,
        subject=f"viewing_request:{row.number}",
        urgent=True,
        key=f"{Kind.EMERGENCY_OPENED}:{row.number}:{row.round}",
        actor=actor,
        now=now,
    )
    return people


def settle_emergency(session: Session, row: ViewingRequest, *, now: datetime) -> None:
    """Close the messages about an emergency that was reviewed."""
    kinds = (Kind.EMERGENCY_OPENED, Kind.EMERGENCY_REVIEW)
    inbox.settle(session, subject=f"viewing_request:{row.number}", kinds=kinds, now=now)
