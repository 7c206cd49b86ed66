"""A job's slot is done once, whoever is quicker, and again only if its taker died."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.operations import commands, queries
from app.operations.domain import JOBS, LEASE, SEAL
from app.operations.jobs import run_due


def take(app, now):
    with app.app_context(), unit_of_work() as session:
        return commands.take_slot(session, job=SEAL, now=now)


def test_four_rivals_take_every_slot_once(app):
    now = utc_now()
    moments = [now + timedelta(minutes=minute) for minute in range(10) for _rival in range(4)]
    with ThreadPoolExecutor(4) as rivals:
        taken = [slot for slot in rivals.map(lambda moment: take(app, moment), moments) if slot is not None]
    assert len(taken) == len(set(taken)) == 10


def test_a_slot_whose_taker_died_is_taken_again_after_the_lease(app):
    now = SEAL.slot_at(utc_now())
    assert take(app, now) is not None
    assert take(app, now) is None
    later_in_a_long_slot = now + timedelta(seconds=30)
    with unit_of_work() as session:
        session.execute(
            db.text("UPDATE job_run SET started_at = :then"), {"then": (now - LEASE * 2).replace(tzinfo=None)}
        )
    assert take(app, later_in_a_long_slot) is not None


def test_a_failing_job_is_written_down_and_does_not_stop_the_others(app, tmp_path):
    def fail(_home, _now):
        raise RuntimeError("disk on fire")

    work = {job.name: lambda *_: "fine" for job in JOBS} | {"ledger.checkpoint": fail}
    outcomes = run_due(tmp_path, now=utc_now(), work=work)
    assert [(job.name, outcome) for job, outcome, _ in outcomes] == [
        (job.name, "failed" if job is SEAL else "done") for job in JOBS
    ]
    rows = {row.name: row for row in queries.newest_runs(db.session())}
    assert "disk on fire" in rows["ledger.checkpoint"].detail


def test_jobs_sign_and_verify_the_real_ledger_once_a_slot(app, tmp_path):
    now = utc_now()
    outcomes = {job.name: (outcome, detail) for job, outcome, detail in run_due(tmp_path, now=now)}
    assert outcomes["ledger.checkpoint"][0] == "done", outcomes
    assert outcomes["ledger.verify"][0] == "done", outcomes
    assert run_due(tmp_path, now=now) == []
