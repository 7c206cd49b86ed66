"""What a text states in sentences and lists is read with its place."""

from datetime import date

import pytest

from app.policy.reading.dates import days
from app.policy.stated import About
from tests.builders.published_texts import (
    A_PAGE,
    CIRCLED,
    IN_ARTICLES,
    IN_ONE_LINE,
    INSIDE_A_PRIVACY_POLICY,
    LABELLED,
    OF_A_COUNCIL,
    WITHOUT_CAMERAS,
    line_of,
    reading_of,
)


@pytest.fixture(scope="module")
def inside():
    return reading_of(INSIDE_A_PRIVACY_POLICY)


@pytest.fixture(scope="module")
def articles():
    return reading_of(IN_ARTICLES)


@pytest.fixture(scope="module")
def council():
    return reading_of(OF_A_COUNCIL)


def values(said):
    return [one.value for one in said]


def periods(stated):
    return [(one.value.about, one.value.days) for one in stated.periods]


def at(words):
    return line_of(INSIDE_A_PRIVACY_POLICY, words)


def test_the_operator_is_named_and_another_in_its_place_is_found(inside):
    assert inside.organisation.value == "예시도시가스"
    assert [(one.value, one.where.line) for one in inside.other_organisations] == [("다른가스", at("다른가스가"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (IN_ARTICLES, "한빛에너지 주식회사"),
        (CIRCLED, "푸른에너지㈜"),
        (OF_A_COUNCIL, "Northmoor Borough Council"),
        (WITHOUT_CAMERAS, "주식회사 바다"),
        (IN_ONE_LINE, "별빛도서관"),
    ],
)
def test_operators_are_named_in_many_ways(text, name):
    stated = reading_of(text)
    assert stated.organisation.value == name
    assert stated.other_organisations == ()


def test_every_use_of_the_old_term_is_found_and_one_in_the_history_is_less_sure():
    text = "영상정보처리기기 운영 방침\n1. 설치 목적\n고정형 영상정보처리기기로 지킵니다.\n2. 보관기간\n30일\n"
    stated = reading_of(f"{text}영상정보처리기기 신설 개정 : 2022. 2. 15\n")
    assert [(one.value, one.where.line, one.confidence) for one in stated.terms] == [
        ("영상정보처리기기", 1, 1.0),
        ("고정형 영상정보처리기기", 3, 1.0),
        ("영상정보처리기기", 6, 0.5),
    ]


def test_each_ground_for_refusing_is_a_fact_with_its_line(inside):
    lines = [at("① 범죄"), at("② 한 사람"), at("③ 그밖에")]
    assert [one.where.line for one in inside.refusal_grounds] == lines
    assert inside.refusal_grounds[0].value == "범죄수사와 재판에 중대한 지장을 주는 경우"


def test_a_list_of_limits_outside_the_camera_part_is_not_its_grounds(inside):
    assert at("법률에 특별한 규정") not in [one.where.line for one in inside.refusal_grounds]


def test_a_ground_within_a_sentence_is_found():
    assert values(reading_of(CIRCLED).refusal_grounds) == ["수사에 지장을 주는 경우"]


def test_periods_are_told_by_what_they_are_about(inside, articles):
    assert periods(inside) == [(About.REFUSAL, 7)]
    assert periods(articles) == [(About.ANSWER, 10), (About.REFUSAL, 7)]
    assert periods(reading_of(CIRCLED)) == [(About.ANSWER, 5), (About.ACCESS_LOGS, 180)]
    assert periods(reading_of(IN_ONE_LINE)) == [(About.ANSWER, None)]
    assert periods(reading_of(OF_A_COUNCIL)) == [(About.ANSWER, 30)]


def test_access_logs_are_read_of_a_text_without_cameras():
    stated = reading_of(WITHOUT_CAMERAS)
    assert periods(stated) == [(About.ACCESS_LOGS, 180)]
    assert {one.value.form for one in stated.citations} == {None, "8", "11"}


def test_an_objection_is_found_in_a_promise_and_surer_in_a_way(inside):
    assert inside.objection.where.line == at("불복방법")
    assert reading_of(A_PAGE, kind="html").objection.confidence > inside.objection.confidence
    assert reading_of(LABELLED).objection is None


def test_a_form_as_the_only_way_is_found_and_channels_are_not_guessed(inside, articles):
    assert inside.only_form.where.line == at("청구서로")
    assert inside.form.value == "개인영상정보 열람, 존재 확인 청구서"
    assert inside.channels == ()
    assert values(articles.channels) == ["전화", "전자우편", "인터넷"]
    assert articles.only_form is None
    assert values(reading_of(A_PAGE, kind="html").channels) == ["서면", "전화"]


def test_mail_by_electronic_means_is_no_letter():
    said = "전화, 이메일 또는 홈페이지(www.hanbit.example.co.kr)로"
    assert said in IN_ARTICLES
    assert values(reading_of(IN_ARTICLES.replace(said, "전화, 전자우편으로")).channels) == ["전화", "전자우편"]
    assert values(reading_of(IN_ARTICLES.replace(said, "전화, 우편으로")).channels) == ["서면", "전화"]


def test_measures_are_counted_one_by_one(inside, articles):
    assert len(inside.safeguards) == 3
    assert [one.confidence for one in articles.safeguards] == [0.8] * 4
    assert values(reading_of(CIRCLED).safeguards) == ["내부관리계획 수립", "접근권한 제한", "잠금장치"]


def test_purposes_are_listed_or_named_in_a_sentence(inside):
    assert values(inside.purposes) == ["시설안전 및 화재 예방", "이용자의 안전사고 예방"]
    assert values(reading_of(CIRCLED).purposes) == ["시설안전, 범죄예방"]
    assert values(reading_of(A_PAGE, kind="html").purposes) == ["환자 안전 및 범죄 예방", "시설 안전"]


def test_checking_is_read_where_it_is_said_and_not_out_of_a_refusal(inside, articles):
    assert (inside.checking_method, inside.checking_place) == (None, None)
    assert articles.checking_place.value == "본사 방재실"
    assert "미리 연락" in articles.checking_method.value
    assert reading_of(CIRCLED).checking_place.value == "총무부 사무실"


def test_processing_is_read_and_a_promise_in_a_heading_is_not(inside):
    assert inside.processing == ()
    assert values(reading_of(CIRCLED).processing) == ["자동 덮어쓰기"]


def test_companies_of_the_camera_part_are_read_and_others_left_out(inside, articles):
    assert inside.processors == ()
    (found,) = values(articles.processors)
    assert (found.name, found.work, found.phones) == ("㈜안심", "기기 유지보수", ("02-000-1234",))
    assert "위탁하지 않" in reading_of(A_PAGE, kind="html").no_processors.value


def test_officers_are_posts_and_one_post_is_of_one_organisation(inside):
    found = [(one.value.role, one.value.person.title, one.value.of) for one in inside.officers]
    assert found == [
        ("개인정보보호 최고책임자", "전산실장", "가나시스템"),
        ("개인정보 보호책임자", "사업본부장", None),
        ("개인정보 보호담당자", "고객지원팀장", "예시"),
        ("개인정보 보호담당자", "전산실장", "가나시스템"),
    ]
    (officer,) = values(reading_of(CIRCLED).officers)
    assert (officer.person.title, officer.person.phones) == ("상무이사", ("02-000-0000",))


def test_changes_and_the_day_in_force_are_read(inside, articles):
    assert [(one.value.on, one.value.kind) for one in inside.revisions] == [
        (date(2011, 9, 1), "effective"),
        (date(2022, 2, 15), "revised"),
    ]
    assert inside.effective_on is None
    assert [(one.value.on, one.value.kind) for one in articles.revisions] == [
        (date(2016, 9, 13), "revised"),
        (date(2024, 1, 4), "revised"),
        (date(2024, 1, 12), "effective"),
    ]
    assert articles.effective_on.value == date(2024, 1, 12)


@pytest.mark.parametrize(
    "text", ["2011. 09. 01", "2011.9.1", "2011년 9월 1일", "'11.9.1", "2011-09-01", "20110901", "1 September 2011"]
)
def test_a_day_is_read_however_it_is_printed(text):
    assert [one.on for one in days(text)] == [date(2011, 9, 1)]


def test_what_is_no_day_is_left_out():
    assert list(days("2011. 13. 45, 1833-6972, 02-2024-0104")) == []


def test_sound_signs_remedies_and_links_are_read(inside, council):
    assert "sound" in council.audio.value
    assert "Signs" in council.signs.value
    assert values(council.links) == ["dpo@northmoor.example.org", "www.ico.org.uk"]
    assert len(council.remedies) == 1
    assert (inside.audio, inside.signs) == (None, None)
    assert values(inside.links) == ["www.example.co.kr", "http://ecm.cyber.go.kr"]
    assert len(inside.remedies) == 2


def test_english_statements_are_read(council):
    assert len(council.refusal_grounds) == 2
    assert values(council.channels) == ["서면", "전자우편"]
    assert council.checking_place.value == "the control room"
    assert [one.value.on for one in council.revisions] == [date(2024, 1, 4)]


def test_lines_nothing_was_read_from_are_handed_back(inside):
    assert [one.where.line for one in inside.unread] == [at("존재확인 및 열람,삭제를 요청할 수 있다")]
