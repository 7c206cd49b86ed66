"""What the example company publishes about its cameras stands in its generated policy."""

import pytest

from app.policy.queries import judged_texts
from app.policy.writers.text import plain_text
from app.registry.example import answered_example, example_document
from tests.builders.policy import TODAY, policy_of_document, rows_of, table_of

COUNTS = {"사옥": 4, "관설동 CNG 충전소": 2, "장양리 CNG 충전소": 2, "원주, 횡성 정압기": 164}
POSTS = {
    "사옥": ("안전관리팀장", "033-769-2770"),
    "원주, 횡성 정압기": ("안전관리팀장", "033-769-2770"),
    "관설동 CNG 충전소": ("관설동 충전소장", "033-763-2705"),
    "장양리 CNG 충전소": ("장양리 충전소장", "033-745-2705"),
}
KEPT = {"사옥": 20, "관설동 CNG 충전소": 20, "장양리 CNG 충전소": 20, "원주, 횡성 정압기": 60}
STORED = {
    "사옥": "참빛원주도시가스 상황실",
    "원주, 횡성 정압기": "참빛원주도시가스 상황실",
    "관설동 CNG 충전소": "충전소 사무실",
    "장양리 CNG 충전소": "충전소 사무실",
}


@pytest.fixture(scope="module")
def policy():
    return policy_of_document(example_document())


def lines(policy, key):
    return {row[0]: row for row in rows_of(table_of(policy, key))}


@pytest.mark.parametrize(("place", "count"), COUNTS.items())
def test_counts_and_places_stand_in_their_row(policy, place, count):
    row = lines(policy, "places")[place]
    assert f"{count}대" in row
    assert any("건물 내/외부" in cell for cell in row)


def test_the_total_is_172(policy):
    assert "172대" in lines(policy, "places")["합계"]


@pytest.mark.parametrize(("place", "post"), POSTS.items())
def test_posts_and_phones_stand_in_their_row(policy, place, post):
    row = lines(policy, "people")[place]
    assert [text for text in post if text not in row] == []
    assert "시스템 운영자\n상황실 근무자" in row


@pytest.mark.parametrize("place", KEPT)
def test_hours_retention_and_storage_stand_in_their_row(policy, place):
    row = lines(policy, "keeping")[place]
    assert "24시간" in row
    assert any(f"촬영일로부터 {KEPT[place]}일 이내" in cell for cell in row)
    assert STORED[place] in row


def test_sixty_days_without_a_reason_is_a_gap(policy):
    assert ("keeping", "원주, 횡성 정압기 — 보관기간") in {(gap.section, gap.where) for gap in policy.gaps()}


def test_the_annex_lists_every_station(policy):
    assert len(rows_of(table_of(policy, "annex-GOV"))) == 164 + 1


def test_the_company_keeps_its_seven_days(policy):
    assert "요구를 받은 날부터 7일 이내" in plain_text(policy)


def test_grounds_a_private_company_may_not_use_are_gone(policy):
    text = plain_text(policy)
    assert [word for word in ("범죄수사", "기술적으로 곤란", "공익적 사유", "시행규칙 제 6조") if word in text] == []


def test_the_example_with_answers_leaves_nothing_open_and_marks_what_is_invented():
    text = policy_of_document(answered_example())
    assert text.gaps() == ()
    assert judged_texts([text], on=TODAY).violations == ()
    told = plain_text(text)
    assert "사람이 없는 곳의 사고를 나중에 확인하려면 필요함(예시)" in told
    assert plain_text(policy_of_document(example_document())).count("(예시)") == 0
    assert told.count("(예시)") >= 10
