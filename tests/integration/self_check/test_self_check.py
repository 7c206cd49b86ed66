"""The self-check: answered, expired, planned, frozen and verified, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.cli import watchbook
from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.law.periods import self_check_note_years
from app.ledger.erasing import erase_due
from app.self_check import commands, queries
from app.self_check.domain import Outcome
from app.self_check.queries import assessing
from app.self_check.refusals import (
    ActionEnded,
    AlreadyFrozen,
    AnsweredByRecords,
    BadValidity,
    EvidenceNeeded,
    NoteNeeded,
    NotThisYear,
)
from app.self_check.verification import check_self_checks
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.self_check import EVIDENCE, NOTE, answer, freeze, lights, plan
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def faults():
    return [str(fault.message) for fault in check_self_checks(db.session())]


def test_an_answer_is_green_until_its_day_and_never_after():
    assert lights()["security.training"] == "not_met"
    answer(days=30)
    assert lights(NOW + timedelta(days=30))["security.training"] == "met"
    assert lights(NOW + timedelta(days=31))["security.training"] == "look"
    answer(outcome=Outcome.NOT_MET, evidence="", now=NOW + timedelta(days=31))
    assert lights(NOW + timedelta(days=400))["security.training"] == "not_met"
    assert [each.outcome for each in queries.answers_of(db.session(), question="security.training")] == [
        Outcome.NOT_MET,
        Outcome.MET,
    ]


def test_what_is_refused_about_an_answer():
    for refusal, changed in (
        (AnsweredByRecords, {"question": "cameras.sound"}),
        (NoteNeeded, {"note": "확인"}),
        (EvidenceNeeded, {"evidence": " "}),
        (BadValidity, {"days": 0}),
        (BadValidity, {"days": 366}),
        (NotAllowed, {"actor": OLGA}),
    ):
        with pytest.raises(refusal):
            answer(**changed)
    answer(days=365)


def test_a_frozen_year_stays_as_it_was_when_questions_and_answers_change(monkeypatch):
    answer()
    plan()
    freeze()
    row, before = queries.frozen_year(db.session(), year=2026)
    content, paper = before, queries.frozen_paper(db.session(), year=2026)
    assert NOTE not in str(before)
    training = next(each for each in before.questions if each.id == "security.training")
    assert (training.light, training.evidence) == ("met", EVIDENCE)
    assert [line.what for each in before.questions for line in each.actions] == ["녹화기의 조작 기록을 내려받아 살펴봄"]

    monkeypatch.setattr(assessing, "QUESTIONS", assessing.QUESTIONS[:3])
    answer(outcome=Outcome.NOT_MET, evidence="", now=NOW + timedelta(days=1))
    assert len(queries.assess(db.session(), now=NOW).results) == 3
    db.session.rollback()
    assert queries.frozen_year(db.session(), year=2026) == (row, content)
    assert queries.frozen_paper(db.session(), year=2026) == paper
    assert faults() == []
    db.session.rollback()
    with pytest.raises(AlreadyFrozen):
        freeze()


def test_only_the_privacy_officer_of_all_sites_freezes_and_only_years_there_was_something():
    with pytest.raises(NotAllowed):
        freeze(actor=AMIR)
    with pytest.raises(NotThisYear):
        freeze(year=2025)
    with pytest.raises(NotThisYear):
        freeze(year=2024)
    freeze(now=NOW + timedelta(days=60))  # In January, and it says so.
    assert queries.frozen_years(db.session())[0].frozen_on.year == 2027


def test_a_plan_ends_once():
    leaf = plan()
    with unit_of_work() as session:
        commands.end_action(session, action=leaf, done=True, actor=AMIR, now=NOW)
    with pytest.raises(ActionEnded), unit_of_work() as session:
        commands.end_action(session, action=leaf, done=False, actor=AMIR, now=NOW)
    assert faults() == []


def test_a_note_goes_on_its_day_and_the_answer_stays():
    answer(days=30)
    freeze()
    until = kst_day(NOW) + timedelta(days=30)
    on = self_check_note_years(until).first_day_after(until)
    with unit_of_work() as session:
        erase_due(session, on=on, forgetters=FORGETTERS, actor=SYSTEM, now=NOW + (on - kst_day(NOW)))
    (kept,) = queries.answers_of(db.session(), question="security.training")
    assert (kept.note, kept.erased_on, kept.evidence) == ("", on, EVIDENCE)
    assert faults() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE self_check_answer SET evidence = 'x'",
        "DELETE FROM self_check_answer",
        "UPDATE self_check_answer SET note = 'x', erased_on = '2026-11-20'",
        "UPDATE self_check_action SET what = 'x'",
        "UPDATE self_check_year SET content = '{{}}'",
        "DELETE FROM self_check_year",
        (
            "INSERT INTO self_check_action SELECT leaf + 900, log_id, question, what, 'guest', planned_on, until_on,"
            " by_id FROM self_check_action"
        ),
        (
            "INSERT INTO self_check_action SELECT leaf + 900, log_id, question, ' ', role, planned_on, until_on, by_id"
            " FROM self_check_action"
        ),
    ],
)
def test_the_database_refuses_what_changes_a_record(change):
    answer()
    plan()
    freeze()
    with pytest.raises(DatabaseError):
        db.session.execute(text(change))
    db.session.rollback()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("self_check_answer", "SET evidence = 'x'"),
        ("self_check_action", "SET what = 'x'"),
        ("self_check_year", "SET content = '{\"x\": 1}'"),
    ],
)
def test_verification_finds_what_was_changed_behind_the_guards(table, change):
    answer()
    plan()
    freeze()
    assert faults() == []
    unguard(table)
    db.session.execute(text(f"UPDATE {table} {change}".replace(":", "\\:")))
    assert len(faults()) == 1
    db.session.rollback()


def test_the_shell_says_each_answer_and_ends_with_1_while_one_is_red(app):
    freeze()
    runner = app.test_cli_runner()
    now = runner.invoke(watchbook, ["self-check"])
    assert (now.exit_code, "[답 없음] security.training" in now.output) == (1, True)
    frozen = runner.invoke(watchbook, ["self-check", "--year", "2026", "--json"])
    assert (frozen.exit_code, '"document": "SC-2026"' in frozen.output) == (1, True)
    assert runner.invoke(watchbook, ["self-check", "--year", "2025"]).exit_code == 2
    assert PETRA.name not in frozen.output
