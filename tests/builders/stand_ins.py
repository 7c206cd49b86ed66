"""Builders of stand-ins, by the command."""

from datetime import date, timedelta

from app.accounts import commands
from app.accounts.standing_in import Absence
from app.database import unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import start_of_kst_day

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)
NOON = start_of_kst_day(date(2026, 11, 22)) + timedelta(hours=12)
"""Noon in Korea on the day before ``FIRST``."""


def stand_in(principal, deputy, **changed) -> int:
    """Let somebody stand in for a manager who is on leave, set by the manager; return the number of the stand-in."""
    given = {
        "role": Role.MANAGER,
        "site_code": None,
        "from_on": FIRST,
        "until_on": LAST,
        "reason": Absence.LEAVE,
        "actor": principal,
        "now": NOON,
        **changed,
    }
    with unit_of_work() as session:
        return commands.set_stand_in(session, principal_id=principal.id, deputy_id=deputy.id, **given)


def end_stand_in(leaf, *, actor, now=NOON) -> None:
    """End a stand-in."""
    with unit_of_work() as session:
        commands.end_stand_in(session, leaf=leaf, actor=actor, now=now)
