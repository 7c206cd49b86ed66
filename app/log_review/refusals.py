"""Owns what is refused about reviews of the register, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class ReviewNotFound(NotFound):
    """No review of that month was opened."""

    text = N_("{month} 접속기록 점검이 없습니다.")


class ItemNotFound(NotFound):
    """No such item, or not one this person may know of."""

    text = N_("점검 항목 {number}번을 찾을 수 없습니다.")


class MonthRuns(Refusal):
    """A month is looked through when it is over."""

    text = N_("{month}은(는) 아직 끝나지 않았습니다. 끝난 달만 점검할 수 있습니다.")


class AlreadyOpened(Refusal):
    """Each month is looked through once: what was looked at stays what it was."""

    text = N_("{month} 점검은 이미 열었습니다.")


class BadSettings(Refusal):
    """A threshold that says nothing or everything is none."""

    text = N_(
        "점검 기준을 확인하십시오: 시각은 0~23시, 그 밖의 수는 1 이상이고, "
        "가장 적은 표본이 가장 많은 표본을 넘지 않아야 합니다."
    )


class Concluded(Refusal):
    """Minutes that were signed stay what they are."""

    text = N_("이 점검은 끝났습니다. 더 바꿀 수 없습니다.")


class NotNow(Refusal):
    """From where an item stands, this does not lead on."""

    text = N_("점검 항목 {number}번은 지금 '{state}' 상태라 이렇게 할 수 없습니다.")


class NotYours(Refusal):
    """Whose doing it is explains it."""

    text = N_("이 항목은 그 일을 한 사람이 소명합니다.")


class OwnItem(Refusal):
    """Nobody decides about what they did, corrected or explained themselves."""

    text = N_("자신이 한 일이나 자신이 소명한 것은 다른 사람이 판단해야 합니다.")


class WordsNeeded(Refusal):
    """What is said must say something."""

    text = N_("무엇을 왜 했는지, 또는 무엇을 할지 구체적으로 적으십시오.")


class Undecided(Refusal):
    """Minutes are of a whole month."""

    text = N_("아직 판단하지 않은 항목이 {count}건 있어 점검을 끝낼 수 없습니다.")
