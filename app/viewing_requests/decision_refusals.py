"""Owns what is refused about decisions, postponements, emergencies and notices, each with the sentence one reads."""

from collections.abc import Sequence

from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_, Message


class OwnInTheirStead(Refusal):
    """Nobody decides for the person who took the request in."""

    text = N_("이 요청은 대리하는 사람이 접수했으므로 그 사람을 대신해 결정할 수 없습니다. 다른 승인자에게 맡기십시오.")


class NobodyForSecond(Refusal):
    """The only person for the second step must not sign the first."""

    text = N_("먼저 동의하면 두 번째로 결정할 사람이 없습니다({role}). {advice}")

    def __init__(self, *, role: Message, instead: Sequence[str]) -> None:
        """Carry the role at its site, and the names of those who could sign first instead."""
        advice = Message(N_("먼저 개인정보 보호책임자를 대리할 사람을 정하십시오."))
        if instead:
            names = ", ".join(instead)
            advice = Message(N_("첫 번째 결정은 다른 사람이 합니다: {names}."), {"names": names})
        super().__init__(role=role, advice=advice)


class NoStepToTakeBack(Refusal):
    """Only the first of two agreements is taken back, and only while the second is waited for."""

    text = N_("거둘 동의가 없습니다. 두 번째 결정을 기다리는 동안에만 거둘 수 있습니다.")


class StepOfAnother(NotAllowed):
    """Whoever agreed takes their agreement back."""

    text = N_("동의는 동의한 사람만 거둘 수 있습니다.")


class AgreedToPart(Refusal):
    """The manager agreed to a part; all of it nobody agreed to."""

    text = N_("관리책임자는 일부만 동의했습니다. 일부 승인하거나 거절하십시오.")


class AllowedPartMissing(Refusal):
    """A decision in part says what is shown or given (개인정보 보호법 시행령 41⑤)."""

    text = N_("보여 주거나 제공할 부분을 적으십시오. ({source})")


class NothingAllowed(Refusal):
    """A part of nothing is a refusal, and is decided as one."""

    text = N_("보여 주거나 제공할 부분이 없으면 일부 승인이 아니라 거절입니다. 남는 부분을 적거나 거절로 결정하십시오.")


class PostponedTooFar(Refusal):
    """A postponement without an end in sight is a refusal."""

    text = N_("{day}은(는) 너무 먼 날입니다. 연기 사유는 {most}까지 끝나야 합니다(한 번에 최대 {days}일, {source}).")


class PostponedBefore(Refusal):
    """Whoever waits a second time has it decided by the privacy officer."""

    text = N_("이 요청은 이미 연기했습니다. 다시 연기하는 것은 개인정보 보호책임자만 할 수 있습니다. ({source})")


class GoneAtMissing(Refusal):
    """When footage was overwritten or lost must be said."""

    text = N_("영상이 언제 덮어써졌거나 없어졌는지 적으십시오.")


class GoneAtWrong(Refusal):
    """Footage does not go before it was filmed, nor tomorrow."""

    text = N_("덮어써지거나 없어진 때는 영상이 시작한 때보다 뒤이고 지금보다 앞이어야 합니다.")


class SecondLookNeeded(Refusal):
    """What is known says that the footage should be there."""

    text = N_("{why} 영상을 다시 찾아보고, 누가 무엇을 보고 없다고 확인했는지 적으십시오.")


class Stale(Refusal):
    """What the decision rests on has changed."""

    text = N_("결정의 바탕이 바뀌어 이대로 이행할 수 없습니다: {parts}. 승인자가 다시 결정해야 합니다.")

    def __init__(self, parts: Sequence[Message]) -> None:
        """Carry what changed: one part at least."""
        self.parts = tuple(parts)
        said, *others = self.parts
        for part in others:
            said = Message(N_("{one}, {other}"), {"one": said, "other": part})
        super().__init__(parts=said)


class ActReasonMissing(Refusal):
    """A dot is no reason."""

    text = N_("사유를 구체적으로 적으십시오.")


class NothingToReopen(Refusal):
    """Only what was granted and not carried out yet is decided anew."""

    text = N_("승인되어 아직 이행하지 않은 요청만 다시 결정할 수 있습니다(현재: {current}).")


class EmergencyNotReviewed(Refusal):
    """Whoever opened an emergency that nobody has reviewed opens no other."""

    text = N_("먼저 연 긴급 처리(요청 {number})가 아직 검토되지 않았습니다. 검토된 뒤에 다시 쓸 수 있습니다.")


class NothingToReview(NotFound):
    """No emergency of this request awaits its review."""

    text = N_("검토할 긴급 처리가 없습니다. 이미 검토되었을 수 있습니다.")


class OwnEmergency(Refusal):
    """Whoever opened an emergency or took the request in does not review it."""

    text = N_("본인이 열었거나 접수한 긴급 처리는 검토할 수 없습니다. 다른 승인자에게 맡기십시오.")


class NothingToTell(Refusal):
    """Nothing was decided that the asker could be told."""

    text = N_("청구인에게 알릴 결정이 없습니다.")


class ToldAlready(Refusal):
    """A decision is told once."""

    text = N_("이 결정은 이미 알린 것으로 기록되었습니다({day}).")


class NoticeBeforeDecision(Refusal):
    """Nobody is told before it is decided."""

    text = N_("알린 날이 결정한 날({day})보다 앞입니다. 날짜를 확인하십시오.")


class NoticeIncomplete(Refusal):
    """A notice of a refusal, a part or a postponement needs reason, way to object and date (시행령 41⑤, 42②)."""

    text = N_("결정에 사유나 이의제기 방법이 없어 통지를 기록할 수 없습니다. ({source})")


class OfferHalf(Refusal):
    """Where without when, or when without where, brings nobody to the footage (시행령 41④⑤)."""

    text = N_("열람할 일시와 장소를 함께 적으십시오. ({source})")


class OfferNotGranted(Refusal):
    """A time and place to see is offered for what was granted only."""

    text = N_("승인한 요청에만 열람할 일시와 장소를 알립니다.")


class OfferInPast(Refusal):
    """Footage is offered for a time still to come."""

    text = N_("열람할 일시가 알린 날보다 앞입니다. 날짜를 확인하십시오.")


class OpinionMissing(Refusal):
    """Two people agree to a provision, and each says why."""

    text = N_("제공을 승인하는 까닭을 의견에 구체적으로 적으십시오.")


class DocumentMissing(Refusal):
    """What is provided because a statute says so rests on a letter or warrant with a number (표준지침 40)."""

    text = N_("공문이나 영장의 번호가 없습니다. 사건 화면의 ‘요청’에서 ‘공문 번호 적기’로 먼저 적으십시오. ({source})")


class StatuteUnnamed(Refusal):
    """What is provided because a statute says so names the statute or the warrant."""

    text = N_("다른 법률에 따른 제공이므로 의견에 그 법률의 조항이나 영장을 적으십시오. ({source})")


class DocumentKnown(Refusal):
    """The number of a letter is noted once."""

    text = N_("공문 번호 {known}이(가) 이미 적혀 있습니다.")


class NeverPostponed(Refusal):
    """The law knows a postponement of viewings only (법 35③, 시행령 42②)."""

    text = N_("삭제와 처리정지 요구에 대한 답변은 연기할 수 없습니다. 연기는 열람에만 있습니다. ({source})")


class DocumentEmpty(Refusal):
    """An empty number is none."""

    text = N_("공문이나 영장의 번호를 적으십시오.")
