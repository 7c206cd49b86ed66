"""The access record is searched, paged and taken out by those who answer for it, and that is recorded too."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.access_record import queries
from app.access_record.domain import Asked, Work
from app.cli import watchbook
from app.database import db
from app.kernel.actor import SYSTEM_ID
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import receive

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def number(app):
    record_estate()
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        return receive()


def test_looks_are_found_by_person_thing_day_and_work(number, sign_in):
    with time_machine.travel(NOON, tick=False):
        uma, petra = sign_in("Uma"), sign_in("Petra")
        uma.get(f"/requests/{number}")
        petra.get("/requests?q=Kim")

        def shown(**asked):
            page = uma.get("/access-record", query_string=asked).text
            return page.count('data-label="접속일시"')

        assert shown(thing=number) == 1
        assert shown(person=petra.actor.id) == 1
        assert shown(work="searched") == 1
        assert shown(since="2026-11-24") == 0
        assert shown(until="2026-11-22") == 0
        assert shown(thing=f"viewing_request/{number}", work="viewed", since="2026-11-23") == 1


def test_words_searched_for_are_read_by_who_answers_for_them_and_not_by_the_administrator(number, sign_in):
    sign_in("Petra").get("/requests?q=홍길동")

    assert "홍길동" in sign_in("Uma").get("/access-record").text
    assert "홍길동" not in sign_in("Ada").get("/access-record").text
    assert sign_in("Olga").get("/access-record").status_code == 403
    assert sign_in("Amir").get("/access-record").status_code == 403


def test_reading_and_taking_out_the_access_record_is_recorded(app, number, sign_in):
    uma = sign_in("Uma")
    uma.get("/access-record")
    answer = uma.get("/access-record.csv", use="review")

    assert answer.mimetype == "text/csv"
    found = queries.page_of_looks(db.session(), asked=Asked(thing="access_record/list"), sites=None, size=9).rows
    assert [look.work for look in found] == [Work.EXPORTED, Work.VIEWED]


def test_the_file_has_the_five_elements(app, number, sign_in, tmp_path):
    with time_machine.travel(NOON, tick=False):
        uma = sign_in("Uma")
        uma.get(f"/requests/{number}")
        text = uma.get("/access-record.csv", query_string={"thing": number, "use": "review"}).data.decode("utf-8-sig")

    [row] = list(csv.DictReader(io.StringIO(text)))
    assert row["식별자"] == str(uma.actor.id)
    assert row["접속일시"] == "2026-11-23 12:00:00"
    assert row["접속지"] == "127.0.0.1"
    assert row["처리한 정보주체 정보"] == f"viewing_request:{number}"
    assert row["수행업무"] == "조회"


def test_the_shell_takes_it_out_and_leaves_that_too(app, number, sign_in, tmp_path):
    sign_in("Uma").get(f"/requests/{number}")
    outcome = app.test_cli_runner().invoke(
        watchbook.commands["access-record"], ["export", str(tmp_path / "looks.csv"), "--object", number]
    )

    assert outcome.exit_code == 0, outcome.output
    db.session.rollback()
    [newest, *_rest] = queries.page_of_looks(db.session(), asked=Asked(), sites=None, size=1).rows
    assert (newest.account_id, newest.work) == (SYSTEM_ID, Work.EXPORTED)


def test_a_case_says_to_those_who_answer_who_looked_at_it(number, sign_in):
    sign_in("Olga").get(f"/requests/{number}")

    assert "이 사건을 본 사람" in sign_in("Uma").get(f"/requests/{number}").text
    assert "이 사건을 본 사람" not in sign_in("Olga").get(f"/requests/{number}").text


def test_the_privacy_officer_declares_on_a_page_how_long_it_is_kept(app, sign_in):
    petra = sign_in("Petra")
    answer = petra.fill("/access-record/keeping", many_or_sensitive="yes", reason="고객이 6만 명입니다")

    assert answer.status_code == 303
    assert queries.keeping(db.session()).many_or_sensitive
    assert "고객이 6만 명입니다" in petra.get("/access-record").text
    assert petra.get("/ledger").status_code == 200
    assert sign_in("Uma").get("/access-record/keeping").status_code == 403


def test_every_kind_of_thing_is_said_in_words(number, sign_in):
    petra = sign_in("Petra")
    for page in ("/people", "/posts", "/sites/HQ", "/ledger", "/checks", "/requests/tasks", f"/requests/{number}"):
        assert petra.get(page).status_code == 200, page

    words = petra.get("/access-record").text
    assert petra.get("/ledger").status_code == 200
    for said in ("사용자 목록", "직위·수탁자", "원장", "점검 결과", "열람 신청에서 할 일"):
        assert said in words
