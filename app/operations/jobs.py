"""Owns the work of the jobs: each opens its own unit of work and says in a line what it did."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from app.database import unit_of_work
from app.kernel.clock import utc_now
from app.operations import commands
from app.operations.domain import JOBS, Job
from app.operations.work import WORK

logger = logging.getLogger(__name__)

Work = Callable[[Path, datetime], str]


def run_due(home: Path, *, now: datetime, work: Mapping[str, Work] = WORK) -> list[tuple[Job, str, str]]:
    """Do every job whose slot nobody has taken; return job, outcome (``done`` or ``failed``) and what it said."""
    outcomes = []
    for job in JOBS:
        with unit_of_work() as session:
            slot = commands.take_slot(session, job=job, now=now)
        if slot is None:
            continue
        outcome, detail = _attempt(job, work[job.name], home, now)
        with unit_of_work() as session:
            commands.finish_slot(session, job=job, slot=slot, outcome=outcome, detail=detail, now=utc_now())
        outcomes.append((job, outcome, detail))
    return outcomes


def _attempt(job: Job, work: Work, home: Path, now: datetime) -> tuple[str, str]:
    try:
        return "done", work(home, now)
    except Exception as fault:  # One job's fault must not stop the others; it is written down and shown.
        logger.exception("job %s failed", job.name)
        return "failed", f"{type(fault).__name__}: {fault}"


def work_for_ever(home: Path, *, pause: float = 5.0) -> None:
    """Run what is due, again and again, until the process is stopped."""
    while True:
        for job, outcome, detail in run_due(home, now=utc_now()):
            logger.info("job %s %s: %s", job.name, outcome, detail)
        time.sleep(pause)
