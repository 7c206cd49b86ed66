"""The pages of the policy: everybody signed in reads the draft, everybody at all the public one."""

import pytest

from app.kernel.actor import Role
from app.policy.formats import FORMATS
from tests.browsing import page
from tests.builders.registry import record_estate


def contradicting_estate():
    """Return an estate whose governor stations do not add up."""
    return {
        "organisation": [{"name": "예시도시가스"}],
        "rows": [{"code": "G", "name": "원주 정압기", "camera_count": 9}],
        "sites": [{"code": "G-1", "name": "단구동 정압기", "row": "G", "camera_count": 2}],
    }


@pytest.mark.parametrize("role", list(Role))
def test_everybody_signed_in_reads_the_policy(sign_in, role):
    record_estate()
    response = page(sign_in(role).get("/policy"), status=200)
    assert "예시도시가스" in response.text
    assert "촬영일로부터 20일" in response.text


def test_nobody_else_does(client):
    assert client.get("/policy").status_code == 303
    assert client.get("/policy.pdf").status_code == 303


def test_gaps_are_listed_and_lead_to_their_section(sign_in):
    record_estate()
    text = sign_in("Petra").get("/policy").text
    assert 'href="#wb-policy-ko-checking"' in text
    assert 'id="wb-policy-ko-checking"' in text
    assert "wb-policy-gap" in text


def test_the_form_day_and_language_can_be_chosen(sign_in):
    record_estate()
    client = sign_in("Amir")
    assert "가." in client.get("/policy?form=section").text
    numbered = page(client.get("/policy?form=section&numbering=numbers"), status=200).text
    assert "가." not in numbered
    assert "numbering=numbers" in numbered  # The files are asked for as the text is shown.
    assert "Requests of data subjects" in client.get("/policy?language=en").text
    assert "2026-02-01" in client.get("/policy?as-of=2026-02-01").text
    for query in ("form=poem", "language=fr", "numbering=roman"):
        assert client.get(f"/policy?{query}").status_code == 404
    assert client.get("/policy.pdf?as-of=soon").status_code == 404
    typed = client.get("/policy?as-of=soon")
    assert typed.status_code == 200
    assert "날짜를 알 수 없습니다" in typed.text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_downloaded(sign_in, name):
    record_estate()
    response = sign_in("Uma").get(f"/policy.{name}?form=section&as-of=2026-11-22", checked=False)
    assert response.status_code == 200
    assert response.content_type == FORMATS[name].media_type
    file = f"cctv-policy-section-2026-11-22-ko.{FORMATS[name].ending}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert len(response.data) > 1000


def test_a_format_that_is_not_there_is_not_found(sign_in):
    assert sign_in("Uma").get("/policy.odt").status_code == 404


def test_a_contradiction_is_named_instead_of_published(sign_in, client):
    record_estate(contradicting_estate())
    signed_in = sign_in("Petra")
    text = page(signed_in.get("/policy"), status=200).text
    assert "원주 정압기" in text
    assert "9대" in text
    assert "policy.pdf" not in text
    assert signed_in.get("/policy.pdf").status_code == 409
    assert page(client.get("/public/policy"), status=503)


def test_the_public_page_shows_nothing_that_is_not_approved(client):
    record_estate()
    response = page(client.get("/public/policy"), status=503)
    assert "Set-Cookie" not in response.headers
    assert "시행 중인 방침이 아직 없습니다" in response.text
    assert "예시도시가스" in response.text
    assert "촬영일로부터" not in response.text


def test_before_anything_is_recorded_the_page_says_so(sign_in, client):
    assert "기관 정보가 없습니다" in page(sign_in("Ada").get("/policy"), status=200).text
    assert client.get("/public/policy").status_code == 503
