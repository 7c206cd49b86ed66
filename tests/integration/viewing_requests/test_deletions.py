"""A granted deletion that other open cases stand in the way of: what the page says, and which day it has."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.viewing_requests import queries
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.needed import needed_elsewhere
from app.viewing_requests.reminding.answers import remind_answers
from tests.builders.decisions import tell
from tests.builders.due_dates import postpone
from tests.builders.handovers import granted
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, receive


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
