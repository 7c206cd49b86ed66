"""Owns the list of questions; its order is the order of the page. What is not asked stands here too, with why."""

from collections.abc import Mapping

from app.self_check.domain import Question
from app.self_check.questions.cameras import CAMERA_QUESTIONS
from app.self_check.questions.contractors import CONTRACTOR_QUESTIONS
from app.self_check.questions.policy import POLICY_QUESTIONS
from app.self_check.questions.register import REGISTER_QUESTIONS
from app.self_check.questions.requests import REQUEST_QUESTIONS
from app.self_check.questions.retention import RETENTION_QUESTIONS
from app.self_check.questions.security import SECURITY_QUESTIONS
from app.self_check.questions.signs_and_people import PEOPLE_QUESTIONS, SIGN_QUESTIONS
from app.self_check.refusals import QuestionNotFound

QUESTIONS: tuple[Question, ...] = (
    *CAMERA_QUESTIONS,
    *SIGN_QUESTIONS,
    *PEOPLE_QUESTIONS,
    *POLICY_QUESTIONS,
    *RETENTION_QUESTIONS,
    *REQUEST_QUESTIONS,
    *REGISTER_QUESTIONS,
    *SECURITY_QUESTIONS,
    *CONTRACTOR_QUESTIONS,
)
NOT_ASKED: Mapping[str, str] = {
    "LOG-09": "that somebody else hands over than decided is our advice, no duty; the checks tell it as a note",
}
"""Rules that answer no question, and why."""
_BY_ID = {question.id: question for question in QUESTIONS}


def question_of(name: str) -> Question:
    """Return a question by its permanent name.

    :raises QuestionNotFound: if there is none.
    """
    try:
        return _BY_ID[name]
    except KeyError:
        raise QuestionNotFound from None
