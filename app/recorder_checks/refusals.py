"""Owns what is refused about looks at recorders, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class PlaceNotThere(NotFound):
    """The place is not in the registry, or not one this person may know of."""

    text = N_("카메라나 구역 '{place}'이(가) 대장에 없거나 볼 권한이 없습니다.")


class NoPlaces(Refusal):
    """A recorder records something."""

    text = N_("이 녹화기가 녹화하는 카메라나 구역을 하나 이상 고르십시오.")


class NothingMeasured(Refusal):
    """A look that saw nothing is no measurement."""

    text = N_("잰 것이 없습니다. 가장 오래된 영상, 녹화기의 보관 설정, 시계 가운데 하나는 적으십시오.")


class RecorderUnnamed(Refusal):
    """Which recorder was looked at."""

    text = N_("어느 녹화기인지 40자까지 적으십시오. 예: NVR-3")


class CheckInFuture(Refusal):
    """Nobody looked tomorrow."""

    text = N_("점검한 때가 지금보다 뒤입니다. 시각을 확인하십시오.")


class OldestNotFitting(Refusal):
    """A time of the oldest footage belongs to footage that was found, and to nothing else."""

    text = N_("가장 오래된 영상을 찾았으면 그 시각을 적고, 찾지 못했으면 비우십시오.")


class OldestAfterCheck(Refusal):
    """Footage cannot be younger than the look at it."""

    text = N_("가장 오래된 영상이 점검한 때보다 뒤입니다. 녹화기 화면의 날짜와 시계 오차를 확인하십시오.")


class BadConfiguredDays(Refusal):
    """A setting has its bounds."""

    text = N_("녹화기의 보관 설정은 1일에서 {most}일 사이로 적으십시오.")


class ClockFarOff(Refusal):
    """A clock that far off says nothing of footage; it is set first."""

    text = N_("하루 넘게 틀린 시계로는 보관일수를 잴 수 없습니다. 녹화기의 시계를 먼저 맞추고 다시 점검하십시오.")
