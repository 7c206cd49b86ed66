"""Owns who is told of holds, and when: operators first, then the manager, then the privacy officer.

Our own choice (``product.hold_escalation``). One message for each case and site, not for each camera. What has
just come up is told as due first, also when the footage is about to go: nobody is late within the first hour.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import KST, kst_day
from app.kernel.messages import N_, Message
from app.law.periods import hold_escalation_hours
from app.viewing_requests.queries.holds import HoldTask, hold_tasks
from app.viewing_requests.reminding.people import holders_at
from app.viewing_requests.urgency import Level, TaskKind

_LOCK = N_("요청 {number}: 영상 {count}건을 {moment}까지 녹화기에서 잠그십시오.")
_FIND = N_("요청 {number}: 어느 카메라인지 {moment}까지 찾으십시오.")
_LATE = N_("요청 {number}: 영상 {count}건을 아직 잠그지 않았습니다. {moment}부터 지워질 수 있습니다.")
_GONE = N_("요청 {number}: 영상 {count}건을 잠그지 않아 지워지고 있을 수 있습니다({moment}부터).")
_CONFIRM = N_("요청 {number}: 영상 {count}건이 잠겼는지 녹화기에서 확인하십시오.")
_EXTEND = N_("요청 {number}: 영상 {count}건의 보존이 {moment}에 끝납니다. 필요하면 연장하십시오.")
_EXPIRED = N_("요청 {number}: 영상 {count}건의 보존 기간이 지났습니다. 연장하거나 해제하십시오.")
_RELEASE = N_("요청 {number}이(가) 끝났습니다. 영상 {count}건의 보존을 녹화기에서 해제하십시오.")
_STILL_ON = N_("요청 {number}이(가) 끝났는데 영상 {count}건의 보존을 아직 해제하지 않았습니다.")


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of an escalation: who is told what, and how it is told apart from the other steps."""

    name: str
    role: Role
    kind: Kind
    text: str
    urgent: bool = False


_FIRST_HOUR = timedelta(hours=1)
_ASKED = _Step("asked", Role.OPERATOR, Kind.HOLD_DUE, _LOCK)
_SOUGHT = _Step("asked", Role.OPERATOR, Kind.HOLD_DUE, _FIND)
_HURRY = (
    _Step("late", Role.OPERATOR, Kind.HOLD_OVERDUE, _LATE, urgent=True),
    _Step("late", Role.MANAGER, Kind.HOLD_OVERDUE, _LATE, urgent=True),
)
_OFFICER = (
    _Step("gone", Role.MANAGER, Kind.HOLD_OVERDUE, _GONE, urgent=True),
    _Step("gone", Role.PRIVACY_OFFICER, Kind.HOLD_OVERDUE, _GONE, urgent=True),
)


def remind_holds(session: Session, *, now: datetime) -> int:
    """Tell people what is to be done about holds, each step once, and return how many messages are new."""
    groups: dict[tuple[str, str | None, TaskKind, bool], list[HoldTask]] = defaultdict(list)
    for task in hold_tasks(session, actor=SYSTEM, now=now):
        site = task.hold.place.site_code if task.hold.place else None
        groups[task.hold.number, site, task.due.kind, _is_new(task, now)].append(task)
    return sum(
        _tell(session, tasks, site, step, now=now)
        for (_number, site, _kind, is_new), tasks in groups.items()
        for step in _steps(tasks[0], now, is_new=is_new)
    )


def _is_new(task: HoldTask, now: datetime) -> bool:
    """Return whether something to lock came up within the hour, and its footage did not get lost since."""
    raised_at, gone_at = task.hold.raised_at, task.due.overdue_at
    return (
        task.due.kind in {TaskKind.LOCK, TaskKind.FIND}
        and now < raised_at + _FIRST_HOUR
        and not raised_at < gone_at <= now
    )


def _steps(worst: HoldTask, now: datetime, *, is_new: bool) -> Sequence[_Step]:
    """Return every step that has come by now; those told before are told apart by their key.

    :param is_new: it came up just now, so nobody is late.
    """
    kind, level = worst.due.kind, worst.due.level
    is_late = level in {Level.LATE, Level.OVERDUE}
    if kind in {TaskKind.LOCK, TaskKind.FIND}:
        asked = _ASKED if kind is TaskKind.LOCK else _SOUGHT
        hours = timedelta(hours=hold_escalation_hours(kst_day(now)).hours or 0)
        if is_new or not (is_late or worst.due.overdue_at - now <= hours):
            return (asked,)
        # The manager is not told twice at once: that it may be gone says that it is late.
        return (asked, *(_HURRY[:1] + _OFFICER if level is Level.OVERDUE else _HURRY))
    if kind is TaskKind.CONFIRM:
        asked = _Step("confirm", Role.OPERATOR, Kind.HOLD_DUE, _CONFIRM)
        late = _Step("unconfirmed", Role.MANAGER, Kind.HOLD_OVERDUE, _CONFIRM)
        return (asked, late) if is_late else (asked,)
    if kind is TaskKind.EXTEND:
        asked = _Step("extend", Role.OPERATOR, Kind.HOLD_DUE, _EXTEND)
        expired = (
            _Step("expired", Role.OPERATOR, Kind.HOLD_OVERDUE, _EXPIRED, urgent=True),
            _Step("expired", Role.MANAGER, Kind.HOLD_OVERDUE, _EXPIRED, urgent=True),
        )
        return (asked, *expired) if is_late else (asked,)
    asked = _Step("release", Role.OPERATOR, Kind.HOLD_RELEASE, _RELEASE)
    late = _Step("still_on", Role.MANAGER, Kind.HOLD_RELEASE, _STILL_ON)
    longer = _Step("still_on", Role.PRIVACY_OFFICER, Kind.HOLD_RELEASE, _STILL_ON, urgent=True)
    return (asked, *((late,) if is_late else ()), *((longer,) if level is Level.OVERDUE else ()))


def _tell(session: Session, tasks: Sequence[HoldTask], site: str | None, step: _Step, *, now: datetime) -> int:
    number = tasks[0].hold.number
    when = min(task.due.overdue_at for task in tasks)
    to = holders_at(session, step.role, site, now=now)
    if site is None and step.role is Role.OPERATOR:
        to |= {task.hold.received_by for task in tasks} - {SYSTEM.id}
    values = {"number": number, "count": len(tasks), "moment": f"{when.astimezone(KST):%Y-%m-%d %H:%M}"}
    newest = max(task.hold.leaf for task in tasks)
    day = f":{kst_day(when)}" if tasks[0].due.kind is TaskKind.EXTEND else ""  # After an extension, told anew.
    return inbox.tell(
        session,
        to=to,
        message=Message(step.text, values),
        link=f"/requests/{number}",
        kind=step.kind,
        subject=f"viewing_request:{number}",
        urgent=step.urgent,
        key=f"hold_{step.name}:{number}:{site or '-'}:{newest}{day}",
        actor=SYSTEM,
        now=now,
    )
