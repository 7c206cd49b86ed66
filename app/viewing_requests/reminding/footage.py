"""Owns that the footage of running cases is counted anew before people are told."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM
from app.viewing_requests.commands.recounting import recount_footage


def recount_all(session: Session, *, now: datetime) -> int:
    """Count anew when footage goes, and return of how many cases it changed."""
    return recount_footage(session, actor=SYSTEM, now=now)
