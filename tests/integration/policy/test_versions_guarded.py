"""The database itself refuses what the commands refuse; what was changed behind them is named."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.policy.verification import check_policy
from app.policy.versions import NEXT, State
from tests.builders import policy_versions as build
from tests.builders.ledger import unguard
from tests.builders.policy_versions import a_version, in_days
from tests.builders.whole_estate import record_whole_estate

pytestmark = pytest.mark.usefixtures("estate")
TABLES = ("policy_version", "policy_text", "policy_file")


@pytest.fixture
def estate(app):
    record_whole_estate()


def change(statement):
    with unit_of_work() as session:
        session.execute(text(statement))


def found():
    db.session.rollback()
    return [str(fault.message) for fault in check_policy(db.session())]


WITH_THE_MOVE = {
    State.REVIEWED: "reviewed_by = 91, reviewed_at = drafted_at, approved_by = NULL, approved_at = NULL",
    State.APPROVED: "approved_by = 92, approved_at = drafted_at",
    State.ANNOUNCED: "announced_on = effective_on, files_digest = text_digest",
    State.IN_FORCE: "entered_on = effective_on",
    State.REPLACED: "replaced_by = number + 1",
    State.DRAFT: "reviewed_by = NULL, reviewed_at = NULL, approved_by = NULL, approved_at = NULL",
    State.WITHDRAWN: "note = note",
}


@pytest.mark.parametrize("current", [state for state in State if NEXT[state]])
def test_sql_moves_a_version_only_as_the_list_says(current):
    number = a_version(current)
    for target in State:
        statement = f"UPDATE policy_version SET state = '{target}', {WITH_THE_MOVE[target]} WHERE number = {number}"
        if target in NEXT[current] or target is current is State.DRAFT:
            with unit_of_work() as session:
                tried = session.begin_nested()
                session.execute(text(statement))
                tried.rollback()
        else:
            with pytest.raises(DatabaseError):
                change(statement)


@pytest.mark.parametrize("end", [State.REPLACED, State.WITHDRAWN])
def test_what_has_ended_stays_as_it_is(end):
    number = a_version(State.IN_FORCE if end is State.REPLACED else State.DRAFT)
    if end is State.REPLACED:
        a_version(effective_on=in_days(7))
    else:
        build.withdraw(number)
    for target in State:
        with pytest.raises(DatabaseError):
            change(f"UPDATE policy_version SET state = '{target}' WHERE number = {number}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policy_version SET note = 'x'",
        "UPDATE policy_version SET text_digest = files_digest",
        "UPDATE policy_version SET effective_on = '2026-05-01'",
        "UPDATE policy_version SET drafted_by = 7",
        "UPDATE policy_version SET reviewed_by = 7",
        "UPDATE policy_version SET approved_by = 7",
        "UPDATE policy_version SET state = 'in_force', entered_on = effective_on, approved_by = 7",
        "UPDATE policy_version SET state = 'in_force', entered_on = '2020-01-01'",
        "UPDATE policy_version SET state = 'in_force'",
        "UPDATE policy_version SET state = 'withdrawn', replaced_by = 2",
        "UPDATE policy_version SET state = 'withdrawn', announced_on = NULL, files_digest = NULL",
        "DELETE FROM policy_file",
        "DELETE FROM policy_text",
        "DELETE FROM policy_version",
        "UPDATE policy_file SET sha256 = sha256",
        "UPDATE policy_text SET digest = digest",
    ],
)
def test_sql_changes_nothing_of_a_published_version(statement):
    a_version(State.ANNOUNCED)
    with pytest.raises(DatabaseError):
        change(statement)


APPROVED = "UPDATE policy_version SET state = 'approved', approved_at = drafted_at"


@pytest.mark.parametrize(
    ("state", "statement"),
    [
        (
            State.DRAFT,
            "UPDATE policy_version SET state = 'reviewed', reviewed_by = drafted_by, reviewed_at = drafted_at",
        ),
        (State.DRAFT, "UPDATE policy_version SET state = 'reviewed'"),
        (State.DRAFT, "UPDATE policy_version SET note = '  '"),
        (State.DRAFT, "UPDATE policy_version SET forms = ''"),
        (State.DRAFT, "UPDATE policy_version SET numbering = 'roman'"),
        (State.DRAFT, "UPDATE policy_version SET text_digest = 'short'"),
        (State.DRAFT, "UPDATE policy_version SET approved_by = 7"),
        (
            State.REVIEWED,
            f"{APPROVED}, approved_by = drafted_by",
        ),
        (
            State.REVIEWED,
            f"{APPROVED}, approved_by = 9, approved_for = drafted_by",
        ),
        (State.REVIEWED, "UPDATE policy_version SET state = 'approved'"),
        (State.REVIEWED, "UPDATE policy_version SET state = 'draft'"),
        (State.APPROVED, "UPDATE policy_version SET state = 'announced'"),
        (
            State.APPROVED,
            "UPDATE policy_version SET state = 'announced', announced_on = '2026-12-01', files_digest = text_digest",
        ),
        (State.IN_FORCE, "UPDATE policy_version SET state = 'replaced', replaced_by = number"),
    ],
)
def test_the_rules_of_a_version_bite_in_the_database(state, statement):
    a_version(state)
    with pytest.raises(DatabaseError):
        change(statement)


COLUMNS = (
    "number, state, effective_on, note, forms, languages, numbering, registry_revision, clauses, clauses_digest,"
    " text_digest, text_leaf, drafted_by, drafted_at"
)


@pytest.mark.parametrize(
    ("standing", "number", "begun"),
    [(State.DRAFT, 2, "draft"), (State.IN_FORCE, 3, "draft"), (State.IN_FORCE, 2, "withdrawn")],
)
def test_a_version_begins_as_the_only_draft_with_the_next_number(standing, number, begun):
    a_version(standing)
    values = COLUMNS.replace("number, state", f"{number}, '{begun}'")
    with pytest.raises(DatabaseError):
        change(f"INSERT INTO policy_version ({COLUMNS}) SELECT {values} FROM policy_version")


def test_one_version_is_in_force():
    a_version()
    second = a_version(State.ANNOUNCED, effective_on=in_days(7))
    with pytest.raises(DatabaseError):
        change(f"UPDATE policy_version SET state = 'in_force', entered_on = effective_on WHERE number = {second}")


def test_a_sound_history_is_found_sound():
    a_version()
    second = a_version(State.APPROVED, effective_on=in_days(7), languages=("ko", "en"))
    build.send_back(second)
    build.refresh(second, note="다시 고침")
    build.review(second)
    build.approve(second)
    build.announce(second)
    build.enter(second, now=build.start_of(in_days(7)))
    build.withdraw(a_version(State.REVIEWED, effective_on=in_days(20)))
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE policy_version SET note = 'x'", "방침 제1판이"),
        ("UPDATE policy_version SET approved_by = 77", "방침 제1판이"),
        ("UPDATE policy_version SET registry_revision = '0'", "방침 제1판이"),
        ("DELETE FROM policy_file", "공개한 방침 파일이"),
        ("UPDATE policy_file SET leaf = 0", "공개한 방침 파일이"),
        ("UPDATE policy_file SET content = (SELECT content FROM policy_text)", "공개한 방침 파일이"),
        ("UPDATE policy_text SET content = (SELECT content FROM policy_file WHERE format = 'txt')", "방침의 글이"),
        ("DELETE FROM policy_text", "방침의 글이"),
        ("INSERT INTO policy_text SELECT 0, form, language, digest, content FROM policy_text", "봉인된 기록이 없는 행"),
        (
            "INSERT INTO policy_version (" + COLUMNS + ") SELECT " + COLUMNS.replace("number, state", "2, 'draft'")
            + " FROM policy_version",
            "봉인된 기록이 없는 행",
        ),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_commands_is_named(statement, said):
    a_version()
    unguard(*TABLES)
    change(statement)
    assert said in found()[0]
