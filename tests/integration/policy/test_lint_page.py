"""The page that judges a published policy: pasted or uploaded, compared if wished, kept nowhere."""

import io

import pytest

from app.database import db
from app.kernel.actor import Role
from app.ledger.models import LedgerEntry
from app.registry.domain import Kind, Organisation, Site
from tests.browsing import page
from tests.builders.registry import record

TEXT = """영상정보처리기기 운영·관리 방침
가람도시가스는 「개인정보 보호법」 제25조에 따라 영상정보처리기기를 설치·운영합니다.
1. 설치 목적
- 범죄 예방
2. 설치 대수, 설치 위치 및 촬영 범위
| 설치장소 | 설치 대수 | 촬영 범위 |
| 사옥 | 4대 | 건물 내/외부 |
"""


@pytest.fixture
def client_in(sign_in):
    return sign_in(Role.AUDITOR)


def entries():
    return db.session().query(LedgerEntry).count()


def judge(client, **form):
    return client.post("/policy/lint", data={"on": "2026-11-22", **form}, content_type="multipart/form-data")


def test_a_pasted_text_is_judged_line_by_line_and_nothing_is_recorded(client_in):
    before = entries()
    answer = judge(client_in, text=TEXT)
    shown = page(answer)
    assert answer.status_code == 200
    assert "POL-04" in shown.text
    assert "CAM-08" in shown.text
    assert 'href="#line-7"' in answer.text
    assert 'id="line-7"' in answer.text
    assert entries() == before


def test_a_file_is_judged_before_what_is_pasted(client_in):
    answer = judge(client_in, text="", file=(io.BytesIO(TEXT.encode()), "policy.txt"))
    assert "policy.txt" in answer.text
    assert "POL-04" in answer.text


def test_what_is_pasted_is_shown_as_words_and_never_as_a_page(client_in):
    answer = judge(client_in, text=TEXT.replace("사옥", "<script>alert(1)</script>사옥"))
    assert "<script>alert(1)" not in answer.text


def test_nothing_to_judge_and_a_broken_file_are_refused_with_a_sentence(client_in):
    assert judge(client_in, text="").status_code == 422
    broken = judge(client_in, text="", file=(io.BytesIO(b"%PDF-1.7 broken"), "policy.pdf"))
    assert broken.status_code == 422
    assert 'role="alert"' in broken.text


def test_an_unknown_day_is_asked_for_again(client_in):
    assert judge(client_in, text=TEXT, on="언젠가").status_code == 422


def test_a_part_of_a_text_lacks_nothing(client_in):
    assert "6호 항목이 없습니다" in judge(client_in, text=TEXT).text
    assert "6호 항목이 없습니다" not in judge(client_in, text=TEXT, partial="y").text


def test_compared_with_the_registry_the_numbers_that_differ_are_told(client_in):
    record(Kind.ORGANISATION, Organisation(name="가람도시가스"))
    record(Kind.SITE, Site(code="A", name="사옥", camera_count=4))
    assert "대장에는" in judge(client_in, text=TEXT.replace("4대", "5대"), compared="y").text


def test_the_page_asks_for_a_text_and_only_people_signed_in_see_it(client_in, client):
    assert "살필 글" in page(client_in.get("/policy/lint")).text
    client_in.post("/sign-out")
    assert client.get("/policy/lint").status_code == 303
