"""Owns what is read about the installation itself."""

from datetime import datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.law.periods import backup_age_hours
from app.ledger import queries as ledger
from app.operations.domain import JOBS, BackupState, JobRow
from app.operations.events import BackupMade
from app.operations.models import JobRun


def newest_runs(session: Session) -> list[JobRow]:
    """Return the newest run of every job, in the order of the list of jobs; never run: only its name."""
    rows = []
    for job in JOBS:
        run = session.scalars(
            select(JobRun).where(JobRun.name == job.name).order_by(JobRun.slot.desc()).limit(1)
        ).one_or_none()
        rows.append(
            JobRow(
                name=job.name,
                title=job.title,
                slot=run.slot if run else None,
                started_at=run.started_at if run else None,
                finished_at=run.finished_at if run else None,
                outcome=run.outcome if run else None,
                detail=run.detail if run else None,
            )
        )
    return rows


def schema_revision(session: Session) -> str | None:
    """Return the migration the database is at; None when there is no database to ask."""
    try:
        revision: str | None = session.scalar(text("SELECT max(version_num) FROM alembic_version"))
    except SQLAlchemyError:
        return None
    return revision


def backup_state(session: Session, *, now: datetime) -> BackupState:
    """Return when the last backup was made and what an auditor would find wrong with it."""
    leaf = ledger.newest_leaf(session, names=(BackupMade.name,))
    if leaf < 0:
        return BackupState(made_at=None, digest=None, is_encrypted=False, is_old=True)
    oldest = timedelta(hours=backup_age_hours(kst_day(now)).hours or 0)
    newest = next(iter(ledger.entries(session, names=(BackupMade.name,), from_leaf=leaf)))
    return BackupState(
        made_at=newest.recorded_at,
        digest=str(newest.data["digest"]),
        is_encrypted=bool(newest.data["recipients"]),
        is_old=now - newest.recorded_at > oldest,
    )
