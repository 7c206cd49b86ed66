"""Owns the rules on who asks and what papers are kept of them (REQ-04 to REQ-06, REQ-14)."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.messages import N_, Message

_GIVEN = N_("확인하지 않고 영상을 보여 주거나 넘겼습니다.")
_WAITING = N_("승인했지만 확인이 없어 아직 이행할 수 없습니다.")


def identity(facts: Facts) -> Iterator[Breach]:
    """Yield cases granted or given without knowing who asks."""
    for found in facts.intakes:
        if found.identity_missing:
            yield _missing(found.number, given=found.given)


def authority(facts: Facts) -> Iterator[Breach]:
    """Yield cases granted or given without knowing that somebody may ask for another."""
    for found in facts.intakes:
        if found.authority_missing:
            yield _missing(found.number, given=found.given)


def papers(facts: Facts) -> Iterator[Breach]:
    """Yield cases that keep papers which look like an identity card, and which somebody said are masked."""
    for found in facts.intakes:
        if found.asked_about:
            text = N_("신분증이나 개인 번호로 보여 가렸는지 물은 첨부가 {count}건 있습니다.")
            yield _breach(found.number, Message(text, {"count": found.asked_about}), Severity.INFO)


def shown_to_another(facts: Facts) -> Iterator[Breach]:
    """Yield cases handled as a viewing though who asks is not in the footage: that would be a provision."""
    for found in facts.intakes:
        if found.without_self:
            text = N_("청구인이 찍히지 않은 영상을 제공이 아니라 열람으로 처리했습니다.")
            yield _breach(found.number, Message(text), None)


def _missing(number: str, *, given: bool) -> Breach:
    return _breach(number, Message(_GIVEN if given else _WAITING), None if given else Severity.WARNING)


def _breach(number: str, message: Message, severity: Severity | None) -> Breach:
    return Breach(Place(Subject.VIEWING_REQUEST, number, number), message, severity)


INTAKE_RULES = (
    Rule(
        id="REQ-04",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("청구인의 신분 확인"),
        advice=N_("신분이나 공문을 확인하고 요청에 기록하십시오."),
        sources=("decree.46.1", "guideline.44.3"),
        look=identity,
        says_several=True,
    ),
    Rule(
        id="REQ-05",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("대리권의 확인"),
        advice=N_("위임장이나 가족관계 서류를 확인하고 요청에 기록하십시오."),
        sources=("decree.45.2", "decree.45.1"),
        look=authority,
        says_several=True,
    ),
    Rule(
        id="REQ-06",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("주민등록번호와 신분증 사본"),
        advice=N_("첨부를 열어 주민등록번호가 보이면 지우고 확인한 사실만 적으십시오."),
        sources=("pipa.24-2.1",),
        look=papers,
    ),
    Rule(
        id="REQ-14",
        area=Area.REQUEST,
        severity=Severity.ERROR,
        reads=Reads.REQUESTS,
        title=N_("본인이 찍힌 영상의 열람"),
        advice=N_("근거와 문서를 갖추어 제공으로 다시 처리하고, 이미 보여 주었으면 보호책임자에게 알리십시오."),
        sources=("guideline.44.1", "pipa.18.2"),
        look=shown_to_another,
    ),
)
