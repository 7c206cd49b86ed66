"""Owns taking and finishing the slots of jobs. The unit of work belongs to the caller."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from app.operations.domain import LEASE, Job
from app.operations.models import JobRun

_KEPT_RUNS = 2000


def take_slot(session: Session, *, job: Job, now: datetime) -> datetime | None:
    """Take the slot a job is due in; return it, or None if somebody has it or has done it.

    A slot whose taker died (no outcome after the lease) may be taken again.
    """
    slot = job.slot_at(now)
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    claim = insert(JobRun).values(name=job.name, slot=slot, started_at=now).on_conflict_do_nothing()
    if session.scalar(claim.returning(JobRun.slot)) is not None:
        return slot
    takeover = (
        update(JobRun)
        .where(
            JobRun.name == job.name,
            JobRun.slot == slot,
            JobRun.finished_at.is_(None),
            JobRun.started_at < now - LEASE,
        )
        .values(started_at=now)
    )
    return slot if session.scalar(takeover.returning(JobRun.slot)) is not None else None


def finish_slot(session: Session, *, job: Job, slot: datetime, outcome: str, detail: str, now: datetime) -> None:
    """Write how a slot went, and forget runs of the job beyond the newest two thousand."""
    session.execute(
        update(JobRun)
        .where(JobRun.name == job.name, JobRun.slot == slot)
        .values(finished_at=now, outcome=outcome, detail=detail[:2000])
    )
    oldest = session.scalar(
        select(JobRun.slot).where(JobRun.name == job.name).order_by(JobRun.slot.desc()).offset(_KEPT_RUNS).limit(1)
    )
    if oldest is not None:
        session.execute(delete(JobRun).where(JobRun.name == job.name, JobRun.slot <= oldest))
