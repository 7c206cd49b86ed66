"""Owns the rules on the published policy (POL): one is in force, and it still says what the registry says."""

from collections.abc import Callable, Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.facts import PolicyFact
from app.compliance.rules.units import organisation_place
from app.kernel.messages import N_, Message


def none_in_force(policy: PolicyFact) -> Iterator[Message]:
    """Yield a message if no version of the policy has taken effect."""
    if policy.in_force is None:
        yield Message(N_("시행 중인 방침이 없습니다."))


def moved_on(policy: PolicyFact) -> Iterator[Message]:
    """Yield a message if the version in force would say something else by the registry of the day."""
    if policy.moved_on:
        text = N_("대장이 바뀌어 시행 중인 제{number}판의 글과 다릅니다.")
        yield Message(text, {"number": policy.in_force})


def announced_stale(policy: PolicyFact) -> Iterator[Message]:
    """Yield each announced version that no longer says what the registry of its day or the clauses say."""
    for number, day in policy.stale:
        text = N_("{day}에 시행할 제{number}판이 대장이나 조문과 다릅니다.")
        yield Message(text, {"day": day.isoformat(), "number": number})


def untold_contractors(facts: Facts) -> Iterator[Breach]:
    """Yield contractors of the registry whose name is not in the text in force."""
    for code, name in facts.policy.untold_contractors if facts.policy else ():
        text = N_("시행 중인 방침에 수탁자 {name}이(가) 없습니다.")
        yield Breach(Place(Subject.CONTRACTOR, code, name), Message(text, {"name": name}))


def _rule(
    number: str,
    severity: Severity,
    *,
    title: str,
    advice: str,
    sources: tuple[str, ...],
    look: Callable[[PolicyFact], Iterator[Message]],
) -> Rule:
    def breaches(facts: Facts) -> Iterator[Breach]:
        if facts.policy is not None and facts.snapshot is not None:
            for message in look(facts.policy):
                yield Breach(organisation_place(facts.snapshot), message)

    return Rule(
        id=f"POL-{number}",
        area=Area.POLICY,
        severity=severity,
        reads=Reads.REGISTRY,
        title=title,
        advice=advice,
        sources=sources,
        look=breaches,
    )


PUBLISHED_RULES = (
    _rule(
        "40",
        Severity.ERROR,
        title=N_("시행 중인 방침"),
        advice=N_("방침의 초안을 쓰고 검토와 승인을 거쳐 공고하십시오."),
        sources=("pipa.25.7", "pipa.30.2"),
        look=none_in_force,
    ),
    _rule(
        "41",
        Severity.WARNING,
        title=N_("공고한 방침과 대장의 차이"),
        advice=N_("그대로 시행할지, 거두어들이고 새로 만들지 정하십시오."),
        sources=("pipa.30.2",),
        look=announced_stale,
    ),
    _rule(
        "42",
        Severity.INFO,
        title=N_("시행 중인 방침과 대장의 차이"),
        advice=N_("방침 화면에서 오늘의 대장과 비교하고, 새 판을 만들어 공고하십시오."),
        sources=("pipa.30.2",),
        look=moved_on,
    ),
    Rule(
        id="CON-02",
        area=Area.CONTRACTOR,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("위탁의 공개"),
        advice=N_("수탁자와 위탁하는 업무를 적은 새 판을 만들어 공고하십시오."),
        sources=("pipa.26.2", "decree.28.2", "pipa.75.4.5"),
        look=untold_contractors,
    ),
)
