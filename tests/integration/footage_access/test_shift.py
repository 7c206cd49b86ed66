"""A shift is handed over by who leaves and taken by somebody else; its page and paper say what it leaves open."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import Kind
from app.footage_access.refusals import (
    ShiftAlreadyTaken,
    ShiftNotBegun,
    ShiftNotHandedOver,
    ShiftTakenByOneself,
)
from app.footage_access.shifts import shift_at
from app.footage_access.verification import check_footage
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM, UMA, a_provision, approve, grant_provision, receive

SHIFT = shift_at(NOW)
REMARK = "정문 카메라 화면이 흔들림, 보수 요청함"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def report(actor=OLGA):
    return queries.shift_report(db.session(), shift=SHIFT, actor=actor, now=NOW)


def hand_over(*, actor=OLGA, remark=REMARK, shift=SHIFT):
    with unit_of_work() as session:
        return commands.hand_over(session, shift=shift, remark=remark, actor=actor, now=NOW)


def take_over(leaf, *, actor=AMIR):
    with unit_of_work() as session:
        return commands.take_over(session, leaf=leaf, actor=actor, now=NOW + timedelta(minutes=5))


def test_the_report_counts_this_shift_and_names_what_is_open():
    log(Kind.PLAYBACK, now=SHIFT.start - timedelta(minutes=1))
    running = log(runs=True)
    given = log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"))
    waiting, approved = receive(), approve(receive())

    found = report()

    assert dict(found.totals.kinds) == {Kind.LIVE: 1, Kind.PROVISION: 1}
    assert [row.leaf for row in found.rows] == [running.leaf, given.leaf]
    assert [row.leaf for row in found.running] == [running.leaf]
    assert [row.leaf for row in found.without_letter] == [given.leaf]
    assert [row.number for row in found.to_decide] == [waiting]
    assert [row.number for row in found.to_fulfil] == [approved]


def test_whoever_sees_other_sites_sees_nothing_of_these():
    log(runs=True)

    found = report(SAM)

    assert (found.totals.total, found.rows, found.running) == (0, (), ())


def test_handing_over_and_taking_are_sealed_and_compared_and_the_remark_is_personal():
    log(runs=True)
    handed = hand_over()
    taken = take_over(handed.leaf)

    (shown,) = report().handed
    assert (shown.leaf, shown.remark, shown.entries, shown.open_items) == (handed.leaf, REMARK, 1, 1)
    names = [ledger.entry_at(db.session(), leaf=leaf, sites=None).name for leaf in (handed.leaf, taken.leaf)]
    assert names == ["footage.shift_handed_over", "footage.shift_taken_over"]
    assert REMARK not in str(ledger.entry_at(db.session(), leaf=handed.leaf, sites=None).body)
    assert list(check_footage(db.session())) == []


def test_nobody_takes_over_from_themselves_nor_twice_nor_nothing():
    leaf = hand_over().leaf
    with pytest.raises(ShiftTakenByOneself):
        take_over(leaf, actor=OLGA)
    take_over(leaf)

    with pytest.raises(ShiftAlreadyTaken):
        take_over(leaf)
    with pytest.raises(ShiftNotHandedOver):
        take_over(leaf + 1)


def test_nobody_leaves_a_shift_to_come_and_auditors_leave_none():
    with pytest.raises(ShiftNotBegun):
        hand_over(shift=shift_at(SHIFT.end))
    with pytest.raises(NotAllowed):
        hand_over(actor=UMA)


def test_the_database_lets_nobody_take_over_from_themselves_or_pretend():
    handed = hand_over(remark="")
    log()

    for by, who in ((OLGA.id, OLGA.id), (AMIR.id, SAM.id)):
        values = f"{handed.leaf}, 1, {handed.leaf + 1}, {by}, {who}, '2026-11-20 01:05:00.000000'"
        with pytest.raises(DatabaseError), unit_of_work() as session:
            session.execute(text(f"INSERT INTO footage_shift_taken VALUES ({values})"))


def test_the_page_takes_a_remark_and_the_next_person_takes_over(sign_in):
    olga, amir = sign_in("Olga"), sign_in("Amir")
    log(actor=olga.actor, now=utc_now() - timedelta(seconds=5))

    assert olga.fill("/footage/shift", remark=REMARK).status_code == 303
    page = olga.get("/footage/shift").text
    assert REMARK in page
    assert "인수 기다림" in page

    (number,) = [handed.number for handed in handed_now()]
    assert amir.post(f"/footage/shift/{number}/take").status_code == 303
    assert "인수함" in amir.get("/footage/shift").text


def test_a_hand_over_of_ones_own_is_refused_with_a_sentence(sign_in):
    olga = sign_in("Olga")
    olga.fill("/footage/shift", remark=REMARK)
    (handed,) = handed_now()

    answer = olga.post(f"/footage/shift/{handed.number}/take")

    assert answer.status_code == 409
    assert "다음 근무자" in answer.text


def test_the_paper_says_the_same_and_that_it_was_printed_is_sealed(sign_in):
    olga = sign_in("Olga")
    log(actor=olga.actor, now=utc_now() - timedelta(seconds=5), runs=True)
    olga.fill("/footage/shift", remark=REMARK)

    paper = olga.get("/footage/shift/paper", use="fieldwork")

    text_of = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(BytesIO(paper.data)))
    said = "".join(text_of.split())
    for words in ("근무인계서", "진행중인열람1", "".join(REMARK.split()), "원장봉인"):
        assert words in said
    views = [entry.data["view"] for entry in ledger.entries(db.session(), names=["footage.register_read"])]
    assert views.count("print") == 1


def test_an_older_shift_is_found_by_any_moment_of_it(sign_in):
    olga = sign_in("Olga")
    log(actor=olga.actor)

    assert "남긴 기록 1건" in olga.get("/footage/shift?at=2026-11-20+08:30").text
    assert "남긴 기록 0건" in olga.get("/footage/shift?at=2026-11-20+06:59").text


def handed_now():
    return queries.hand_overs(db.session(), shift=shift_at(utc_now()))
