"""Owns the rule on what copies of personal data are for (SEC-12): each states its use before it leaves."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.messages import N_, Message

ACCESS_RECORD = Place(Subject.SETTING, "access_record", N_("접속기록"))


def use_unstated(facts: Facts) -> Iterator[Breach]:
    """Yield a breach if copies of the last twelve months left without a use, or for something else without words."""
    if facts.security is not None and facts.security.without_use:
        text = N_("용도를 밝히지 않은 내보내기·출력·내려받기가 {count}건 있습니다(원장 {number}번이 마지막).")
        leaves = facts.security.without_use
        yield Breach(ACCESS_RECORD, Message(text, {"count": len(leaves), "number": max(leaves) + 1}))


PURPOSE_RULES = (
    Rule(
        id="SEC-12",
        area=Area.SECURITY,
        severity=Severity.ERROR,
        reads=Reads.ACCOUNTS,
        title=N_("내보내기와 출력의 용도"),
        advice=N_("원장의 그 기록에서 누가 무엇을 가져갔는지 보고, 어디에 썼는지 그 사람에게 확인하십시오."),
        sources=("safety.12.1", "product.use_of_copies"),
        look=use_unstated,
    ),
)
