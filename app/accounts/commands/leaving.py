"""Owns that somebody leaves or moves: saying when, taking that back, and ending what they held on the day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.commands.administrators import account_in_use, check_administrators_remain, lock_administrators
from app.accounts.commands.people import close_account
from app.accounts.commands.retention import rights_erased_on
from app.accounts.commands.rights import end_grant
from app.accounts.commands.sessions import end_sessions
from app.accounts.commands.stand_ins import end_for_leaver
from app.accounts.commands.tokens import revoke_for_leaver
from app.accounts.domain import SessionEnd, check_may_administer, check_not_own, reason_of
from app.accounts.leaving import (
    LeavesAlready,
    LeavesInThePast,
    Leaving,
    NothingPlanned,
    SuccessorCannot,
    TasksLeftOpen,
    is_left_behind,
)
from app.accounts.models import Account, AccountRole, ApiToken, Departure, StandIn
from app.accounts.queries.lasting import counts_at
from app.accounts.rights_events import DepartureSet, DepartureSettled
from app.kernel.actor import SYSTEM, Actor
from app.ledger import commands as ledger


def plan_departure(
    session: Session,
    *,
    account_id: int,
    kind: Leaving,
    leaves_at: datetime | None,
    successor_id: int | None,
    open_tasks: int,
    seen: bool,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Say when a person leaves or moves, and return the number of the entry. At once if no day is given.

    From that moment what they hold gives nothing; rights given for the time after it stay. ``settle_departures`` ends
    the rest: sessions, stand-ins, tokens they issued, and, if they leave the company, the account.

    :param open_tasks: how many things the person has begun and nobody finished.
    :param successor_id: who takes them on.
    :param seen: whether somebody looked at them and nobody has to.
    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    :raises LeavesAlready: if a day is set.
    :raises LeavesInThePast: if the day is over.
    :raises LastAdministrator: if nobody who may administer would be left, then or on a later day.
    :raises SuccessorCannot: if the successor is the same person, or holds no right now.
    :raises TasksLeftOpen: if there are such things and neither of the two was said.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why, at = reason_of(reason), leaves_at or now
    if at < now:
        raise LeavesInThePast
    lock_administrators(session)
    account_in_use(session, account_id)
    if _open_of(session, account_id) is not None:
        raise LeavesAlready
    check_administrators_remain(session, account_id=account_id, leaves_at=leaves_at, kind=kind, now=now)
    if successor_id is not None and not _could_take_on(session, successor_id, account_id, now=now):
        raise SuccessorCannot
    if open_tasks and successor_id is None and not seen:
        raise TasksLeftOpen(count=open_tasks)
    if leaves_at is None:
        _lock_what_ends(session, [account_id])
    event = DepartureSet(
        account_id=account_id, kind=kind, leaves_at=at, successor_id=successor_id, tasks=open_tasks, reason=why
    )
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=rights_erased_on(at))
    row = Departure(
        leaf=receipt.leaf,
        account_id=account_id,
        kind=kind.value,
        leaves_at=at,
        successor_id=successor_id,
        reason=why,
        planned_by=actor.id,
        planned_at=receipt.recorded_at,
        called_off=False,
    )
    session.add(row)
    session.flush()
    if leaves_at is None:
        _settle(session, row, actor=actor, now=now)
    return receipt.leaf


def call_off_departure(session: Session, *, account_id: int, actor: Actor, now: datetime) -> None:
    """Say that a person stays after all, before the day has come: their rights go on as they were.

    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NothingPlanned: if no day is set, or it has come.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    row = _open_of(session, account_id)
    if row is None or row.leaves_at <= now:
        raise NothingPlanned
    _note_settled(session, row, called_off=True, rights=0, stand_ins=0, tokens=0, actor=actor, now=now)


def settle_departures(session: Session, *, now: datetime) -> int:
    """End what everybody held whose day has come, as the system, and return how many left."""
    lock_administrators(session)
    due = select(Departure).where(Departure.settled_at.is_(None), Departure.leaves_at <= now)
    found = session.scalars(due.order_by(Departure.leaf).with_for_update()).all()
    _lock_what_ends(session, [row.account_id for row in found])
    for row in found:
        _settle(session, row, actor=SYSTEM, now=now)
    return len(found)


def _lock_what_ends(session: Session, account_ids: Sequence[int]) -> None:
    """Lock the rights, stand-ins and tokens of people, before anything is sealed: the ledger's head comes last."""
    either = or_(StandIn.principal_id.in_(account_ids), StandIn.deputy_id.in_(account_ids))
    for statement in (
        select(AccountRole.id).where(AccountRole.account_id.in_(account_ids)).order_by(AccountRole.id),
        select(StandIn.leaf).where(either, StandIn.ended_at.is_(None)).order_by(StandIn.leaf),
        select(ApiToken.id).where(ApiToken.issued_by.in_(account_ids)).order_by(ApiToken.id),
    ):
        session.execute(statement.with_for_update()).all()


def _settle(session: Session, row: Departure, *, actor: Actor, now: datetime) -> None:
    held = select(AccountRole).where(AccountRole.account_id == row.account_id, AccountRole.ended_at.is_(None))
    ended = [
        grant
        for grant in session.scalars(held.order_by(AccountRole.id).with_for_update())
        if row.kind == Leaving.LEAVES or is_left_behind(since=grant.valid_from, leaves_at=row.leaves_at)
    ]
    for grant in ended:
        end_grant(session, grant, reason=row.reason, actor=actor, now=now)
    stand_ins = end_for_leaver(session, account_id=row.account_id, actor=actor, now=now)
    tokens = revoke_for_leaver(session, account_id=row.account_id, reason=row.reason, actor=actor, now=now)
    account = session.get_one(Account, row.account_id, with_for_update=True)
    if account.disabled_at is None and row.kind == Leaving.LEAVES:
        close_account(session, account, reason=row.reason, actor=actor, now=now)
    else:
        end_sessions(session, account_id=row.account_id, why=SessionEnd.DISABLED, actor=actor, now=now)
    counts = {"rights": len(ended), "stand_ins": stand_ins, "tokens": tokens}
    _note_settled(session, row, called_off=False, actor=actor, now=now, **counts)


def _note_settled(  # What is said of one departure.
    session: Session,
    row: Departure,
    *,
    called_off: bool,
    rights: int,
    stand_ins: int,
    tokens: int,
    actor: Actor,
    now: datetime,
) -> None:
    settled = DepartureSettled(
        account_id=row.account_id,
        set_leaf=row.leaf,
        called_off=called_off,
        rights=rights,
        stand_ins=stand_ins,
        tokens=tokens,
    )
    receipt = ledger.append(session, settled, actor=actor, now=now)
    row.settled_at, row.called_off = receipt.recorded_at, called_off
    session.flush()


def _open_of(session: Session, account_id: int) -> Departure | None:
    planned = select(Departure).where(Departure.account_id == account_id, Departure.settled_at.is_(None))
    return session.scalars(planned.with_for_update()).one_or_none()


def _could_take_on(session: Session, successor_id: int, account_id: int, *, now: datetime) -> bool:
    """Return whether somebody else works here now."""
    held = (
        select(AccountRole.id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(AccountRole.account_id == successor_id, counts_at(now), Account.disabled_at.is_(None))
    )
    return successor_id != account_id and session.scalars(held.limit(1)).first() is not None
