"""Owns the rules on signs (SGN)."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, SignFact, Subject
from app.kernel.messages import N_, Message


def not_printed(facts: Facts) -> Iterator[Breach]:
    """Yield open places for which no sign was ever printed here: one may hang all the same, so it is a warning."""
    for sign in facts.signs:
        if sign.open_place and not sign.printed:
            yield _breach(sign, Message(N_("안내판을 인쇄한 기록이 없습니다.")))


def incomplete(facts: Facts) -> Iterator[Breach]:
    """Yield signs that lack something they must show."""
    for sign in facts.signs:
        if sign.missing:
            text = N_("안내판에 적어야 할 값이 없습니다: {items}")
            yield _breach(sign, Message(text, {"items": ", ".join(sign.missing)}))


def stale(facts: Facts) -> Iterator[Breach]:
    """Yield signs whose printed text differs from what the registry says now."""
    for sign in facts.signs:
        if sign.stale:
            yield _breach(sign, Message(N_("인쇄한 안내판의 내용이 지금 대장과 다릅니다.")))


def _breach(sign: SignFact, message: Message) -> Breach:
    place = Place(Subject.SIGN, sign.number or sign.target, sign.name, sign.site_code)
    return Breach(place, message, row=sign.row)


SIGN_RULES = (
    Rule(
        id="SGN-01",
        area=Area.SIGN,
        severity=Severity.WARNING,
        reads=Reads.SIGNS,
        title=N_("안내판 설치"),
        advice=N_("안내판이 이미 달려 있는지 현장에서 확인하고, 없으면 인쇄해 촬영 범위 안에 잘 보이게 다십시오."),
        sources=("pipa.25.4", "decree.24.1"),
        look=not_printed,
    ),
    Rule(
        id="SGN-02",
        area=Area.SIGN,
        severity=Severity.ERROR,
        reads=Reads.SIGNS,
        title=N_("안내판의 필수 내용"),
        advice=N_("구역이나 설치장소에 빠진 값을 적고 안내판을 다시 인쇄하십시오."),
        sources=("pipa.25.4", "pipa.25.4.1", "pipa.25.4.2", "pipa.25.4.3"),
        look=incomplete,
    ),
    Rule(
        id="SGN-04",
        area=Area.SIGN,
        severity=Severity.ERROR,
        reads=Reads.SIGNS,
        title=N_("안내판과 대장의 일치"),
        advice=N_("안내판을 새로 인쇄해 바꾸어 다십시오."),
        sources=("pipa.25.4", "pipa.3.3"),
        look=stale,
    ),
)
