"""Owns who is told of copies that are not back: operators and the manager of the site, once for each case and day."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.viewing_requests.queries.copies import CopyRow, overdue_returns
from app.viewing_requests.reminding.people import holders_at

_LATE = N_("요청 {number}: 사본 {count}개를 {day}까지 돌려받거나 파기를 확인해야 했습니다.")


def remind_returns(session: Session, *, now: datetime) -> int:
    """Tell people which copies were due back before today, and return how many messages are new."""
    groups: dict[tuple[str, int, date], list[CopyRow]] = defaultdict(list)
    for copy in overdue_returns(session, actor=SYSTEM, on=kst_day(now)):
        if copy.return_by is not None:
            groups[copy.number, copy.handover_leaf, copy.return_by].append(copy)
    new = 0
    for (number, leaf, day), copies in groups.items():
        sites = {place.site_code for copy in copies for place in copy.places}
        site = sites.pop() if len(sites) == 1 else None
        people = {one for role in (Role.OPERATOR, Role.MANAGER) for one in holders_at(session, role, site, now=now)}
        new += inbox.tell(
            session,
            to=people,
            message=Message(_LATE, {"number": number, "count": len(copies), "day": day}),
            link=f"/requests/{number}",
            kind=Kind.RETURN_OVERDUE,
            subject=f"viewing_request:{number}",
            key=f"return_overdue:{number}:{leaf}",
            actor=SYSTEM,
            now=now,
        )
    return new
