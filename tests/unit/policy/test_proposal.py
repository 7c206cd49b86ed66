"""A published text becomes a draft of the registry: nothing lost, nothing guessed, every doubt a question."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.extraction import extract
from app.policy.extraction.text import printed_text
from app.policy.proposal import NAMELESS, Known, Why, corrected, known_of, propose, questions, sheets
from app.policy.proposal.asking import cameras_read
from app.policy.proposal.packing import as_text, from_text, packed, unpacked
from app.policy.proposal.shapes import named
from app.policy.reading import read
from app.policy.stated import StatedPolicy
from app.registry.document import RegistryDocument, read_document
from app.registry.domain import Declared, Kind, Organisation, Post, Retention, Revision, Site, SpaceClass
from app.registry.history import Version
from tests.builders.policy import TODAY
from tests.cases import NUMBERS
from tests.layouts.matching import Score
from tests.layouts.proposed import held_by_own_policy, imported, proposed
from tests.layouts.styles import STYLES

TEXT = """예시도시가스 영상정보처리기기 운영·관리 방침
예시도시가스는 아래와 같이 영상정보처리기기를 설치, 운영하고 있습니다.
가. 설치 근거 및 목적 : 개인정보 보호법 제25조제1항에 따라 다음 목적으로 운영합니다.
 1) 시설안전 및 화재 예방
