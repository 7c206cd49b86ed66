"""Owns the one family of anticipated failures: a refusal says what is wrong and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.messages import N_, Message


class Refusal(Exception):
    """Something the person asked for cannot be done, and the message says why.

    Subclasses set ``text`` to a Korean message id with named gaps; the gaps are given as keywords.
    A refusal is shown to the person; anything else that goes wrong is a fault.
    """

    text: str = N_("요청한 일을 할 수 없습니다.")

    def __init__(self, text: str | None = None, /, **values: object) -> None:
        """Keep the message id and its gaps apart, so that it can be translated."""
        self.message = Message(text if text is not None else self.text, values)
        super().__init__(str(self.message))


class NotFound(Refusal):
    """The named thing does not exist, or the person may not know that it does."""

    text = N_("찾을 수 없습니다.")


class NotAllowed(Refusal):
    """The person may not do this."""

    text = N_("이 작업을 할 권한이 없습니다.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in something entered or imported: where it is and what is wrong.

    ``place`` is for people: a field label, "3행 '대수' 열", or a path such as ``sites[2].zones[0].hours``.
    """

    place: str
    message: Message

    def __str__(self) -> str:
        """Return the place and the sentence."""
        return f"{self.place}: {self.message}"


class Invalid(Refusal):
    """Several faults at once; nothing was written."""

    text = N_("입력한 내용에 문제가 {count}건 있습니다. 아무것도 저장하지 않았습니다.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Carry every problem found, in the order of the source."""
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def __str__(self) -> str:
        """Return the summary and each problem on its own line."""
        return "\n".join([str(self.message), *(str(problem) for problem in self.problems)])
