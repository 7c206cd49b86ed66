"""A value is called sure only if its whole text is of its kind, and its line says nothing else of that kind."""

import pytest

from app.policy.proposal.shapes import SURE
from tests.builders.published_texts import reading_of

HEAD = "CCTV 운영·관리 방침\n1. 설치 목적 : 시설 안전\n2. 설치 장소 및 대수\n가. 본관 : 12대\n나. 별관 : 5대\n"
PLAIN = "3. 촬영시간 : 24시간\n4. 보관기간 : 30일\n5. 보관장소 : 전산실\n6. 관리책임자 : 총무팀장 (02-123-4567)\n"


def rows_of(text):
    return reading_of(HEAD + text).rows


def test_plain_values_under_known_labels_are_sure():
    for row in rows_of(PLAIN):
        said = (row.name, row.count, row.retention, row.hours, row.storage, *row.managers)
        assert all(one.confidence >= SURE for one in said)


@pytest.mark.parametrize(
    "line",
    [
        "보관기간 : 30일 보관합니다. 다른 영상은 별도로 정한다.",
        "보관기간 : 30일 ② 삭제는 매월 한다",
        "보관기간 : 30일 (외곽은 14일)",
    ],
)
def test_a_shared_value_of_a_line_that_says_more_is_not_sure(line):
    assert all(
        row.retention.confidence < SURE for row in rows_of(f"3. {line}\n4. 촬영시간 : 24시간\n") if row.retention
    )


def test_a_period_that_no_place_was_found_for_makes_shared_periods_doubtful():
    rows = rows_of(PLAIN + "※ 지난해 새로 단 카메라의 것만은 60일 보관\n")
    assert all(row.retention.confidence < SURE for row in rows if row.retention.value.days == 30)


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("storage", "보관장소 : 전산실은 3층에 있으며 30일"),
        ("hours", "촬영시간 : 24시간 촬영하며 사본은 서버에 저장한다"),
        ("managers", "관리책임자 : 총무팀장 외 2명은 당직자"),
    ],
)
def test_a_value_with_words_of_another_kind_is_not_sure(field, line):
    for row in rows_of(f"3. {line}\n4. 보관기간 : 30일\n"):
        told = getattr(row, field)
        assert all(one.confidence < SURE for one in (told if isinstance(told, tuple) else [told]) if one is not None)


def test_a_sum_is_not_sure_if_no_place_bears_it_out():
    text = "CCTV 운영·관리 방침\n1. 설치 대수 : 총 40대\n2. 보관\n가. 본관 : 30일\n나. 별관 : 60일\n"
    assert reading_of(text).total.confidence < SURE


def test_an_officer_among_other_words_is_not_sure():
    text = HEAD + "7. 개인정보 보호책임자 : {}\n"
    plain, other = (
        reading_of(text.format(one)).officers[0] for one in ("경영지원실장", "경영지원실장 또는 그 대리인이 맡음")
    )
    assert other.confidence < SURE <= plain.confidence
