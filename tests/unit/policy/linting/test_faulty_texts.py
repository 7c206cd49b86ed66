"""Two published texts with the faults typed policies really have: every fault is found, in its line, and nothing else.

The texts are ours; their faults are those of two real policies (docs/lint-rules.md names which rule finds which).
"""

from datetime import date
from pathlib import Path

import pytest

from app.law.severity import Severity
from app.policy.extraction import extract
from app.policy.linting import lint

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).parent / "texts"
FAULTS = (
    ("POL-05", "시행규칙 제 6조"),
    ("RET-01", "사옥, 정압기 |"),
    ("RET-01", "정압기 | 60일"),
    ("RET-02", "정압기 | 60일"),
    ("CAM-09", "정압기 | 60일"),
    ("CAM-09", "가람동 충전소 | 20일"),
    ("CAM-09", "나루동 충전소 | 20일"),
    ("RET-10", "사옥, 정압기 |"),
    ("RET-10", "정압기 | 60일"),
    ("RET-10", "가람동 충전소 | 20일"),
    ("RET-10", "나루동 충전소 | 20일"),
    ("POL-01", "라. 영상정보 촬영시간"),
    ("MGR-01", "사옥 | 안전관리팀장"),
    ("MGR-02", "가람동 충전소 | 가람동"),
    ("MGR-02", "나루동 충전소 | 나루동"),
    ("POL-01", "마. 영상정보 확인"),
    ("POL-07", "① 수사"),
    ("POL-07", "② 한 사람"),
    ("POL-07", "③ 요청대로"),
    ("POL-07", "④ 그 밖에"),
    ("POL-08", "7일 이내"),
    ("POL-08", "바. 정보주체의"),
    ("REQ-07", "바. 정보주체의"),
    ("POL-13", "명백히"),
    ("POL-10", "명백히"),
    ("POL-12", "3) 보관시설"),
    ("CAM-08", "사옥 | 4대"),
    ("CAM-08", "가람동 충전소 | 2대"),
    ("CAM-08", "나루동 충전소 | 2대"),
    ("CAM-08", "정압기 | 120대"),
    ("POL-02", "정압기 | 120대"),
    ("POL-04", "영상정보처리기기 설치, 운영"),
    ("POL-04", "가람도시가스는 다음과"),
    ("POL-04", "가. 영상정보처리기기"),
    ("POL-13", "2022. 02. 15"),
    ("POL-06", "새빛에너지"),
    ("MGR-04", "가. 개인정보보호 최고책임자"),
    ("MGR-04", "나. 개인정보 보호책임자"),
    ("CON-02", "영상정보처리기기 설치, 운영"),
    ("POL-01", "영상정보처리기기 설치, 운영"),
    ("POL-24", "제 3차에게"),
    ("POL-24", "누출"),
    ("POL-24", "ecm.cyber"),
    ("CAM-02", "1) 시설 안전과"),
    ("CAM-03", "정압기 | 120대"),
)


def judged(name, on=TODAY, **options):
    path = FOLDER / name
    return lint(extract(path.read_bytes(), name=name), on=on, **options)


@pytest.fixture(scope="module")
def faulty():
    return judged("faulty.txt")


def line_of(words):
    lines = (FOLDER / "faulty.txt").read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if words in line)
    return number


@pytest.mark.parametrize(("rule", "words"), FAULTS, ids=lambda value: value)
def test_a_fault_is_found_in_its_line(faulty, rule, words):
    assert (rule, line_of(words)) in {(one.rule, one.where.line) for one in faulty.findings}


def test_nothing_else_is_found(faulty):
    known = {(rule, line_of(words)) for rule, words in FAULTS}
    assert [
        (one.rule, one.where.line, str(one.message))
        for one in faulty.findings
        if (one.rule, one.where.line) not in known
    ] == []


def test_findings_stand_in_the_order_of_the_lines(faulty):
    lines = [one.where.line for one in faulty.findings]
    assert lines == sorted(lines)


def test_a_lawful_stricter_promise_and_a_missing_start_are_no_errors(faulty):
    notes = {one.rule for one in faulty.findings if one.severity is Severity.INFO}
    assert {"POL-08", "RET-10", "CON-02", "POL-24"} <= notes


def test_others_privacy_is_a_warning_because_it_may_be_lawful(faulty):
    severities = {one.where.line: one.severity for one in faulty.findings if one.rule == "POL-07"}
    assert severities[line_of("③ 요청대로")] is Severity.WARNING
    assert severities[line_of("④ 그 밖에")] is Severity.ERROR


def test_a_text_without_cameras_has_its_two_faults_and_a_note():
    found = [(one.rule, one.where and one.where.line) for one in judged("no_cameras.txt").findings]
    assert found == [("POL-05", 8), ("POL-05", 9), ("POL-11", 14), ("POL-22", None)]


def test_the_same_text_is_judged_by_the_law_of_its_day():
    before = {one.rule for one in judged("faulty.txt", on=date(2023, 9, 14)).findings}
    after = {one.rule for one in judged("faulty.txt", on=date(2023, 9, 15)).findings}
    assert "POL-04" in after - before
    assert "RET-02" not in after  # The guideline's thirty days were read from 2024 on.
    assert "RET-02" in {one.rule for one in judged("faulty.txt", on=date(2024, 1, 4)).findings}


def test_rules_whose_law_of_that_day_nobody_read_are_named():
    not_asked = {rule.id for rule in judged("faulty.txt", on=date(2023, 9, 14)).not_asked}
    assert {"POL-04", "POL-01", "POL-11"} <= not_asked
    assert judged("faulty.txt").not_asked == ()


def test_a_log_of_six_months_is_a_breach_only_since_its_notice_was_read():
    assert "POL-11" not in {one.rule for one in judged("no_cameras.txt", on=date(2026, 6, 30)).findings}
