"""Owns telling people that rights they look after wait for their word."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.leaving import looks_after
from app.accounts.queries.confirming import grants_to_confirm
from app.accounts.queries.deciding import actors_in_roles
from app.inbox.commands.messages import tell
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message

_DUE = N_("아직 필요한지 확인할 권한이 {count}건 있습니다.")
_CONFIRMERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


def tell_confirmers(session: Session, *, now: datetime) -> int:
    """Tell who looks after rights nobody confirmed for a whole period, once a month, and return how many are told."""
    due = grants_to_confirm(session, now=now)
    if not due:
        return 0
    told = 0
    month = f"{kst_day(now):%Y-%m}"
    for actor in actors_in_roles(session, roles=_CONFIRMERS, now=now):
        count = sum(one.account_id != actor.id and looks_after(actor, one.role, one.site_code) for one in due)
        if count:
            told += tell(
                session,
                to=[actor.id],
                message=Message(_DUE, {"count": count}),
                link="/people/confirm",
                kind=Kind.OTHER,
                subject=f"account:{actor.id}",
                key=f"rights_to_confirm:{month}",
                actor=SYSTEM,
                now=now,
            )
    return told
