"""Owns the list of the policy rules (POL), each with its source and advice."""

from collections.abc import Callable, Iterator
from itertools import chain

from app.compliance.domain import Area, Breach, Facts, Reads, Rule, Severity
from app.compliance.rules import policy
from app.compliance.rules.units import organisation_place
from app.compliance.rules.written import said_in_text
from app.kernel.messages import N_, Message
from app.registry.domain import Organisation


def _of_organisation(
    look: Callable[[Organisation, Facts], Iterator[Message]],
) -> Callable[[Facts], Iterator[Breach]]:
    def breaches(facts: Facts) -> Iterator[Breach]:
        snapshot = facts.snapshot
        if snapshot is not None and snapshot.organisation is not None:
            for message in look(snapshot.organisation, facts):
                yield Breach(organisation_place(snapshot), message)

    return breaches


def _rule(
    number: str,
    severity: Severity,
    *,
    title: str,
    advice: str,
    sources: tuple[str, ...],
    look: Callable[[Facts], Iterator[Breach]],
    says_several: bool = False,
) -> Rule:
    in_text = said_in_text(f"POL-{number}", notes=False)
    return Rule(
        id=f"POL-{number}",
        area=Area.POLICY,
        severity=severity,
        reads=Reads.REGISTRY,
        title=title,
        advice=advice,
        sources=sources,
        look=lambda facts: chain(look(facts), in_text(facts)),
        says_several=says_several,
    )


POLICY_RULES = (
    _rule(
        "01",
        Severity.ERROR,
        title=N_("방침의 여덟 항목"),
        advice=N_("처리방법, 확인 방법과 장소를 조직이나 설치장소에 적으십시오."),
        sources=("decree.25.1", "decree.25.1.4", "decree.25.1.5"),
        look=policy.missing_headings,
        says_several=True,
    ),
    _rule(
        "02",
        Severity.ERROR,
        title=N_("설치 대수"),
        advice=N_("실제 대수를 확인해 맞지 않는 값을 고치십시오."),
        sources=("decree.25.1.2",),
        look=policy.counts_disagree,
        says_several=True,
    ),
    _rule(
        "03",
        Severity.ERROR,
        title=N_("홈페이지 게시"),
        advice=N_("조직 정보에 방침을 게시하는 홈페이지 주소를 적으십시오."),
        sources=("decree.25.2", "decree.31.2"),
        look=_of_organisation(policy.no_homepage),
    ),
    _rule(
        "05",
        Severity.WARNING,
        title=N_("설치 근거의 조항"),
        advice=N_("「개인정보 보호법」 제25조제1항의 해당 호로 고치십시오."),
        sources=("pipa.25.1",),
        look=_of_organisation(policy.cites_the_rule),
    ),
    _rule(
        "08",
        Severity.INFO,
        title=N_("약속한 답변 기한"),
        advice=N_("게시한 기한을 지키거나 방침에서 법정 기한으로 바꾸십시오."),
        sources=("decree.42.2", "decree.41.4"),
        look=policy.promise,
        says_several=True,
    ),
    _rule(
        "10",
        Severity.ERROR,
        title=N_("열람 요구 방법"),
        advice=N_("서면 말고도 전화·전자우편·인터넷으로 요구할 수 있게 하고 조직 정보에 적으십시오."),
        sources=("pipa.38.4", "decree.41.2"),
        look=_of_organisation(policy.no_channel),
    ),
    _rule(
        "12",
        Severity.WARNING,
        title=N_("보호 조치 다섯 항목"),
        advice=N_("내부 계획, 접근 통제, 안전한 저장·전송, 처리기록, 보관시설을 모두 적으십시오."),
        sources=("guideline.47", "decree.25.1.7"),
        look=_of_organisation(policy.few_safeguards),
    ),
    _rule(
        "13",
        Severity.WARNING,
        title=N_("법령 변경 뒤의 개정"),
        advice=N_("바뀐 법령에 맞추어 방침을 고쳐 게시하십시오."),
        sources=("pipa.30.2",),
        look=_of_organisation(policy.outdated),
    ),
    _rule(
        "14",
        Severity.WARNING,
        title=N_("방침의 변경 이력"),
        advice=N_("개정일과 바뀐 내용을 적으십시오."),
        sources=("pipa.30.2",),
        look=_of_organisation(policy.no_history),
    ),
    _rule(
        "15",
        Severity.ERROR,
        title=N_("한 줄로 게시한 곳의 값"),
        advice=N_("값을 같게 하거나 줄을 나누어 게시하십시오."),
        sources=("pipa.3.3", "decree.25.1"),
        look=policy.rows_disagree,
        says_several=True,
    ),
)
