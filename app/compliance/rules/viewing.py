"""Owns the rules on open viewing requests (REQ)."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, RequestFact, Rule, Severity, Subject
from app.kernel.messages import N_, Message

SOON_DAYS = 2
"""An undecided request with this many days left or fewer is a warning."""


def late(facts: Facts) -> Iterator[Breach]:
    """Yield undecided requests that are due soon, past our own promise, or past the legal limit."""
    for found in facts.requests:
        if not found.undecided:
            continue
        left = (found.due_on - facts.on).days
        if facts.on > found.legal_on:
            text = N_("법정 기한이 {days}일 지났는데 결정하지 않았습니다.")
            yield _breach(found, Message(text, {"days": (facts.on - found.legal_on).days}), Severity.ERROR)
        elif left < 0:
            text = N_("게시한 기한이 {days}일 지났는데 결정하지 않았습니다.")
            yield _breach(found, Message(text, {"days": -left}), Severity.ERROR)
        elif left <= SOON_DAYS:
            yield _breach(found, Message(N_("답변 기한까지 {days}일 남았습니다."), {"days": left}), Severity.WARNING)


def overwritten(facts: Facts) -> Iterator[Breach]:
    """Yield requests whose footage is overwritten before they must be answered."""
    for found in facts.requests:
        day = found.overwritten_on
        if day is not None and facts.on <= day <= found.due_on:
            text = N_("답변 기한 전인 {day}에 영상이 자동 파기됩니다.")
            yield _breach(found, Message(text, {"day": day.isoformat()}))


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
    ),
    Rule(
        id="REQ-09",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("요구받은 영상의 보존"),
        advice=N_("녹화기에서 해당 구간을 따로 보존하십시오."),
        sources=("pipa.35.3",),
        look=overwritten,
    ),
)
