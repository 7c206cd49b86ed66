"""The camera part of a text is found and cut into sections, however it is headed."""

import pytest

from app.policy.reading.cutting import find_part
from app.policy.reading.topics import is_privacy_topic, is_title, items_of
from app.policy.stated import Item
from tests.builders.published_texts import (
    A_PAGE,
    CIRCLED,
    GLUED,
    IN_ARTICLES,
    IN_ONE_LINE,
    INSIDE_A_PRIVACY_POLICY,
    LABELLED,
    OF_A_COUNCIL,
    WITHOUT_CAMERAS,
    line_of,
    printed,
    reading_of,
)

SEVEN = [(Item(number),) for number in range(1, 8)]


def items(stated):
    return [section.items for section in stated.sections]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("영상정보처리기기 설치근거,목적", [1]),
        ("왜 설치하나요", [1]),
        ("설치 대수, 설치 위치 및 촬영 범위", [2]),
        ("CCTV 설치 현황", [2]),
        ("관리책임자, 담당부서 및 접근권한자", [3]),
        ("영상정보 보호책임자", [3]),
        ("영상정보 취급자", [3]),
        ("영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법", [4]),
        ("보유기간 및 파기", [4]),
        ("영상정보의 확인 방법 및 장소에 관한 사항", [5]),
        ("열람 장소 및 방법", [5]),
        ("정보주체의 영상정보 열람 등 요구에 대한 조치", [6]),
        ("열람 신청 절차", [6]),
        ("영상정보의 안전성 확보조치", [7]),
        ("기술적ㆍ관리적ㆍ물리적 조치", [7]),
        ("그 밖에 설치·운영 및 관리에 필요한 사항", [8]),
        ("영상정보처리기기 설치 및 관리 등의 위탁에 관한 사항", [8]),
        ("설치 목적 및 설치 장소", [1, 2]),
        ("고정형 영상정보처리기기의 설치·운영", []),
        ("방문객의 안전 확보를 위한 범죄 예방", []),
        ("Legal basis and purposes of installation", [1]),
        ("Camera locations", [2]),
        ("Persons with access to the footage", [3]),
        ("Hours of filming, retention period, place of storage and processing", [4]),
        ("How and where footage can be checked", [5]),
        ("Subject access requests", [6]),
        ("Technical, organisational and physical protection of footage", [7]),
        ("Other matters of installation, operation and management", [8]),
    ],
)
def test_a_heading_answers_its_items(heading, expected):
    assert [item.value for item in items_of(heading)] == expected


def test_a_title_is_told_from_a_heading_of_an_item_and_from_other_topics():
    assert is_title("영상정보처리기기 설치, 운영")
    assert is_title("CCTV Code of Practice")
    assert not is_title("영상정보처리기기의 설치 근거 및 목적")
    assert is_privacy_topic("개인정보 처리방침 변경이력")
    assert not is_privacy_topic("개인영상정보의 안전성 확보조치")


def test_a_part_inside_a_privacy_policy_is_found_past_the_table_of_contents_and_ends_before_the_next_topic():
    stated = reading_of(INSIDE_A_PRIVACY_POLICY)
    text = INSIDE_A_PRIVACY_POLICY
    assert stated.first_line == line_of(text, "예시도시가스는 아래와 같이 영상정보") - 1
    assert stated.last_line == line_of(text, "변경이력") - 1
    assert stated.title.value == "영상정보처리기기 설치, 운영"
    assert items(stated) == SEVEN


def test_what_follows_a_heading_on_its_line_belongs_to_the_section():
    part = find_part(printed(INSIDE_A_PRIVACY_POLICY))
    purpose = part.sections[0]
    assert purpose.inline
    assert purpose.heading.text == "영상정보처리기기 설치근거,목적"
    assert purpose.lines[0].text.startswith("회사는 개인정보보호법")


def test_articles_are_sections_and_the_aim_of_the_text_is_not_that_of_the_cameras():
    stated = reading_of(IN_ARTICLES)
    assert items(stated) == [(), *SEVEN, (Item.OTHER,), (Item.OTHER,)]
    assert (stated.first_line, stated.last_line) == (1, len(IN_ARTICLES.splitlines()))


def test_circled_numbers_inside_an_article_are_sections():
    stated = reading_of(CIRCLED)
    assert items(stated) == SEVEN
    assert stated.last_line == line_of(CIRCLED, "⑦")


def test_a_page_is_cut_by_its_headings_and_a_heading_with_nothing_under_it_is_empty():
    stated = reading_of(A_PAGE, kind="html")
    assert items(stated) == [*SEVEN, (Item.OTHER,)]
    assert [section.empty for section in stated.sections] == [False] * 4 + [True] + [False] * 3
    assert stated.first_line == line_of(A_PAGE, "9. 고정형")
    assert stated.last_line < line_of(A_PAGE, "10. 권익침해")


def test_sections_packed_into_one_line_are_told_apart():
    assert items(reading_of(IN_ONE_LINE)) == SEVEN


def test_headings_glued_to_the_sentence_before_are_found_and_the_empty_ones_named():
    stated = reading_of(GLUED)
    assert items(stated) == [*SEVEN, (Item.OTHER,)]
    assert [section.items for section in stated.sections if section.empty] == [(Item.PEOPLE,), (Item.KEEPING,)]


def test_labels_are_sections_where_there_is_nothing_else():
    found = [item for section in reading_of(LABELLED).sections for item in section.items]
    assert set(found) == {Item.PURPOSE, Item.PLACES, Item.PEOPLE, Item.KEEPING, Item.CHECKING}


def test_english_headings_are_understood():
    stated = reading_of(OF_A_COUNCIL)
    assert stated.language == "en"
    assert items(stated) == [(), *SEVEN, (Item.OTHER,), (Item.OTHER,)]


def test_a_list_numbered_like_the_sections_is_not_cut():
    text = """영상정보처리기기 운영·관리 방침
1. 영상정보처리기기 설치 근거 및 목적
다음 목적으로 운영합니다.
1. 법령에서 허용하는 경우
2. 범죄의 예방을 위하여 필요한 경우
3. 시설안전을 위하여 필요한 경우
2. 설치 대수, 설치 위치 및 촬영범위
본관 : 3대
3. 관리책임자
총무과장
4. 안내
문의는 총무과로 합니다.
"""
    stated = reading_of(text)
    assert items(stated) == [(Item.PURPOSE,), (Item.PLACES,), (Item.PEOPLE,), ()]
    assert len(stated.purposes) == 3


def test_a_text_that_only_mentions_cameras_has_no_camera_part():
    stated = reading_of(WITHOUT_CAMERAS)
    assert (stated.first_line, stated.last_line, stated.sections, stated.rows) == (None, None, (), ())
