"""Builds answers, plans and frozen years of the self-check; each test states only what matters to it."""

from datetime import timedelta

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day
from app.self_check import commands, queries
from app.self_check.domain import Outcome
from tests.builders.viewing_requests import AMIR, NOW, PETRA

NOTE = "교육 자료와 참석 명단을 보았음"
EVIDENCE = "교육-2026-03, 총무팀 문서함"


def answer(question="security.training", *, actor=AMIR, now=NOW, days=30, **changed):
    """Answer a question for some days; return the leaf."""
    given = {"outcome": Outcome.MET, "note": NOTE, "evidence": EVIDENCE, **changed}
    until = kst_day(now) + timedelta(days=days)
    with unit_of_work() as session:
        return commands.answer_question(
            session, question=question, valid_until=until, actor=actor, now=now, **given
        ).leaf


def plan(question="cameras.moved", *, actor=AMIR, now=NOW, what="녹화기의 조작 기록을 내려받아 살펴봄", days=20):
    """Plan what is done about a question; return the leaf."""
    until = kst_day(now) + timedelta(days=days)
    with unit_of_work() as session:
        return commands.plan_action(
            session, question=question, what=what, role=Role.MANAGER, until_on=until, actor=actor, now=now
        ).leaf


def freeze(*, year=2026, actor=PETRA, now=NOW):
    """Freeze a year; return the leaf."""
    with unit_of_work() as session:
        return commands.freeze_year(session, year=year, actor=actor, now=now).leaf


def lights(now=NOW):
    """Return the colour of each question by name, as values."""
    found = {one.question.id: one.judged.light.value for one in queries.assess(db.session(), now=now).results}
    db.session.rollback()
    return found
