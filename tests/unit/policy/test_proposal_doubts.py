"""What is no value of the registry is asked and not put in: bare numbers of unknown columns, grounds as purposes."""

import pytest

from app.policy.printed import Where
from app.policy.proposal import Why
from app.policy.proposal.columns import of_columns
from app.policy.proposal.draft import Draft
from app.policy.proposal.shapes import Known
from app.policy.stated import Said


def said(text):
    return Said(text, text, Where(3))


def asked(draft):
    return [(one.why, str(one.message)) for one in draft.questions]


def test_a_number_that_only_its_column_explains_is_no_remark_but_asked_once():
    draft = Draft(Known())
    first = of_columns(draft, "zones[0]", [("실내", said("48")), ("비고", said("24시간 감시")), ("형식", said("돔"))])
    of_columns(draft, "zones[1]", [("실내", said("12대"))])
    draft.ask_aside()
    assert first.declared["remarks"] == ["24시간 감시", "형식: 돔"]
    assert [why for why, _text in asked(draft)] == [Why.DECISION]
    assert "'실내' 칸의 수 48, 12대" in asked(draft)[0][1]


def test_a_number_in_the_column_of_remarks_stays_a_remark():
    assert of_columns(Draft(Known()), "sites[0]", [("비고", said("3"))]).declared == {"remarks": ["3"]}


@pytest.mark.parametrize(
    "text",
    [
        "「주차장법 시행규칙」 제6조를 근거로 설치",
        "「주차장법 시행규칙」 제6조제1항을 근거로 설치·운영",
        "※ 「주차장법 시행규칙」 제6조제1항을 근거로 설치함",
        "개인정보 보호법 제25조에 따라 설치",
        "주차장법 시행규칙 제6조에 의하여 설치합니다",
    ],
)
def test_a_ground_is_not_taken_for_a_purpose_but_asked(text):
    draft = Draft(Known())
    assert draft.purposes("organisation[0].declared.purposes", [said(text), said("시설안전")]) == [{"text": "시설안전"}]
    assert [why for why, _text in asked(draft)] == [Why.DECISION]
    assert "목적이 아니라 근거로" in asked(draft)[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "범죄의 예방 및 수사(개인정보 보호법 제25조제1항제2호)",
        "「주차장법 시행규칙」 제6조에 따른 주차장 안전 관리",
        "개인정보 보호법 제25조에 따라 시설안전 및 화재 예방을 위하여 설치",
        "시설 설치 및 운영",
    ],
)
def test_a_purpose_that_names_its_ground_stays_a_purpose(text):
    draft = Draft(Known())
    assert draft.purposes("organisation[0].declared.purposes", [said(text)]) == [{"text": text}]
    assert draft.questions == []
