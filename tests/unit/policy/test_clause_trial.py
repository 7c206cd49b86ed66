"""A reworded clause is tried: what our linter would stop in a published text, it stops here, by line."""

from datetime import date

import pytest

from app.policy.clauses import LANGUAGES, SECTIONS, clauses
from app.policy.clauses.copies import copy_of, kept_text, typed_lines
from app.policy.commands.wording_trial import faults_of_trial, tried

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
        (
            "6-ko", "answer", "{answer_days}일 이내에, 늦어도 30일 이내에 열람하게 합니다.\n삭제: {deletion_days}일",
            1, "POL-08",
        ),
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


LONG_ANSWER = "{answer_days}주일 이내에 열람하게 합니다. 삭제를 요구받으면 {deletion_days}주일 이내에 조치합니다."


def lost(section, language="ko", **changed):
    return [(key, line) for key, line, _message in faults(section, language, **changed)]


@pytest.mark.parametrize(
    ("clause", "block", "text"),
    [
        ("6-ko", "who", "정보주체는 아무것도 요구할 수 없습니다."),
        ("6-ko", "who", "정보주체는 열람을 요구할 수 있습니다."),
        ("6-ko", "channels", "방문하여 서면으로만 요구하여야 합니다. {channels}"),
        ("6-ko", "channels", "열람 요구는 정해진 서식으로만 신청하여야 합니다. {channels}"),
        ("6-ko", "channels", "편한 방법으로 하되 서면은 필수입니다. {channels}"),
        ("6-ko", "identity", "본인 확인을 하지 않습니다."),
        ("6-ko", "identity", "본인 확인 없이 보여 드립니다."),
        ("6-ko", "identity", "본인인지 확인하며, 주민등록번호를 적어 두고 보관합니다."),
        ("6-ko", "masking", "가리지 않고 보여 드립니다."),
        ("6-ko", "masking", "다른 사람도 그대로 보여 드립니다."),
        ("6-ko", "masking", "함께 찍힌 분은 가능하면 가립니다."),
        ("6-en", "masking", "Other people are masked where possible."),
        ("6-ko", "fee", "한 건에 10만원을 받습니다."),
        ("6-ko", "notice", "{answer_days}일 이내에 그 사유를 알립니다."),
        ("2-ko", "no_control", "필요하면 녹음할 수 있고 다른 곳을 비출 수 있습니다."),
        ("2-ko", "no_control", "기기를 임의로 조작하거나 다른 곳을 비추지 않습니다."),
        ("1-ko", "purposes", "다음 목적으로 설치하고, 필요하면 다른 목적으로도 씁니다."),
        ("4-ko", "processing", "영상정보는 기한이 지나도 지우지 않습니다."),
        ("8-ko", "signs", "안내판은 달지 않습니다."),
        ("8-ko", "changes", "이 방침은 알리지 않고 바꿀 수 있습니다."),
        ("6-en", "who", "You cannot ask for anything."),
        ("6-en", "masking", "Other people are not masked."),
        ("6-en", "fee", "We charge KRW 100,000."),
        ("2-en", "no_control", "Sound may be recorded where necessary."),
        ("6-en", "answer", "We answer in {answer_days} weeks, and erase in {deletion_days} weeks."),
    ],
)
def test_what_the_law_asks_for_is_not_worded_away(clause, block, text):
    section, language = clause.split("-")
    assert block in {key for key, _line in lost(int(section), language, **{block: text})}


def test_the_promise_that_is_turned_round_is_told_with_its_line():
    (found,) = faults(6, fee="비용은 실비입니다.\n한 건에 10만원을 받습니다.")
    assert found[:2] == ("fee", 2)
    assert "'실제 드는 비용까지'를 뒤집는 말입니다" in found[2]


def test_the_fact_that_is_lost_is_told():
    (found,) = faults(6, notice="거절하면 그 사유와 이의를 제기하는 방법을 알립니다({answer_days}).")
    assert found[0] == "notice"
    assert found[2] == "'거절을 알리는 날수': 고친 글에서 읽을 수 없습니다. 기본 조문은 10입니다."


@pytest.mark.parametrize(
    ("clause", "block", "text"),
    [
        ("6-ko", "masking", "함께 찍힌 분은 모자이크로 가려서 보여 드립니다."),
        ("6-ko", "channels", "전화나 서면으로 요구할 수 있습니다. {channels}"),
        ("6-ko", "channels", "편한 방법으로 요구할 수 있으며, 서식은 필수가 아닙니다. {channels}"),
        ("6-ko", "identity", "요구하신 분이 본인인지 신분증으로 확인합니다."),
        ("6-ko", "who", "누구나 자신이 찍힌 영상의 열람과 삭제를 청구할 수 있고, 대리인이 대신할 수 있습니다."),
        ("2-ko", "no_control", "카메라를 함부로 조작하지 않고, 다른 곳을 비추지 않으며, 소리는 녹음하지 않습니다."),
        ("8-ko", "changes", "방침을 고치면 미리 누리집에 공지합니다."),
        ("1-ko", "purposes", "고정형 영상정보처리기기는 다음 목적으로만 운영합니다."),
        ("8-en", "changes", "We publish every change on our homepage before it takes effect."),
    ],
)
def test_honest_words_of_ones_own_keep_every_promise(clause, block, text):
    section, language = clause.split("-")
    assert faults(int(section), language, **{block: text}) == []


def test_what_is_only_cautioned_of_is_told_apart():
    ours = clauses("ko", on=TODAY)[1]
    lines = {key: wording.lines for key, wording in ours.wordings.items()}
    lines["purposes"] = ("다음 목적으로만 영상정보처리기기를 설치·운영합니다.",)
    copy = copy_of(ours, name="copy", content=kept_text(lines), since=TODAY)
    found = tried(ours, copy, on=TODAY)
    assert found.faults == ()
    assert [(fault.key, fault.line) for fault in found.cautions] == [("purposes", 1)]
    assert found.caution_rules == ("POL-04",)


def test_what_is_missing_is_told_beside_the_block_that_would_say_it_and_in_a_sentence():
    found = faults(6, "ko", notice="{answer_days}일 이내에 그 사유를 알립니다.")
    assert {key for key, _line, _message in found} == {"notice"}
    found = faults(6, "ko", heading="열람 요구", notice="{answer_days}일 이내에 그 사유를 알립니다.")
    assert "notice" in {key for key, _line, _message in found}
    assert "heading" not in {key for key, _line, _message in found}
    everything = [str(message) for _key, _line, message in (*found, *faults(6, "ko", answer=LONG_ANSWER))]
    assert not [message for message in everything if "○" in message or "—" in message]
