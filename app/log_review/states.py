"""Owns how an item of a review stands, who may do what about it, and when a review is due. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.messages import N_
from app.law.periods import log_review_months
from app.recorder_logs.domain import Month, month_of

JUDGES = (Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who opens a review, decides and concludes."""
OVERSEERS = (*JUDGES, Role.AUDITOR)
"""Who sees every item of their sites; operators see what is asked of them."""
EXPLAINERS = (Role.OPERATOR, *JUDGES)
READERS = (Role.OPERATOR, *OVERSEERS)
OPENS_ON_DAY = 5
"""The day of the following month on which a job opens a review: recorders' logs have come by then. Our choice."""


class Move(StrEnum):
    """What happened to an item; stored names are permanent."""

    EXPLAINED = "explained"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    FOLLOW_UP = "follow_up"
    LOOKED_AT = "looked_at"  # A sample, and nothing is odd about it.
    MARKED_ODD = "marked_odd"  # A sample, and somebody is to explain it.


class State(StrEnum):
    """How an item stands."""

    TO_EXPLAIN = "to_explain"
    TO_LOOK_AT = "to_look_at"
    EXPLAINED = "explained"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    FOLLOW_UP = "follow_up"
    LOOKED_AT = "looked_at"


STATE_AFTER: Mapping[Move, State] = {
    Move.EXPLAINED: State.EXPLAINED,
    Move.ACCEPTED: State.ACCEPTED,
    Move.RETURNED: State.RETURNED,
    Move.FOLLOW_UP: State.FOLLOW_UP,
    Move.LOOKED_AT: State.LOOKED_AT,
    Move.MARKED_ODD: State.TO_EXPLAIN,
}
DECIDED = frozenset({State.ACCEPTED, State.FOLLOW_UP, State.LOOKED_AT})
WITH_PERSON = frozenset({State.TO_EXPLAIN, State.RETURNED})
POSSIBLE: Mapping[Move, frozenset[State]] = {
    Move.EXPLAINED: WITH_PERSON | {State.EXPLAINED},
    Move.ACCEPTED: frozenset({State.EXPLAINED}),
    Move.RETURNED: frozenset({State.EXPLAINED}),
    Move.FOLLOW_UP: WITH_PERSON | {State.EXPLAINED},  # Also when no explanation comes: somebody left.
    Move.LOOKED_AT: frozenset({State.TO_LOOK_AT}),
    Move.MARKED_ODD: frozenset({State.TO_LOOK_AT}),
}
"""From which states a move leads on; the others are refused."""
WORDLESS = frozenset({Move.ACCEPTED, Move.LOOKED_AT})
"""Moves that may go without words."""
STATE_NAMES: Mapping[State, str] = {
    State.TO_EXPLAIN: N_("소명 전"),
    State.TO_LOOK_AT: N_("볼 표본"),
    State.EXPLAINED: N_("판단 대기"),
    State.RETURNED: N_("되돌림"),
    State.ACCEPTED: N_("받아들임"),
    State.FOLLOW_UP: N_("조치 필요"),
    State.LOOKED_AT: N_("이상 없음"),
}
MOVE_NAMES: Mapping[Move, str] = {
    Move.EXPLAINED: N_("소명"),
    Move.ACCEPTED: N_("받아들임"),
    Move.RETURNED: N_("되돌림"),
    Move.FOLLOW_UP: N_("조치 필요"),
    Move.LOOKED_AT: N_("이상 없음"),
    Move.MARKED_ODD: N_("이상하다고 표시"),
}


@dataclass(frozen=True, slots=True)
class About:
    """Who an item is about and where: ``people`` never decide; ``sites`` say who may see it."""

    people: frozenset[int]
    sites: frozenset[str]


def holds_at(actor: Actor, sites: frozenset[str], *roles: Role) -> bool:
    """Return whether somebody holds one of the roles at every one of some sites."""
    held = actor.sites_as(*roles)
    return held is None or sites <= held


def may_see(actor: Actor, about: About, *, is_asked: bool) -> bool:
    """Return whether somebody may know of an item.

    Overseers see those that lie at their sites altogether; operators, at theirs, what they are asked to explain, and
    what nobody knows whose it is.

    :param is_asked: whether somebody is or was to explain the item: a sample is nothing to explain.
    """
    if holds_at(actor, about.sites, *OVERSEERS):
        return True
    own = actor.id in about.people or not about.people
    return is_asked and own and holds_at(actor, about.sites, Role.OPERATOR)


def borrowed_from(actor: Actor, people: frozenset[int], sites: frozenset[str]) -> bool:
    """Return whether somebody could decide only in the place of one of these people."""
    if holds_at(actor.as_oneself(), sites, *JUDGES) and actor.as_oneself().has(*JUDGES):
        return False
    return any(role in JUDGES and person in people for role, _site, person in actor.standing_in)


def due_on(month: Month) -> date:
    """Return the last day on which the review of a month is to be concluded.

    The cycle after its end (``product.log_review.months``: ours, no law sets any; the internal plan decides).
    """
    period = log_review_months(month.day_after)
    last = month
    for _ in range(period.months or 1):
        last = last.following
    return last.day_after - timedelta(days=1)


def opens_on(month: Month) -> date:
    """Return the day on which a job opens the review of a month."""
    return month.day_after.replace(day=OPENS_ON_DAY)


def months_over(first: date, on: date) -> list[Month]:
    """Return the months that are over on a day, from the one of the first day on."""
    found, month = list[Month](), month_of(first)
    while month.day_after <= on:
        found.append(month)
        month = month.following
    return found
