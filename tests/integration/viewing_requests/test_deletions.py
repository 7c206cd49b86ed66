"""A granted deletion that other open cases stand in the way of: what the page says, and which day it has."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import Place, RequestKind
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.board import Show, board_page
from app.viewing_requests.queries.needed import is_blocked, needed_elsewhere
from app.viewing_requests.reminding.answers import remind_answers
from tests.builders.decisions import tell
from tests.builders.due_dates import postpone
from tests.builders.handovers import granted
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def id_of(number):
    return db.session.query(ViewingRequest.id).filter_by(number=number).scalar()


def due_of(number):
    db.session.rollback()
    return db.session.query(ViewingRequest.due_on).filter_by(number=number).scalar()


def row_of(number, now=NOW):
    db.session.rollback()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=now)


def to_do(actor):
    db.session.rollback()
    return [line.row.number for line in board_page(db.session(), actor=actor, now=NOW, show=Show.DO).rows]


def reminded(now):
    with unit_of_work() as session:
        return remind_answers(session, now=now)


def test_a_deletion_its_asker_was_told_of_has_the_day_on_which_no_case_needs_the_footage_any_more(cast):
    cast("Amir")
    number, other = granted(RequestKind.DELETION), receive()
    postpone(other, kst_day(NOW) + timedelta(days=20))
    assert row_of(number).put_back_to is None  # Nobody told the asker.
    assert row_of(number).answer_clock.on == due_of(number)

    tell(number)
    later = due_of(other) + timedelta(days=1)
    assert (row_of(number).put_back_to, row_of(number).answer_clock.on) == (later, later)

    after = NOW + timedelta(days=12)
    assert reminded(after) == 0


def test_the_page_of_a_deletion_says_what_stands_in_its_way_until_when_and_what_to_do(sign_in):
    number, other = granted(RequestKind.DELETION), receive()
    olga = sign_in("Olga")
    told = olga.get(f"/requests/{number}").text
    assert "다른 요청에 필요한 영상이라 지금 삭제할 수 없습니다." in told
    assert f'href="/requests/{other}"' in told
    assert f"/requests/{number}/notice" in told
    assert "알린 것 적기" in told

    tell(number)
    assert "위 요청이 먼저 끝나면 바로 삭제합니다." in olga.get(f"/requests/{number}").text


def test_a_deletion_others_stand_in_the_way_of_is_nobodys_task_until_they_are_over(sign_in):
    number, other = granted(RequestKind.DELETION), receive()
    tell(number)
    day = due_of(other) + timedelta(days=1)
    olga = sign_in("Olga")
    case, tasks, board = (olga.get(path).text for path in (f"/requests/{number}", "/requests/tasks", "/"))
    assert f"다른 요청에 필요한 영상이어서 {day}에 삭제합니다" in case
    assert "이행하고 기록하기" not in case + tasks
    assert f"{number} 삭제하고 기록합니다" not in board
    assert number not in to_do(OLGA)

    with unit_of_work() as session:
        commands.withdraw_request(session, number=other, reason="전화로 철회함", actor=AMIR, now=NOW)
    case, tasks, board = (olga.get(path).text for path in (f"/requests/{number}", "/requests/tasks", "/"))
    assert "삭제하고 기록합니다" in case
    assert "삭제하거나 처리를 정지할 것" in tasks
    assert "보여 주거나 내줄 것" not in tasks
    assert f"{number} 삭제하고 기록합니다" in board
    assert to_do(OLGA) == [number]


OTHERS = [
    ({}, True),
    ({"place_words": "주차장"}, False),
    ({"places": (Place(site_code="HQ", label="본사 사옥"),)}, True),
    ({"places": (Place(site_code="G-1", label="관설동 정압기"),)}, False),
    ({"kind": RequestKind.DELETION}, False),
    ({"span_from": NOW - timedelta(days=9), "span_to": NOW - timedelta(days=8)}, False),
]


@pytest.mark.parametrize(("other", "is_in_the_way"), OTHERS)
def test_lists_and_pages_agree_on_what_stands_in_the_way(other, is_in_the_way):
    number = granted(RequestKind.DELETION)
    receive(**other)
    db.session.rollback()
    found = needed_elsewhere(db.session(), request_id=id_of(number), actor=AMIR)
    blocked = db.session.scalars(select(ViewingRequest.number).where(is_blocked())).all()
    assert (bool(found), blocked) == (is_in_the_way, [number] if is_in_the_way else [])


def test_the_number_of_another_sites_case_is_not_said(cast):
    number = granted(RequestKind.DELETION)
    other = receive()
    db.session.rollback()
    known = needed_elsewhere(db.session(), request_id=id_of(number), actor=AMIR)
    hidden = needed_elsewhere(db.session(), request_id=id_of(number), actor=cast("Sam"))

    assert [(one.number, one.what) for one in known] == [(other, "열람")]
    assert [(one.number, one.until_on) for one in hidden] == [(None, due_of(other))]


@pytest.mark.parametrize(("kind", "is_asked"), [("deletion", True), ("viewing", False)])
def test_who_takes_a_deletion_in_is_asked_whether_the_footage_was_viewed(sign_in, kind, is_asked):
    typed = {"kind": kind, "requester_kind": "subject", "subject_in_footage": "y"}
    found = sign_in("Olga").post("/requests/new/preview", data=typed).text

    assert ("열람한 영상인가" in found) is is_asked
