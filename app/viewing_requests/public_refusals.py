"""Owns what is refused of askers themselves: what they must say, and what the public pages do not take."""

from collections.abc import Sequence
from datetime import timedelta

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_, Message


class SubjectUnsaid(Refusal):
    """Who asks for another says for whom (시행령 45①)."""

    text = N_("누구를 대리하는지 정보주체의 이름을 적으십시오. ({source})")


class AskerUnsaid(Refusal):
    """Somebody asks, can be reached, and says what for."""

    text = N_("청구인의 이름, 연락처, 목적과 사유를 모두 적으십시오.")


class TriedTooOften(Refusal):
    """Too much came from one address, or from all together."""

    text = N_("지금은 인터넷으로 받을 수 없습니다. {minutes}분쯤 뒤에 다시 하거나 전화로 요구하십시오.")

    def __init__(self, within: timedelta) -> None:
        """Carry in what time the tries were counted."""
        self.seconds = int(within.total_seconds())
        super().__init__(minutes=self.seconds // 60)


class AlreadySent(Refusal):
    """The same form was sent before."""

    text = N_("이 신청서는 이미 접수되었습니다. 접수 번호는 {number}입니다.")

    def __init__(self, number: str) -> None:
        """Carry the number it was given."""
        self.number = number
        super().__init__(number=number)


class ReceiptNotFound(NotFound):
    """No request has this number and this secret; which of the two is wrong is not told."""

    text = N_("접수 번호나 비밀번호가 맞지 않거나, 보관기간이 지나 파기된 신청입니다.")


class NoReceiptAfterEnd(Refusal):
    """A closed case gets no new receipt."""

    text = N_("'{status}' 상태의 요청에는 새 접수증을 낼 수 없습니다.")


class NothingToTakeOver(Refusal):
    """Somebody took the request in, or it is over."""

    text = N_("인터넷으로 들어와 아직 끝나지 않은 요청만 맡을 수 있습니다.")


class LeavesNobody(Refusal):
    """Whoever takes a request over does not decide on it, and nobody else could."""

    text = N_("맡으면 이 요청을 결정할 사람이 없습니다({missing}). {advice}")

    def __init__(self, *, missing: Message, instead: Sequence[str]) -> None:
        """Carry which role would be missing, and the names of those who could take it over instead."""
        advice = Message(N_("맡지 말고 결정만 하거나, 먼저 대리할 사람을 정하십시오."))
        if instead:
            names = ", ".join(instead)
            advice = Message(N_("먼저 대리할 사람을 정하거나 다른 사람이 맡으십시오: {names}."), {"names": names})
        super().__init__(missing=missing, advice=advice)


class TakenByYourself(Refusal):
    """The person has taken it over before."""

    text = N_("이미 맡은 요청입니다.")


class GivenBackBefore(Refusal):
    """Who gave a request back does not take it over again."""

    text = N_("맡았다가 내려놓은 요청은 다시 맡을 수 없습니다. 다른 담당자가 맡습니다.")


class NothingToGiveBack(Refusal):
    """Only who took a request over gives it back, while nobody has decided on it."""

    text = N_("본인이 맡아 아직 결정되지 않은 요청만 내려놓을 수 있습니다.")


class ActedOnIt(Refusal):
    """Who did something on a request stays responsible, and does not decide on it."""

    text = N_("이 요청에서 이미 한 일이 있어 내려놓을 수 없습니다. 다른 담당자가 이어서 맡을 수 있습니다.")


class DecidedByYourself(Refusal):
    """Who decided on a request, or agreed to it, does not take it over."""

    text = N_("이 요청을 결정한 사람은 맡을 수 없습니다. 다른 담당자가 맡습니다.")
