"""Owns what is refused about handing over and getting back, each with the sentence the person reads."""

from collections.abc import Sequence

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_, Message


class ModeNotAsked(Refusal):
    """What was done is not what was asked for."""

    text = N_("'{kind}' 요청에는 '{mode}'(으)로 답할 수 없습니다.")


class MaskingUnanswered(Refusal):
    """Nothing leaves before somebody said whether others in it were hidden (표준지침 §46, 법 35④2)."""

    text = N_("다른 사람이 나오는지 보고, 가렸거나 가릴 필요가 없는 까닭을 적으십시오. ({source})")


class MaskingHalf(Refusal):
    """Who hid others, how, and who looked at the result."""

    text = N_("가린 사람과 방법, 결과를 확인한 사람을 모두 적으십시오. ({source})")


class CheckedByMasker(Refusal):
    """Whoever hid others does not check their own work."""

    text = N_("가린 사람과 다른 사람이 결과를 확인해야 합니다.")


class UnknownMasker(Refusal):
    """People are named who do not work here."""

    text = N_("가리거나 확인한 사람으로 고른 계정을 찾을 수 없습니다.")


class UnmaskedElsewhere(Refusal):
    """This reason not to hide anybody belongs to another kind of hand-over."""

    text = N_("'{reason}'은(는) 이 이행에 쓸 수 없는 까닭입니다.")


class HandoverLacks(Refusal):
    """Something the law or our own rules ask for is empty."""

    text = N_("'{field}'을(를) 적으십시오. ({source})")


class HandoverLacksOurs(Refusal):
    """Something is empty without which the record says nothing."""

    text = N_("'{field}'을(를) 적으십시오.")


class CopiesMissing(Refusal):
    """A copy was given, and none is described."""

    text = N_("준 사본을 하나 이상, {most}개까지 적으십시오. ({source})")


class NoCopiesHere(Refusal):
    """Copies are described, and nothing was given."""

    text = N_("사본을 주지 않았으면 사본을 적지 않습니다.")


class DigestWrong(Refusal):
    """A file is known by its SHA-256 and size."""

    text = N_("{position}번째 사본의 SHA-256(16진수 64자)과 크기를 확인하십시오.")


class PaperHasNoDigest(Refusal):
    """Paper is not a file."""

    text = N_("{position}번째 사본은 종이이므로 SHA-256과 크기를 적지 않습니다.")


class FileOnPaper(Refusal):
    """A file is not on paper."""

    text = N_("영상 파일은 종이에 담을 수 없습니다. 저장 매체를 고르십시오.")


class CopySpanWrong(Refusal):
    """A copy shows what was asked for, not more."""

    text = N_("{position}번째 사본의 영상 구간이 요청한 구간을 벗어납니다.")


class CopyPlaceWrong(Refusal):
    """A copy shows places that were asked for."""

    text = N_("{position}번째 사본에 요청한 장소의 카메라를 하나 이상 고르십시오.")


class MailUnencrypted(Refusal):
    """Footage is not mailed in the open."""

    text = N_("암호화하지 않은 영상은 전자우편으로 보낼 수 없습니다.")


class DeliveryWrong(Refusal):
    """The way does not fit what was handed over."""

    text = N_("'{mode}'에는 '{delivery}'을(를) 고를 수 없습니다.")


class CostWrong(Refusal):
    """Costs are whole won."""

    text = N_("비용은 0원 이상의 정수로 적으십시오. ({source})")


class NothingCopied(Refusal):
    """Only what it really cost is asked for (시행령 47①): showing copies nothing."""

    text = N_("사본을 주지 않았으면 복사·매체 비용을 받지 않습니다. ({source})")


class EndMissing(Refusal):
    """Of each copy it is known when it comes back, or why it does not."""

    text = N_("사본을 언제까지 돌려받거나 파기하게 할지, 아니면 돌려받지 않는 까닭을 적으십시오.")


class DayBackwards(Refusal):
    """Days run forwards."""

    text = N_("이용 기간과 회수일은 오늘 이후이고, 회수일은 이용 기간이 끝난 뒤여야 합니다.")


class DayAhead(Refusal):
    """Nobody has accepted or confirmed anything tomorrow."""

    text = N_("확인하거나 받아들인 날은 오늘 이후일 수 없습니다.")


class CopyNotFound(NotFound):
    """No such copy, or not one this person may know of."""

    text = N_("그 사본을 찾을 수 없습니다.")


class CopyAlreadyBack(Refusal):
    """What became of a copy is said once."""

    text = N_("이미 확인한 사본입니다: {name}")


class ConfirmedBefore(Refusal):
    """A copy comes back after it left."""

    text = N_("확인한 날이 사본을 준 날보다 앞섭니다.")


class LawDocumentMissing(Refusal):
    """Who keeps a copy by law says by which document."""

    text = N_("법령에 따라 보관한다면 그것을 알린 문서 번호를 적으십시오.")


class LetterNotAsked(Refusal):
    """Only who is provided with footage is asked to limit its use; the asker's own, or ours, is not (법 18⑤)."""

    text = N_("이용 제한 요청서는 영상을 다른 사람이나 기관에 제공할 때만 씁니다. ({source})")


class LetterWrongMoment(Refusal):
    """A letter is written once a provision was granted, and while the case is not over."""

    text = N_("이용 제한 요청서는 제공을 승인한 뒤, 요청이 끝나기 전에 씁니다. 이 요청은 지금 '{current}' 상태입니다.")


class LetterDaysWrong(Refusal):
    """Days of a letter run forwards."""

    text = N_("이용 기간은 문서 날짜 이후여야 하고, 돌려받거나 파기를 확인할 날은 이용 기간이 끝난 뒤여야 합니다.")


class HandOverInstead(Refusal):
    """Showing or giving what was granted is recorded with its masking answer, on a page of its own (표준지침 §46)."""

    text = N_("요청 {number}의 영상을 보여 주거나 줄 때는 열람 신청의 '이행하고 기록하기'에서 적으십시오. ({source})")

    def __init__(self, *, number: str, source: str) -> None:
        """Keep the request's number, so that pages and programs can be led to its hand-over."""
        self.number = number
        super().__init__(number=number, source=source)


class MaskingDecided(Refusal):
    """What was granted is the footage with others hidden (표준지침 46)."""

    text = N_("가려서 보여 주거나 주기로 결정했습니다. 누가 어떻게 가렸는지 적으십시오. ({source})")


class NeededElsewhere(Refusal):
    """Footage another open case needs is not deleted."""

    text = N_("이 영상은 {cases}에도 필요하므로 지금 삭제할 수 없습니다. 그 요청이 끝난 뒤에 삭제하십시오.")

    def __init__(self, cases: Sequence[Message]) -> None:
        """Carry which cases need it: one at least."""
        said, *others = cases
        for case in others:
            said = Message(N_("{one}, {other}"), {"one": said, "other": case})
        super().__init__(cases=said)
