"""Owns the rules on what entries of the register say (LOG, RET-06): required fields, grounds, two people, guards."""

from collections.abc import Callable, Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.standing_facts import Entered, LackFact
from app.kernel.messages import N_, Message

LEDGER = Place(Subject.SETTING, "ledger", N_("원장과 관리대장"))


def _lacking(entered: Entered) -> Callable[[Facts], Iterator[Breach]]:
    def breaches(facts: Facts) -> Iterator[Breach]:
        for found in facts.lacks:
            if found.entered is entered and found.missing:
                text = N_("기록에 빠진 것: {items}")
                yield _breach(found, Message(text, {"items": ", ".join(found.missing)}))

    return breaches


def public_only(facts: Facts) -> Iterator[Breach]:
    """Yield entries of a private controller on a ground only public institutions have (법 18② 단서)."""
    for found in facts.lacks:
        if found.public_only_ground and not facts.is_public_institution:
            yield _breach(found, Message(N_("공공기관만 쓸 수 있는 근거(제18조제2항제5호–제9호)로 이용·제공했습니다.")))


def by_one_person(facts: Facts) -> Iterator[Breach]:
    """Yield what somebody showed or gave that they had granted themselves."""
    for found in facts.lacks:
        if found.by_its_decider:
            yield _breach(found, Message(N_("승인한 사람이 직접 보여 주거나 건넸습니다.")))


def unsealed(facts: Facts) -> Iterator[Breach]:
    """Yield a breach if nothing keeps ledger and register from being changed without a trace."""
    if facts.security is not None and facts.security.unsealed:
        text = N_("원장과 관리대장의 변경·삭제를 막는 장치 {count}개가 없습니다.")
        yield Breach(LEDGER, Message(text, {"count": len(facts.security.unsealed)}))


def _breach(found: LackFact, message: Message) -> Breach:
    site = found.sites[0] if found.sites else None  # The places a person may see come first.
    return Breach(Place(Subject.ENTRY, str(found.number), f"#{found.number}", site), message)


ENTRY_RULES = (
    Rule(
        id="LOG-01",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("이용·제공 기록의 필수 항목"),
        advice=N_("기록을 정정해 빠진 것을 적으십시오."),
        sources=("guideline.42.1",),
        look=_lacking(Entered.GIVEN),
    ),
    Rule(
        id="LOG-02",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("열람 기록의 필수 항목"),
        advice=N_("기록을 정정해 빠진 것을 적으십시오."),
        sources=("guideline.44.5",),
        look=_lacking(Entered.SHOWN),
    ),
    Rule(
        id="LOG-04",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("공공기관만의 근거"),
        advice=N_("민간이 쓸 수 있는 근거가 있었는지 확인해 정정하고, 없었다면 개인정보 보호책임자에게 알리십시오."),
        sources=("pipa.18.2",),
        look=public_only,
    ),
    Rule(
        id="LOG-08",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.ACCOUNTS,
        title=N_("기록의 위조·변조 방지"),
        advice=N_("데이터베이스를 점검해 막는 장치를 되살리고 원장을 검증하십시오. 빠진 번호는 원장 검증이 찾습니다."),
        sources=("guideline.47.4", "safety.8.3"),
        look=unsealed,
    ),
    Rule(
        id="LOG-09",
        area=Area.REGISTER,
        severity=Severity.INFO,
        reads=Reads.REGISTER,
        title=N_("승인과 처리의 분리"),
        advice=N_("승인하지 않은 사람이 보여 주거나 건네게 하십시오. 법정 의무는 아닙니다."),
        sources=("product.two_people",),
        look=by_one_person,
    ),
    Rule(
        id="RET-06",
        area=Area.RETENTION,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("파기 기록의 필수 항목"),
        advice=N_("기록을 정정해 파일, 때, 담당자와 방법을 적으십시오."),
        sources=("guideline.42.2",),
        look=_lacking(Entered.DESTROYED),
    ),
)
