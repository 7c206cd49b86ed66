"""Owns what can be done to holds, and the card of them on a case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.accounts import queries as accounts
from app.database import db
from app.kernel.actor import Actor
from app.kernel.clock import utc_now
from app.kernel.messages import N_
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.holding import LOCKED, NEXT_HOLD, EndedBecause, HoldState
from app.viewing_requests.queries import HoldRow, HoldTask
from app.viewing_requests.states import RUNNING
from app.viewing_requests.urgency import LEVEL_TONES
from app.viewing_requests.views import blueprint
from app.web.access import current_actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsCard:
    """What the card on a case shows; ``acts`` are endpoints and titles of what the person can do, the first first."""

    holds: tuple[HoldRow, ...]
    tasks: dict[int, HoldTask]
    acts: tuple[tuple[str, str], ...]
    release_due: bool
    names: dict[int, str]
    gone: bool
    given_up: bool  # Some footage was given up, and may be asked for again.


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done to several holds at once: to which it can be done, and what the page says."""

    title: str
    lead: str
    button: str
    may: Callable[[HoldRow], bool]
    change: Callable[..., None]
    done: str
    deciders: bool = False  # Only for who decides on cases.


def _leads_to(state: HoldState) -> Callable[[HoldRow], bool]:
    return lambda hold: state in NEXT_HOLD[hold.state]


CONFIRM = Act(
    title=N_("잠금 확인"),
    lead=N_("녹화기 화면에서 잠긴 표시와 구간을 직접 보고 적습니다."),
    button=N_("잠긴 것을 확인함"),
    may=lambda hold: hold.state is HoldState.SET and hold.status in RUNNING,
    change=commands.confirm_holds,
    done=N_("잠금을 확인했습니다."),
)
EXTEND = Act(
    title=N_("보존 연장"),
    lead=N_("녹화기에 잠금 기한이 있으면 녹화기에서도 늘리십시오."),
    button=N_("연장하기"),
    may=lambda hold: hold.state in LOCKED and hold.status in RUNNING,
    change=commands.extend_holds,
    done=N_("보존을 연장했습니다."),
)
RELEASE = Act(
    title=N_("보존 해제"),
    lead=N_("녹화기에서 잠금을 푼 뒤에 적습니다."),
    button=N_("해제했음"),
    may=_leads_to(HoldState.RELEASED),
    change=commands.release_holds,
    done=N_("보존을 해제한 것을 적었습니다."),
)
GONE = Act(
    title=N_("영상 없음"),
    lead=N_("녹화기에서 찾아보고 없을 때 적습니다. 거절이 아니라 '부존재'로 답하게 됩니다."),
    button=N_("영상이 없음"),
    may=_leads_to(HoldState.TOO_LATE),
    change=commands.find_gone,
    done=N_("영상이 없음을 적었습니다."),
)
DROP = Act(
    title=N_("보존하지 않음"),
    lead=N_("영상이 지워져도 답하는 데 지장이 없을 때만 고르십시오. 누가 언제 정했는지 남습니다."),
    button=N_("보존하지 않기로 함"),
    may=_leads_to(HoldState.DROPPED),
    change=commands.drop_holds,
    done=N_("보존하지 않기로 한 것을 적었습니다."),
    deciders=True,
)
SET = Act(
    title=N_("잠근 것 적기"),
    lead=N_("녹화기는 한 시간씩 잠그는 것이 많습니다. 실제로 잠근 구간을 녹화기에 보이는 대로 적으십시오."),
    button=N_("잠갔음"),
    may=lambda hold: hold.state is HoldState.RAISED and hold.place is not None,
    change=commands.set_holds,
    done=N_("잠근 것을 적었습니다. 녹화기에서 잠겼는지 확인하십시오."),
)
ACTS = {
    "set_holds": SET,
    "confirm_holds": CONFIRM,
    "release_holds": RELEASE,
    "extend_holds": EXTEND,
    "find_gone": GONE,
    "drop_holds": DROP,
}


@blueprint.app_template_global()
def holds_card_of(number: str) -> HoldsCard:
    """Return what the card of a case's holds shows to the person who asks."""
    actor, now = current_actor(), utc_now()
    found = queries.holds_of_case(db.session(), number=number, actor=actor)
    tasks: dict[int, HoldTask] = {}
    for task in queries.hold_tasks(db.session(), actor=actor, now=now, number=number):
        tasks.setdefault(task.hold.leaf, task)
    mine = [hold for hold in found if works_at(actor, hold)]
    acts = [
        (name, act.title)
        for name, act in ACTS.items()
        if any(act.may(hold) for hold in mine) and (not act.deciders or actor.has(*commands.DECIDERS))
    ]
    if any(hold.place is None and hold.state is HoldState.RAISED for hold in mine):
        acts.insert(0, ("name_places", N_("카메라 고르기")))
    release_due = any(hold.is_release_due for hold in mine)
    acts.sort(key=lambda act: act[0] == "release_holds" and not release_due)  # Locks of a running case stay.
    people = {person for hold in found for person in hold.people}
    return HoldsCard(
        holds=found,
        tasks=tasks,
        acts=tuple(acts),
        release_due=release_due,
        names=accounts.names_of(db.session(), account_ids=people),
        gone=any(hold.state is HoldState.TOO_LATE and hold.status in RUNNING for hold in found),
        given_up=any(hold.ended_because is EndedBecause.NOT_NEEDED and hold.status in RUNNING for hold in mine),
    )


@blueprint.app_template_filter("level_tone")
def level_tone(level: Any) -> str:  # noqa: ANN401  # A Level; templates pass what they were given.
    """Return the kind of tag an urgency is shown with."""
    return LEVEL_TONES[level]


def works_at(actor: Actor, hold: HoldRow) -> bool:
    """Return whether a person works on cases where a hold is."""
    return actor.has(*WORKS_ON_CASES) and (
        hold.place is None or actor.acting_as(*WORKS_ON_CASES).sees_site(hold.place.site_code)
    )
