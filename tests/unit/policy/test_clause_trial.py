"""A reworded clause is tried: what our linter would stop in a published text, it stops here, by line."""

from datetime import date

import pytest

from app.policy.clauses import LANGUAGES, SECTIONS, clauses
from app.policy.clauses.copies import copy_of, kept_text, typed_lines
from app.policy.commands.wording_trial import faults_of_trial

TODAY = date(2026, 11, 22)


def faults(section, language="ko", **changed):
    ours = clauses(language, on=TODAY)[section]
    lines = {key: wording.lines for key, wording in ours.wordings.items()}
    content = kept_text(lines | {key: typed_lines(text) for key, text in changed.items()})
    copy = copy_of(ours, name="copy", content=content, since=TODAY)
    return [(fault.key, fault.line, str(fault.message)) for fault in faults_of_trial(ours, copy, on=TODAY)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_our_own_words_pass(section, language):
    assert faults(section, language) == []


def test_honest_rewording_passes():
    assert faults(6, fee="열람에 드는 실비만 받고, 우리 잘못으로 요구하게 되었으면 받지 않습니다.") == []
    assert faults(8, signs="촬영되는 곳마다 목적, 범위, 시간과 연락처를 적은 안내판을 붙였습니다.") == []
    assert faults(6, "en", fee="We charge no more than the copy costs us.") == []


REFUSAL = "다음의 경우에는 열람을 거절할 수 있습니다.\n- 법률에 따라 열람이 금지되거나 제한되는 경우\n- {}"


@pytest.mark.parametrize(
    ("clause", "block", "text", "line", "rule"),
    [
        ("6-ko", "refusal", REFUSAL.format("그 밖에 정당한 공익적 사유가 있는 경우"), 3, "POL-07"),
        ("6-ko", "refusal", REFUSAL.format("범죄수사에 지장을 주는 경우"), 3, "POL-07"),
        ("1-ko", "purposes", "다음 목적으로만 영상정보처리기기를 설치·운영합니다.", 1, "POL-04"),
        (
            "6-ko", "answer", "{answer_days}일 이내에, 늦어도 30일 이내에 열람하게 합니다.\n삭제: {deletion_days}일",
            1, "POL-08",
        ),
        ("6-ko", "channels", "열람 요구는 정해진 서식으로만 신청하여야 합니다.", 1, "POL-10"),
        (
            "6-en", "refusal",
            "Viewing may be refused in these cases.\n- An Act forbids it\n- there is another legitimate reason",
            3, "POL-07",
        ),
    ],
)  # fmt: skip
def test_what_a_published_text_may_not_say_is_stopped_at_its_line(clause, block, text, line, rule):
    section, language = clause.split("-")
    found = faults(int(section), language, **{block: text})
    assert [fault[:2] for fault in found] == [(block, line)]
    assert rule in found[0][2]
