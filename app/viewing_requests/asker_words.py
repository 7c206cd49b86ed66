"""Owns how askers are told where their request stands: plain words, no staff, no outcome before its notice. Pure."""

from collections.abc import Mapping

from app.kernel.messages import N_
from app.viewing_requests.states import Status, Told

_NOT_TAKEN_UP = N_("접수했습니다. 담당자가 곧 내용을 확인합니다.")
_WORDS: Mapping[Status, str] = {
    Status.RECEIVED: N_("접수했습니다. 담당자가 내용을 확인하고 있습니다."),
    Status.VERIFYING: N_("본인인지, 또는 대리할 권한이 있는지 확인하고 있습니다. 서류를 부탁드릴 수 있습니다."),
    Status.HELD: N_("요구한 영상이 지워지지 않게 보존했습니다. 결정을 준비하고 있습니다."),
    Status.IN_REVIEW: N_("결정하는 사람이 검토하고 있습니다."),
    Status.POSTPONED: N_("답변을 미루었습니다. 까닭과 이의를 제기하는 방법은 보낸 통지서에 있습니다."),
    Status.APPROVED: N_("결정했습니다. 언제 어디에서 볼 수 있는지 통지서로 알립니다."),
    Status.PARTLY_APPROVED: N_("결정했습니다. 언제 어디에서 볼 수 있는지 통지서로 알립니다."),
    Status.HANDED_OVER: N_("결정한 대로 보여 드리거나 드렸습니다."),
    Status.REFUSED: N_("결정했습니다. 결과와 까닭을 통지서로 알립니다."),
    Status.NOT_EXISTING: N_("결정했습니다. 결과와 까닭을 통지서로 알립니다."),
    Status.WITHDRAWN: N_("요구를 거두어들였습니다. 더 할 일이 없습니다."),
    Status.CLOSED: N_("모두 끝났습니다."),
}
TOLD_WORDS: Mapping[str, str] = {
    Told.APPROVED: N_("승인 통지"),
    Told.PARTLY_APPROVED: N_("일부 승인 통지"),
    Told.REFUSED: N_("거절 통지"),
    Told.NOT_EXISTING: N_("부존재 통지"),
    Told.POSTPONED: N_("연기 통지"),
}


def words_for(status: Status, *, taken_up: bool) -> str:
    """Return what the asker is told of a status.

    :param taken_up: whether somebody is responsible already.
    """
    return _WORDS[status] if taken_up or status is not Status.RECEIVED else _NOT_TAKEN_UP
