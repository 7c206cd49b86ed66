"""Questions: every rule answers exactly one or says why none, and each turns with what is found, said and over."""

from datetime import date, timedelta

import pytest

from app.compliance.rules import RULES, UNANSWERED
from app.kernel.actor import Role
from app.law.severity import Severity
from app.law.sources import latest
from app.self_check.domain import (
    AGAIN,
    MISSING,
    Ground,
    Light,
    Outcome,
    RuleFound,
    Said,
    judge_found,
    judge_said,
)
from app.self_check.questions import NOT_ASKED, QUESTIONS, question_of

TODAY = date(2026, 11, 20)
THERE, NOT_THERE = Ground(judged=True), Ground(judged=False)
KNOWN = {rule.id for rule in RULES}
BY_PERSON = [question for question in QUESTIONS if not question.answered_by(KNOWN)]


def found(severity, *, acknowledged=0):
    return RuleFound(
        rule="X-1", title="x", severity=severity, count=int(severity is not None), acknowledged=acknowledged
    )


def said(outcome=Outcome.MET, *, until=TODAY):
    given = TODAY - timedelta(days=90)
    return Said(
        leaf=1, outcome=outcome, note="x", evidence="x", answered_on=given, valid_until=until, by_id=1,
        as_role=Role.MANAGER,
    )  # fmt: skip


def test_every_rule_answers_one_question_or_says_why_none():
    answering = sorted(rule for question in QUESTIONS for rule in question.rules)
    assert len(answering) == len(set(answering))
    assert sorted({*answering} & KNOWN) == sorted(KNOWN - NOT_ASKED.keys())
    assert NOT_ASKED.keys() <= KNOWN
    assert {*answering} - KNOWN == set()


def test_every_question_no_rule_answers_is_there_under_the_name_the_checks_give_it():
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    for duty in UNANSWERED:
        assert question_of(duty.question) in BY_PERSON
    for question in QUESTIONS:
        assert all(latest(key) for key in question.sources)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.rules], ids=lambda each: each.id)
def test_a_question_the_records_answer_turns_with_each_of_its_rules(question):
    severity = {rule.id: rule.severity for rule in RULES}
    assert judge_found([], THERE).light is Light.MET
    for rule in question.answered_by(KNOWN):
        turned = judge_found([RuleFound(rule=rule, title="x", severity=severity[rule], count=1)], THERE)
        assert turned.light is (Light.NOT_MET if severity[rule] is Severity.ERROR else Light.LOOK)


def test_what_is_found_counts_also_where_nothing_seemed_to_be_there():
    assert judge_found([], NOT_THERE).light is Light.NOT_JUDGED
    assert judge_found([found(Severity.ERROR)], NOT_THERE).light is Light.NOT_MET


def test_findings_that_are_only_acknowledged_are_amber_and_an_open_error_beside_them_red():
    assert judge_found([found(None, acknowledged=2)], THERE).light is Light.LOOK
    assert judge_found([found(None, acknowledged=2), found(Severity.ERROR)], THERE).light is Light.NOT_MET


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_is_green_only_while_it_holds(outcome):
    question = question_of("security.training")
    assert (judge_said(question, said(outcome), THERE, on=TODAY).light is Light.MET) is (outcome is Outcome.MET)
    over = judge_said(question, said(outcome), THERE, on=TODAY + timedelta(days=1))
    assert (over.light, over.word) == (Light.NOT_MET if outcome is Outcome.NOT_MET else Light.LOOK, AGAIN)


@pytest.mark.parametrize("question", BY_PERSON, ids=lambda each: each.id)
def test_a_duty_nobody_answered_is_red_and_what_is_not_confirmed_as_law_amber(question):
    missing = judge_said(question, None, THERE, on=TODAY)
    assert missing.word == MISSING
    assert missing.light is (Light.LOOK if question.id == "cameras.staff_areas" else Light.NOT_MET)
    assert judge_said(question, None, NOT_THERE, on=TODAY).light is Light.NOT_JUDGED
