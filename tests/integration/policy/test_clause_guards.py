"""The database keeps every wording of a clause, takes only the next, and what was changed behind it is named."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.policy.models import PolicyClauseCopy
from app.policy.verification import check_clauses
from tests.builders.ledger import unguard
from tests.builders.policy_clauses import reword

FEE = "실비만 받습니다."


@pytest.fixture(autouse=True)
def _one_wording(app):
    assert app
    reword(fee=FEE)


def rows():
    db.session.rollback()
    return db.session.query(PolicyClauseCopy).count()


CHANGES = [
    "UPDATE policy_clause_copy SET content = '@ fee\nx'",
    "UPDATE policy_clause_copy SET worded_by = 7",
    "DELETE FROM policy_clause_copy",
]
COPY = (
    "INSERT INTO policy_clause_copy (section, language, number, based_on, content, worded_by, worded_at, leaf)"
    " SELECT {}, worded_by, worded_at, {} FROM policy_clause_copy"
)


@pytest.mark.parametrize(
    "statement",
    [
        *CHANGES,
        COPY.format("section, language, 1, based_on, content", 99),
        COPY.format("section, language, 3, based_on, content", 99),
        COPY.format("section, language, 2, based_on, content", "leaf"),
        COPY.format("section, language, 2, ' ', content", 99),
        COPY.format("section, language, 2, based_on, ' '", 99),
        COPY.format("9, language, 1, based_on, content", 99),
        COPY.format("-1, language, 1, based_on, content", 99),
        COPY.format("section, 'fr', 1, based_on, content", 99),
        COPY.format("section, 'en', 0, based_on, content", 99),
        COPY.format("section, 'en', 1, based_on, NULL", 99),
    ],
)
def test_sql_changes_nothing_of_a_wording_and_adds_only_the_next(statement):
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(statement))
    assert rows() == 1


def test_sql_takes_the_next_number_and_one_step_back():
    with unit_of_work() as session:
        tried = session.begin_nested()
        session.execute(text(COPY.format("section, language, 2, based_on, NULL", 99)))
        with pytest.raises(DatabaseError), session.begin_nested():
            session.execute(text(COPY.format("section, language, 3, based_on, NULL", 98)))
        tried.rollback()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        *((statement, "조문의 글이") for statement in CHANGES),
        (COPY.format("section, language, 2, based_on, NULL", 99), "봉인된 기록이 없는 행"),
    ],
)
def test_what_was_changed_behind_the_commands_is_named(statement, told):
    unguard("policy_clause_copy")
    with unit_of_work() as session:
        session.execute(text(statement))
    db.session.rollback()
    assert [told in str(fault.message) for fault in check_clauses(db.session())] == [True]
