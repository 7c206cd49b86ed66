"""Every rule on recorders has something that breaks it and is silent on what is sound."""

from datetime import date

import pytest

from app.compliance.domain import Facts, Severity, examine
from app.compliance.queries.recorders import parts_of
from app.compliance.rules.recorders import RECORDER_RULES
from tests.builders.compliance import TODAY, a_retention, a_snapshot, stations


def found(*recorders):
    return [
        (finding.rule, finding.severity, str(finding.message))
        for finding in examine(Facts(on=TODAY, retentions=recorders), RECORDER_RULES)
    ]


def test_a_sound_recorder_breaks_nothing():
    assert found(a_retention()) == []
    assert found() == []


BREAKS = [
    ({"configured_days": 15}, "RET-03", Severity.ERROR, "녹화기의 보관 설정은 15일인데 게시한 보관기간은 20일입니다."),
    ({"configured_days": 30}, "RET-03", Severity.ERROR, "녹화기의 보관 설정은 30일인데 게시한 보관기간은 20일입니다."),
    ({"kept_days": 26}, "RET-04", Severity.ERROR, "게시한 보관기간은 20일인데 26일 된 영상이 남아 있습니다."),
    ({"kept_days": 26, "locked_left_out": False}, "RET-04", Severity.WARNING,
     "게시한 보관기간은 20일인데 26일 된 영상이 남아 있습니다."),
    ({"recorded": False, "shortest_days": None, "longest_days": None, "kept_days": 3}, "RET-04", Severity.ERROR,
     "녹화하지 않는다고 게시했는데 3일 된 영상이 있습니다."),
    ({"measured_days": 18}, "RET-05", Severity.WARNING, "게시한 보관기간은 20일인데 녹화기는 18일만 보관합니다."),
    ({"looked_on": None}, "RET-07", Severity.INFO, "녹화기가 실제로 며칠을 보관하는지 점검한 적이 없습니다."),
    ({"is_unknown": True}, "RET-07", Severity.INFO, "녹화기를 점검했지만 며칠을 보관하는지 알 수 없었습니다."),
    ({"looked_on": date(2026, 10, 1), "is_overdue": True}, "RET-07", Severity.INFO,
     "녹화기를 2026-10-01에 점검한 뒤로 다시 점검하지 않았습니다."),
    ({"offset_seconds": 61}, "RET-11", Severity.INFO, "녹화기의 시계가 61초 빠릅니다."),
    ({"offset_seconds": -61}, "RET-11", Severity.INFO, "녹화기의 시계가 61초 느립니다."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "rule", "severity", "message"), BREAKS)
def test_each_rule_is_broken_by_one_thing(changed, rule, severity, message):
    assert found(a_retention(**changed)) == [(rule, severity, message)]


SOUND = [
    {"kept_days": 25},  # Five days to destroy.
    {"kept_days": 40, "is_held": True},
    {"measured_days": 19},
    {"measured_days": 5, "is_young": True},
    {"measured_days": None},
    {"configured_days": None},
    {"configured_days": 45, "shortest_days": 30, "longest_days": 60, "measured_days": 40, "kept_days": 65},
    {"shortest_days": None, "longest_days": None},
    {"recorded": False, "kept_days": None, "looked_on": None},
    {"offset_seconds": 60},
    {"offset_seconds": -60},
    {"offset_seconds": None},
]


@pytest.mark.parametrize("changed", SOUND)
def test_what_is_allowed_breaks_nothing(changed):
    assert found(a_retention(**changed)) == []


def test_recorders_are_looked_at_in_parts_that_leave_out_no_site():
    whole = a_snapshot(*stations(2_345))
    parts = list(parts_of(whole))

    assert [site.code for part in parts for site in part.sites] == [site.code for site in whole.sites]
    assert max(sum(1 for _ in part.sites) for part in parts) <= 1_000
