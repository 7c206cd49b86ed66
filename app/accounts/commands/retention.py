"""Owns how long names, reasons and origins are kept, and sets the day once it is known."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.events import AccountOpened, RoleGranted
from app.kernel.clock import kst_day
from app.law.periods import access_log_years, permission_record_years
from app.ledger import queries
from app.ledger.erasure import schedule


def rights_erased_on(ended_at: datetime) -> date:
    """Return the day what is written about a right that ended is erased (안전성기준 제5조제3항)."""
    day = kst_day(ended_at)
    return permission_record_years(day).first_day_after(day)


def sign_ins_erased_on(at: datetime) -> date:
    """Return the day it is erased where a sign-in came from (안전성기준 제8조제1항).

    The longer of the two periods: footage of open places may show more than 50,000 people.
    """
    day = kst_day(at)
    return access_log_years(day, many_or_sensitive=True).first_day_after(day)


def schedule_names(session: Session, *, account_id: int, closed_at: datetime) -> None:
    """Set the day for the names of a closed account and for the reasons of all rights it holds.

    Unknown while it is in use: the register names who handled footage. Call it after appending.
    """
    leaves = queries.leaves_about(
        session, subject=f"account:{account_id}", names=(AccountOpened.name, RoleGranted.name)
    )
    schedule(session, leaves=leaves, erase_on=rights_erased_on(closed_at))


def schedule_reason(session: Session, *, account_id: int, grant_id: int, ended_at: datetime) -> None:
    """Set the day for the reason a right was given for; unknown while it is held. Call it after appending."""
    granted = queries.entries(session, subject=f"account:{account_id}", names=(RoleGranted.name,))
    leaves = [entry.leaf for entry in granted if entry.data["grant_id"] == grant_id]
    schedule(session, leaves=leaves, erase_on=rights_erased_on(ended_at))
