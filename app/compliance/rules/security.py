"""Owns the rules on how the installation is set (SEC): guards, lockout, idle sessions, the access record, reviews."""

from collections.abc import Callable, Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.standing_facts import SecurityFact
from app.kernel.messages import N_, Message

RIGHTS = Place(Subject.SETTING, "rights", N_("권한 기록"))
SIGN_IN = Place(Subject.SETTING, "sign_in", N_("로그인 규칙"))
ACCESS_RECORD = Place(Subject.SETTING, "access_record", N_("접속기록"))


def rights_unguarded(security: SecurityFact) -> Iterator[Breach]:
    """Yield a breach if nothing keeps rights once given from being changed or deleted: they are kept for good."""
    if security.unguarded:
        text = N_("권한 기록의 변경·삭제를 막는 장치 {count}개가 없습니다.")
        yield Breach(RIGHTS, Message(text, {"count": len(security.unguarded)}))


def no_lockout(security: SecurityFact) -> Iterator[Breach]:
    """Yield a breach if sign-in may be tried without end."""
    if security.most_failures is None:
        yield Breach(SIGN_IN, Message(N_("로그인에 여러 번 실패해도 막지 않습니다.")))


def never_idle(security: SecurityFact) -> Iterator[Breach]:
    """Yield a breach for each role whose sessions end only with their longest time, used or not."""
    for role in security.never_idle:
        text = N_("{role} 권한은 쓰지 않아도 로그인이 끊기지 않습니다.")
        yield Breach(SIGN_IN, Message(text, {"role": role}), part=role)


def keeping_undeclared(security: SecurityFact) -> Iterator[Breach]:
    """Yield a breach if nobody said whether the access record must be kept for two years; one year holds meanwhile."""
    if not security.keeping_declared:
        text = N_("접속기록을 1년과 2년 가운데 얼마나 보관해야 하는지 정하지 않아 1년으로 보관합니다.")
        yield Breach(ACCESS_RECORD, Message(text))


def reviews_late(security: SecurityFact) -> Iterator[Breach]:
    """Yield the months whose access was not reviewed in time."""
    for month, due_on in security.late_reviews:
        text = N_("{day}까지 마쳐야 할 기록 검토를 마치지 않았습니다.")
        yield Breach(Place(Subject.REVIEW, month, month), Message(text, {"day": due_on.isoformat()}))


def _rule(
    number: int,
    severity: Severity,
    *,
    title: str,
    advice: str,
    sources: tuple[str, ...],
    look: Callable[[SecurityFact], Iterator[Breach]],
) -> Rule:
    def breaches(facts: Facts) -> Iterator[Breach]:
        if facts.security is not None:
            yield from look(facts.security)

    return Rule(
        id=f"SEC-{number:02}",
        area=Area.SECURITY,
        severity=severity,
        reads=Reads.ACCOUNTS,
        title=title,
        advice=advice,
        sources=sources,
        look=breaches,
    )


SECURITY_RULES = (
    _rule(
        3,
        Severity.ERROR,
        title=N_("권한 기록의 보존"),
        advice=N_("데이터베이스를 점검해 막는 장치를 되살리고 원장을 검증하십시오."),
        sources=("safety.5.3",),
        look=rights_unguarded,
    ),
    _rule(
        4,
        Severity.ERROR,
        title=N_("로그인 실패 제한"),
        advice=N_("몇 번 실패하면 막을지 정하십시오."),
        sources=("safety.5.6",),
        look=no_lockout,
    ),
    _rule(
        5,
        Severity.ERROR,
        title=N_("쓰지 않는 로그인 끊기"),
        advice=N_("로그인 규칙에서 미사용 시간을 최장 시간보다 짧게 정하십시오."),
        sources=("safety.6.4",),
        look=never_idle,
    ),
    _rule(
        6,
        Severity.WARNING,
        title=N_("접속기록의 보관"),
        advice=N_("접속기록 화면에서 해당하는 조건을 확인하고 보관기간을 정하십시오."),
        sources=("safety.8.1", "safety.2.3"),
        look=keeping_undeclared,
    ),
    _rule(
        7,
        Severity.ERROR,
        title=N_("접속기록의 검토"),
        advice=N_("그 달의 기록 검토를 열어 마치십시오. 주기는 내부 관리계획이 정합니다."),
        sources=("safety.8.2", "product.log_review.months"),
        look=reviews_late,
    ),
)
