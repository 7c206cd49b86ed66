"""The board, the findings and the help, as the cast sees them."""

from datetime import timedelta

import pytest

from app.compliance.rights import AREAS, LABELS
from app.compliance.rules import UNANSWERED
from app.kernel.clock import utc_now
from tests.builders.registry import a_small_estate, record_estate
from tests.builders.viewing_requests import receive

pytestmark = pytest.mark.usefixtures("app")
PAGES = ("/", "/checks", "/help", "/help/rights")
EVERYBODY = ("Olga", "Amir", "Petra", "Uma", "Ada", "Sam")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_closed_to_people_who_are_not_signed_in(client, path):
    response = client.get(path)

    assert response.status_code in {303, 401}
    assert "예시도시가스" not in response.text


@pytest.mark.parametrize("path", PAGES)
def test_everybody_signed_in_opens_a_page_of_an_empty_system(sign_in, path):
    for name in EVERYBODY:
        assert sign_in(name).get(path).status_code == 200


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_opens_their_board(sign_in, name):
    record_estate()

    assert sign_in(name).get("/").status_code == 200


def test_the_board_tells_a_manager_first_what_awaits_a_decision(sign_in, cast):
    record_estate()
    number = receive(actor=cast("Olga"), now=utc_now())

    text = sign_in("Amir").get("/").text

    assert text.index("결정을 기다립니다") < text.index("열린 열람 신청")
    assert f"/requests/{number}" in text


def test_nobody_is_told_to_decide_on_what_they_received(sign_in, cast):
    record_estate()
    receive(actor=cast("Amir"), now=utc_now())

    assert "결정을 기다립니다" not in sign_in("Amir").get("/").text


def test_the_board_counts_the_registry(sign_in):
    record_estate()

    text = sign_in("Amir").get("/").text

    assert "3곳" in text
    assert "10대" in text
    assert "예시도시가스" in text


def test_the_board_of_a_limited_person_shows_only_their_numbers(sign_in):
    record_estate()

    text = sign_in("Olga", name="Gwan", sites={"G-1"}).get("/").text

    assert "1곳" in text
    assert "2대" in text
    assert "10대" not in text
    assert "단구동" not in text
    assert "본사 사옥" not in text


def test_findings_show_their_source_and_what_to_do(sign_in):
    record_estate()

    text = sign_in("Uma").get("/checks").text

    assert "「개인정보 보호법」 제25조제1항" in text
    assert "구역마다 설치 목적을 적고" in text
    assert "/sites/HQ" in text


def test_findings_are_filtered_by_severity_area_and_rule(sign_in):
    record_estate()
    uma = sign_in("Uma")

    assert "CAM-01" in uma.get("/checks?severity=error").text
    assert "CAM-01" not in uma.get("/checks?severity=info").text
    assert "CAM-01" not in uma.get("/checks?area=retention").text
    assert "MGR-02" not in uma.get("/checks?rule=CAM-01").text
    assert uma.get("/checks?severity=nonsense&area=nonsense").status_code == 200


def test_what_no_data_answers_is_said_to_be_a_persons_to_answer(sign_in):
    uma = sign_in("Uma")

    text = uma.get("/checks").text
    assert all(f">{each.rule}</td>" in text for each in UNANSWERED)
    assert "사람이 답할 것" not in uma.get("/checks?severity=error").text


def test_findings_of_another_site_are_not_shown(sign_in):
    record_estate()

    text = sign_in("Olga", name="Gwan", sites={"G-1"}).get("/checks").text

    assert "관설동" in text
    assert "단구동" not in text
    assert "본사 사옥" not in text


def test_the_table_of_rights_is_read_from_the_routes(sign_in):
    text = sign_in("Olga").get("/help/rights").text

    assert "/requests/new" in text
    assert "/public/policy" in text
    assert "로그인하지 않은 사람도" in text


def test_a_request_due_soon_is_a_finding(sign_in, cast):
    record_estate()
    now = utc_now()
    number = receive(actor=cast("Olga"), now=now, received_at=now - timedelta(days=40))

    text = sign_in("Petra").get("/checks?area=request").text

    assert "REQ-01" in text
    assert number in text


def test_what_a_finding_is_about_is_one_click_away(sign_in):
    record_estate(a_small_estate(contractors=[{"code": "V-1", "name": "예시보안"}]))
    amir = sign_in("Amir")

    text = amir.get("/checks").text

    for address in ("/registry/organisation/self/edit", "/posts", "/sites/HQ", "/signs?site=HQ", "/people"):
        assert f'href="{address}"' in text
        assert amir.get(address).status_code == 200


def test_every_route_is_put_into_words(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}

    assert endpoints - set(LABELS) == set(), "give these a label in app/compliance/rights.py"
    assert {endpoint.partition(".")[0] for endpoint in endpoints} <= set(AREAS)


def test_the_law_is_told_in_the_language_of_the_page(sign_in):
    record_estate()
    uma = sign_in("Uma")

    assert "처리방법을 적는다" in uma.get("/checks?rule=POL-01").text
    assert "State hours, retention, storage place and processing" in uma.get("/checks?rule=POL-01&lang=en").text
