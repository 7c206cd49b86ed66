"""Owns the rules on signs (SGN)."""

from collections.abc import Callable, Iterator
from datetime import date

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, SignFact, Subject
from app.compliance.facts import ContractorLine, InsteadFact
from app.kernel.messages import N_, Message
from app.law.periods import sign_check_months


def not_shown(facts: Facts) -> Iterator[Breach]:
    """Yield open places that no sign tells of, with nothing in its stead.

    Where none was ever printed here one may hang all the same: that is a warning. Where somebody saw that none hangs
    any more it is a violation.
    """
    for sign in facts.signs:
        if not sign.open_place or sign.instead is not None:
            continue
        if sign.is_lost:
            yield _breach(sign, Message(N_("현장에 안내판이 걸려 있지 않습니다.")))
        elif not sign.printed and sign.last_seen is None:
            yield _breach(sign, Message(N_("안내판을 인쇄한 기록이 없습니다.")), Severity.WARNING)


def incomplete(facts: Facts) -> Iterator[Breach]:
    """Yield signs that lack something they must show; closed and exempt places need not show it (법 25④)."""
    for sign in facts.signs:
        if sign.missing and sign.open_place and not (sign.instead and sign.instead.exempt):
            text = N_("안내판에 적어야 할 값이 없습니다: {items}")
            yield _breach(sign, Message(text, {"items": ", ".join(sign.missing)}))


def for_separate_places(facts: Facts) -> Iterator[Breach]:
    """Yield single signs that stand for places which are no one building (시행령 24① 단서)."""
    for sign in facts.signs:
        if sign.places is not None and sign.open_place and sign.instead is None:
            text = N_("따로 떨어진 {count}곳에 대표 안내판이 한 장뿐입니다.")
            yield _breach(sign, Message(text, {"count": sign.places}))


def stale(facts: Facts) -> Iterator[Breach]:
    """Yield signs whose printed text differs from what the registry says now."""
    for sign in facts.signs:
        if sign.stale:
            yield _breach(sign, Message(N_("인쇄한 안내판의 내용이 지금 대장과 다릅니다.")))


def without_contractor(facts: Facts) -> Iterator[Breach]:
    """Yield signs that do not name the contractor there is, or nobody can call the one they name."""
    for sign in facts.signs:
        if sign.contractor is ContractorLine.NOT_PRINTED:
            yield _breach(sign, Message(N_("인쇄한 안내판에 수탁자가 없습니다.")))
        elif sign.contractor is ContractorLine.WITHOUT_PHONE:
            yield _breach(sign, Message(N_("안내판에 적을 수탁자의 연락처가 대장에 없습니다.")))


def homepage_in_vain(facts: Facts) -> Iterator[Breach]:
    """Yield places told of on the homepage without a reason of their own, or where nobody could read it there."""
    for sign, instead in _told_otherwise(facts):
        if not instead.on_homepage:
            continue
        if not instead.reason.strip():
            yield _breach(sign, Message(N_("홈페이지 게재로 갈음한 사유가 없습니다.")))
        elif instead.reason_elsewhere:
            yield _breach(sign, Message(N_("홈페이지 게재의 사유가 다른 설치장소와 똑같아 이 장소의 사유가 아닙니다.")))
        if not instead.is_live:
            text = N_("홈페이지에 실을 내용이 빠졌거나 홈페이지 주소가 대장에 없습니다.")
            yield _breach(sign, Message(text))


def exempt_in_vain(facts: Facts) -> Iterator[Breach]:
    """Yield places said to be exempt without the document that designates them."""
    for sign, instead in _told_otherwise(facts):
        if instead.exempt and not instead.has_document:
            yield _breach(sign, Message(N_("면제 시설의 지정 문서(이름·번호·날짜)가 없습니다.")))


def not_looked_at(facts: Facts) -> Iterator[Breach]:
    """Yield printed signs nobody looked at for some months, or of which there never was a photo."""
    period = sign_check_months(facts.on)
    for sign in facts.signs:
        since = sign.last_seen or sign.printed_on
        if since is None or sign.instead is not None or sign.is_lost:
            continue
        if _months_between(since, facts.on) >= (period.months or 0):
            yield _breach(
                sign, Message(N_("{months}개월 넘게 현장에서 확인하지 않았습니다."), {"months": period.months})
            )
        elif sign.last_seen is not None and not sign.photographed:
            yield _breach(sign, Message(N_("걸린 안내판의 사진이 없습니다.")))


