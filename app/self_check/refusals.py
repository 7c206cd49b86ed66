"""Owns what is refused about the self-check, each with the sentence the person reads."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class QuestionNotFound(NotFound):
    """No question has the name."""

    text = N_("자가점검에 그런 질문이 없습니다.")


class ActionNotFound(NotFound):
    """No line of the action plan has the number."""

    text = N_("그런 조치가 없습니다.")


class YearNotFound(NotFound):
    """The self-check of that year was not frozen."""

    text = N_("{year}년 자가점검은 확정되지 않았습니다.")


class AnsweredByRecords(Refusal):
    """What the records answer nobody answers otherwise."""

    text = N_("이 질문은 기록이 답합니다. 점검 결과를 바로잡으면 답이 바뀝니다.")


class NoteNeeded(Refusal):
    """An answer says how it was found out."""

    text = N_("무엇을 보고 어떻게 확인했는지 적으십시오(1,000자까지).")


class EvidenceNeeded(Refusal):
    """Who says that a duty is met says what shows it."""

    text = N_("증거를 적으십시오: 문서번호와 있는 곳(200자까지).")


class BadValidity(Refusal):
    """An answer holds from today until a day that is not too far."""

    text = N_("답의 기한은 내일부터 {last}까지의 날로 적으십시오.")


class ActionNeeded(Refusal):
    """A line of the plan says what is done."""

    text = N_("무엇을 할지 적으십시오(300자까지).")


class BadDay(Refusal):
    """A plan is of days to come."""

    text = N_("조치의 기한은 오늘이나 그 뒤의 날로 적으십시오.")


class ActionEnded(Refusal):
    """A line of the plan ends once."""

    text = N_("이미 끝낸 조치입니다.")


class AlreadyFrozen(Refusal):
    """A year is frozen once."""

    text = N_("{year}년 자가점검은 이미 확정했습니다.")


class NotThisYear(Refusal):
    """Only this year is frozen, or the one before while it was forgotten."""

    text = N_("올해나 지난해의 자가점검만 확정할 수 있습니다.")


class NothingThere(Refusal):
    """Nothing can be checked before anything is recorded."""

    text = N_("대장에 운영자가 없습니다. 대장을 만든 뒤에 확정하십시오.")
