"""Findings are followed from look to look: when they began, ended and came back; the rows stand as sealed."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.compliance.cli import check
from app.compliance.commands import follow_findings
from app.compliance.models import FindingLook, FindingTurn
from app.compliance.queries import findings_for, followed
from app.compliance.verification import check_followed_findings
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.operations.work import follow_checks
from tests.builders.ledger import unguard
from tests.builders.registry import RECORDED_AT, record_estate

LATER = RECORDED_AT + timedelta(days=15)


@pytest.fixture
def looked(app):
    record_estate()
    return follow(RECORDED_AT)


def follow(now, findings=None):
    with unit_of_work() as session:
        found = findings_for(session, actor=SYSTEM, now=now) if findings is None else findings
        return follow_findings(session, findings=found, now=now)


def rows(now, actor=SYSTEM):
    session = db.session()
    return followed(session, findings_for(session, actor=actor, now=now), actor=actor, on=kst_day(now))


def faults():
    return [str(fault.message) for fault in check_followed_findings(db.session())]


def test_a_first_look_begins_everything_and_seals_one_entry(looked):
    sealed = list(ledger.entries(db.session(), names=("findings.followed",)))

    assert looked.began == looked.looked > 0
    assert looked.ended == 0
    assert [(entry.data["began"], entry.data["ended"]) for entry in sealed] == [(looked.began, 0)]
    assert faults() == []


def test_findings_keep_the_day_they_were_first_seen_and_become_overdue(looked):
    again = follow(RECORDED_AT + timedelta(minutes=1))
    cam = next(row for row in rows(LATER) if row.finding.rule == "CAM-01")

    assert (again.began, again.ended) == (0, 0)
    assert cam.deadline.since == kst_day(RECORDED_AT)
    assert cam.deadline.overdue
    days = [row.deadline.due_on for row in rows(LATER) if row.deadline.due_on]
    assert days == sorted(days)


def test_what_lies_at_several_sites_has_no_day_for_a_person_of_one(looked):
    limited = Actor(id=5, name="Manager", roles=frozenset({Role.MANAGER}), sites=frozenset({"HQ"}))

    assert all(row.deadline.since is None for row in rows(LATER, limited) if "/row/" in row.finding.key)


def test_ended_and_come_back_is_told_in_its_history(looked):
    gone = follow(RECORDED_AT + timedelta(days=1), ())
    back = follow(RECORDED_AT + timedelta(days=2))
    history = next(row for row in rows(LATER) if row.finding.rule == "CAM-01").history

    assert (gone.ended, gone.looked) == (looked.looked, 0)
    assert back.began > 0
    assert [each.turn.value for each in history] == ["began", "ended", "began"]


def test_the_nightly_job_and_the_shell_record_a_look(app, tmp_path):
    record_estate()

    assert "0 ended" in follow_checks(tmp_path, RECORDED_AT)
    app.test_cli_runner().invoke(check, ["--keep"])
    assert len(db.session().scalars(select(FindingLook.leaf)).all()) == 2
    app.test_cli_runner().invoke(check)
    db.session().rollback()
    assert len(db.session().scalars(select(FindingLook.leaf)).all()) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finding_look SET looked = looked + 1",
        "UPDATE finding_turn SET severity = 'info' WHERE position = 1 AND severity <> 'info'",
        "UPDATE finding_turn SET count = count + 1 WHERE position = 1",
        "DELETE FROM finding_turn WHERE position = 1",
    ],
)
def test_rows_stand_and_a_change_behind_the_guard_is_found(looked, statement):
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(statement))
    unguard("finding_turn", "finding_look")
    with unit_of_work() as session:
        session.execute(text(statement))
    assert len(faults()) == 1


@pytest.mark.parametrize(
    "wrong", [{"turn": "other"}, {"severity": "bad"}, {"count": 0}, {"mark": "short"}, {"position": 0}, {"rule": " "}]
)
def test_the_database_refuses_a_turn_that_cannot_be(looked, wrong):
    leaf = db.session().scalar(select(FindingLook.leaf))
    row = {"leaf": leaf, "position": 9000, "mark": "f" * 64, "rule": "X-1", "turn": "began", "severity": "info"}

    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.add(FindingTurn(**{**row, "count": 1, **wrong}))
