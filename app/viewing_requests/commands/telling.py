"""Owns telling those who decide that a request waits for them, or went on without them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.queries.stand_ins import deputies_of
from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import Actor, Role
from app.kernel.messages import N_, Message
from app.viewing_requests.models import ViewingRequest, ViewingRequestTakeover
from app.viewing_requests.queries import places_of
from app.viewing_requests.queries.sight import still_taken

_WAITING = N_("요청 {number}이(가) 결정을 기다립니다.")
_SECOND = N_("요청 {number}: 관리책임자가 동의했습니다. 두 번째 결정을 기다립니다.")
_GIVEN_BACK = N_("인터넷 신청 {number}을(를) 맡은 사람이 내려놓았습니다. 다른 담당자가 맡으십시오.")
_OPENED = N_("요청 {number}이(가) 긴급 처리로 승인 없이 열렸습니다. 24시간 안에 검토하십시오.")


def deciders_of(
    session: Session,
    row: ViewingRequest,
    *,
    roles: Collection[Role] = (Role.MANAGER, Role.PRIVACY_OFFICER),
    now: datetime,
    but: Collection[int] = (),
) -> tuple[int, ...]:
    """Return the numbers of everybody who decides at a site of a request, deputies included.

    Where its place is known in words only, those who decide anywhere.

    :param but: accounts to leave out.
    """
    found: set[int] = set()
    sites: set[str | None] = {place.site_code for place in places_of(session, request_id=row.id, sites=None)}
    for site in sites or {None}:
        for role in roles:
            holders = accounts.holders_of(session, role=role, site_code=site, now=now)
            found.update(number for number, _name in holders)
            found.update(number for number, _name in deputies_of(session, role=role, site_code=site, now=now))
    return tuple(sorted(found.difference(but)))


def tell_of_waiting(session: Session, row: ViewingRequest, *, actor: Actor, now: datetime) -> int:
    """Tell those who may decide, once in each round, that a request waits for them; return how many are new.

    What asked to tell the asker of the round before is closed.
    """
    settle_notice(session, row, round_=row.round - 1, now=now)
    return inbox.tell(
        session,
        to=deciders_of(session, row, now=now, but=_own_to(session, row)),
        message=Message(_WAITING, {"number": row.number}),
        link=f"/requests/{row.number}",
        kind=Kind.DECISION_WAITING,
        subject=f"viewing_request:{row.number}",
        key=f"{Kind.DECISION_WAITING}:{row.number}:{row.round}",
        actor=actor,
        now=now,
    )


def tell_of_second_step(session: Session, row: ViewingRequest, *, actor: Actor, now: datetime) -> int:
    """Tell privacy officers, once in each round, that the manager agreed and theirs is next; return how many are new.

    What asked for the first step is closed.
    """
    inbox.settle(session, key=f"{Kind.DECISION_WAITING}:{row.number}:{row.round}", now=now)
    return inbox.tell(
        session,
        to=deciders_of(
            session,
            row,
            roles=(Role.PRIVACY_OFFICER,),
            now=now,
            but=_own_to(session, row) | {row.endorsed_by or row.received_by},
        ),
        message=Message(_SECOND, {"number": row.number}),
        link=f"/requests/{row.number}",
        kind=Kind.DECISION_WAITING,
        subject=f"viewing_request:{row.number}",
        key=_second_step_key(row),
        actor=actor,
        now=now,
    )


def settle_second_step(session: Session, row: ViewingRequest, *, now: datetime) -> None:
    """Close the messages that the second decision of this round is waited for."""
    inbox.settle(session, key=_second_step_key(row), now=now)


def _second_step_key(row: ViewingRequest) -> str:
    return f"second_step:{row.number}:{row.round}"


def tell_of_giving_back(session: Session, row: ViewingRequest, *, leaf: int, actor: Actor, now: datetime) -> int:
    """Tell those who work on cases that nobody has a web request any more; return how many are new.

    :param leaf: the entry of giving it back.
    """
    return inbox.tell(
        session,
        to=deciders_of(session, row, roles=(Role.OPERATOR, Role.MANAGER), now=now, but=(actor.id,)),
        message=Message(_GIVEN_BACK, {"number": row.number}),
        link=f"/requests/{row.number}",
        kind=Kind.REQUEST_RECEIVED,
        subject=f"viewing_request:{row.number}",
        key=f"request_given_back:{row.number}:{leaf}",
        actor=actor,
        now=now,
    )


def notice_keys(row: ViewingRequest, *, round_: int | None = None) -> tuple[str, str]:
    """Return the keys of the two messages that the asker is to be told of the answer of a round: in time, and late."""
    answer = f"{row.number}:{row.round if round_ is None else round_}:{row.due_on}"
    return f"notice_due:{answer}", f"notice_late:{answer}"


def settle_notice(session: Session, row: ViewingRequest, *, round_: int | None = None, now: datetime) -> None:
    """Close the messages that the asker is to be told of an answer: they were, or it is decided anew."""
    for key in notice_keys(row, round_=round_):
        inbox.settle(session, key=key, now=now)


def letter_keys(number: str) -> tuple[str, str]:
    """Return the keys of the two messages that the letter of an emergency is owed: in time, and late."""
    return f"letter_due:{number}", f"letter_late:{number}"


def settle_letter(session: Session, *, number: str, now: datetime) -> None:
    """Close the messages that the letter of an emergency is owed; the register's act that recorded it calls this."""
    for key in letter_keys(number):
        inbox.settle(session, key=key, now=now)


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


def _own_to(session: Session, row: ViewingRequest) -> set[int]:
    """Return who took a request in or over."""
    taken = ViewingRequestTakeover
    return {row.received_by, *session.scalars(select(taken.taken_by).where(taken.request_id == row.id, still_taken()))}


def settle_emergency(session: Session, row: ViewingRequest, *, now: datetime) -> None:
    """Close the messages about an emergency that was reviewed."""
    kinds = (Kind.EMERGENCY_OPENED, Kind.EMERGENCY_REVIEW)
    inbox.settle(session, subject=f"viewing_request:{row.number}", kinds=kinds, now=now)
