"""Owns what the checks know of backups: the newest entry of one, and since when there is anything to back up."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.compliance.domain import Facts
from app.compliance.standing_facts import BackupFact
from app.kernel.clock import kst_day
from app.kernel.errors import NotFound
from app.ledger import queries as ledger

MADE = "backup.made"
"""The event of a backup; what makes backups stands above the checks."""


def backup_facts(session: Session, *, on: date, now: datetime) -> Facts:
    """Return the facts of the last backup; while the ledger is empty there are none."""
    leaf = ledger.newest_leaf(session, names=(MADE,))
    if leaf >= 0:
        newest = ledger.entry_at(session, leaf=leaf, sites=None)
        age, made_on = now - newest.recorded_at, kst_day(newest.recorded_at)
        return Facts(on=on, backup=BackupFact(age=age, made_on=made_on, is_open=not newest.data["recipients"]))
    try:
        first = ledger.entry_at(session, leaf=0, sites=None)
    except NotFound:
        return Facts(on=on)
    return Facts(on=on, backup=BackupFact(age=now - first.recorded_at))
