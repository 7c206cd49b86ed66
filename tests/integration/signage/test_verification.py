"""A sign or printing that is not what was sealed is found; the database refuses to change it in the first place."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.signage.verification import check_signs
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.signage import a_signed_estate, issue, print_all


@pytest.fixture
def printed(app):
    record_estate(a_signed_estate())
    return print_all(issue())


def found():
    return [str(fault.message) for fault in check_signs(db.session())]


def test_nothing_is_found_where_nothing_was_changed(printed):
    assert found() == []


CHANGES = [
    "UPDATE sign SET target = 'HQ-car-2' WHERE target = 'HQ-car'",
    "UPDATE sign SET leaf = 0 WHERE target = 'HQ-car'",
    "UPDATE sign_print SET content = '{}' WHERE number = (SELECT number FROM sign WHERE target = 'HQ-car')",
    "UPDATE sign_print SET size = 'A0' WHERE number = (SELECT number FROM sign WHERE target = 'HQ-car')",
    "DELETE FROM sign_print WHERE number = (SELECT number FROM sign WHERE target = 'HQ-car')",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_what_was_changed_by_hand_is_named(printed, statement):
    unguard("sign", "sign_print")
    with unit_of_work() as session:
        session.execute(text(statement))

    sentences = found()
    assert "봉인된 기록과 다릅니다" in sentences[0]
    assert len(sentences) == (2 if "leaf" in statement else 1)  # A sign under another entry is one nobody sealed there.


@pytest.mark.parametrize("leaf", ["leaf", "0"])
def test_a_printing_nobody_sealed_is_found(printed, leaf):
    """Whether it says it was sealed with others, or by an entry of another kind."""
    unguard("sign_print")
    columns = "number, revision, content, size, printed_at, printed_by, leaf"
    leaf_of = columns.replace("leaf", leaf)
    with unit_of_work() as session:
        number = session.scalar(text("SELECT number FROM sign WHERE target = 'HQ-car'"))
        session.execute(
            text(
                f"INSERT INTO sign_print (batch, {columns}) SELECT '{'0' * 36}', {leaf_of} FROM sign_print "
                f"WHERE number = '{number}'"
            )
        )

    told = {
        "leaf": f"안내판 {number}의 내용이 봉인된 기록과 다릅니다.",
        "0": "안내판 표에 봉인된 기록이 없는 행이 있습니다.",
    }
    assert found() == [told[leaf]]


@pytest.mark.parametrize("statement", [*CHANGES, "DELETE FROM sign", "UPDATE sign SET number = '00000000'"])
def test_the_database_refuses_to_change_them(printed, statement):
    with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
        session.execute(text(statement))


def test_a_sign_may_be_taken_back_and_return_and_nothing_else_of_it_changes(printed):
    for moment in ("issued_at", "NULL"):
        with unit_of_work() as session:
            session.execute(text(f"UPDATE sign SET withdrawn_at = {moment} WHERE target = 'HQ-car'"))
        with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
            session.execute(text("UPDATE sign SET number = '00000000' WHERE target = 'HQ-car'"))
