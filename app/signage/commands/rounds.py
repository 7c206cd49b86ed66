"""Owns sending somebody to look at signs, and ending that."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from app.accounts.queries.stand_ins import rights_of, sites_of
from app.inbox import commands as inbox
from app.kernel.actor import Actor
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.signage.domain import PRINTERS
from app.signage.events.sightings import RoundClosed as RoundWasClosed
from app.signage.events.sightings import RoundOpened
from app.signage.models.sightings import SignRound, SignSighting
from app.signage.models.signs import Sign
from app.signage.placing import Act, check_opens_rounds
from app.signage.queries.placements import standings
from app.signage.refusals import (
    DueInThePast,
    NothingToCheck,
    RoundClosed,
    RoundNotFound,
    SiteNotSeen,
)


@dataclass(frozen=True, slots=True)
class LockedRound:
    """A round nobody else can close meanwhile."""

    row: SignRound

    def check_open(self) -> None:
        """Let a round go on that is not closed.

        :raises RoundClosed: if it is.
        """
        if self.row.closed_at is not None:
            raise RoundClosed


def open_round(
    session: Session,
    *,
    sites: Collection[str],
    region: str | None,
    assigned_to: int,
    due_on: date,
    actor: Actor,
    now: datetime,
) -> str:
    """Send somebody to look at every printed sign of some sites until a day, and return the mark of the round.

    :param region: what the sites were chosen by, for people; None: by name.
    :raises NotAllowed: if the person does not send others.
    :raises DueInThePast: if the day is over.
    :raises SiteNotSeen: if the person, or who is to go, does not work at one of the sites.
    :raises NothingToCheck: if no sign was ever printed for the sites.
    """
    check_opens_rounds(actor)
    if due_on < kst_day(now):
        raise DueInThePast
    held = rights_of(session, account_ids=[assigned_to], now=now)
    walks = sites_of(held.get(assigned_to, frozenset()), *PRINTERS)
    chosen = tuple(sorted(set(sites)))
    if not all(actor.sees_site(code) and walks & {None, code} for code in chosen):
        raise SiteNotSeen
    standing = set(session.scalars(select(Sign.number).where(Sign.withdrawn_at.is_(None))))
    numbers = tuple(
        one.number
        for one in standings(session, today={}, as_of=kst_day(now), actor_sites=frozenset(chosen))
        if one.placements and (one.number in standing or any(copy.hangs for copy in one.placements))
    )
    if not numbers:
        raise NothingToCheck
    event = RoundOpened(
        id=str(uuid7()), region=region, sites=chosen, numbers=numbers, assigned_to=assigned_to, due_on=due_on
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SignRound(
            id=event.id,
            region=region,
            sites=canonical_bytes(list(chosen)).decode(),
            numbers=canonical_bytes(list(numbers)).decode(),
            assigned_to=assigned_to,
            due_on=due_on,
            opened_by=actor.id,
            opened_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
    return event.id


def close_round(session: Session, *, round_id: str, actor: Actor, now: datetime) -> None:
    """End a round; what nobody looked at stays so, and nobody is reminded of it any more.

    :raises NotAllowed: if the person does not send others.
    :raises RoundNotFound: if there is no such round the person may see.
    :raises RoundClosed: if it is closed already.
    """
    check_opens_rounds(actor)
    locked = locked_round(session, round_id=round_id, actor=actor)
    locked.check_open()
    row, due = locked.row, json.loads(locked.row.numbers)
    seen = SignSighting.round_id == round_id, SignSighting.number.in_(due), SignSighting.act != Act.ELSEWHERE.value
    looked_at = session.scalar(select(func.count(SignSighting.number.distinct())).where(*seen)) or 0
    sites = sites_of_round(row)
    event = RoundWasClosed(id=row.id, looked_at=looked_at, due=len(due), site=sites[0] if len(sites) == 1 else None)
    receipt = ledger.append(session, event, actor=actor, now=now)
    row.closed_by, row.closed_at, row.close_leaf = actor.id, receipt.recorded_at, receipt.leaf
    session.flush()
    inbox.settle(session, subject=f"sign_round:{row.id}", now=now)


def locked_round(session: Session, *, round_id: str, actor: Actor) -> LockedRound:
    """Return a round that nobody else can close until the transaction ends.

    :raises RoundNotFound: if there is no such round the person may see.
    """
    row = session.scalars(
        select(SignRound).where(SignRound.id == round_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or not all(actor.sees_site(code) for code in sites_of_round(row)):
        raise RoundNotFound
    return LockedRound(row)


def sites_of_round(row: SignRound) -> tuple[str, ...]:
    """Return the codes of the sites a round is for."""
    return tuple(json.loads(row.sites))
