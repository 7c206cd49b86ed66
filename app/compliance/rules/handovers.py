"""Owns the rules on what left the house with a request (REQ-07, REQ-11, REQ-12), and copies that are not back."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.messages import N_, Message


def unanswered(facts: Facts) -> Iterator[Breach]:
    """Yield requests whose footage was shown or given, and nobody said whether others in it were hidden."""
    for found in facts.handovers:
        if not found.masking_answered:
            yield _breach(found.number, Message(N_("보여 주거나 준 영상의 다른 사람을 가렸는지 적지 않았습니다.")))


def overcharged(facts: Facts) -> Iterator[Breach]:
    """Yield requests for which more was asked than it cost, or anything where the company caused the request."""
    for found in facts.handovers:
        if found.caused_by_us and found.fee:
            text = N_("회사의 책임으로 한 요구인데 {fee}원을 받았습니다.")
            yield _breach(found.number, Message(text, {"fee": found.fee}), Severity.ERROR)
        elif found.fee > found.cost:
            text = N_("든 돈은 {cost}원인데 {fee}원을 받았습니다.")
            yield _breach(found.number, Message(text, {"cost": found.cost, "fee": found.fee}))


def undescribed(facts: Facts) -> Iterator[Breach]:
    """Yield requests answered with a copy whose content nobody wrote down."""
    for found in facts.handovers:
        if found.gave_copy and not found.copies:
            yield _breach(found.number, Message(N_("사본을 주었는데 그 내용을 적지 않았습니다.")))


def not_back(facts: Facts) -> Iterator[Breach]:
    """Yield copies that were to be back or destroyed by a day, and nobody has confirmed it."""
    for found in facts.handovers:
        for name, day in found.overdue:
            text = N_("사본 {name}을(를) {day}까지 돌려받거나 파기를 확인해야 했습니다.")
            place = Place(Subject.VIEWING_REQUEST, found.number, found.number)
            yield Breach(place, Message(text, {"name": name, "day": day.isoformat()}), part=name)


def _breach(number: str, message: Message, severity: Severity | None = None) -> Breach:
    return Breach(Place(Subject.VIEWING_REQUEST, number, number), message, severity)


HANDOVER_RULES = (
    Rule(
        id="REQ-07",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("함께 나온 사람의 보호"),
        advice=N_("영상을 다시 보고 다른 사람이 나오는지 확인하십시오. 이행은 열람 신청의 이행 화면에서 적으십시오."),
        sources=("guideline.46", "pipa.35.4.2"),
        look=unanswered,
    ),
    Rule(
        id="REQ-11",
        area=Area.REQUEST,
        severity=Severity.WARNING,
        reads=Reads.REQUESTS,
        title=N_("열람 비용"),
        advice=N_("실비를 넘게 받은 돈을 돌려주십시오."),
        sources=("decree.47.1",),
        look=overcharged,
        says_several=True,
    ),
    Rule(
        id="REQ-12",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("사본을 준 기록"),
        advice=N_("준 사본의 내용과 까닭을 관리대장에 정정으로 적으십시오."),
        sources=("guideline.44.5",),
        look=undescribed,
    ),
    Rule(
        id="REQ-15",
        area=Area.REQUEST,
        severity=Severity.WARNING,
        reads=Reads.REQUESTS,
        title=N_("나간 사본의 회수·파기"),
        advice=N_("받은 사람에게 물어 돌려받거나 파기를 확인하고 적으십시오."),
        sources=("pipa.18.5",),
        look=not_back,
    ),
)
