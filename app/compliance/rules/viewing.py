"""Owns the rules on open viewing requests (REQ)."""

from collections.abc import Iterable, Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, RequestFact, Rule, Severity, Subject
from app.compliance.rules.answers import untold
from app.kernel.messages import N_, Message
from app.law.periods import destroy_within_days

SOON_DAYS = 2
"""An undecided request with this many days left or fewer is a warning."""


def late(facts: Facts) -> Iterator[Breach]:
    """Yield undecided requests that are due soon, past our own promise or the legal limit; and untold answers."""
    yield from _undecided(facts, [found for found in facts.requests if not found.asks_to_erase])
    yield from untold(facts)


def late_erasing(facts: Facts) -> Iterator[Breach]:
    """Yield undecided requests to erase or to suspend that are due soon or past the legal limit."""
    yield from _undecided(facts, [found for found in facts.requests if found.asks_to_erase])


def _undecided(facts: Facts, requests: Iterable[RequestFact]) -> Iterator[Breach]:
    for found in requests:
        if not found.undecided:
            continue
        left = (found.due_on - facts.on).days
        if found.has_legal_day and facts.on > found.legal_on:
            text = N_("법정 기한이 {days}일 지났는데 결정하지 않았습니다.")
            yield _breach(found, Message(text, {"days": (facts.on - found.legal_on).days}), Severity.ERROR)
        elif left < 0 and not found.has_legal_day:
            text = N_("회사가 정한 기한이 {days}일 지났는데 결정하지 않았습니다.")
            yield _breach(found, Message(text, {"days": -left}), Severity.WARNING)
        elif left < 0:
            text = N_("게시한 기한이 {days}일 지났는데 결정하지 않았습니다.")
            yield _breach(found, Message(text, {"days": -left}), Severity.ERROR)
        elif left <= SOON_DAYS:
            yield _breach(found, Message(N_("답변 기한까지 {days}일 남았습니다."), {"days": left}), Severity.WARNING)


def overwritten(facts: Facts) -> Iterator[Breach]:
    """Yield requests whose footage may be gone before they are answered, and that nobody has locked."""
    for found in facts.requests:
        if found.given_up_on is not None and found.given_up_on <= found.due_on:
            said = N_("보존하지 않기로 정한 영상이 {day}에 자동 파기됩니다. 답하는 데 필요하면 다시 잠그십시오.")
            yield _breach(found, Message(said, {"day": found.given_up_on.isoformat()}), Severity.WARNING)
        day = found.overwritten_on
        if day is None or day > found.due_on >= facts.on:
            continue
        text = (
            N_("답변하기 전인 {day}에 영상이 자동 파기됩니다. 아직 잠그지 않았습니다.")
            if facts.on <= day
            else N_("영상이 {day}부터 자동 파기될 수 있는데 잠그지 않았습니다.")
        )
        yield _breach(found, Message(text, {"day": day.isoformat()}))


def held_too_long(facts: Facts) -> Iterator[Breach]:
    """Yield footage still locked for a case that is over: a warning at first, then too long."""
    for found in facts.holds:
        place = Place(Subject.VIEWING_REQUEST, found.number, found.number, found.site_code)
        if found.over_on is None:
            said = Message(N_("이행한 요청의 영상이 아직 잠겨 있습니다: {name}"), {"name": found.name})
            yield Breach(place, said, Severity.WARNING)
            continue
        text = N_("{day}에 끝난 요청의 영상이 아직 잠겨 있습니다: {name}")
        said = Message(text, {"day": found.over_on.isoformat(), "name": found.name})
        late = (facts.on - found.over_on).days > (destroy_within_days(facts.on).days or 0)
        yield Breach(place, said, Severity.ERROR if late else Severity.WARNING)


def _breach(found: RequestFact, message: Message, severity: Severity | None = None) -> Breach:
    return Breach(Place(Subject.VIEWING_REQUEST, found.number, found.number), message, severity)


REQUEST_RULES = (
    Rule(
        id="REQ-01",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("열람 요구의 기한"),
        advice=N_("승인하거나 법정 사유로 거절하고 요구한 사람에게 알리십시오."),
        sources=("decree.41.4", "decree.42.2", "pipa.35.3", "pipa.75.2.19"),
        look=late,
        says_several=True,
    ),
    Rule(
        id="REQ-09",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("요구받은 영상의 보존"),
        advice=N_("녹화기에서 해당 구간을 잠그고 요청 화면에 적으십시오."),
        sources=("pipa.35.3", "product.hold_margin"),
        look=overwritten,
        says_several=True,
    ),
    Rule(
        id="REQ-10",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("끝난 요청의 보존"),
        advice=N_("녹화기에서 잠금을 풀고 요청 화면에 해제를 적으십시오."),
        sources=("pipa.21.1", "guideline.10.1"),
        look=held_too_long,
        says_several=True,
    ),
    Rule(
        id="REQ-13",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("삭제·처리정지 요구의 기한"),
        advice=N_("삭제하거나 처리를 정지하거나 거절하고, 결과를 요구한 사람에게 알리십시오. 연기할 수 없습니다."),
        sources=("decree.43.3", "decree.44.2"),
        look=late_erasing,
        says_several=True,
    ),
)
