"""Owns the rules on answers to viewing requests: told in time, complete, on a lawful ground (REQ-01 to 03, 08)."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.messages import N_, Message
from app.law.grounds import refusal_grounds
from app.viewing_requests.places import is_private


def untold(facts: Facts) -> Iterator[Breach]:
    """Yield answers nobody has told the asker: past our own promise a warning, past the legal limit a breach."""
    for found in facts.answers:
        if found.due_on is None or found.legal_on is None or facts.on <= found.due_on:
            continue
        text = N_("{day}까지 알려야 할 결정을 청구인에게 알린 기록이 없습니다.")
        is_late = found.has_legal_day and facts.on > found.legal_on
        day = (found.legal_on if is_late else found.due_on).isoformat()
        yield _breach(found.number, Message(text, {"day": day}), Severity.ERROR if is_late else Severity.WARNING)


def incomplete(facts: Facts) -> Iterator[Breach]:
    """Yield refusals and decisions in part without a reason or the way to object."""
    for found in facts.answers:
        if found.limits and not found.is_complete:
            yield _breach(found.number, Message(N_("제한하는 결정에 사유나 이의제기 방법이 없습니다.")))


def on_no_ground(facts: Facts) -> Iterator[Breach]:
    """Yield viewings that were limited on anything else than 법 35④."""
    private = facts.snapshot is None or is_private(facts.snapshot)
    lawful = {ground.key for ground in refusal_grounds(private=private, on=facts.on)}
    for found in facts.answers:
        if found.limits and found.ground not in lawful:
            yield _breach(found.number, Message(N_("법이 정하지 않은 사유로 열람을 제한했습니다.")))


def without_masking(facts: Facts) -> Iterator[Breach]:
    """Yield viewings limited for others in the picture, without a word on hiding them."""
    for found in facts.answers:
        if found.unmasked:
            text = N_("함께 촬영된 사람 때문에 제한하면서 가릴 수 있는지 살핀 기록이 없습니다.")
            yield _breach(found.number, Message(text))


def _breach(number: str, message: Message, severity: Severity | None = None) -> Breach:
    return Breach(Place(Subject.VIEWING_REQUEST, number, number), message, severity)


ANSWER_RULES = (
    Rule(
        id="REQ-02",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("제한하는 결정의 사유와 이의제기 방법"),
        advice=N_("사유와 이의제기 방법을 적어 다시 알리십시오."),
        sources=("decree.42.2", "decree.41.5"),
        look=incomplete,
    ),
    Rule(
        id="REQ-03",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("열람을 제한할 수 있는 근거"),
        advice=N_("결정을 다시 살피고, 제한할 근거가 없으면 보여 주십시오."),
        sources=("pipa.35.4.1", "pipa.35.4.2"),
        look=on_no_ground,
    ),
    Rule(
        id="REQ-08",
        area=Area.REQUEST,
        severity=Severity.WARNING,
        reads=Reads.REQUESTS,
        title=N_("가리고 보여 줄 수 있는지의 검토"),
        advice=N_("다른 사람을 가리거나 그 부분만 빼고 보여 줄 수 있는지 살피십시오."),
        sources=("decree.42.1", "guideline.46"),
        look=without_masking,
    ),
)
