"""Numbers, periods, telephones and posts are taken out of the words they stand in, and never made up."""

import pytest

from app.policy.reading.values import count_of, parts_of
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import people_of, phones_of
from app.policy.stated import StatedRetention


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4대", 4), ("총 164대", 164), ("12 EA", 12), ("네 대", 4), ("2,148", 2148), ("총 5대(고정 3대, 회전 2대)", 5),
        ("12 cameras", 12), ("미기재", None), ("-", None), ("출입구 2대, 주차장 3대", None), ("3개소", None),
    ],
)  # fmt: skip
def test_a_number_of_devices(text, number):
    found = count_of(text)
    assert (found.value if found else None) == number


def test_numbers_of_devices_are_not_added_up_but_told_apart():
    assert parts_of("출입구 2대, 주차장 3대") == (("출입구", 2), ("주차장", 3))
    assert parts_of("5대") == ()


def test_an_uncertain_number_is_less_sure():
    assert count_of("약 10대").confidence < count_of("10대").confidence


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("촬영일로부터 30일", StatedRetention(days=30, from_recording=True)),
        ("20일 이내", StatedRetention(days=20)),
        ("1개월", StatedRetention(days=30)),
        ("30일(차량 60일)", StatedRetention(days=30, condition="차량 60일")),
        ("10~15일", StatedRetention(least=10, most=15)),
        ("15일 ~ 1개월", StatedRetention(least=15, most=30)),
        ("약 한 달", StatedRetention(condition="약 한 달")),
        ("1개월(14)", StatedRetention(condition="1개월(14)")),
        ("60일 이내, 단 수사 협조 시 종료까지", StatedRetention(days=60, condition="단 수사 협조 시 종료까지")),
        ("저장하지 않음(실시간 확인만 함)", StatedRetention(recorded=False)),
        ("90 days from recording", StatedRetention(days=90, from_recording=True)),
        ("45일\n30일을 넘겨 보관하는 사유: 사고 조사", StatedRetention(days=45, reason="사고 조사")),
        ("60일\n(30일을 넘겨 보관하는 사유 미기재)", StatedRetention(days=60)),
    ],
)
def test_how_long_footage_is_kept(text, stated):
    assert retention_of(text).value == stated


@pytest.mark.parametrize("text", ["24시간", "상황실", "-", "총무과장", "1대"])
def test_what_is_no_period(text):
    assert retention_of(text) is None


@pytest.mark.parametrize("text", ["24시간 연속", "24h", "09:00~18:00", "필요시", "개관 시간 중"])
def test_hours_are_taken_as_printed(text):
    assert hours_of(text).value == text


@pytest.mark.parametrize("text", ["1대", "상황실", "미기재"])
def test_what_is_no_hours(text):
    assert hours_of(text) is None


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("033)555-0100", ("033)555-0100",)),
        ("02-555-0100~9", ("02-555-0100~9",)),
        ("(02) 555-0100 (내선 12)", ("(02) 555-0100 (내선 12)",)),
        ("02-555-0100, 1588-0000", ("02-555-0100", "1588-0000")),
        ("총무과장(02-555-0100)", ("02-555-0100",)),
        ("2026-11-22", ()),
    ],
)
def test_telephones_are_taken_as_printed(text, phones):
    assert phones_of(text) == phones


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("안전팀장", [("안전팀장", None, None)]),
        ("정보보안팀 팀장", [("팀장", "정보보안팀", None)]),
        ("정: 총무과장, 부: 시설담당관", [("총무과장", None, "정"), ("시설담당관", None, "부")]),
        ("시스템 운영자 당직 근무자", [("시스템 운영자", None, None), ("당직 근무자", None, None)]),
        ("주무관(안내데스크)(총무과, 051-555-0100)", [("주무관(안내데스크)", "총무과", None)]),
        (
            "팀장 / 총무팀 / 02-555-0100, 대리 / 시설팀 / 02-555-0101",
            [("팀장", "총무팀", None), ("대리", "시설팀", None)],
        ),
        ("행정지원팀", [(None, "행정지원팀", None)]),
        (
            "Team Leader, guards, authorised by the duty officer",
            [("Team Leader", None, None), ("guards, authorised by the duty officer", None, None)],
        ),
        ("미기재", []),
    ],
)
def test_people(text, people):
    assert [(one.value.title, one.value.department, one.value.label) for one in people_of(text)] == people
