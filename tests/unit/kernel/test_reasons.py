"""A reason says why; a dot, "확인" or one letter again and again do not."""

import pytest

from app.kernel.reasons import says_something


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "..", "...", "-", "확인", "확인함", "확 인", "ㅇㅇ", "ㅁㄴㅇㄹ", "ㅎㅎㅎㅎㅎ", "가가가가",
     "확인확인", "확인확인확인",
     "asdf", "aaaaaaa", "1234567", "기타", "업무용", "특이사항 없음", "test", "ababab", "확인.", "!!!!", "12:30"],
)  # fmt: skip
def test_it_says_nothing(text):
    assert not says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "가스누출 경보 GD-0132 확인, 이상 없음",
        "위와 동일 경보, 배관부 확인",
        "야간 외곽 침입 감지 재확인",
        "순찰 연동 확인",
        "압력 편차 알람",
        "정시 순찰",
        "외곽 침입 감지 알람",
        "주차장 접촉사고 신고",
        "본인 확인 뒤 화면으로 보여 줌",
        "정압기실 출입문 열림 경보",
        "화재감지기 오작동 원인",
        "도난 신고 접수 건",
        "공문 형사-2026-4471에 따른 제공",
        "카메라 화질 점검 중",
        "렌즈 오염 여부 점검",
        "배관 공사 차량 출입 확인",
        "보관기간 20일 지난 영상 파기",
        "승강기 갇힘 사고 경위",
        "CNG 충전 중 이상음 신고",
        "Forklift near valve pit",
    ],
)
def test_it_says_why(text):
    assert says_something(text)
