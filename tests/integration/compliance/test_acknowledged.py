"""A finding is acknowledged for a time: it waits apart, opens again by itself, and who may say so is limited."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.compliance.acknowledging import (
    AlreadyAcknowledged,
    BadEnd,
    FindingGone,
    NotAcknowledged,
    OfficerNeeded,
    ReasonMissing,
    Standing,
)
from app.compliance.cli import check
from app.compliance.commands import acknowledge_finding, follow_findings, take_back_acknowledgement
from app.compliance.models import FindingAcknowledgement
from app.compliance.queries import acknowledgements, apart, board, findings_for
from app.compliance.urgency import mark_of
from app.compliance.verification import check_acknowledgements
from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed
from app.ledger.erasing import erase_due
from tests.browsing import page
from tests.builders.ledger import unguard
from tests.builders.registry import RECORDED_AT, record_estate

NOW = RECORDED_AT + timedelta(days=1)
TODAY = kst_day(NOW)
OFFICER = Actor(id=11, name="Petra", roles=frozenset({Role.PRIVACY_OFFICER}))
MANAGER = Actor(id=12, name="Amir", roles=frozenset({Role.MANAGER}))
WHY = "교체할 안내판을 주문했고 다음 달에 답니다"


@pytest.fixture
def estate(app):
    record_estate()


def found(rule, now=NOW, actor=SYSTEM):
    return next(each for each in findings_for(db.session(), actor=actor, now=now) if each.rule == rule)


def acknowledge(rule="CAM-01", *, actor=OFFICER, days=30, now=NOW, reason=WHY):
    mark = mark_of(found(rule, now).key)
    with unit_of_work() as session:
        acknowledge_finding(
            session, mark=mark, reason=reason, until=kst_day(now) + timedelta(days=days), actor=actor, now=now
        )
    return mark


def is_apart(mark, now=NOW):
    session = db.session()
    split = apart(session, findings_for(session, actor=SYSTEM, now=now), actor=SYSTEM, on=kst_day(now))
    opened = {mark_of(each.key) for each in split.open}
    known = {mark_of(each.key) for each, _words in split.acknowledged}
    assert (mark in opened) != (mark in known)
    return mark in known


def test_it_waits_apart_from_the_open_ones_until_its_day_and_is_sealed(estate, app):
    mark = acknowledge()

    assert is_apart(mark)
    assert is_apart(mark, NOW + timedelta(days=30))
    assert not is_apart(mark, NOW + timedelta(days=31))
    assert board(db.session(), actor=OFFICER, now=NOW).acknowledged == 1
    assert [each.reason for each in acknowledgements(db.session(), [mark])[mark]] == [WHY]
    assert list(check_acknowledgements(db.session())) == []
    printed = app.test_cli_runner().invoke(check)
    assert printed.exit_code == 1, "an acknowledged violation still is one"


def test_it_opens_again_when_the_finding_ended_and_came_back(estate):
    mark = acknowledge()
    for days, gone in ((0, False), (1, True), (2, False)):
        now = NOW + timedelta(days=days)
        with unit_of_work() as session:
            seen = () if gone else findings_for(session, actor=SYSTEM, now=now)
            follow_findings(session, findings=seen, now=now)
    said = acknowledgements(db.session(), [mark])[mark][-1]

    assert said.standing(None, on=TODAY + timedelta(days=2)) is Standing.RETURNED
    assert not is_apart(mark, NOW + timedelta(days=2))


def test_it_is_taken_back_and_given_anew(estate):
    mark = acknowledge()
    with pytest.raises(AlreadyAcknowledged):
        acknowledge(days=40)
    with unit_of_work() as session:
        take_back_acknowledgement(session, mark=mark, reason="새 안내판이 왔음", actor=OFFICER, now=NOW)
    assert not is_apart(mark)
    with pytest.raises(NotAcknowledged), unit_of_work() as session:
        take_back_acknowledgement(session, mark=mark, reason="새 안내판이 왔음", actor=OFFICER, now=NOW)
    acknowledge(days=40)

    assert len(acknowledgements(db.session(), [mark])[mark]) == 2
    assert list(check_acknowledgements(db.session())) == []


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        pytest.param({"days": 0}, BadEnd, id="an end today"),
        pytest.param({"days": 181}, BadEnd, id="an end too far ahead"),
        pytest.param({"reason": "확인"}, ReasonMissing, id="no reason"),
        pytest.param({"actor": MANAGER}, OfficerNeeded, id="a manager on a violation"),
        pytest.param({"actor": Actor(id=3, name="O", roles=frozenset({Role.OPERATOR}))}, NotAllowed, id="an operator"),
        pytest.param(
            {"actor": Actor(id=4, name="L", roles=frozenset({Role.PRIVACY_OFFICER}), sites=frozenset({"ELSEWHERE"}))},
            NotAllowed,
            id="an officer of another site",
        ),
    ],
)
def test_refused_without_a_trace(estate, changed, refusal):
    with pytest.raises(refusal):
        acknowledge(**changed)
    assert db.session().scalars(select(FindingAcknowledgement)).all() == []


def test_what_is_not_found_now_is_not_acknowledged(estate):
    with pytest.raises(FindingGone), unit_of_work() as session:
        acknowledge_finding(session, mark="0" * 64, reason=WHY, until=TODAY + timedelta(9), actor=OFFICER, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [{"mark": "short"}, {"rule": " "}, {"severity": "bad"}, {"count": 0}, {"reason": " "}, {"until_day": TODAY}],
)
def test_the_database_refuses_a_row_that_cannot_be(estate, wrong):
    acknowledge()
    row = db.session().scalars(select(FindingAcknowledgement)).one()
    values = {name: getattr(row, name) for name in FindingAcknowledgement.__table__.columns.keys()}  # noqa: SIM118  # Not a dictionary.
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.add(FindingAcknowledgement(**{**values, "leaf": row.leaf - 1, "previous": row.leaf - 2, **wrong}))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finding_acknowledgement SET until_day = '2030-01-01'",
        "UPDATE finding_acknowledgement SET reason = 'x'",
        "DELETE FROM finding_acknowledgement",
    ],
)
def test_rows_stand_and_a_change_behind_the_guard_is_found(estate, statement):
    acknowledge()
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(statement))
    unguard("finding_acknowledgement")
    with unit_of_work() as session:
        session.execute(text(statement))
    assert len(list(check_acknowledgements(db.session()))) == 1


def test_the_reason_is_erased_on_its_day_with_its_copy(estate):
    acknowledge()
    later = NOW + timedelta(days=30 + 3 * 366 + 2)
    with unit_of_work() as session:
        erase_due(session, on=kst_day(later), forgetters=FORGETTERS, actor=SYSTEM, now=later)
    row = db.session().scalars(select(FindingAcknowledgement)).one()

    assert (row.reason, row.erased_on) == ("", kst_day(later))
    assert list(check_acknowledgements(db.session())) == []


def test_the_page_tells_its_story_and_takes_a_reason(estate, sign_in):
    mark = mark_of(found("CAM-01", utc_now()).key)
    petra = sign_in("Petra")
    until = (kst_day(utc_now()) + timedelta(days=20)).isoformat()

    assert page(petra.fill(f"/checks/{mark}", reason="", until=until), status=422)
    assert petra.fill(f"/checks/{mark}", reason=WHY, until=until).status_code == 303
    shown = page(petra.get(f"/checks/{mark}")).text
    assert WHY in shown
    assert f"{until}까지" in shown
    assert WHY in page(petra.get("/checks?state=acknowledged")).text
    assert WHY not in page(petra.get("/checks")).text
    assert petra.fill(f"/checks/{mark}", reason="새 안내판이 왔음").status_code == 303
    assert "새 안내판이 왔음" in page(petra.get(f"/checks/{mark}")).text


def test_a_finding_of_another_site_is_as_if_there_were_none(estate, sign_in):
    sam = sign_in("Sam")
    own = {mark_of(each.key) for each in findings_for(db.session(), actor=SYSTEM, now=utc_now())}
    answers = {mark: sam.get(f"/checks/{mark}") for mark in own}
    nothing = sam.get(f"/checks/{'0' * 64}")

    hidden = [answer for answer in answers.values() if answer.status_code == 404]
    assert hidden
    assert {answer.text.count("찾을 수 없") for answer in hidden} <= {nothing.text.count("찾을 수 없")}
    assert len({len(answer.text) for answer in [*hidden, nothing]}) == 1
