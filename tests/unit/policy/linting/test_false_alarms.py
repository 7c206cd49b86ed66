"""What sound policies of others say in their own way is no breach; what the reader failed on is said as not read."""

from datetime import date
from pathlib import Path

import pytest

from app.law.severity import Severity
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.linting import lint
from tests.builders.policy import a_policy
from tests.builders.sound_policy import sound_things

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sound():
    return FORMATS["txt"].write(a_policy(*sound_things())).decode()


def bad_in(text):
    findings = lint(extract(text.encode(), name="a.txt"), on=TODAY).findings
    return [(one.rule, str(one.message)) for one in findings if one.severity is not Severity.INFO]


def with_line(text, before, line):
    assert before in text
    return text.replace(before, f"{line}\n{before}", 1)


LAWFUL = [
    "정보주체의 동의를 받거나 다른 법률에 특별한 규정이 있으면 목적 외의 용도로 제공할 수 있습니다.",
    "목적 외 이용과 제3자 제공은 관리대장에 기록합니다.",
    "임의로 조작하거나 다른 곳을 비추는 행위는 처벌받을 수 있습니다.",
    "이웃집이 촬영되지 않도록 각도를 정합니다.",
    "대리인은 위임장이 없으면 요구할 수 없습니다.",
    "이미 파기된 영상의 열람은 요구할 수 없습니다.",
    "주민등록번호 뒷자리는 가려 주십시오.",
    "신분증 사본은 받지 않습니다.",
    "방침을 바꿀 때에는 미리 공지합니다.",
    "군사시설에는 안내판을 설치하지 않을 수 있습니다.",
    "위반하면 3천만원 이하의 벌금에 처해질 수 있습니다.",
    "열람은 방문하여 관리책임자와 함께 확인합니다.",
    "접속기록이 훼손되지 않도록 따로 보관합니다.",
    "화장실 안은 촬영하지 않습니다.",
    "계정은 함께 쓰지 않습니다.",
    "영상은 제휴사나 계열사에 제공하지 않으며, 영업 홍보에도 쓰지 않습니다.",
    "보험사에는 정보주체의 동의를 받은 경우에만 제공합니다.",
    "열람 요구에는 5영업일 이내에 답합니다.",
    "보관기간이 지난 영상은 계속 보관하지 않습니다.",
    "사건과 관련하여 보전을 요구받은 영상은 보관기간이 지나도 따로 보관합니다.",
]


@pytest.mark.parametrize("line", LAWFUL)
def test_a_lawful_sentence_breaks_no_rule(sound, line):
    assert bad_in(with_line(sound, "영상에 다른 사람이 함께", f"{line}\n")) == []


def test_some_hundred_harmless_sentences_that_use_the_same_words_break_no_rule(sound):
    lines = (Path(__file__).parent / "texts" / "harmless.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 107
    assert bad_in(with_line(sound, "영상에 다른 사람이 함께", "\n\n".join([*lines, ""]))) == []


def test_a_short_name_of_the_operator_is_no_other_company(sound):
    named = sound.replace("예시도시가스는 「개인", "예시도시가스(이하 “본사”라 함)는 「개인", 1)
    assert bad_in(with_line(named, "영상에 다른 사람이 함께", "본사가 보유하고 있는 개인영상정보입니다.\n")) == []


def test_a_list_of_changes_at_the_end_is_neither_broken_off_nor_misnumbered(sound):
    text = sound[: sound.index("시행일: 2026")]
    closing = "부칙\n 1. 제정 2021. 5. 3.\n 2. 개정 2024. 2. 1.\n 3. 개정 2026. 10. 1. (시행일 2026. 10. 8.)\n"
    assert bad_in(text + closing) == []


def test_a_long_list_of_changes_that_begins_with_the_first_day_contradicts_nothing(sound):
    text = sound[: sound.index("시행일: 2026")]
    later = "".join(f" {number}) 일부개정 : {2015 + number}. 03. 02\n" for number in range(2, 9))
    closing = f"변경 이력\n 1) 시행일자 : 2016. 09. 01\n{later} 9) 일부개정 : 2026. 10. 01\n"
    assert bad_in(text + closing) == []


def test_a_reason_in_a_sentence_of_its_own_is_a_reason(sound):
    reason = "무인 시설이어서 월 1회 점검 때 침입을 확인함"
    assert "RET-02" in {rule for rule, _message in bad_in(sound.replace(reason, ""))}
    assert bad_in(sound.replace(reason, "외부인의 침입을 늦게 아는 데 대비하기 위하여")) == []


def test_a_note_on_the_car_parks_act_is_no_purpose(sound):
    line = "※ 「주차장법 시행규칙」 제6조제1항을 근거로 설치"
    rules = {rule for rule, _message in bad_in(with_line(sound, "설치 근거로 삼은", f"- {line}\n"))}
    assert "CAM-01" not in rules


def test_a_place_of_checking_that_is_printed_but_not_read_is_no_breach(sound):
    begin, end = sound.index("5. 영상정보 확인"), sound.index("6. 정보주체의")
    section = "5. 영상정보 확인 방법 및 장소\n\n관리책임자에게 연락하십시오. 별관 4층 관제센터, 평일.\n\n"
    rules = {rule for rule, _message in bad_in(sound[:begin] + section + sound[end:])}
    assert rules == set()


def test_a_purpose_that_is_an_article_of_another_law_is_noted(sound):
    line = "- 「주차장법 시행규칙」 제6조제1항을 근거로 설치\n"
    text = with_line(sound, "- 시설의 안전 및 관리, 화재 예방", line.rstrip())
    said = [one for one in lint(extract(text.encode(), name="a.txt"), on=TODAY).findings if one.rule == "CAM-01"]
    assert [one.severity for one in said] == [Severity.INFO]


def test_purposes_without_any_item_of_the_law_are_noted(sound):
    text = sound.replace("제25조제1항제2호", "제25조제1항").replace("제25조제1항제3호", "제25조제1항")
    said = [one for one in lint(extract(text.encode(), name="a.txt"), on=TODAY).findings if one.rule == "POL-05"]
    assert [one.severity for one in said] == [Severity.INFO]
