"""Owns what is to be done about a hold, until when, and how urgent that is. Pure.

Our own choice (``product.hold_escalation``): a lock is set on the day it comes up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import kst_day
from app.kernel.messages import N_
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.holding import LOCKED, HoldState, is_release_due
from app.viewing_requests.states import RUNNING, Status

_EVENING = timedelta(hours=6)
"""In the last hours of a day a lock is to be set on the next."""


class Level(StrEnum):
    """How urgent a task is, the most urgent first."""

    OVERDUE = "overdue"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"


LEVEL_NAMES: Mapping[Level, str] = {
    Level.OVERDUE: N_("지남"),
    Level.LATE: N_("늦음"),
    Level.TODAY: N_("오늘까지"),
    Level.SOON: N_("곧"),
}
LEVEL_TONES: Mapping[Level, str] = {
    Level.OVERDUE: "danger",
    Level.LATE: "danger",
    Level.TODAY: "warn",
    Level.SOON: "info",
}


def day_of_task(raised_at: datetime) -> datetime:
    """Return the end of the day in Korea on which a task that came up at a moment is to be done."""
    return end_of_kst_day(kst_day(raised_at + _EVENING))


def lock_by(raised_at: datetime, needed_by: datetime) -> datetime:
    """Return until when footage is to be locked: on the day it came up, and before it may be gone."""
    return min(needed_by, day_of_task(raised_at))


def level_of(do_by: datetime, *, overdue_at: datetime, now: datetime) -> Level:
    """Return how urgent a task is.

    :param do_by: until when it is to be done, by our own wish.
    :param overdue_at: from when harm is done.
    """
    if now >= overdue_at:
        return Level.OVERDUE
    if now >= do_by:
        return Level.LATE
    return Level.TODAY if kst_day(do_by - timedelta(microseconds=1)) <= kst_day(now) else Level.SOON


class TaskKind(StrEnum):
    """What somebody must do about a hold, in the order in which it comes."""

    FIND = "find"
    LOCK = "lock"
    CONFIRM = "confirm"
    EXTEND = "extend"
    RELEASE = "release"


TASK_NAMES: Mapping[TaskKind, str] = {
    TaskKind.FIND: N_("카메라 찾기"),
    TaskKind.LOCK: N_("녹화기에서 잠그기"),
    TaskKind.CONFIRM: N_("잠금 확인"),
    TaskKind.EXTEND: N_("보존 연장"),
    TaskKind.RELEASE: N_("보존 해제"),
}
EXTEND_AHEAD = timedelta(days=3)
CONFIRM_WITHIN = timedelta(hours=24)
RELEASE_WITHIN = timedelta(days=5)
"""After that a lock on a case that is over is kept too long (표준지침 제10조제1항)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do: until when by our own wish, from when harm is done, and how urgent that makes it."""

    kind: TaskKind
    do_by: datetime
    overdue_at: datetime
    level: Level


def tasks_of(
    state: HoldState,
    status: Status,
    *,
    found: bool,
    raised_at: datetime,
    needed_by: datetime,
    set_at: datetime | None,
    until_on: date | None,
    over_at: datetime | None,
    now: datetime,
) -> tuple[Due, ...]:
    """Return what is to be done about one hold.

    :param found: whether its camera is known.
    :param over_at: when the case was closed; None while it is not, also after its footage was handed over.
    """
    if is_release_due(state, status):
        since = over_at or now
        return (_due(TaskKind.RELEASE, day_of_task(since), since + RELEASE_WITHIN, now),)
    if status not in RUNNING:
        return ()
    if state is HoldState.RAISED:
        kind = TaskKind.LOCK if found else TaskKind.FIND
        return (_due(kind, lock_by(raised_at, needed_by), needed_by, now),)
    tasks = []
    if state is HoldState.SET and set_at is not None:
        within = set_at + CONFIRM_WITHIN
        tasks.append(_due(TaskKind.CONFIRM, within, max(within, needed_by), now))
    if state in LOCKED and until_on is not None:
        end = end_of_kst_day(until_on)
        if now >= end - EXTEND_AHEAD:
            tasks.append(_due(TaskKind.EXTEND, end, end, now))
    return tuple(tasks)


def _due(kind: TaskKind, do_by: datetime, overdue_at: datetime, now: datetime) -> Due:
    return Due(kind=kind, do_by=do_by, overdue_at=overdue_at, level=level_of(do_by, overdue_at=overdue_at, now=now))
