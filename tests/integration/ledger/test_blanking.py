"""What was copied from personal parts may be blanked once, with the day of it, and in no other way be changed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.database import db, unit_of_work
from tests.builders.erasure import everything_that_names_people

BLANK_RIGHT = "UPDATE account_role SET reason = '', erased_on = '2030-01-01' WHERE reason = '이름 적힌 사유'"
BLANK_DECISION = "UPDATE viewing_request_decision SET reason = '', erased_on = '2030-01-01' WHERE outcome = 'refused'"
BLANK_REQUEST = "UPDATE viewing_request SET erased_on = '2030-01-01' WHERE closed_at IS NOT NULL"


@pytest.fixture(autouse=True)
def _over(app):
    everything_that_names_people()


def run(*statements: str) -> None:
    with unit_of_work() as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.parametrize("statement", [BLANK_RIGHT, BLANK_DECISION, BLANK_REQUEST])
def test_words_may_be_blanked_with_the_day(statement):
    run(statement)
    table = statement.split()[1]
    assert db.session.scalar(text(f"SELECT count(*) FROM {table} WHERE erased_on = '2030-01-01'")) > 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account_role SET reason = ''",
        "UPDATE account_role SET reason = 'other', erased_on = '2030-01-01'",
        "UPDATE account_role SET end_reason = 'other', erased_on = '2030-01-01' WHERE ended_at IS NOT NULL",
        "UPDATE account_role SET reason = '', erased_on = '2030-01-01', role = 'auditor'",
        "UPDATE account_role SET ended_at = NULL, ended_by = NULL, end_reason = NULL, erased_on = '2030-01-01'",
        "UPDATE viewing_request_decision SET reason = ''",
        "UPDATE viewing_request_decision SET reason = 'other', erased_on = '2030-01-01'",
        "UPDATE viewing_request_decision SET reason = '', erased_on = '2030-01-01', decided_by = 7",
        "UPDATE viewing_request SET erased_on = '2030-01-01' WHERE closed_at IS NULL",
        "UPDATE viewing_request SET erased_on = '2030-01-01', requester_body = 'other' WHERE closed_at IS NOT NULL",
        "UPDATE viewing_request_party SET requester_name = 'other'",
        "UPDATE account SET erased_on = '2030-01-01' WHERE disabled_at IS NOT NULL",
        "UPDATE account SET erased_on = '2030-01-01', sign_in_name = '#' || id, display_name = 'other'",
    ],
)
def test_nothing_else_is_changed_with_it(statement):
    with pytest.raises(DBAPIError):
        run(statement)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (BLANK_RIGHT, "UPDATE account_role SET erased_on = '2030-01-02' WHERE reason = ''"),
        (BLANK_RIGHT, "UPDATE account_role SET reason = 'back' WHERE reason = ''"),
        (BLANK_DECISION, "UPDATE viewing_request_decision SET erased_on = '2030-01-02' WHERE reason = ''"),
        (BLANK_DECISION, "UPDATE viewing_request_decision SET reason = 'back' WHERE reason = ''"),
        (BLANK_REQUEST, "UPDATE viewing_request SET erased_on = NULL"),
    ],
)
def test_what_is_blank_stays_as_it_is(first, again):
    run(first)
    with pytest.raises(DBAPIError):
        run(again)
