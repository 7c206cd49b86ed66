"""Owns why the last day to answer moves, and what a case that waits for the asker can say. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.messages import N_, Message
from app.viewing_requests.domain import Channel

MOST_DAYS_AHEAD = 366
"""A pause that is said to last longer is taken for a slip of the pen."""


class Cause(StrEnum):
    """Why the last day to answer moved; stored names are permanent."""

    DAY_ADDED = "day_added"
    DAY_REMOVED = "day_removed"
    DAY_LIFTED = "day_lifted"
    POSTPONED = "postponed"
    PAUSED = "paused"
    RESUMED = "resumed"
    RECOUNTED = "recounted"  # The list of public holidays itself changed, with a new version of the program.


CAUSE_SENTENCES: Mapping[Cause, str] = {
    Cause.DAY_ADDED: N_("{day} 휴일을 더함: {name}"),
    Cause.DAY_REMOVED: N_("{day} 휴일을 뺌: {name}"),
    Cause.DAY_LIFTED: N_("{day} 휴일 변경을 거둠: {name}"),
    Cause.POSTPONED: N_("답변을 연기함"),
    Cause.PAUSED: N_("기다리는 동안 기간을 멈춤"),
    Cause.RESUMED: N_("기다림이 끝남"),
    Cause.RECOUNTED: N_("공휴일 목록이 바뀌어 다시 셈"),
}


def why_moved(cause: Cause, day: date | None, name: str | None) -> Message:
    """Return in words why the last day to answer moved."""
    return Message(CAUSE_SENTENCES[cause], {"day": day.isoformat() if day else "", "name": name or ""})


class Resumed(StrEnum):
    """Why a case no longer waits for the asker; stored names are permanent."""

    ARRIVED = "arrived"
    NOT_COMING = "not_coming"


RESUMED_NAMES: Mapping[Resumed, str] = {
    Resumed.ARRIVED: N_("기다리던 것이 왔음"),
    Resumed.NOT_COMING: N_("오지 않아 그대로 진행"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That the asker was told: on which day and how."""

    on: date
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementEntry:
    """What is written down when an answer is postponed. The reason may speak of people."""

    ground_ends_on: date
    reason: str
    objection_method: str
    notice: Notice
    other_reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseEntry:
    """What is written down when a case waits for the asker. ``stop_reason`` None: the period runs on."""

    until_on: date
    reason: str
    notice: Notice
    stop_reason: str | None = None
