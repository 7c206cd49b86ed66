"""Owns naming who decides for somebody who is away, and ending it early."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.commands.retention import rights_erased_on
from app.accounts.domain import AccountIsDisabled, NoSuchAccount, site_code_of
from app.accounts.events import StandInEnded, StandInSet
from app.accounts.models import Account, StandIn
from app.accounts.queries.stand_ins import rights_of, sites_of
from app.accounts.standing_in import (
    CASE_WORKERS,
    LENT,
    Absence,
    DeputyIsAway,
    DeputySetsIt,
    DeputyWorksElsewhere,
    NoSuchStandIn,
    NotLent,
    PrincipalIsDeputy,
    PrincipalLacksRole,
    SetAlready,
    Sites,
    StandInIsOver,
    StandsInForOneself,
    check_days,
    check_may_lend,
    common,
    text_of,
)
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day, start_of_kst_day
from app.ledger import commands as ledger


def set_stand_in(
    session: Session,
    *,
    principal_id: int,
    deputy_id: int,
    role: Role,
    site_code: str | None,
    from_on: date,
    until_on: date,
    reason: Absence,
    reason_text: str | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """Name who holds a role for somebody who is away, on Korean days, both included, and return its number.

    There are no chains: only a right the principal holds themselves is lent, and at no time does anybody stand in and
    have a stand-in for the same role. Both accounts are locked, in the order of their numbers.

    :param site_code: the only site; None for wherever the principal holds the role.
    :raises NotLent: if the role has no stand-ins.
    :raises StandsInForOneself: if both are the same person.
    :raises DeputySetsIt: if the actor would be the deputy.
    :raises NoSuchAccount: if there is no such principal or deputy.
    :raises AccountIsDisabled: if one of the two accounts is closed.
    :raises PrincipalLacksRole: if the principal does not hold the role there themselves.
    :raises NotAllowed: unless the actor is the principal, an administrator, or a privacy officer of those sites.
    :raises DeputyWorksElsewhere: if the deputy does not work on the cases of all those sites.
    :raises DaysOutOfOrder: if it ends before it begins.
    :raises BeginsInThePast: if it begins before today.
    :raises TooManyDays: if it lasts longer than it may.
    :raises ReasonMissing: if another reason is not told.
    :raises SetAlready: if somebody stands in for the same person, role and site on one of the days.
    :raises PrincipalIsDeputy: if the principal stands in for the role themselves on one of the days.
    :raises DeputyIsAway: if the deputy has a stand-in for the role on one of the days.
    :raises BadSiteCode: if the site code cannot be one.
    """
    if role not in LENT:
        raise NotLent
    if principal_id == deputy_id:
        raise StandsInForOneself
    if actor.id == deputy_id:
        raise DeputySetsIt
    site = site_code_of(site_code)
    names = _lock_both(session, principal_id, deputy_id)
    rights = rights_of(session, account_ids=names, now=now)
    sites = common(sites_of(rights[principal_id], role), frozenset({site}))
    check_may_lend(actor, principal_id=principal_id, sites=sites)
    if not sites:
        raise PrincipalLacksRole(name=names[principal_id])
    if common(sites, sites_of(rights[deputy_id], *CASE_WORKERS)) != sites:
        raise DeputyWorksElsewhere(name=names[deputy_id])
    check_days(from_on=from_on, until_on=until_on, today=kst_day(now))
    text = text_of(reason, reason_text)
    _check_no_clash(session, names, principal_id, deputy_id, role, site, from_on, until_on)
    event = StandInSet(
        principal_id=principal_id,
        deputy_id=deputy_id,
        role=role,
        at_site=site,
        from_on=from_on,
        until_on=until_on,
        reason=reason.value,
        reason_text=text,
    )
    erase_on = rights_erased_on(start_of_kst_day(until_on))
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    session.add(
        StandIn(
            leaf=receipt.leaf,
            principal_id=principal_id,
            deputy_id=deputy_id,
            role=role.value,
            site_code=site,
            from_on=from_on,
            until_on=until_on,
            reason=reason.value,
            reason_text=text,
            set_by=actor.id,
            set_at=receipt.recorded_at,
        )
    )
    session.flush()
    return receipt.leaf


def end_stand_in(session: Session, *, leaf: int, actor: Actor, now: datetime) -> None:
    """End a stand-in at once, before or while it runs. The deputy may lay it down too: that gives nobody anything.

    :raises NoSuchStandIn: if there is none.
    :raises NotAllowed: unless the actor is one of the two, an administrator, or a privacy officer of those sites.
    :raises StandInIsOver: if it ended before, or its last day has passed.
    """
    row = session.get(StandIn, leaf, with_for_update=True, populate_existing=True)
    if row is None:
        raise NoSuchStandIn
    if actor.id != row.deputy_id:
        held = sites_of(rights_of(session, account_ids=[row.principal_id], now=now)[row.principal_id], Role(row.role))
        asked: Sites = frozenset({row.site_code})
        check_may_lend(actor, principal_id=row.principal_id, sites=common(held, asked) or asked)
    if row.ended_at is not None or row.until_on < kst_day(now):
        raise StandInIsOver
    _end(session, row, actor=actor, now=now)


def end_for_leaver(session: Session, *, account_id: int, actor: Actor, now: datetime) -> int:
    """End every stand-in that runs or is to come of which somebody who left is one of the two; return how many."""
    either = or_(StandIn.principal_id == account_id, StandIn.deputy_id == account_id)
    going_on = select(StandIn).where(either, StandIn.ended_at.is_(None), StandIn.until_on >= kst_day(now))
    found = session.scalars(going_on.order_by(StandIn.leaf).with_for_update()).all()
    for row in found:
        _end(session, row, actor=actor, now=now)
    return len(found)


def _end(session: Session, row: StandIn, *, actor: Actor, now: datetime) -> None:
    ended = StandInEnded(
        principal_id=row.principal_id,
        deputy_id=row.deputy_id,
        role=Role(row.role),
        at_site=row.site_code,
        set_leaf=row.leaf,
    )
    receipt = ledger.append(session, ended, actor=actor, now=now)
    row.ended_by, row.ended_at = actor.id, receipt.recorded_at
    session.flush()


def _lock_both(session: Session, *account_ids: int) -> dict[int, str]:
    """Return the names of two people, locked, so that two who set at once see each other's."""
    statement = select(Account).where(Account.id.in_(account_ids)).order_by(Account.id).with_for_update()
    found = session.scalars(statement.execution_options(populate_existing=True)).all()
    if len(found) < len(account_ids):
        raise NoSuchAccount
    if any(account.disabled_at is not None for account in found):
        raise AccountIsDisabled
    return {account.id: account.display_name for account in found}


def _check_no_clash(  # noqa: PLR0917  # The facts of one stand-in, in their order.
    session: Session,
    names: dict[int, str],
    principal_id: int,
    deputy_id: int,
    role: Role,
    site: str | None,
    from_on: date,
    until_on: date,
) -> None:
    """Raise what a trigger would refuse too: a chain, or two at once."""
    involved = (principal_id, deputy_id)
    statement = (
        select(StandIn)
        .where(
            StandIn.ended_at.is_(None),
            StandIn.role == role.value,
            StandIn.from_on <= until_on,
            StandIn.until_on >= from_on,
            or_(StandIn.principal_id.in_(involved), StandIn.deputy_id.in_(involved)),
        )
        .order_by(StandIn.leaf)
    )
    for row in session.scalars(statement):
        if row.principal_id == principal_id and (row.site_code is None or site is None or row.site_code == site):
            raise SetAlready(name=names[principal_id])
        if row.deputy_id == principal_id:
            raise PrincipalIsDeputy(name=names[principal_id])
        if row.principal_id == deputy_id:
            raise DeputyIsAway(name=names[deputy_id])
