"""Owns what is refused about viewing requests, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class RequestNotFound(NotFound):
    """No such request, or not one this person may know of."""

    text = N_("요청 {number}을(를) 찾을 수 없습니다.")


class WrongMoment(Refusal):
    """The request is not in a state that allows this."""

    text = N_("'{current}' 상태의 요청은 '{target}'(으)로 바꿀 수 없습니다. 화면을 새로 고쳐 현재 상태를 확인하십시오.")


class OwnRequest(Refusal):
    """Whoever took in or made a request does not decide on it."""

    text = N_("본인이 접수한 요청은 결정할 수 없습니다. 다른 승인자에게 맡기십시오.")


class NotADecider(Refusal):
    """Only the manager and the privacy officer decide."""

    text = N_("요청은 관리책임자나 개인정보 보호책임자만 결정할 수 있습니다.")


class ReasonMissing(Refusal):
    """A refusal without a written reason is no refusal (표준지침 §44④)."""

    text = N_("거절 사유를 구체적으로 적으십시오. ({source})")


class WithdrawalReasonMissing(Refusal):
    """Why the asker took a request back stays on record."""

    text = N_("철회 사유를 적으십시오.")


class ObjectionMissing(Refusal):
    """A refusal must say how to object (개인정보 보호법 시행령 42②)."""

    text = N_("이의제기 방법을 적으십시오. ({source})")


class GroundNotAllowed(Refusal):
    """Only the grounds of the Act that a private company has."""

    text = N_("'{ground}'은(는) 쓸 수 있는 법적 근거가 아닙니다. 쓸 수 있는 근거: {allowed}")


class GroundMissing(GroundNotAllowed):
    """No ground was chosen at all."""

    text = N_("법적 근거를 고르십시오. 쓸 수 있는 근거: {allowed}")


class SpanBackwards(Refusal):
    """Footage runs forwards."""

    text = N_("영상 구간의 끝은 시작보다 뒤여야 합니다.")


class SpanInFuture(Refusal):
    """Nobody has filmed tomorrow yet."""

    text = N_("영상 구간이 아직 오지 않은 시각입니다. 날짜를 확인하십시오.")


class ReceivedInFuture(Refusal):
    """A request cannot have come in later than now."""

    text = N_("접수 시각이 현재보다 뒤입니다. 날짜와 시각을 확인하십시오.")


class PlaceMissing(Refusal):
    """Where the footage was taken must be known, at least in words."""

    text = N_("카메라나 구역을 고르거나, 장소를 말로 적으십시오.")


class PlaceUnknown(Refusal):
    """No such place, or not one this person may know of."""

    text = N_("'{typed}'에 맞는 카메라나 구역이 없습니다. 코드나 이름의 일부를 다시 입력하십시오.")


class PlaceAmbiguous(Refusal):
    """More than one place fits; the person picks."""

    text = N_("'{typed}'에 맞는 곳이 여러 곳입니다. 아래에서 고르십시오.")


class SuspensionOnlyClosed(Refusal):
    """법 37 does not apply to footage of open places (법 58②)."""

    text = N_(
        "처리정지는 비공개 장소의 영상에만 요구할 수 있습니다. 공개된 장소라면 삭제 요구로 접수하십시오. ({source})"
    )


class NotApproved(Refusal):
    """Footage is shown or given only against an approved request."""

    text = N_("요청 {number}은(는) 승인된 요청이 아닙니다(현재: {status}). 승인된 뒤에 기록하십시오.")


class ResidentNumber(Refusal):
    """A resident registration number is never written down (개인정보 보호법 24의2)."""

    text = N_("주민등록번호로 보이는 숫자가 있습니다. 지우고 다시 저장하십시오. 확인한 사실만 적습니다. ({source})")
