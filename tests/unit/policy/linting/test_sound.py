"""However a text says that sound is recorded, the rule finds it; what only speaks of sound, it leaves alone."""

import pytest

from app.policy.linting.sound import says_sound_is_recorded

RECORDED = (
    "필요하면 녹음 기능을 사용합니다.",
    "영상과 함께 음성도 기록됩니다.",
    "민원 창구의 카메라는 녹음 기능이 켜져 있습니다.",
    "마이크가 달린 카메라로 현장의 소리까지 저장합니다.",
    "다툼이 잦은 창구에서는 직원의 판단에 따라 녹음할 수 있습니다.",
    "영상 및 음성을 함께 수집하여 30일 동안 보관합니다.",
    "상담실에서는 방문자와의 대화를 녹음하고 있습니다.",
    "촬영: 24시간, 녹음: 근무시간 중 실시",
    "음성 녹음 여부: 사용",
    "다른 목적으로 쓰지 않으며, 안전을 위하여 녹음을 병행합니다.",
    "화면은 저장하지 않고 음성만 녹음함",
    "차고지의 카메라는 오디오를 함께 저장한다.",
    "당직실 카메라의 녹음 기능이 작동될 수 있음을 알려 드립니다.",
    "카메라에는 음성 녹음 기능이 포함되어 있습니다.",
    "위급할 때에는 음성 녹음이 이루어집니다.",
    "필요시 녹음 가능",
    "The cameras at the counter also capture audio.",
    "Conversations at the desk may be recorded.",
)
NOT_RECORDED = (
    "녹음 기능은 사용하지 않습니다.",
    "녹음은 하지 않으며, 영상만 저장합니다.",
    "녹음 기능이 없는 카메라를 사용합니다.",
    "임의로 방향을 바꾸거나 녹음하거나 확대하지 않습니다.",
    "카메라의 녹음 기능은 꺼 두고 운영합니다.",
    "녹음 기능의 사용은 법으로 금지됩니다.",
    "녹음 기능이 켜져 있는지 분기마다 점검합니다.",
    "녹음된 사실이 확인되면 바로 지우고 기록합니다.",
    "녹음 기능을 사용한 행위는 징계합니다.",
    "음성 안내 방송을 하고 영상은 30일 동안 보관합니다.",
    "시각장애인에게는 이 방침을 음성으로 들려드립니다.",
    "고객센터의 통화는 상담 품질을 위하여 녹음됩니다.",
    "녹음기능 사용 안 함",
    "녹음: 미사용",
    "음성은 수집하지 않고 화면만 저장합니다.",
    "누구든지 녹음 기능을 사용하여서는 아니 됩니다.",
    "녹음 기능을 임의로 켜는 일이 없도록 합니다.",
    "녹음 기능은 설정에서 막아 두었습니다.",
    "소음 민원은 접수한 대로 기록합니다.",
    "The system does not record sound.",
    "Audio recording is switched off at all times.",
)


@pytest.mark.parametrize("line", RECORDED)
def test_a_line_that_says_sound_is_recorded_is_found(line):
    assert says_sound_is_recorded(line)


@pytest.mark.parametrize("line", NOT_RECORDED)
def test_a_line_that_only_speaks_of_sound_is_not_found(line):
    assert not says_sound_is_recorded(line)
