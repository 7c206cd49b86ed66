"""People choose on pages; what they chose shows in the list, on the site and to anybody outside."""

import io
from datetime import timedelta

import pytest

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.registry.domain import Kind
from app.signage.choices import Instead, Scheme
from app.signage.queries.choices import schemes
from app.signage.queries.looks import chosen_look
from tests.builders.registry import end, record_estate
from tests.builders.sign_choices import DESIGNATED, LOGO, choose, stand_in_for_signs
from tests.builders.signage import a_signed_estate, contents, issue


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def today():
    return kst_day(utc_now())


def test_a_manager_gives_a_building_one_sign(estate, sign_in):
    issue()
    client = sign_in("Amir")
    page = client.get("/signs/choices/HQ")
    assert "지금 필요한 안내판 2장" in page.text
    answer = client.fill("/signs/choices/HQ", scheme="entrance")

    assert answer.status_code == 303
    assert schemes(db.session()) == {"HQ": Scheme.ENTRANCE}
    assert "거두어들인 안내판 2장" in client.get("/signs/choices/HQ").text
    assert "건물 출입구에 대표 안내판 한 장" in client.get("/signs/choices").text
    assert client.fill("/signs/choices/HQ", scheme="entrance").status_code == 422


def test_a_homepage_notice_needs_its_reason_and_is_public_without_cookies(estate, sign_in):
    client = sign_in("Amir")
    form = {"place": "site:G-1", "kind": "homepage"}
    refused = client.fill("/signs/choices/G-1", **form)
    assert refused.status_code == 422
    assert "달 수 없는 사유" in refused.text
    public = client.fill("/signs/choices/G-1", **(form | {"kind": "public_body", "reason": "공공"}))
    assert "공공기관만" in public.text

    answer = client.fill("/signs/choices/G-1", **form, reason="맨홀 아래라 판을 달 자리가 없음")
    assert answer.status_code == 303
    assert "안내판 대신: 홈페이지 게재" in client.get("/signs").text
    assert "안내판 대신: 홈페이지 게재" in client.get("/sites/G-1").text
    outside = estate.test_client().get("/public/signs/instead")
    assert outside.status_code == 200
    assert "Set-Cookie" not in outside.headers
    assert "관설동 정압기" in outside.text
    assert "맨홀 아래라 판을 달 자리가 없음" in outside.text
    assert "제24조제2항제2호" in outside.text

    ended = client.fill("/signs/substitutes/1/end", reason="판을 달았습니다.")
    assert ended.status_code == 303
    assert "끝낸 사유: 판을 달았습니다." in client.get("/signs/choices/G-1").text


def test_what_stands_for_a_sign_is_left_out_of_a_batch_but_not_when_asked_for(estate, sign_in):
    stand_in_for_signs()
    client = sign_in("Olga")
    client.fill("/signs", size="A4", target="")
    client.fill("/signs", size="A4", target="G-1")
    counts = [len(entry.data["signs"]) for entry in ledger.entries(db.session(), names={"sign.printed"})]
    assert counts == [3, 1]


def test_signs_no_place_needs_are_listed_and_taken_back(estate, sign_in):
    issue()
    end(Kind.SITE, "G-1", on=today() - timedelta(days=1))
    client = sign_in("Amir")
    assert "필요 없어진 안내판 1장" in client.get("/signs/choices").text
    assert client.post("/signs/settle").status_code == 303
    assert "필요 없어진 안내판 0장" in client.get("/signs/choices").text


def test_a_sign_replaced_by_that_of_the_building_leads_to_it(estate):
    number = next(content.number for content in issue() if content.target == "HQ-car")
    choose()
    page = estate.test_client().get(f"/public/signs/{number}")
    assert "이 안내판은 더 쓰지 않습니다" in page.text
    assert "건물 전체 (로비, 주차장)" in page.text
    assert "본사 사옥" in page.text
    english = estate.test_client().get(f"/public/signs/{number}?lang=en")
    assert "Set-Cookie" not in english.headers


def test_an_auditor_looks_and_chooses_nothing_and_others_see_their_sites_only(estate, sign_in):
    stand_in_for_signs(kind=Instead.MILITARY, reason="", paper=DESIGNATED)
    auditor = sign_in("Uma")
    assert "군사시설 면제" in auditor.get("/signs/choices").text
    page = auditor.get("/signs/choices/G-1")
    assert DESIGNATED.number in page.text
    assert "<form" not in page.text.split('id="content"')[1].split("</main>")[0]
    assert auditor.get("/signs/looks").status_code == 403
    narrow = sign_in("Amir", sites={"HQ"})
    assert narrow.get("/signs/choices/G-1").status_code == 404
    assert narrow.get("/signs/substitutes/1/end").status_code == 404
    assert DESIGNATED.number not in narrow.get("/signs/choices").text


def test_the_look_is_tried_saved_and_refused_when_nobody_could_read_it(estate, sign_in):
    client = sign_in("Petra")
    assert client.get("/signs/looks").status_code == 200
    image = client.get("/signs/looks/preview.png?ground=%23FFFFFF&ink=%23000000&frame=%23000000&size=A5&languages=en")
    assert image.mimetype == "image/png"
    assert "7:1" in client.get("/signs/looks/preview?ground=%23808080&ink=%23000000&frame=%23000000&size=A4").text

    tried = client.fill("/signs/looks", ground="#FFFFFF", preview="1")
    assert (tried.status_code, "ground=%23FFFFFF" in tried.text) == (200, True)
    assert chosen_look(db.session()).number == 0
    grey = client.fill("/signs/looks", ground="#808080")
    assert (grey.status_code, "명도 대비" in grey.text) == (422, True)

    saved = client.fill("/signs/looks", ground="#FFFFFF", logo=(io.BytesIO(LOGO), "logo.svg"))
    assert saved.status_code == 303
    db.session.rollback()  # Reads from here on are of what was saved.
    assert chosen_look(db.session()).logo is not None
    kept = client.get("/signs/looks/logo")
    assert (kept.data, kept.mimetype) == (LOGO, "image/svg+xml")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    number = next(content.number for content in issue(contents(as_of=today())))
    assert client.get(f"/signs/{number}.png").status_code == 200