def _told_otherwise(facts: Facts) -> Iterator[tuple[SignFact, InsteadFact]]:
    return ((sign, sign.instead) for sign in facts.signs if sign.instead is not None)


def _months_between(since: date, on: date) -> int:
    """Return how many whole months have passed."""
    return (on.year - since.year) * 12 + on.month - since.month - (on.day <= since.day)


def _breach(sign: SignFact, message: Message, severity: Severity | None = None) -> Breach:
    place = Place(Subject.SIGN, sign.number or sign.target, sign.name, sign.site_code)
    return Breach(place, message, severity, row=sign.row)


def _rule(
    number: int,
    severity: Severity,
    *,
    title: str,
    advice: str,
    sources: tuple[str, ...],
    look: Callable[[Facts], Iterator[Breach]],
    says_several: bool = False,
) -> Rule:
    return Rule(
        id=f"SGN-{number:02}",
        area=Area.SIGN,
        severity=severity,
        reads=Reads.SIGNS,
        title=title,
        advice=advice,
        sources=sources,
        look=look,
        says_several=says_several,
    )


SIGN_RULES = (
    _rule(
        1,
        Severity.ERROR,
        title=N_("안내판 설치"),
        advice=N_("안내판이 이미 달려 있는지 현장에서 확인하고, 없으면 인쇄해 촬영 범위 안에 잘 보이게 다십시오."),
        sources=("pipa.25.4", "decree.24.1"),
        look=not_shown,
        says_several=True,
    ),
    _rule(
        2,
        Severity.ERROR,
        title=N_("안내판의 필수 내용"),
        advice=N_("구역이나 설치장소에 빠진 값을 적고 안내판을 다시 인쇄하십시오."),
        sources=("pipa.25.4", "pipa.25.4.1", "pipa.25.4.2", "pipa.25.4.3"),
        look=incomplete,
    ),
    _rule(
        3,
        Severity.ERROR,
        title=N_("대표 안내판의 범위"),
        advice=N_(
            "실제 장소마다 설치장소를 나누어 등록하고 곳마다 안내판을 다십시오. 대표 안내판은 건물 하나에 씁니다."
        ),
        sources=("decree.24.1",),
        look=for_separate_places,
    ),
    _rule(
        4,
        Severity.ERROR,
        title=N_("안내판과 대장의 일치"),
        advice=N_("안내판을 새로 인쇄해 바꾸어 다십시오."),
        sources=("pipa.25.4", "pipa.3.3"),
        look=stale,
    ),
    _rule(
        5,
        Severity.WARNING,
        title=N_("안내판의 수탁자"),
        advice=N_("수탁자의 이름과 연락처를 대장에 적고 안내판을 다시 인쇄하십시오. 공공기관 밖에서는 권고입니다."),
        sources=("guideline.39.1.4", "guideline.43.1"),
        look=without_contractor,
        says_several=True,
    ),
    _rule(
        6,
        Severity.ERROR,
        title=N_("홈페이지 게재로 갈음"),
        advice=N_("이 장소에 안내판을 달 수 없는 사유를 적고, 홈페이지 주소와 빠진 값을 대장에 채우십시오."),
        sources=("decree.24.2.2", "decree.24.3"),
        look=homepage_in_vain,
        says_several=True,
    ),
    _rule(
        7,
        Severity.ERROR,
        title=N_("안내판 면제의 지정 문서"),
        advice=N_("지정 문서를 확인해 이름·번호·날짜와 함께 다시 기록하십시오. 문서가 없으면 안내판을 다십시오."),
        sources=("pipa.25.4", "decree.24.4"),
        look=exempt_in_vain,
    ),
    _rule(
        8,
        Severity.INFO,
        title=N_("안내판의 현장 확인"),
        advice=N_("현장에서 안내판이 보이고 읽히는지 확인하고 사진을 남기십시오."),
        sources=("product.sign.check_months", "guideline.39.2"),
        look=not_looked_at,
        says_several=True,
    ),
)
