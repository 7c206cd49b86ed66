"""Owns what is refused about the footage register, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class EntryNotFound(NotFound):
    """No such entry, or not one this person may know of."""

    text = N_("기록 {leaf}번을 찾을 수 없습니다.")


class FieldMissing(Refusal):
    """A kind of entry needs this field, and the law says so."""

    text = N_("'{kind}' 기록에는 '{field}'이(가) 필요합니다. ({source})")


class EmptyReason(Refusal):
    """The reason says nothing."""

    text = N_(
        "사유를 구체적으로 적으십시오. 예: '가스누출 경보 GD-0132 확인, 이상 없음'. 점이나 '확인'만으로는 안 됩니다."
        " ({source})"
    )


class PlaceNeeded(Refusal):
    """An entry is about footage of some place."""

    text = N_("카메라나 구역을 하나 이상 고르십시오.")


class OccurredInFuture(Refusal):
    """Nobody has looked at anything tomorrow."""

    text = N_("열람 시각이 현재보다 뒤입니다. 시각을 확인하십시오.")


class SpanBackwards(Refusal):
    """Footage runs forwards."""

    text = N_("영상 구간의 끝은 시작보다 뒤여야 합니다.")


class SpanHalf(Refusal):
    """A span has two ends."""

    text = N_("영상 구간은 시작과 끝을 모두 입력하십시오.")


class SpanAfterAccess(Refusal):
    """What is looked at was filmed before."""

    text = N_("영상 구간이 열람 시각보다 뒤입니다. 두 시각을 확인하십시오.")


class WrongHandling(Refusal):
    """Viewing and provision are not the same thing."""

    text = N_(
        "요청 {number}은(는) '{handling}'(으)로 처리하는 요청입니다. 유형을 '{handling}'(으)로 고르십시오. ({source})"
    )


class RequestNotUsable(Refusal):
    """Footage is shown or given only against an approved request."""

    text = N_("요청 {number}은(는) 승인된 요청이 아닙니다(현재: {status}). 승인된 뒤에 기록하십시오. ({source})")


class RequestNotWanted(Refusal):
    """Only viewing and provision happen against a request."""

    text = N_(
        "'{kind}' 기록에는 요청 번호를 쓰지 않습니다. 요청에 따른 것이면 유형을 '열람'이나 '제공'으로 고르십시오."
    )


class GroundNotAllowed(Refusal):
    """Only grounds a private company has."""

    text = N_("'{ground}'은(는) 쓸 수 있는 근거가 아닙니다. 쓸 수 있는 근거: {allowed}")


class CycleHalf(Refusal):
    """Automatic deletion is recorded with its cycle and the day its working was checked."""

    text = N_("자동 파기는 주기와 작동을 확인한 날을 함께 적으십시오. ({source})")


class CannotRun(Refusal):
    """Only watching takes a while and is recorded when it begins."""

    text = N_("'{kind}' 기록은 시작과 종료로 나눌 수 없습니다. 시작할 때 남기는 기록은 '실시간'과 '재생'뿐입니다.")


class NotRunning(Refusal):
    """Only a viewing that was recorded as it began, and is not over, can be ended."""

    text = N_("기록 {leaf}번은 진행 중인 열람이 아닙니다.")


class EndsTooEarly(Refusal):
    """A viewing ends after it began, and not in the future."""

    text = N_("종료 시각은 시작({began}) 뒤이고 지금보다 앞이어야 합니다.")


class NotYoursToEnd(Refusal):
    """Who began it ends it, or somebody who records at all its places."""

    text = N_("다른 설치장소도 함께 보는 열람입니다. 시작한 사람이나 그 장소를 모두 맡은 사람이 끝낼 수 있습니다.")


class CopyHalf(Refusal):
    """A copy is recorded with what it shows and why it was given."""

    text = N_("사본을 주었으면 사본 내용과 제공 사유를 함께 적으십시오. ({source})")


class AlreadyReplaced(Refusal):
    """An entry is corrected or withdrawn once; after that, its correction is."""

    text = N_("기록 {leaf}번은 이미 정정하거나 철회했습니다. 가장 새로운 기록을 여십시오.")


class NotYours(Refusal):
    """Who made an entry corrects it, or the manager does."""

    text = N_("기록은 작성한 사람이나 관리책임자만 정정하거나 철회할 수 있습니다.")


class ExportBackwards(Refusal):
    """Days run forwards."""

    text = N_("종료일은 시작일과 같거나 뒤여야 합니다.")


class LetterNotWanted(Refusal):
    """A letter goes with a provision that stands."""

    text = N_("기록 {number}번에는 제한 요청 문서를 붙일 수 없습니다. 철회·정정되지 않은 '{kind}' 기록에만 붙입니다.")


class LetterIncomplete(Refusal):
    """The letter says how use is limited and how the footage is kept safe."""

    text = N_("제한 요청 문서의 번호, 이용 목적·방법의 제한, 안전성 확보 조치를 모두 적으십시오. ({source})")


class AcceptanceMissing(Refusal):
    """The letter that follows an emergency is recorded with its acceptance."""

    text = N_("받은 사람이 받아들인 날을 적으십시오. ({source})")


class AcceptedBeforeSent(Refusal):
    """Nobody accepts a letter before it is sent."""

    text = N_("받아들인 날은 보낸 날보다 앞설 수 없습니다.")


class LetterInFuture(Refusal):
    """What is recorded was sent."""

    text = N_("보낸 날이 오늘보다 뒤입니다. 보낸 뒤에 기록하십시오.")


class ShiftNotBegun(Refusal):
    """Nobody leaves a shift that has not begun."""

    text = N_("아직 시작하지 않은 근무는 인계할 수 없습니다.")


class ShiftNotHandedOver(NotFound):
    """Nothing was handed over there."""

    text = N_("인계한 근무를 찾을 수 없습니다.")


class ShiftTakenByOneself(Refusal):
    """Two people stand by a hand-over."""

    text = N_("인계한 사람이 스스로 인수할 수 없습니다. 다음 근무자가 인수하십시오.")


class ShiftAlreadyTaken(Refusal):
    """A hand-over is taken once."""

    text = N_("이미 인수한 근무입니다.")


class TooLongForPaper(Refusal):
    """A PDF of so many pages opens nowhere with ease; a table or CSV does."""

    text = N_("PDF는 한 번에 {most}건까지 만듭니다(고른 기간은 {total}건). 기간을 나누거나 XLSX·CSV로 내보내십시오.")
