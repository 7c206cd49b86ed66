"""A recorder's log goes in once and is compared with the register; what is missing is explained and accepted."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import erasing
from app.recorder_logs import commands, queries
from app.recorder_logs.domain import Direction, Reason, State, Treatment, month_of
from app.recorder_logs.erasing import forget
from app.recorder_logs.refusals import (
    AlreadyDecided,
    CameraUnknown,
    EmptyLog,
    EntryNeeded,
    EntryNotFitting,
    FindingNotFound,
    LogInFuture,
    NotExplained,
    OwnExplanation,
    ReasonNotFitting,
    SourceTaken,
    UnreadableLog,
    WordsNeeded,
)
from app.recorder_logs.verification import check_recorder_logs
from tests.builders.footage_access import log
from tests.builders.ledger import unguard
from tests.builders.recorder_logs import a_log, a_source, an_import, compare, named
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, SAM, UMA

MONTH = month_of(kst_day(NOW))
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def recorder(app):
    record_estate()
    a_source()
    named()


def findings(actor=AMIR):
    return queries.page_of_findings(db.session(), wanted=queries.Filter(), actor=actor).rows


def faults():
    return [str(fault.message) for fault in check_recorder_logs(db.session())]


def test_a_log_imported_twice_or_overlapping_adds_nothing_twice():
    first = an_import(a_log((0, "olga", "Lobby 1", "Playback"), (5, "olga", "Lobby 2", "Live")))
    again = an_import(a_log((0, "olga", "Lobby 1", "Playback"), (5, "olga", "Lobby 2", "Live")))
    overlapping = an_import(a_log((5, "olga", "Lobby 2", "Live"), (9, "olga", "Lobby 2", "Live")))

    assert [(each.added, each.known) for each in (first, again, overlapping)] == [(2, 0), (0, 2), (1, 1)]
    assert faults() == []


def test_a_bad_line_is_named_and_nothing_is_imported():
    with pytest.raises(UnreadableLog) as refused:
        an_import(a_log((0, "olga", "Lobby 1", "Playback")) + b"not a time,olga,10.0.0.1,Lobby 1,Playback\r\n")

    (problem,) = refused.value.problems
    assert problem.place == "3행 '시각'"
    assert db.session.scalar(text("SELECT count(*) FROM recorder_row")) == 0


def test_a_log_of_the_future_or_without_a_viewing_is_refused():
    with pytest.raises(LogInFuture):
        an_import(a_log((3_000, "olga", "Lobby 1", "Playback")))
    with pytest.raises(EmptyLog):
        an_import(a_log((0, "olga", "Lobby 1", "Login")))


def test_what_matches_is_no_finding_and_what_does_not_is_one_in_either_direction():
    log(Kind.PLAYBACK, now=NOW - timedelta(minutes=30))
    log(Kind.LIVE, now=NOW - timedelta(minutes=60))
    an_import(
        a_log(
            (-90, "boris", "Lobby 2", "Live"),
            (-32, "olga", "Lobby 1", "Playback"),
            (-1, "boris", "Lobby 2", "Live"),
        )
    )

    came_to = compare()

    assert (came_to.viewings, came_to.matched, came_to.unrecorded, came_to.unseen) == (3, 1, 2, 1)
    assert {(row.direction, row.place, row.account_id) for row in findings()} == {
        (Direction.VIEWING, "C-2", None),
        (Direction.ENTRY, "C-1", OLGA.id),
    }
    assert compare().opened == 0
    assert faults() == []


def test_a_late_entry_explains_its_viewing_and_a_manager_accepts():
    an_import(a_log((-30, "olga", "Lobby 1", "Playback")))
    assert compare().opened == 1
    (row,) = findings()
    late = log(Kind.PLAYBACK, now=NOW - timedelta(minutes=29))

    assert compare(now=LATER).resolved == 1

    (row,) = findings()
    assert (row.state, row.reason, row.late_leaf, row.explained_by) == (
        State.EXPLAINED, Reason.LATE_ENTRY, late.leaf, OLGA.id,
    )  # fmt: skip
    with unit_of_work() as session:
        commands.accept_finding(session, number=row.number, words="", actor=AMIR, now=LATER)
    assert findings()[0].state is State.ACCEPTED
    assert compare(now=LATER).resolved == 0
    (line,) = queries.summary_of(db.session(), month=MONTH, actor=AMIR)
    assert (line.viewings, line.matched, line.accepted, line.open, line.is_done) == (1, 1, 1, 0, True)
    assert faults() == []


def explain(number, *, actor=OLGA, reason=Reason.INSTALLER, words="업체 점검 중 화면 시험, 작업일지 27번", entry=None):
    with unit_of_work() as session:
        commands.explain_finding(
            session, number=number, reason=reason, words=words, entry_number=entry, actor=actor, now=LATER
        )


def judge(command, number, *, actor=AMIR, words="사유가 작업일지와 다릅니다"):
    with unit_of_work() as session:
        command(session, number=number, words=words, actor=actor, now=LATER)


def test_who_explained_or_viewed_does_not_accept():
    an_import(a_log((-30, "olga", "Lobby 1", "Playback"), (-30, "amir", "Lobby 2", "Playback")))
    compare()
    olgas, amirs = (next(row.number for row in findings() if row.account_id == each.id) for each in (OLGA, AMIR))

    with pytest.raises(NotExplained):
        judge(commands.accept_finding, olgas)
    explain(olgas, actor=AMIR)
    with pytest.raises(OwnExplanation):
        judge(commands.accept_finding, olgas)
    explain(amirs, actor=PETRA)
    with pytest.raises(OwnExplanation):
        judge(commands.accept_finding, amirs)
    with pytest.raises(NotAllowed):
        judge(commands.accept_finding, olgas, actor=UMA)
    judge(commands.return_finding, olgas, actor=PETRA)
    explain(olgas)
    judge(commands.accept_finding, olgas)
    with pytest.raises(AlreadyDecided):
        explain(olgas)
    assert [move.move.value for move in queries.moves_of(db.session(), finding=olgas - 1)] == [
        "explained", "returned", "explained", "accepted",
    ]  # fmt: skip
    assert faults() == []


def test_an_explanation_must_fit_and_say_something():
    an_import(a_log((-30, "olga", "Lobby 1", "Playback")))
    compare()
    (row,) = findings()

    with pytest.raises(WordsNeeded):
        explain(row.number, words="확인")
    with pytest.raises(ReasonNotFitting):
        explain(row.number, reason=Reason.RECORDER_FAULT)
    with pytest.raises(EntryNeeded):
        explain(row.number, reason=Reason.LATE_ENTRY)
    live = log(Kind.LIVE, now=NOW - timedelta(minutes=30))
    with pytest.raises(EntryNotFitting):
        explain(row.number, reason=Reason.LATE_ENTRY, entry=live.leaf + 1)
    elsewhere = log(Kind.PLAYBACK, now=NOW - timedelta(hours=3))
    with pytest.raises(EntryNotFitting):
        explain(row.number, reason=Reason.LATE_ENTRY, entry=elsewhere.leaf + 1)
    fitting = log(Kind.PLAYBACK, now=NOW - timedelta(minutes=20))
    explain(row.number, reason=Reason.LATE_ENTRY, entry=fitting.leaf + 1)
    assert findings()[0].state is State.EXPLAINED


def test_people_see_their_own_and_those_of_nobody_and_managers_those_of_their_sites():
    an_import(
        a_log(
            (-30, "olga", "Lobby 1", "Playback"),
            (-30, "amir", "Lobby 2", "Playback"),
            (-80, "guard", "Lobby 2", "Playback"),
        )
    )
    compare()

    assert len(findings(AMIR)) == len(findings(UMA)) == 3
    assert {row.account_id for row in findings(OLGA)} == {OLGA.id, None}
    assert findings(SAM) == ()
    with pytest.raises(FindingNotFound):
        queries.finding_row(db.session(), leaf=findings()[0].leaf, actor=SAM)


def test_a_name_given_later_takes_a_finding_back_and_it_comes_back_with_it():
    an_import(a_log((-30, "installer", "Lobby 1", "Playback")))
    compare()
    named(users={"installer": (Treatment.MACHINE, None)}, now=LATER)
    compare(now=LATER)
    assert findings()[0].state is State.WITHDRAWN
    named(users={"installer": (Treatment.SHARED, None)}, now=LATER)
    compare(now=LATER)
    assert findings()[0].state is State.OPEN
    assert faults() == []


def test_a_source_is_kept_at_its_own_sites_only():
    with pytest.raises(SourceTaken):
        a_source()
    with pytest.raises(NotAllowed):
        a_source(code="NVR-9", actor=OLGA)
    with pytest.raises(CameraUnknown):
        named(cameras={"Lobby 9": "C-9"})


def test_once_erased_a_log_says_when_and_where_but_not_who():
    an_import(a_log((-30, "olga", "Lobby 1", "Playback")))
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_private SET erase_on = '2026-12-01'"))
        removed = erasing.erase_due(session, on=kst_day(NOW + timedelta(days=20)), forgetters=(forget,),
                                    actor=PETRA, now=NOW)  # fmt: skip

    assert removed > 0
    rows = db.session.execute(text("SELECT user_name, address, action, row_hash, camera FROM recorder_row")).all()
    assert [tuple(row) for row in rows] == [("", "", "", None, "Lobby 1")]
    assert db.session.scalar(text("SELECT count(*) FROM recorder_user WHERE user_name <> ''")) == 0
    assert faults() == []


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("recorder_row", "UPDATE recorder_row SET camera = 'x'"),
        ("recorder_row", "UPDATE recorder_row SET user_name = 'x'"),
        ("recorder_row", "DELETE FROM recorder_row"),
        ("recorder_finding", "DELETE FROM recorder_finding"),
        ("recorder_comparison", "UPDATE recorder_comparison SET viewings = 9, matched = 8"),
        ("recorder_source", "UPDATE recorder_source SET settings = '{}'"),
        ("recorder_camera", "UPDATE recorder_camera SET camera_code = 'C-2' WHERE camera_code = 'C-1'"),
        ("recorder_user", "UPDATE recorder_user SET account_id = 102 WHERE account_id = 101"),
        ("recorder_log", "UPDATE recorder_log SET parts = 2"),
    ],
)
def test_what_was_changed_by_hand_is_refused_and_without_guards_found(table, statement):
    an_import(a_log((-30, "olga", "Lobby 1", "Playback")))
    if "DELETE FROM recorder_row" not in statement:  # A finding would refer to it.
        compare()
    with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
        session.execute(text(statement))

    unguard(table)
    with unit_of_work() as session:
        session.execute(text(statement))
    assert faults() != []