나. 설치 대수, 설치 위치, 촬영 범위
설치장소 | 설치대수 | 설치 위치 및 촬영범위
사옥 | 4대 | 건물 내/외부
원주 정압기 | 164대 | 정압기실 내/외부
다. 관리책임자 및 접근권한자
설치장소 | 관리책임자 | 접근권한자 | 연락처
사옥 | 안전관리팀장 | 상황실 근무자 | 033)000-4444
원주 정압기 | 시설팀장 | 상황실 근무자 | 033)000-5555
라. 촬영시간, 보관기간, 보관장소
설치장소 | 촬영시간 | 보관기간 | 보관장소
사옥, 원주 정압기 | 24시간 | 20일 이내 | 상황실
원주 정압기 | 24시간 | 60일 이내 | 상황실
마. 개인정보 보호책임자 : 사업본부장 (033)000-2222
"""


def draft(text=TEXT, **known):
    return propose(read(extract(text.encode(), name="policy.txt")), **known)


def site(proposal, name):
    return next(one for one in proposal.document["sites"] if one["name"] == name)


def field_at(proposal, path):
    return next(one for one in proposal.fields if one.path == path)


def of_why(proposal, why):
    return [one for one in questions(proposal) if one.why is why]


def test_what_all_places_share_is_declared_once():
    proposal = draft()
    declared = proposal.document["organisation"][0]["declared"]
    assert (declared["hours"], declared["storage_place"]) == ("24시간", "상황실")
    assert declared["access_holders"] == [{"post": post_of(proposal, "상황실 근무자")}]
    assert not {"hours", "storage_place", "access_holders"} & site(proposal, "사옥")["declared"].keys()


def post_of(proposal, title):
    (found,) = (one["code"] for one in proposal.document["posts"] if one.get("title") == title)
    return found


def test_every_value_says_where_it_was_read_and_how_sure():
    field = field_at(draft(), "sites[0].camera_count")
    assert (field.value, field.words, field.where.line) == (4, "4대", 7)
    assert field.mark == "확실"


def test_two_periods_for_one_place_are_asked_and_neither_is_taken():
    proposal = draft()
    assert "retention" not in site(proposal, "원주 정압기")["declared"]
    (question,) = of_why(proposal, Why.CONTRADICTION)
    assert {option.value["days"] for option in question.options} == {20, 60}
    assert {option.where.line for option in question.options} == {15, 16}


def test_a_chosen_answer_ends_the_question():
    proposal = draft()
    (question,) = of_why(proposal, Why.CONTRADICTION)
    number = next(at for at, option in enumerate(question.options) if option.value["days"] == 60)
    answered, problems = corrected(proposal, {}, chosen={question.path: number})
    assert problems == []
    assert site(answered, "원주 정압기")["declared"]["retention"] == {"text": "60일 이내", "days": 60}
    assert of_why(answered, Why.CONTRADICTION) == []


def test_a_total_that_does_not_sum_up_is_asked():
    proposal = draft(TEXT.replace("다. 관리책임자", "합계 | 170대 |\n다. 관리책임자"))
    assert any(one.message.values.get("summed") == 168 for one in of_why(proposal, Why.CONTRADICTION))


def test_what_a_text_leaves_out_is_asked_with_the_places():
    proposal = draft(TEXT.replace("사옥 | 4대 |", "사옥 | - |"))
    assert any(one.message.values.get("places") == "사옥" for one in of_why(proposal, Why.MISSING))
    assert "camera_count" not in site(proposal, "사옥")


def test_a_text_without_cameras_or_a_name_imports_all_the_same():
    proposal = propose(StatedPolicy())
    assert imported(proposal.document).organisation.name == NAMELESS
    assert {one.path for one in of_why(proposal, Why.MISSING)} >= {"organisation[0].name", "added"}


def test_corrections_become_values():
    texts = {
        "sites[0].camera_count": "5 대",
        "sites[0].declared.retention": "30일",
        "sites[0].declared.manager": "총무팀 총무과장 033-000-7777",
        "organisation[0].effective_on": "2026. 11. 30.",
        "organisation[0].declared.purposes": "시설안전 및 화재 예방\n범죄 예방",
        "organisation[0].declared.purposes[0].ground": "pipa.25.1.3",
        "sites[1].declared.space_class": "closed",
    }
    proposal, problems = corrected(draft(), texts, added=["별관"])
    snapshot = imported(proposal.document)
    house = snapshot.rows[0]
    assert problems == []
    assert (house.count, house.values.retention.days) == (5, 30)
    assert (house.values.manager.title, house.values.manager.phone) == ("총무과장", "033-000-7777")
    assert snapshot.organisation.effective_on.isoformat() == "2026-11-30"
    assert [one.ground for one in snapshot.organisation_values.purposes] == ["pipa.25.1.3", None]
    assert snapshot.rows[1].values.space_class.value == "closed"
    assert [row.name for row in snapshot.rows] == ["사옥", "원주 정압기", "별관"]


def test_what_was_typed_and_is_not_understood_is_named_and_changes_nothing():
    texts = {"sites[0].camera_count": "네 대쯤", "organisation[0].effective_on": "13월 40일", "sites[0].name": ""}
    proposal, problems = corrected(draft(), texts)
    assert {one.place for one in problems} == set(texts)
    assert proposal.document == draft().document


def test_a_place_taken_out_leaves_no_trace_and_the_others_keep_theirs():
    proposal, _problems = corrected(draft(), {"sites[1].camera_count": "165"}, removed=["sites[0]"])
    assert [one["name"] for one in proposal.document["sites"]] == ["원주 정압기"]
    assert all(post.get("title") != "안전관리팀장" for post in proposal.document["posts"])
    assert proposal.corrected == {"sites[0].camera_count"}
    assert field_at(proposal, "sites[0].name").value == "원주 정압기"
    assert [one.path for one in of_why(proposal, Why.CONTRADICTION)] == ["sites[0].declared.retention"]


def test_things_the_registry_knows_keep_their_code_and_no_code_is_given_twice():
    known = Known({(Kind.SITE, named("사옥")): "HQ"}, frozenset({(Kind.SITE, "HQ"), (Kind.SITE, "s01")}))
    assert [one["code"] for one in draft(known=known).document["sites"]] == ["HQ", "s02"]


def test_a_row_of_the_registry_stays_a_row():
    known = Known({(Kind.ROW, named("원주 정압기")): "stations"}, frozenset({(Kind.ROW, "stations")}))
    document = draft(known=known).document
    assert [(one["code"], one["camera_count"]) for one in document["rows"]] == [("stations", 164)]
    assert [one["name"] for one in document["sites"]] == ["사옥"]


def test_things_the_registry_knows_keep_what_the_text_does_not_speak_of():
    site_of_now = Site(
        code="HQ", name="사옥", region="원주시", camera_count=3, declared=Declared(space_class=SpaceClass.OPEN)
    )
    post = Post(code="P", title="안전관리팀장", phones=("033-000-4444",))
    versions = {Kind.SITE: (Version(site_of_now),), Kind.POST: (Version(post),)}
    document = draft(known=known_of(RegistryDocument(versions), TODAY)).document
    house = site(draft(known=known_of(RegistryDocument(versions), TODAY)), "사옥")
    assert (house["region"], house["declared"]["space_class"], house["camera_count"]) == ("원주시", "open", 4)
    assert next(one for one in document["posts"] if one["code"] == "P")["phones"] == ["033-000-4444"]


def test_what_the_registry_has_does_not_answer_what_the_text_contradicts():
    site_of_now = Site(code="s9", name="원주 정압기", declared=Declared(retention=Retention(text="60일", days=60)))
    known = known_of(RegistryDocument({Kind.SITE: (Version(site_of_now),)}), TODAY)
    proposal = draft(known=known)
    assert site(proposal, "원주 정압기")["declared"]["retention"]["days"] == 60
    assert [one.path for one in of_why(proposal, Why.CONTRADICTION)] == ["sites[1].declared.retention"]


PAST = "바. 변경 이력\n날짜 | 변경 내용\n2025-09-29 | 보관기간을 줄임\n"


def history(text):
    organisation = Organisation(name="예시도시가스", history=(Revision(on=date(2022, 2, 15), note="설치, 운영 신규"),))
    known = known_of(RegistryDocument({Kind.ORGANISATION: (Version(organisation),)}), TODAY)
    return [(line["on"], line["note"]) for line in draft(text, known=known).document["organisation"][0]["history"]]


def test_a_text_adds_to_the_history_and_takes_nothing_from_it():
    kept = ("2022-02-15", "설치, 운영 신규")
    assert history(TEXT + PAST) == [("2025-09-29", "보관기간을 줄임"), kept]
    assert history(TEXT + PAST + "2022-02-15 | 설치, 운영 신규\n").count(kept) == 1


def test_the_label_of_a_day_is_no_change():
    days = "공고일자 : 2025년 9월 22일\n시행일자 : 2025년 9월 29일\n"
    assert history(TEXT + days) == [("2022-02-15", "설치, 운영 신규")]


def test_a_line_naming_a_person_is_not_carried_along():
    proposal = draft(TEXT.replace("사업본부장 (033)", "사업본부장 예시인 / 전화번호 : (033)"))
    assert "예시인" not in packed_text(proposal)


def packed_text(proposal):
    return str(unpacked(packed(proposal)))


def test_a_draft_comes_back_from_a_form_as_it_went():
    proposal = draft()
    assert unpacked(from_text(as_text(packed(proposal)))) == proposal


def test_half_a_draft_is_refused():
    with pytest.raises(ValueError, match="not whole"):
        unpacked(packed(draft())[:-20])


def test_a_sheet_shown_and_sent_back_unchanged_changes_nothing():
    proposal = draft()
    texts = {entry.path: entry.shown for sheet in sheets(proposal) for entry in sheet.entries}
    again, problems = corrected(proposal, texts)
    assert (again.document, problems, again.corrected) == (proposal.document, [], frozenset())


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=1000))
def test_any_text_makes_a_document_the_registry_takes(cell, tail):
    text = TEXT.replace("건물 내/외부", " ".join(cell.split())) + tail
    proposal = propose(read(printed_text(text)))
    read_document(json.dumps(proposal.document).encode())


def test_every_case_is_held_by_the_registry_it_makes():
    """Each case in one style of its own; ``tests.layouts.proposed`` tries them all."""
    whole = Score()
    for at, number in enumerate(NUMBERS):
        style = STYLES[at % 13]
        whole.add(proposed(style, number)[2])
    assert whole.recall() >= 0.96
    assert whole.precision() >= 0.97


def test_our_own_policies_make_the_registry_they_came_from():
    assert held_by_own_policy(examples=6, today=TODAY) == []


def test_cameras_counted_by_parts_of_a_place_are_counted():
    sites = [{"code": "A", "name": "가"}, {"code": "B", "name": "나", "camera_count": 3}]
    zones = [{"site": "A", "camera_count": 48}, {"site": "A", "camera_count": 26}]
    assert cameras_read({"rows": [], "sites": sites, "zones": zones}) == 77
