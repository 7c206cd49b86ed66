"""Owns acknowledging findings: who may say that one is known and stays for a time, and when it opens again by itself.

Acknowledging settles nothing. A finding stays visible with its reason until its cause is gone; it only waits, apart
from the open ones, and is nobody's overdue task meanwhile.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.compliance.domain import Finding, Severity
from app.compliance.urgency import OWNER_OF, Seen
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_
from app.kernel.reasons import says_something
from app.law.periods import acknowledging_days

LONGEST_REASON = 500
ACTS = (Act.DECIDE, Act.ADMINISTER)
ACKNOWLEDGERS = tuple(dict.fromkeys((*OWNER_OF.values(), Role.PRIVACY_OFFICER)))
NO_EARLIER = -1
"""Stands for the acknowledgement before the first of a finding."""


class FindingGone(NotFound):
    """Only what the checks find now is acknowledged."""

    text = N_("지금은 없는 점검 결과입니다. 점검 화면에서 다시 확인하십시오.")


class AlreadyAcknowledged(Refusal):
    """One acknowledgement of a finding holds at a time."""

    text = N_("이미 {until}까지 확인해 둔 점검 결과입니다. 바꾸려면 먼저 거두십시오.")


class NotAcknowledged(Refusal):
    """Nothing is there to take back."""

    text = N_("확인해 둔 것이 없거나 이미 끝났습니다.")


class BadEnd(Refusal):
    """The end lies in the past, or too far ahead."""

    text = N_("기한은 내일부터 {most}일 뒤({last})까지의 날로 적으십시오.")


class ReasonMissing(Refusal):
    """The reason says nothing, or too much."""

    text = N_("왜 아직 바로잡지 못하는지, 무엇을 언제까지 할지 적으십시오(500자까지). 사람 이름은 적지 마십시오.")


class OfficerNeeded(NotAllowed):
    """A violation is acknowledged by the privacy officer only."""

    text = N_("법령 위반으로 나온 결과는 개인정보 보호책임자만 확인해 둘 수 있습니다.")


class Standing(StrEnum):
    """How an acknowledgement stands; only the first keeps its finding apart from the open ones."""

    HOLDS = "holds"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    WORSE = "worse"
    RETURNED = "returned"


STANDING_NAMES: Mapping[Standing, str] = {
    Standing.HOLDS: N_("확인해 둠"),
    Standing.TAKEN_BACK: N_("거둠"),
    Standing.LAPSED: N_("기한이 지나 다시 열림"),
    Standing.WORSE: N_("나빠져 다시 열림"),
    Standing.RETURNED: N_("사라졌다가 다시 생김"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody said that a finding is known and why it stays until the end of a day in Korea.

    ``severity`` and ``count`` are the finding's at that moment; ``reason`` is empty once it was erased.
    ``ended_since``: a look saw the finding gone afterwards.
    """

    leaf: int
    mark: str
    rule: str
    severity: Severity
    count: int
    on: date
    until: date
    reason: str
    by: int
    ended_since: bool = False
    taken_back_on: date | None = None
    taken_back_by: int | None = None
    taken_back_reason: str = ""

    def standing(self, seen: Seen | None, *, on: date) -> Standing:
        """Return how it stands on a day, beside what is found now (None: the finding is gone)."""
        if self.taken_back_on is not None:
            return Standing.TAKEN_BACK
        if on > self.until:
            return Standing.LAPSED
        if self.ended_since:
            return Standing.RETURNED
        if seen is not None and (_worse(seen.severity, self.severity) or seen.count > self.count):
            return Standing.WORSE
        return Standing.HOLDS


def may_acknowledge(actor: Actor, finding: Finding) -> bool:
    """Return whether a person may acknowledge a finding, and take that back."""
    try:
        check_may_acknowledge(actor, finding)
    except NotAllowed:
        return False
    return True


def check_may_ask(actor: Actor) -> None:
    """Let people on who may acknowledge some finding: others learn not even whether one stands.

    :raises NotAllowed: if the person may acknowledge none.
    """
    if not actor.has(*ACKNOWLEDGERS, acts=ACTS):
        raise NotAllowed


def check_may_acknowledge(actor: Actor, finding: Finding) -> None:
    """Let the owning role and the privacy officer acknowledge what lies in their sites; a violation the officer only.

    Somebody limited to some sites says nothing of what lies elsewhere too, or at no site.

    :param finding: as somebody sees it who sees all of it.

    :raises OfficerNeeded: if it is a violation and the person holds only the owning role.
    :raises NotAllowed: if the person may not.
    """
    officer = _holds(actor, finding, Role.PRIVACY_OFFICER)
    owner = _holds(actor, finding, OWNER_OF[finding.area])
    if finding.severity is Severity.ERROR and owner and not officer:
        raise OfficerNeeded
    if not (officer or owner):
        raise NotAllowed


def check_end(until: date, *, on: date) -> None:
    """Let an acknowledgement end tomorrow at the earliest, and not beyond the most days.

    :raises BadEnd: otherwise.
    """
    most = acknowledging_days(on).days or 0
    last = on + timedelta(days=most)
    if not on < until <= last:
        raise BadEnd(most=most, last=last.isoformat())


def check_reason(reason: str) -> str:
    """Return a reason without spaces around it.

    :raises ReasonMissing: if it says nothing, or is too long.
    """
    words = reason.strip()
    if not says_something(words) or len(words) > LONGEST_REASON:
        raise ReasonMissing
    return words


def _holds(actor: Actor, finding: Finding, role: Role) -> bool:
    if not actor.has(role, acts=ACTS):
        return False
    sites: Collection[str] | None = actor.sites_as(role, acts=ACTS)
    lies_at = finding.of_sites.keys()
    return sites is None or (bool(lies_at) and lies_at <= set(sites))


def _worse(now: Severity, then: Severity) -> bool:
    order = list(Severity)
    return order.index(now) < order.index(then)
