"""The register's pages: quick entry, live list, picker, corrections, export; each also without JavaScript."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import a_provision, approve, grant_provision, places, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def rows(actor):
    return queries.page_of_entries(db.session(), wanted=Filter(), actor=actor).rows


def logged(actor, kind=Kind.LIVE, **values):
    now = utc_now().replace(microsecond=0) - timedelta(seconds=5)
    return log(kind, actor=actor, now=now, **values)


def test_an_operator_types_a_code_and_a_reason_and_has_logged(sign_in):
    olga = sign_in("Olga")

    response = olga.fill("/footage", place_query="C-1", text="가스누출 경보 확인, 이상 없음")

    assert response.status_code == 303
    (row,) = rows(olga.actor)
    assert (row.handler, row.places[0].code, row.kind, row.text) == (
        "Olga",
        "C-1",
        Kind.LIVE,
        "가스누출 경보 확인, 이상 없음",
    )
    page = olga.get("/footage").text
    assert "가스누출 경보 확인" in page
    assert "저장했습니다" in page


def test_several_cameras_and_initial_consonants_are_understood_in_the_plain_field(sign_in):
    olga = sign_in("Olga")

    olga.fill("/footage", place_query="c-1, ㄱㅅㄷ", text="두 곳 동시 경보 발생")

    assert [place.code for place in rows(olga.actor)[0].places] == ["C-1", "G-1"]


def test_what_is_not_clear_is_offered_to_pick_from_and_nothing_typed_is_lost(sign_in):
    olga = sign_in("Olga")

    response = olga.fill("/footage", place_query="로비", text="야간 순찰 연동 확인")

    assert response.status_code == 422
    assert "여러 곳" in response.text
    assert 'value="HQ|HQ-lobby|C-2"' in response.text
    assert "야간 순찰 연동 확인" in response.text
    assert rows(olga.actor) == ()


def test_a_missing_field_is_named_with_its_source(sign_in):
    response = sign_in("Olga").fill("/footage", place_query="C-1", kind="playback", text="침입 감지 재확인")

    assert response.status_code == 422
    assert "제47조제4호" in response.text


def test_a_request_leads_to_its_hand_over_which_makes_the_entry_and_closes_it(sign_in):
    olga = sign_in("Olga")
    number = approve(receive(now=utc_now() - timedelta(minutes=9)), now=utc_now() - timedelta(minutes=8))

    response = olga.fill(
        olga.get(f"/footage?request={number}").location,
        what="본인 확인 뒤 화면으로 보여 줌",
        identity="resident_card",
        masking="not_needed",
        unmasked="nobody_else",
        mask_words="구간을 모두 보았고 혼자임",
    )

    assert response.status_code == 303
    assert rows(olga.actor)[0].request_number == number
    assert "종결" in olga.get(f"/requests/{number}").text


def test_the_live_list_answers_nothing_when_nothing_is_new(sign_in):
    olga = sign_in("Olga")
    receipt = logged(olga.actor)
    poll = {"X-Watchbook-Poll": "1", "HX-Request": "true"}

    assert olga.get(f"/footage/live?seen={receipt.leaf}.0", headers=poll).status_code == 204
    fresh = olga.get("/footage/live?seen=-1.0&show=all", headers=poll)
    assert fresh.status_code == 200
    assert f'data-seen="{receipt.leaf}.0"' in fresh.text


def test_the_picker_finds_by_initial_consonants_and_only_at_own_sites(sign_in):
    assert "G-1" in sign_in("Olga").get("/footage/cameras?q=ㄱㅅㄷ", checked=False).text
    found = sign_in("operator", name="Gil", sites={"G-2"}).get("/footage/cameras?q=정압기", checked=False).text
    assert "G-2" in found
    assert "G-1" not in found


def test_an_auditor_reads_and_cannot_record(sign_in):
    uma = sign_in("Uma")

    assert "빠른 기록" not in uma.get("/footage").text
    assert uma.post("/footage", data={}).status_code == 403


def test_who_sees_one_site_learns_nothing_of_another(sign_in):
    receipt = logged(sign_in("Olga").actor, text="로비 출입문 파손 여부 살핌")
    sam = sign_in("operator", name="Gil", sites={"G-2"})

    assert "로비" not in sam.get("/footage?show=all").text
    assert sam.get(f"/footage/{receipt.leaf + 1}").status_code == 404
    assert sam.get(f"/footage/{receipt.leaf + 1}/correct").status_code == 404
    assert sam.post(f"/footage/{receipt.leaf + 1}/withdraw", data={"reason": "잘못 남긴 기록이므로"}).status_code == 404


def test_a_correction_names_the_old_entry_which_stays(sign_in):
    olga = sign_in("Olga")
    old = logged(olga.actor, text="로비 출입문 파손 여부 살핌")

    response = olga.fill(f"/footage/{old.leaf + 1}/correct", text="주차장 출입문 파손 여부 살핌")

    assert response.status_code == 303
    new, stays = rows(olga.actor)
    assert (new.corrects_leaf, stays.replaced_by, stays.text) == (old.leaf, new.leaf, "로비 출입문 파손 여부 살핌")
    again = olga.fill(f"/footage/{new.leaf + 1}/correct", text="차고 출입문 파손 여부 살핌")
    assert again.status_code == 303
    assert olga.post(f"/footage/{old.leaf + 1}/withdraw", data={"reason": "두 번 정정할 수 없음"}).status_code == 422


def test_a_withdrawal_says_why_and_only_the_handler_or_a_decider_may(sign_in):
    olga, gil, amir = sign_in("Olga"), sign_in("operator", name="Gil"), sign_in("Amir")
    old = logged(olga.actor)

    assert gil.post(f"/footage/{old.leaf + 1}/withdraw", data={"reason": "남의 기록을 철회하려 함"}).status_code == 422
    assert amir.post(f"/footage/{old.leaf + 1}/withdraw", data={"reason": "."}).status_code == 422
    assert amir.post(f"/footage/{old.leaf + 1}/withdraw", data={"reason": "다른 카메라를 잘못 적음"}).status_code == 303
    assert "철회됨" in olga.get("/footage?show=all").text


def test_the_register_is_exported_with_the_columns_of_the_form_and_that_is_sealed(sign_in):
    amir = sign_in("Amir")
    number = grant_provision(a_provision(), ground="pipa.18.2.2")
    log(Kind.PROVISION, request_number=number, text="=cmd 공문에 따라 사본 제공", places=places("C-1"))

    response = amir.fill("/footage/export", since="2026-11-01", until="2026-11-30", format="xlsx")

    sheet = load_workbook(BytesIO(response.data)).active
    header, line = list(sheet.iter_rows(values_only=True))
    assert header[:10] == (
        "번호", "구분", "일시", "파일명/형태", "담당자", "목적/사유",
        "이용·제공받는 제3자 / 열람등 요구자", "이용·제공 근거", "이용·제공 형태", "기간",
    )  # fmt: skip
    assert line[1:4] == ("제공", "2026-11-20 10:00:00", "C-1.mp4")
    assert line[6:8] == ("예시경찰서 형사과", "「개인정보 보호법」 제18조제2항제2호 / 형사-2026-4471")
    assert [entry.data["rows"] for entry in ledger.entries(db.session(), names=["footage.exported"])] == [1]


def test_a_decider_sees_the_waiting_request_first_and_an_operator_does_not(sign_in):
    receive()
    amir, olga = sign_in("Amir").get("/footage").text, sign_in("Olga").get("/footage").text

    assert amir.index("승인 대기") < amir.index("빠른 기록")
    assert "승인 대기" not in olga


def test_a_mistyped_year_is_asked_about(sign_in):
    entered = sign_in("Olga").fill("/footage", occurred_at="1999-01-01 00:00", place_query="C-1", text="순찰 연동 확인")

    assert entered.status_code == 422
    assert "1년보다 더 전입니다" in entered.text
