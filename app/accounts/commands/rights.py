"""Owns giving rights, from when until when and for which acts, taking them back, and ending those that are over."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.commands.administrators import account_in_use, check_administrators_remain, lock_administrators
from app.accounts.commands.retention import rights_erased_on, schedule_reason
from app.accounts.domain import (
    ROLE_NAMES,
    AlreadyEnded,
    AlreadyGranted,
    NoSuchGrant,
    check_may_administer,
    check_not_own,
    reason_of,
    site_code_of,
)
from app.accounts.events import RoleEnded, RoleGranted
from app.accounts.leaving import ENDED_BY_TIME, NoActLeft, TimesOutOfOrder, check_may_end
from app.accounts.models import AccountRole
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.acts import ACTS_OF, Act, acts_within, stored
from app.kernel.messages import Message
from app.ledger import commands as ledger


def grant_role(
    session: Session,
    *,
    account_id: int,
    role: Role,
    site_code: str | None,
    reason: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    acts: Collection[Act] | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """Give a person a role, at one site or (None) everywhere, and return the number of the grant.

    A right of the same kind whose time is over is ended first, so that it can be given anew.

    :param valid_from: the first moment it counts; None for now.
    :param valid_until: the first moment it counts no more; None until somebody ends it.
    :param acts: the acts it is limited to, reading always included; None for all acts of the role. Acts the role does
        not have are left out: a grant never gives more than its role.
    :raises NotAllowed: unless the actor administers accounts.
    :raises OwnRights: if the account is the actor's own.
    :raises NoSuchAccount: if there is none.
    :raises AccountIsDisabled: if it is closed.
    :raises AlreadyGranted: if the person holds this right, or will.
    :raises TimesOutOfOrder: if it would be over before it begins, or now.
    :raises NoActLeft: if acts are named and the role has none of them.
    :raises BlankReason: if no reason is given.
    :raises BadSiteCode: if the site code cannot be one.
    """
    check_may_administer(actor)
    check_not_own(actor, account_id)
    why, site = reason_of(reason), site_code_of(site_code)
    if valid_until is not None and valid_until <= max(now, valid_from or now):
        raise TimesOutOfOrder
    if acts is not None and not ACTS_OF[role].intersection(acts):
        raise NoActLeft(role=Message(ROLE_NAMES[role]))
    account_in_use(session, account_id)
    _make_room(session, account_id, role, site, now=now)
    limited = stored(acts_within(role, acts))
    grant = AccountRole(
        account_id=account_id,
        role=role.value,
        site_code=site,
        granted_at=now,
        granted_by=actor.id,
        reason=why,
        valid_from=valid_from,
        valid_until=valid_until,
        acts=limited,
    )
    session.add(grant)
    session.flush()
    granted = RoleGranted(
        account_id=account_id,
        grant_id=grant.id,
        role=role,
        at_site=site,
        valid_from=valid_from,
        valid_until=valid_until,
        acts=limited,
        reason=why,
    )
    ledger.append(session, granted, actor=actor, now=now)
    return grant.id


def end_role(session: Session, *, grant_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take a right back; the record of it stays.

    :raises NotAllowed: unless the actor administers accounts, or is responsible for people at the site of the right.
    :raises NoSuchGrant: if there is none.
    :raises OwnRights: if the right is the actor's own.
    :raises AlreadyEnded: if it ended before.
    :raises LastAdministrator: if nobody who may administer would be left, then or on a later day.
    :raises BlankReason: if no reason is given.
    """
    lock_administrators(session)
    grant = session.get(AccountRole, grant_id, with_for_update=True, populate_existing=True)
    if grant is None:
        check_may_administer(actor)
        raise NoSuchGrant
    check_may_end(actor, Role(grant.role), grant.site_code)
    check_not_own(actor, grant.account_id)
    why = reason_of(reason)
    if grant.ended_at is not None:
        raise AlreadyEnded
    if grant.role == Role.ADMINISTRATOR:
        check_administrators_remain(session, account_id=grant.account_id, grant_id=grant.id, now=now)
    end_grant(session, grant, reason=why, actor=actor, now=now)


def end_lapsed_rights(session: Session, *, now: datetime) -> int:
    """End every right whose time is over, as the system, and return how many; they gave nothing any more already."""
    lapsed = select(AccountRole).where(AccountRole.ended_at.is_(None), AccountRole.valid_until <= now)
    found = session.scalars(lapsed.order_by(AccountRole.id).with_for_update()).all()
    for grant in found:
        end_grant(session, grant, reason=ENDED_BY_TIME, actor=SYSTEM, now=now)
    return len(found)


def end_grant(session: Session, grant: AccountRole, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a right that somebody checked may end, and set the days its reasons are erased on."""
    grant.ended_at, grant.ended_by, grant.end_reason = now, actor.id, reason
    session.flush()
    ended = RoleEnded(
        account_id=grant.account_id, grant_id=grant.id, role=Role(grant.role), at_site=grant.site_code, reason=reason
    )
    ledger.append(session, ended, actor=actor, now=now, erase_on=rights_erased_on(now))
    schedule_reason(session, account_id=grant.account_id, grant_id=grant.id, ended_at=now)


def _make_room(session: Session, account_id: int, role: Role, site: str | None, *, now: datetime) -> None:
    """Raise AlreadyGranted if the right is held or will be; end it if its time is over."""
    held = select(AccountRole).where(
        AccountRole.account_id == account_id,
        AccountRole.role == role.value,
        AccountRole.site_code.is_(None) if site is None else AccountRole.site_code == site,
        AccountRole.ended_at.is_(None),
    )
    found = session.scalars(held).one_or_none()
    if found is None:
        return
    if found.valid_until is None or found.valid_until > now:
        raise AlreadyGranted
    end_grant(session, found, reason=ENDED_BY_TIME, actor=SYSTEM, now=now)
