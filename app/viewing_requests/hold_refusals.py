"""Owns what is refused about holds, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class HoldNotFound(NotFound):
    """No such hold of this request, or at a site where the person does not work."""

    text = N_("그 보존을 찾을 수 없습니다.")


class NoHoldChosen(Refusal):
    """Nothing was chosen."""

    text = N_("카메라를 하나 이상 고르십시오.")


class HoldWrongMoment(Refusal):
    """The hold does not stand where this could follow."""

    text = N_("{label}: '{current}' 상태여서 할 수 없습니다. 화면을 새로 고쳐 현재 상태를 확인하십시오.")


class GivingUpUnsaid(Refusal):
    """Footage that may go before the answer is given up without a reason."""

    text = N_("영상이 지워져도 되는 까닭을 적으십시오.")


class NothingGivenUp(Refusal):
    """There is nothing that was given up, or it is kept long enough by now."""

    text = N_("보존하지 않기로 한 영상 가운데 다시 잠가야 할 것이 없습니다.")


class CameraNotFound(Refusal):
    """What cannot be locked yet: nobody knows the camera."""

    text = N_("카메라를 아직 모릅니다. 먼저 어느 카메라인지 고르십시오.")


class SpanNotCovered(Refusal):
    """What was locked is less than what is asked for."""

    text = N_("{label}: 녹화기 시각으로 {start}부터 {end}까지 들어가게 잠그십시오.")


class LockBackwards(Refusal):
    """What was locked ends before it begins."""

    text = N_("잠근 구간의 끝이 시작보다 뒤여야 합니다.")


class RecorderMissing(Refusal):
    """A lock is on a recorder."""

    text = N_("어느 녹화기에서 잠갔는지 적으십시오.")


class LockInFuture(Refusal):
    """What was done at a recorder lies in the past."""

    text = N_("녹화기에서 한 일의 시각은 지금보다 뒤일 수 없습니다.")


class LockBeforeRequest(Refusal):
    """What was done at a recorder for a case came after somebody asked."""

    text = N_("녹화기에서 한 일의 시각이 요청을 받기 전입니다.")


class HoldTooLong(Refusal):
    """A hold is kept for as long as it is needed."""

    text = N_("보존은 한 번에 {most}까지 할 수 있습니다. 더 필요하면 그때 연장하십시오.")


class HoldTooShort(Refusal):
    """A hold lasts until a day that is still to come, and an extension until a later one."""

    text = N_("보존은 {least}부터 정할 수 있습니다.")


class CaseStillNeeds(Refusal):
    """Footage of a running case is not let go because the case is over."""

    text = N_("요청이 아직 끝나지 않았습니다. 다른 까닭을 고르십시오.")


class FootageNotNeeded(Refusal):
    """A case that is over needs no footage locked."""

    text = N_("요청이 끝나 영상을 보존하지 않습니다. 잠근 영상은 해제하십시오.")


class PlacesKnown(Refusal):
    """The cameras of this case are known already."""

    text = N_("이 요청의 카메라는 이미 정해져 있습니다.")
