"""Retention is printed as published, counted from the day of recording, with its reason or the missing one."""

import pytest

from app.policy.composition.words import Words, topic_particle
from app.registry.domain import Retention

WORDS = Words("ko", long_retention=30)


@pytest.mark.parametrize(
    ("retention", "printed"),
    [
        (None, "(미기재)"),
        (Retention(), "(미기재)"),
        (Retention(days=20), "촬영일로부터 20일"),
        (Retention(text="20일 이내", days=20), "촬영일로부터 20일 이내"),
        (Retention(text="20일", days=30), "20일\n(촬영일로부터 30일)"),
        (Retention(text="촬영일로부터 30일", days=30), "촬영일로부터 30일"),
        (Retention(text="15~30일", least_days=15, most_days=30), "15~30일\n(촬영일로부터 15~30일)"),
        (Retention(text="1개월(14)"), "1개월(14)"),
        (Retention(days=60), "촬영일로부터 60일\n(30일을 넘겨 보관하는 사유 미기재)"),
        (Retention(days=60, reason="민원 조사"), "촬영일로부터 60일\n30일을 넘겨 보관하는 사유: 민원 조사"),
        (Retention(days=20, reason="민원 조사"), "촬영일로부터 20일\n보관 사유: 민원 조사"),
        (Retention(days=30, condition="식별되는 자료"), "촬영일로부터 30일\n조건: 식별되는 자료"),
        (Retention(recorded=False), "저장하지 않음(실시간 확인만 함)"),
    ],
)
def test_retention_is_printed(retention, printed):
    assert WORDS.retention(retention).text == printed


def test_a_missing_reason_is_a_gap():
    assert [line.missing for line in WORDS.retention(Retention(days=31)).lines] == [False, True]


@pytest.mark.parametrize(
    ("name", "particle"), [("참빛원주도시가스", "는"), ("양천구시설관리공단", "은"), ("KT", "는"), ("KT!", "은(는)")]
)
def test_the_particle_follows_the_last_letter(name, particle):
    assert topic_particle(name) == particle
