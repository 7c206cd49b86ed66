"""Owns what anybody may do without signing in: ask by the web form, and take a request back with its receipt."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.queries.stand_ins import deputies_of
from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import Role
from app.kernel.messages import N_, Message
from app.viewing_requests.commands.closing import withdraw_request
from app.viewing_requests.commands.intake import receive_request
from app.viewing_requests.commands.receipts import issue_receipt
from app.viewing_requests.domain import PUBLIC, WORKS_ON_CASES, Intake
from app.viewing_requests.models.receipts import PublicAttempt, PublicFormUse, PublicGate
from app.viewing_requests.public_refusals import AlreadySent, TriedTooOften
from app.viewing_requests.receipts import ATTEMPTS_KEPT, LIMITS, Attempt

_CAME_IN = N_("인터넷으로 신청 {number}이(가) 들어왔습니다. 확인하고 맡으십시오.")
_TAKEN_BACK = N_("청구인이 접수증으로 요청 {number}을(를) 철회했습니다.")
_KEYS = {Kind.REQUEST_RECEIVED: "request_received", Kind.OTHER: "withdrawn_by_asker"}
WITHDRAWN_BECAUSE = N_("청구인이 접수증의 비밀번호로 인터넷에서 철회함")
"""The recorded reason; it names nobody."""


def record_public_attempt(session: Session, *, what: Attempt, address: bytes | None, now: datetime) -> None:
    """Count one try before anything is looked at; commit it before going on, so that tries at once are counted too.

    One at a time, whichever worker asks: the row of what is counted is locked meanwhile.

    :param address: a keyed digest of the address it came from, None if it is unknown.
    :raises TriedTooOften: if too much came lately, from the address or from all together.
    """
    _lock(session, what)
    within, of_one, of_all = LIMITS[what]
    row = PublicAttempt
    lately = select(func.count()).where(row.what == str(what), row.tried_at > now - within)
    used_up = (session.scalar(lately) or 0) >= of_all
    if address is not None:
        used_up = used_up or (session.scalar(lately.where(row.address == address)) or 0) >= of_one
    if used_up:
        raise TriedTooOften(within)
    session.execute(delete(row).where(row.tried_at < now - ATTEMPTS_KEPT))
    session.execute(delete(PublicFormUse).where(PublicFormUse.used_at < now - ATTEMPTS_KEPT))
    session.add(row(what=str(what), address=address, tried_at=now))
    session.flush()


def receive_public_request(session: Session, *, intake: Intake, nonce: bytes, digest: str, now: datetime) -> str:
    """Take in what somebody asked by the web form, with its receipt, and return its number.

    Nobody took it in: whoever takes it over is responsible. Everybody who may is told.

    :param nonce: what tells this form from any other; sent again it makes no second request.
    :param digest: keyed digest of the receipt's secret.
    :raises AlreadySent: if the same form was sent before.
    :raises Refusal: as ``receive_request``.
    """
    _lock(session, Attempt.REQUEST)
    before = session.get(PublicFormUse, nonce)
    if before is not None:
        raise AlreadySent(before.number)
    number = receive_request(session, intake=intake, actor=PUBLIC, now=now)
    issue_receipt(session, number=number, digest=digest, actor=PUBLIC, now=now)
    session.add(PublicFormUse(nonce=nonce, number=number, used_at=now))
    session.flush()
    sites = {place.site_code for place in intake.places}
    _tell(session, Message(_CAME_IN, {"number": number}), sites=sites, kind=Kind.REQUEST_RECEIVED, now=now)
    return number


def withdraw_public_request(session: Session, *, number: str, sites: set[str], now: datetime) -> None:
    """Take a request back for an asker who showed its receipt, and tell those who work on it.

    :param sites: the sites it concerns.
    :raises RequestNotFound: if there is no such request.
    :raises WrongMoment: if it is over.
    """
    withdraw_request(session, number=number, reason=WITHDRAWN_BECAUSE, actor=PUBLIC, now=now)
    message = Message(_TAKEN_BACK, {"number": number})
    _tell(session, message, sites=sites, kind=Kind.OTHER, now=now)


def _lock(session: Session, what: Attempt) -> None:
    session.execute(select(PublicGate.what).where(PublicGate.what == str(what)).with_for_update())


def _tell(session: Session, message: Message, *, sites: set[str], kind: Kind, now: datetime) -> None:
    number, people = message.values["number"], set[int]()
    for role in WORKS_ON_CASES:
        people |= _holders(session, role, sites, now)
    inbox.tell(
        session,
        to=people,
        message=message,
        link=f"/requests/{number}",
        kind=kind,
        subject=f"viewing_request:{number}",
        key=f"{_KEYS[kind]}:{number}",
        actor=PUBLIC,
        now=now,
    )


def _holders(session: Session, role: Role, sites: set[str], now: datetime) -> set[int]:
    """Return who holds a role, or stands in for it, at one of the sites or everywhere; without a site everywhere."""
    return {
        account
        for site in sorted(sites) or [""]
        for account, _name in (
            *accounts.holders_of(session, role=role, site_code=site, now=now),
            *deputies_of(session, role=role, site_code=site, now=now),
        )
    }
