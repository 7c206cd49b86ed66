"""The page of tasks, the preview of a request that is typed, and the history of a case."""

from datetime import timedelta

import pytest

from app.database import db
from app.kernel.clock import KST, utc_now
from app.viewing_requests.queries.history import history_of
from tests.browsing import page
from tests.builders import holds
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import approve, check_identity, places, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def now():
    return utc_now()


def old(now):
    return {"now": now, "span_from": now - timedelta(days=17), "span_to": now - timedelta(days=17, minutes=-15)}


def text_of(client, path="/requests/tasks"):
    return client.get(path).text


def test_everybody_who_works_on_cases_sees_what_is_to_be_done_and_nobody_else(sign_in):
    assert "지금 할 일이 없습니다." in text_of(sign_in("Olga"))
    refused = sign_in("Uma").get("/requests/tasks")
    assert refused.status_code == 403
    assert "이 화면은 다음 권한으로 엽니다: " in refused.text


def test_a_lock_is_set_confirmed_and_released_from_the_page(sign_in, cast, now):
    olga, _amir = sign_in("Olga"), cast("Amir")
    number = check_identity(receive(**old(now)), now=now)
    asked = text_of(olga)
    assert f"/requests/{number}/holds/set?hold=" in asked
    # What comes up in the evening is to be locked on the next day (product.hold_escalation).
    assert ("잠그기: 오늘까지" if now.astimezone(KST).hour < 18 else "잠그기: 곧") in asked
    assert "영상은" in asked
    assert "뒤 지워짐" in asked

    holds.lock(number, now=now)
    waiting = text_of(olga)
    assert "잠긴 것을 확인함" in waiting
    leaf = holds.leaves_in(number)[0]
    answer = olga.fill("/requests/tasks", button=None, holds=str(leaf))
    assert (answer.status_code, answer.location) == (303, "/requests/tasks")
    assert "지금 할 일이 없습니다." in text_of(olga)

    refuse(number, now=now)
    assert f"/requests/{number}/holds/release?hold=" in text_of(olga)


def test_cases_stand_under_what_is_to_be_done_in_them(sign_in, now):
    unchecked, granted, refused = (
        receive(now=now),
        approve(receive(now=now), now=now),
        refuse(receive(now=now), now=now),
    )
    found = text_of(sign_in("Olga"))

    assert f"/requests/{unchecked}/checks/new" in found
    assert f"/requests/{granted}/notice" in found
    assert f"/requests/{granted}#handover" in found
    assert f"/requests/{refused}/notice" in found


def test_another_sites_tasks_are_not_shown(sign_in, now):
    number = receive(**old(now))

    assert number not in text_of(sign_in("Sam"))


INTAKE = {"kind": "viewing", "requester_kind": "subject", "subject_in_footage": "y"}


def preview(client, **typed):
    return page(client.post("/requests/new/preview", data={**INTAKE, **typed}), status=200, fragment=True).text


def test_both_clocks_are_told_while_a_request_is_typed(sign_in, now):
    olga, begins = sign_in("Olga"), now - timedelta(days=17)
    typed = {"received_at": f"{now - timedelta(hours=1):%Y-%m-%d %H:%M}", "places": places("C-1")[0].key}

    assert "카메라와 영상 시작을 적으면 셉니다." in preview(olga, **typed)
    told = preview(olga, **typed, span_from=f"{begins:%Y-%m-%d %H:%M}")
    assert "접수하면 카메라 1대를 잠그는 할 일이 만들어집니다." in told
    recent = preview(olga, **typed, span_from=f"{now - timedelta(days=1):%Y-%m-%d %H:%M}")
    assert "답변 기한 뒤라 잠그지 않아도 됩니다." in recent


def test_what_is_half_typed_is_no_fault(sign_in):
    told = preview(sign_in("Olga"), received_at="2026-1", span_from="어", place_query="C-")

    assert "접수 일시를 적으면 셉니다." in told


def test_an_asker_who_is_not_in_the_footage_is_told_to_be_provided(sign_in):
    told = preview(sign_in("Olga"), subject_in_footage="", requester_kind="insurer")

    assert "제공" in told
    assert "차례로 결정합니다" in told


def test_the_day_of_a_provision_is_not_told_as_the_laws(sign_in, now):
    typed = {"received_at": f"{now - timedelta(hours=1):%Y-%m-%d %H:%M}"}

    assert "법정 기한 없음 · 회사가 정한 기한" in preview(sign_in("Olga"), **typed, requester_kind="insurer")
    assert "법정 기한 없음" not in preview(sign_in("Olga"), **typed)


def test_the_history_tells_everything_with_time_and_person_newest_first(sign_in, now):
    number = approve(receive(now=now), now=now)
    happened = history_of(db.session(), number=number, sites=None)

    assert [one.entry.name for one in happened] == [
        "viewing_request.approved",
        "viewing_request.checked",
        "viewing_request.received",
    ]
    case = sign_in("Amir").get(f"/requests/{number}").text
    assert case.index("승인했습니다") < case.index("접수했습니다")


def test_the_history_leaves_out_what_names_a_place_elsewhere(now):
    number = receive(**old(now), places=places("C-1", "G-1"))
    everything = [one.entry.name for one in history_of(db.session(), number=number, sites=None)]
    here = [one.entry.data for one in history_of(db.session(), number=number, sites=frozenset({"G-1"}))]

    assert everything.count("viewing_request.hold_raised") >= 1
    assert all("HQ" not in str(said.get("place")) for said in here)
    assert any("due_on" in said for said in here)  # That it was received is told.
