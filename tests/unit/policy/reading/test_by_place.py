"""Sentences that say something else of single places are taken apart; those that only sound so are left whole."""

import pytest

from app.policy.reading.by_place import exceptions, kept_of, run_by, without_provisos


@pytest.mark.parametrize(
    ("text", "main", "told"),
    [
        (
            "촬영 후 30일 (불법주정차 단속은 15일, 무단투기는 90일)",
            "촬영 후 30일",
            {"불법주정차 단속": "15일", "무단투기": "90일"},
        ),
        ("30일 (승강기는 15일, 놀이터는 60일 이내 - 사고 확인)", "30일", {"승강기": "15일", "놀이터": "60일 이내"}),
        ("관제센터(청사는 각 청사 방재실)", "관제센터", {"청사": "각 청사 방재실"}),
        ("30일. 다만, 수장고는 90일", "30일", {"수장고": "90일"}),
        ("직영점은 각 점장, 생산시설은 공장장", "", {"직영점": "각 점장", "생산시설": "공장장"}),
        ("45일 (사고 발생 시 처리 완료 시까지)", "45일 (사고 발생 시 처리 완료 시까지)", {}),
        ("보관기간은 30일, 보관장소는 방재실", "보관기간은 30일, 보관장소는 방재실", {}),
        ("통합관제실(본부동 B1)", "통합관제실(본부동 B1)", {}),
    ],
)
def test_exceptions_are_told_from_the_value_for_all(text, main, told):
    assert exceptions(text) == (main, tuple(told.items()))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("※ 차량번호 인식은 90일간 보관", ("차량번호 인식", "90일간")),
        ("* 생활관은 늦은 신고에 대응하기 위하여 60일간 보관함", ("생활관", "60일간")),
        ("촬영된 영상은 30일간 보관합니다.", None),
        ("본교는 영상을 30일간 보관합니다.", None),
    ],
)
def test_a_note_is_of_the_place_it_names_and_of_no_other(text, kept):
    assert kept_of(text) == kept


def test_who_runs_one_place_is_told():
    assert run_by("수장고는 소장품관리팀장이 따로 관리합니다.") == ("수장고", "소장품관리팀장")
    assert run_by("영상정보는 관리책임자가 관리합니다.") is None


def test_a_proviso_is_taken_out_of_the_sentences_around_it():
    text = "영상은 30일간 당직실에 보관한다. 다만, 교육원의 영상은 15일간 보관한다."
    assert without_provisos(text) == ("영상은 30일간 당직실에 보관한다.", (("교육원", "15일간"),))
