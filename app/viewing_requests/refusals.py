"""Owns what is refused about viewing requests, each with the sentence the person reads."""

from collections.abc import Sequence

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_, Message


class RequestNotFound(NotFound):
    """No such request, or not one this person may know of."""

    text = N_("{number}번 요청을 찾을 수 없습니다.")


class WrongMoment(Refusal):
    """The request is not in a state that allows this."""

    text = N_("'{current}' 상태의 요청은 '{target}'(으)로 바꿀 수 없습니다. 화면을 새로 고쳐 현재 상태를 확인하십시오.")


class OwnRequest(Refusal):
    """Whoever took in or made a request does not decide on it."""

    text = N_("본인이 접수한 요청은 결정할 수 없습니다. 다른 승인자에게 맡기십시오.")


class NotADecider(Refusal):
    """Only the manager and the privacy officer decide."""

    text = N_("요청은 관리책임자나 개인정보 보호책임자만 결정할 수 있습니다.")


class ManagerFirst(Refusal):
    """Of two who must agree, the manager comes first."""

    text = N_("제3자 제공은 관리책임자가 먼저 검토합니다. 관리책임자의 검토를 기다리십시오.")


class OfficerNext(Refusal):
    """The manager has agreed; the privacy officer decides next."""

    text = N_("관리책임자가 검토했습니다. 다음은 개인정보 보호책임자가 결정합니다.")


class OneOfTwo(Refusal):
    """Two roles means two people, even for somebody who holds both."""

    text = N_("제3자 제공은 두 사람이 결정합니다. 본인이 이미 검토했으므로 다른 개인정보 보호책임자에게 맡기십시오.")


class ReasonMissing(Refusal):
    """A refusal without a written reason is no refusal (표준지침 §44④)."""

    text = N_("거절 사유를 구체적으로 적으십시오. ({source})")


class UnlawfulReason(Refusal):
    """The words of a refusal claim a ground the law does not know (법 제35조제4항), or state no fact at all."""

    text = N_("이 사유로는 거절할 수 없습니다. 아무것도 저장하지 않았습니다. 까닭과 대신 할 수 있는 일을 보십시오.")

    def __init__(self, sentences: Sequence[Message], *, grounds: Sequence[str]) -> None:
        """Carry the names of the unlawful grounds, and for each a sentence with its source and what is lawful."""
        self.sentences, self.grounds = tuple(sentences), tuple(grounds)
        super().__init__()

    def __str__(self) -> str:
        """Return what is wrong, and the sentence of each ground on its own line."""
        return "\n".join([str(self.message), *(str(sentence) for sentence in self.sentences)])


class OnlyOfficerReadsOtherwise(Refusal):
    """Saying that a reason was misread is for the privacy officer."""

    text = N_("사유를 다르게 읽었다고 적는 일은 개인정보 보호책임자만 할 수 있습니다. 사유를 고치거나 맡기십시오.")


class OtherReadingUnsaid(Refusal):
    """Why a reason was misread must be said, in words of its own."""

    text = N_("어떻게 다르게 읽었는지 적으십시오. 거절 사유를 그대로 옮기지 마십시오.")


class WithdrawalReasonMissing(Refusal):
    """Why the asker took a request back stays on record."""

    text = N_("철회 사유를 구체적으로 적으십시오.")


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


class CaseClosed(Refusal):
    """Nothing about the period of a closed case changes any more."""

    text = N_("이미 닫힌 요청입니다(현재: {current}). 기한을 바꿀 수 없습니다.")


class PostponementReasonMissing(Refusal):
    """A postponement without a reason is no postponement (개인정보 보호법 시행령 42②)."""

    text = N_("연기 사유를 구체적으로 적으십시오. ({source})")


class PostponedTooLate(Refusal):
    """The asker must be told within the period (개인정보 보호법 시행령 42②)."""

    text = N_("답변 기한({due})이 지나서 연기할 수 없습니다. 연기는 기한 안에 알려야 합니다. ({source})")


class GroundEnded(Refusal):
    """A ground that has ended puts nothing off."""

    text = N_("연기 사유가 끝나는 날이 이미 지났습니다. 사유가 끝났으면 지체 없이 답합니다. ({source})")


class PostponementGainsNothing(Refusal):
    """The last day would not move."""

    text = N_("이 연기로는 답변 기한({due})이 바뀌지 않습니다. 기한 안에 답하십시오.")


class TooFarAhead(Refusal):
    """A year and more is a slip of the pen."""

    text = N_("{day}은(는) 너무 먼 날입니다. {most} 이전의 날을 적으십시오.")


class NoticeInFuture(Refusal):
    """A notice is recorded once it was given."""

    text = N_("알린 날이 오늘보다 뒤입니다. 먼저 알리고 기록하십시오.")


class NoticeTooEarly(Refusal):
    """Nobody is told before they asked."""

    text = N_("알린 날이 접수일보다 앞입니다. 날짜를 확인하십시오.")


class PauseReasonMissing(Refusal):
    """What the case waits for stays on record."""

    text = N_("무엇을 기다리는지 적으십시오.")


class PauseEndsBefore(Refusal):
    """A pause lasts a day at least."""

    text = N_("기다리는 마지막 날은 내일 이후여야 합니다.")


class AlreadyPaused(Refusal):
    """One pause at a time."""

    text = N_("이미 {day}까지 기다리는 중입니다. 먼저 그 기다림을 끝내십시오.")


class NotPaused(Refusal):
    """There is nothing to go on from."""

    text = N_("기다리는 중인 요청이 아닙니다.")


class StopReasonMissing(Refusal):
    """Whoever lets a period stand still says why."""

    text = N_("기간을 멈추는 이유를 적으십시오. 법령에서 확인되지 않았으므로 기본은 멈추지 않습니다.")


class NotYourClock(Refusal):
    """Only the privacy officer lets a period stand still, and not of a request they took in."""

    text = N_("기간을 멈추는 것은 그 요청을 접수하지 않은 개인정보 보호책임자만 할 수 있습니다.")


class StoppedTooLate(Refusal):
    """A period that is over cannot stand still."""

    text = N_("답변 기한({due})이 지나서 기간을 멈출 수 없습니다.")


class DayReasonMissing(Refusal):
    """A change that moves the periods of others has a name and a reason."""

    text = N_("휴일의 이름과 바꾸는 이유를 적으십시오.")


class DayOutOfReach(Refusal):
    """Periods are counted some years around now."""

    text = N_("{first}년부터 {last}년까지의 날만 바꿀 수 있습니다.")


class DayKnownLater(Refusal):
    """What is not known yet is not recorded."""

    text = N_("알려진 날이 오늘보다 뒤입니다. 날짜를 확인하십시오.")


class DaySetAlready(Refusal):
    """One statement about a day at a time."""

    text = N_("{day}에는 이미 바꾼 것이 있습니다: {title}. 먼저 그것을 거두십시오.")


class AlreadyDayOff(Refusal):
    """A day off cannot be added twice."""

    text = N_("{day}은(는) 이미 쉬는 날입니다: {name}")


class NoHoliday(Refusal):
    """Only a public holiday can be taken away."""

    text = N_("{day}은(는) 공휴일 목록에 없어서 뺄 수 없습니다.")


class WeekendStays(Refusal):
    """Saturdays and Sundays stay days off."""

    text = N_("{day}은(는) 주말이어서 휴일을 빼도 쉬는 날입니다.")


class DayNotFound(NotFound):
    """No such change of a day that still counts."""

    text = N_("거둘 휴일 변경을 찾을 수 없습니다. 이미 거두었을 수 있습니다.")
