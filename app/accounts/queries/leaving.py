"""Owns who leaves when: the open departure of a person, and the stand-ins and tokens that would end with it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.leaving import Leaving
from app.accounts.models import ApiToken, Departure, SignInSession, StandIn
from app.kernel.clock import kst_day


@dataclass(frozen=True, slots=True)
class DepartureView:
    """That a person leaves or moves, and who goes on with what they have open (None: nobody)."""

    leaf: int
    kind: Leaving
    leaves_at: datetime
    successor_id: int | None
    settled_at: datetime | None
    called_off: bool


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What ends with somebody's leaving beside their rights: open sessions, stand-ins by number, tokens by name."""

    sessions: int
    stand_ins: tuple[int, ...]
    tokens: tuple[str, ...]


def departures_of(session: Session, *, account_id: int) -> tuple[DepartureView, ...]:
    """Return every time it was said that a person leaves or moves, newest first."""
    rows = select(Departure).where(Departure.account_id == account_id).order_by(Departure.leaf.desc())
    return tuple(
        DepartureView(row.leaf, Leaving(row.kind), row.leaves_at, row.successor_id, row.settled_at, row.called_off)
        for row in session.scalars(rows)
    )


def open_departure(session: Session, *, account_id: int) -> DepartureView | None:
    """Return the departure of a person that is not settled; None if none is."""
    return next((each for each in departures_of(session, account_id=account_id) if each.settled_at is None), None)


def left_behind(session: Session, *, account_id: int, now: datetime) -> LeftBehind:
    """Return what would end now if the person left."""
    today: date = kst_day(now)
    sessions = select(SignInSession.token_hash).where(
        SignInSession.account_id == account_id, SignInSession.ended_at.is_(None), SignInSession.expires_at > now
    )
    either = or_(StandIn.principal_id == account_id, StandIn.deputy_id == account_id)
    stand_ins = select(StandIn.leaf).where(either, StandIn.ended_at.is_(None), StandIn.until_on >= today)
    tokens = select(ApiToken.label).where(
        ApiToken.issued_by == account_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now
    )
    return LeftBehind(
        len(session.scalars(sessions.order_by(SignInSession.token_hash)).all()),
        tuple(session.scalars(stand_ins.order_by(StandIn.leaf))),
        tuple(session.scalars(tokens.order_by(ApiToken.id))),
    )
