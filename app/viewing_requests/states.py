"""Owns where a request can stand, the moves between, and what a decision can be. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from app.kernel.messages import N_, Message
from app.viewing_requests.refusals import WrongMoment


class Status(StrEnum):
    """Where a request stands; stored names are permanent."""

    RECEIVED = "received"
    VERIFYING = "verifying"  # Identity or authority is being checked, or papers are waited for.
    HELD = "held"  # The footage was kept from being overwritten.
    IN_REVIEW = "in_review"  # Put before the deciders, or one of two has agreed.
    POSTPONED = "postponed"
    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    HANDED_OVER = "handed_over"  # Shown or given; something is still to come back or to be released.
    REFUSED = "refused"
    NOT_EXISTING = "not_existing"  # The footage is gone or never was: an answer, not a refusal.
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


_WORK = frozenset({Status.VERIFYING, Status.HELD, Status.IN_REVIEW})
_ANSWERS = frozenset({
    Status.APPROVED,
    Status.PARTLY_APPROVED,
    Status.REFUSED,
    Status.NOT_EXISTING,
    Status.WITHDRAWN,
})  # fmt: skip
_GRANTED_NEXT = frozenset({
    Status.IN_REVIEW,  # Decided anew, because what it rested on has changed.
    Status.HANDED_OVER,
    Status.CLOSED,
    Status.NOT_EXISTING,  # The footage was lost before it could be shown.
    Status.WITHDRAWN,
})  # fmt: skip

NEXT: Mapping[Status, frozenset[Status]] = {
    Status.RECEIVED: _WORK | _ANSWERS | {Status.POSTPONED},
    Status.VERIFYING: (_WORK - {Status.VERIFYING}) | _ANSWERS | {Status.POSTPONED},
    Status.HELD: (_WORK - {Status.HELD}) | _ANSWERS | {Status.POSTPONED},
    Status.IN_REVIEW: (_WORK - {Status.IN_REVIEW}) | _ANSWERS | {Status.POSTPONED},
    Status.POSTPONED: frozenset({Status.IN_REVIEW}) | _ANSWERS,
    Status.APPROVED: _GRANTED_NEXT,
    Status.PARTLY_APPROVED: _GRANTED_NEXT,
    Status.HANDED_OVER: frozenset({Status.CLOSED}),
    Status.REFUSED: frozenset(),
    Status.NOT_EXISTING: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.CLOSED: frozenset(),
}
"""The allowed moves. A trigger (migration 0017) repeats them."""

OPEN: frozenset[Status] = frozenset(status for status, following in NEXT.items() if following)
"""Somebody still has something to do."""

TERMINAL: frozenset[Status] = frozenset(Status) - OPEN

UNDECIDED: frozenset[Status] = _WORK | {Status.RECEIVED, Status.POSTPONED}
"""Somebody must decide."""

NEXT_TO_POSTPONED: frozenset[Status] = frozenset(status for status in NEXT if Status.POSTPONED in NEXT[status])
"""Where a postponement leads to ``postponed``; what was granted already stays granted."""

GRANTED: frozenset[Status] = frozenset({Status.APPROVED, Status.PARTLY_APPROVED})
"""Something is to be shown or given."""

ENDED: frozenset[Status] = frozenset({Status.REFUSED, Status.NOT_EXISTING})
"""Answered, and over; the answer counts when the asker is told of it (시행령 41⑤, 42②)."""

RUNNING: frozenset[Status] = UNDECIDED | GRANTED
"""The answer is not given yet: only these show a countdown."""

DECIDED: frozenset[Status] = frozenset(Status) - UNDECIDED - {Status.WITHDRAWN}
"""Somebody decided, or an emergency stood for the decision."""

GIVING: frozenset[Status] = GRANTED | {Status.HANDED_OVER, Status.CLOSED}
"""It was granted."""

ANSWERED: frozenset[Status] = frozenset(Status) - UNDECIDED
"""A decision was made, or the request was taken back."""


class Outcome(StrEnum):
    """What was decided; stored names are permanent, and each is the status it leads to."""

    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    REFUSED = "refused"
    NOT_EXISTING = "not_existing"


class Told(StrEnum):
    """What an asker is told; stored names are permanent. All but a postponement are outcomes."""

    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    REFUSED = "refused"
    NOT_EXISTING = "not_existing"
    POSTPONED = "postponed"


class GoneBecause(StrEnum):
    """Why there is no footage to show; stored names are permanent."""

    OVERWRITTEN = "overwritten"  # Destroyed on schedule, or by the recorder.
    LOST = "lost"  # By a fault or damage, before its time.
    NOT_RECORDED = "not_recorded"  # The camera, or its recorder, did not record then.
    NOT_COVERED = "not_covered"  # No camera films the place.
    NOT_SHOWN = "not_shown"  # There is footage, and it does not show what is looked for.


WENT: frozenset[GoneBecause] = frozenset({GoneBecause.OVERWRITTEN, GoneBecause.LOST})
"""It was there, and went at a moment that must be said."""

GONE_BECAUSE_NAMES: Mapping[GoneBecause, str] = {
    GoneBecause.OVERWRITTEN: N_("보관기간이 지나 덮어써짐"),
    GoneBecause.LOST: N_("고장·손상으로 없어짐"),
    GoneBecause.NOT_RECORDED: N_("그 시각에 녹화되지 않음"),
    GoneBecause.NOT_COVERED: N_("그 장소를 촬영하는 카메라가 없음"),
    GoneBecause.NOT_SHOWN: N_("영상에 청구한 내용이 없음"),
}
STATUS_NAMES: Mapping[Status, str] = {
    Status.RECEIVED: N_("접수"),
    Status.VERIFYING: N_("확인 중"),
    Status.HELD: N_("영상 보존됨"),
    Status.IN_REVIEW: N_("검토 중"),
    Status.POSTPONED: N_("연기됨"),
    Status.APPROVED: N_("승인됨"),
    Status.PARTLY_APPROVED: N_("일부 승인됨"),
    Status.HANDED_OVER: N_("열람·제공함"),
    Status.REFUSED: N_("거절됨"),
    Status.NOT_EXISTING: N_("부존재"),
    Status.WITHDRAWN: N_("철회됨"),
    Status.CLOSED: N_("종결"),
}
TOLD_NAMES: Mapping[Told, str] = {
    Told.APPROVED: N_("승인"),
    Told.PARTLY_APPROVED: N_("일부 승인"),
    Told.REFUSED: N_("거절"),
    Told.NOT_EXISTING: N_("부존재"),
    Told.POSTPONED: N_("연기"),
}
OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: N_("승인"),
    Outcome.PARTLY_APPROVED: N_("일부 승인"),
    Outcome.REFUSED: N_("거절"),
    Outcome.NOT_EXISTING: N_("부존재"),
}


def check_can_become(current: Status, target: Status) -> None:
    """Let a request move from one status to the other.

    :raises WrongMoment: if the move is not among ``NEXT``.
    """
    if target not in NEXT[current]:
        raise WrongMoment(current=Message(STATUS_NAMES[current]), target=Message(STATUS_NAMES[target]))
