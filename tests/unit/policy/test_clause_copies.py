"""A copy of a clause may say anything but less than it must, what nobody can fill, and what no writer would print."""

from dataclasses import replace
from datetime import date

import pytest

from app.policy.clauses import LANGUAGES, Wording, clauses
from app.policy.clauses.copies import copy_of, faults_of_copy, kept_text, said_lines, typed_lines
from app.policy.clauses.names import GAP_NAMES, block_name
from app.policy.domain import Form
from tests.builders.policy import a_policy

TODAY = date(2026, 11, 22)
OURS = clauses("ko", on=TODAY)
REQUESTS = OURS[6]


def said(ours=REQUESTS, **changed):
    """Return the lines of a copy: ours, and what was typed for some blocks."""
    lines = {key: wording.lines for key, wording in ours.wordings.items()}
    return lines | {key: typed_lines(text) for key, text in changed.items()}


def faults(ours=REQUESTS, **changed):
    return [(fault.key, fault.line, str(fault.message)) for fault in faults_of_copy(ours, said(ours, **changed))]


@pytest.mark.parametrize(
    "ours", [c for language in LANGUAGES for c in clauses(language, on=TODAY)], ids=lambda c: c.name
)
def test_our_own_words_are_a_sound_copy(ours):
    assert faults(ours) == []


def test_a_copy_may_reword_and_leave_out_what_is_not_required():
    assert faults(fee="실비만 받습니다.", form="", closed="") == []


def test_a_required_block_cannot_be_left_out():
    assert faults(refusal="  \n ") == [("refusal", None, "'거절하는 사유'는 뺄 수 없습니다.")]


def test_a_block_cannot_be_dropped_by_not_sending_it():
    lines = said()
    del lines["answer"]
    assert [fault.key for fault in faults_of_copy(REQUESTS, lines)] == ["answer"]


def test_a_block_we_do_not_have_is_refused():
    assert [fault[0] for fault in faults(extra="덧붙임")] == ["extra"]


def test_values_stay_and_none_is_added():
    assert faults(answer="10일 이내에 답합니다.\n{deletion_days}일, {soon}") == [
        ("answer", 2, "{soon}: 이 항목에 쓸 수 없는 값입니다."),
        ("answer", None, "{answer_days} 값이 들어가야 합니다."),
    ]


def test_a_value_of_another_block_is_refused():
    assert [fault[:2] for fault in faults(fee="{answer_days}일 안에 실비를 알립니다.")] == [("fee", 1)]


def test_the_particle_may_go():
    assert faults(OURS[0], opening="{organisation}에서 알립니다.") == []


@pytest.mark.parametrize(
    "line",
    [
        "<b>실비</b>만 받습니다.", "<script>", "실비&nbsp;만", "**실비**", "`실비`", "[실비](https://example.com)",
        "# 실비", "| 실비 |", "> 실비", "@ fee required", "* 실비", "---", "{실비 만}", "{}", "실비}", "실\u202e비",
        "실\u200b비", "-",
    ],
)  # fmt: skip
def test_only_plain_text_is_a_wording(line):
    found = faults(fee=f"실비만 받습니다.\n{line}")
    assert found
    assert {fault[:2] for fault in found} == {("fee", 2)}


@pytest.mark.parametrize("line", ["1 < 2이고 3 > 2입니다.", "A&B사", "- 항목", "3 - 2", "2*3", "① 하나", "1. 하나"])
def test_what_only_looks_like_markup_stands(line):
    assert faults(fee=f"실비만 받습니다.\n{line}") == []


def test_a_heading_is_one_line():
    assert [fault[0] for fault in faults(heading="열람\n삭제")] == ["heading"]
    assert [fault[0] for fault in faults(heading="- 열람")] == ["heading"]


def test_length_is_limited():
    assert faults(fee="가" * 800) == []
    assert [fault[:2] for fault in faults(fee="가" * 801)] == [("fee", 1)]
    assert [fault[:2] for fault in faults(fee="가\n" * 21)] == [("fee", None)]


def test_what_is_kept_is_read_back():
    lines = said(fee="실비만 받습니다.\n- 하나\n- 둘", form="")
    assert said_lines(kept_text(lines)) == {key: found for key, found in lines.items() if found}


def test_a_copy_stands_for_ours_from_its_day():
    content = kept_text(said(fee="실비만 받습니다.", form=""))
    copy = copy_of(REQUESTS, name="06-requests.v1+copy.1", content=content, since=TODAY)
    assert (copy.name, copy.section, copy.in_force_from) == ("06-requests.v1+copy.1", 6, TODAY)
    assert copy["fee"].lines == ("실비만 받습니다.",)
    assert copy["form"] == Wording("form", required=False, lines=())
    assert list(copy["form"].blocks(form="서식")) == []


def test_where_ours_moved_on_a_copy_leaves_no_hole():
    content = kept_text({"heading": ("옛 제목",), "answer": ("{old_days}일 안에 답합니다.",)})
    copy = copy_of(REQUESTS, name="06-requests.v0+copy.1", content=content, since=TODAY)
    assert copy["heading"].lines == ("옛 제목",)
    assert copy["answer"] == REQUESTS["answer"]
    assert copy["refusal"] == REQUESTS["refusal"]


def test_what_nobody_reworded_follows_ours():
    late = Wording("late", required=False, lines=("늦으면 알립니다.",))
    newer = {**REQUESTS.wordings, "masking": replace(REQUESTS["masking"], lines=("모두 가립니다.",)), "late": late}
    ours = replace(REQUESTS, name="06-requests.v2", wordings=newer)
    content = kept_text(said(fee="실비만 받습니다.", form=""))
    copy = copy_of(ours, name="06-requests.v1+copy.1", content=content, since=TODAY, base=REQUESTS)
    assert copy["masking"].text == "모두 가립니다."
    assert copy["late"] == late
    assert copy["fee"].text == "실비만 받습니다."
    assert copy["form"].lines == ()


def test_a_policy_is_composed_with_a_copy(monkeypatch):
    content = kept_text(said(fee="실비만 받습니다.", form=""))
    copy = copy_of(REQUESTS, name="06-requests.v1+copy.1", content=content, since=TODAY)
    mixed = tuple(copy if clause.section == 6 else clause for clause in OURS)
    monkeypatch.setattr("tests.builders.policy.clauses", lambda _language, on: mixed if on else ())
    policy = a_policy(form=Form.STANDALONE)
    assert policy.clause_versions[6] == "06-requests.v1+copy.1"
    assert "실비만 받습니다." in str(policy.sections[5].blocks)


def test_everything_in_a_clause_has_a_name():
    for clause in OURS:
        for key, wording in clause.wordings.items():
            assert block_name(key).text != key
            assert wording.gaps <= set(GAP_NAMES)
