"""Owns that somebody responsible says a right is still needed."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchGrant
from app.accounts.leaving import NotHeldNow, OwnConfirmation, check_may_end, holds_at
from app.accounts.models import AccountRole
from app.accounts.rights_events import RoleConfirmed
from app.kernel.actor import Actor, Role
from app.ledger import commands as ledger


def confirm_right(session: Session, *, grant_id: int, actor: Actor, now: datetime) -> None:
    """Say that a right is still needed; it is asked again after another period (product.right_confirmation).

    :raises NoSuchGrant: if there is none.
    :raises NotAllowed: unless the actor looks after who holds such a right there.
    :raises OwnConfirmation: if the right is the actor's own.
    :raises NotHeldNow: if it ended, or its time is over.
    """
    grant = session.get(AccountRole, grant_id, with_for_update=True, populate_existing=True)
    if grant is None:
        raise NoSuchGrant
    check_may_end(actor, Role(grant.role), grant.site_code)
    if grant.account_id == actor.id:
        raise OwnConfirmation
    if not holds_at(now=now, ended_at=grant.ended_at, since=grant.valid_from, until=grant.valid_until):
        raise NotHeldNow
    confirmed = RoleConfirmed(
        account_id=grant.account_id, grant_id=grant_id, role=Role(grant.role), at_site=grant.site_code
    )
    receipt = ledger.append(session, confirmed, actor=actor, now=now)
    grant.confirmed_at, grant.confirmed_by = receipt.recorded_at, actor.id
    session.flush()
