"""Marks of lists are told from what only looks like one, and say how deep a line stands."""

import pytest

from app.policy.extraction.marks import Outline, marked
from tests.unit.policy.extraction.shown import printed_from


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("가. 설치 근거", "가.", "설치 근거"),
        ("- 나. 설치 대수", "나.", "설치 대수"),
        ("1) 시설안전", "1)", "시설안전"),
        ("(3) 화재 예방", "(3)", "화재 예방"),
        ("①범죄 예방", "①", "범죄 예방"),
        ("제1조(목적) 이 방침은", "제1조", "(목적) 이 방침은"),
        ("제 2조 처리", "제 2조", "처리"),
        ("Ⅱ. 개요", "Ⅱ.", "개요"),
        ("1.1 범위", "1.1", "범위"),
        ("12. 변경", "12.", "변경"),
        ("□ 현황", "□", "현황"),
        ("ㅇ 장소", "ㅇ", "장소"),
        ("-붙여 쓴 줄", "-", "붙여 쓴 줄"),
        ("[별표 1] 목록", "[별표 1]", "목록"),
        ("2022. 02. 15 시행", None, "2022. 02. 15 시행"),
        ("20. 5. 1. 개정", None, "20. 5. 1. 개정"),
        ("제25조에 따라", None, "제25조에 따라"),
        ("제29조 제1항에 따라", None, "제29조 제1항에 따라"),
        ("24시간", None, "24시간"),
        ("2.5 m 이내", None, "2.5 m 이내"),
        ("033)769-0000", None, "033)769-0000"),
        ("02) 769-0000", None, "02) 769-0000"),
        ("※ 참고", None, "※ 참고"),
        ("-5 도", None, "-5 도"),
    ],
)
def test_a_mark_is_taken_off_and_nothing_else_is(line, marker, text):
    mark = marked(line)
    assert (mark.marker, mark.text) == (marker, text)


def test_a_mark_seen_before_goes_back_to_its_depth():
    lines = "가. 하나\n1) 둘\n① 셋\n- 넷\n2) 다섯\n나. 여섯\n1) 일곱"
    assert [piece.depth for piece in printed_from(lines).pieces] == [0, 1, 2, 3, 1, 0, 1]


def test_a_heading_without_a_mark_begins_the_depths_again():
    lines = "가. 하나입니다.\n1) 둘입니다.\n\n권익침해 구제방법\n1) 셋입니다."
    assert [piece.depth for piece in printed_from(lines).pieces] == [0, 1, 0, 0]


def test_indentation_goes_deeper_with_the_same_mark():
    outline = Outline()
    assert [outline.depth("-", indent) for indent in (0, 4, 4, 0)] == [0, 1, 1, 0]
