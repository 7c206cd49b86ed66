"""Owns the rules on what the policy must say, as far as the registry's facts answer them (POL)."""

from collections.abc import Iterator

from app.compliance.domain import Breach, Facts, Place, Severity, Subject
from app.compliance.rules.units import organisation_place, units
from app.kernel.messages import N_, Message
from app.law.contents import SAFEGUARDS, TRACKED_CHANGES
from app.law.periods import refusal_notice_days
from app.registry.domain import Organisation


def missing_headings(facts: Facts) -> Iterator[Breach]:
    """Yield units of which the policy cannot say how footage is handled, or how and where it is checked."""
    for unit in units(facts):
        values = unit.values
        recorded = values.retention is None or values.retention.recorded
        if recorded and not values.processing_method:
            yield unit.breach(N_("처리방법이 없습니다."))
        if not values.checking_method:
            yield unit.breach(N_("영상정보 확인 방법이 없습니다."))
        if not values.checking_place:
            yield unit.breach(N_("영상정보 확인 장소가 없습니다."))


def counts_disagree(facts: Facts) -> Iterator[Breach]:
    """Yield published rows, zones and a published total whose numbers of cameras do not add up."""
    snapshot = facts.snapshot
    if snapshot is None:
        return
    for row in snapshot.rows:
        for disagreement in row.disagreements:
            if disagreement.field == "count":
                yield Breach(Place(Subject.ROW, row.code, row.name), disagreement.message, row=(row.code, row.name))
    for unit in units(facts):
        hanging = [item for item in unit.cameras if item.removed_on is None or facts.on < item.removed_on]
        if hanging and unit.count != len(hanging):
            text = N_("적은 대수는 {stated}대인데 등록한 카메라는 {listed}대입니다.")
            yield unit.breach(text, stated=unit.count, listed=len(hanging))
    organisation = snapshot.organisation  # With a reason recorded, it was decided that the sum of the rows holds.
    stated = organisation.stated_total if organisation and not organisation.stated_total_reason else None
    if stated is not None and stated != snapshot.total:
        text = N_("게시한 합계는 {stated}대인데 줄을 모두 더하면 {total}대입니다.")
        yield Breach(organisation_place(snapshot), Message(text, {"stated": stated, "total": snapshot.total}))


def rows_disagree(facts: Facts) -> Iterator[Breach]:
    """Yield published rows whose sites differ in something other than their number or their retention."""
    for row in facts.snapshot.rows if facts.snapshot else ():
        fields = [item for item in row.disagreements if item.field not in {"count", "retention"}]
        if fields:
            yield Breach(Place(Subject.ROW, row.code, row.name), fields[0].message, row=(row.code, row.name))


def no_homepage(organisation: Organisation, _facts: Facts) -> Iterator[Message]:
    """Yield a message if no homepage is known to publish on."""
    if not organisation.homepage:
        yield Message(N_("방침을 게시할 홈페이지 주소가 없습니다."))


def cites_the_rule(organisation: Organisation, _facts: Facts) -> Iterator[Message]:
    """Yield a message for each legal basis that cites an enforcement rule, which holds nothing on cameras."""
    for basis in organisation.legal_bases:
        if "시행규칙" in basis:
            yield Message(N_("설치 근거 '{basis}'은(는) CCTV에 관한 조항이 아닙니다."), {"basis": basis})


def promised_days(organisation: Organisation, facts: Facts) -> Iterator[tuple[Message, Severity]]:
    """Yield a message if the promised days for a refusal notice differ from the legal limit."""
    promised, limit = organisation.refusal_notice_days, refusal_notice_days(facts.on).days or 0
    values = {"promised": promised, "limit": limit}
    if promised is not None and promised > limit:
        yield Message(N_("거절 통지를 {promised}일로 약속했지만 법정 기한은 {limit}일입니다."), values), Severity.ERROR
    elif promised is not None and promised < limit:
        text = N_("거절 통지를 법정 {limit}일보다 짧은 {promised}일로 약속했습니다. 기한은 {promised}일로 셉니다.")
        yield Message(text, values), Severity.INFO


def no_channel(organisation: Organisation, _facts: Facts) -> Iterator[Message]:
    """Yield a message if the policy names no way to ask."""
    if not organisation.request_channels:
        yield Message(N_("열람을 요구하는 방법(전화, 전자우편, 방문 등)이 없습니다."))


def few_safeguards(organisation: Organisation, _facts: Facts) -> Iterator[Message]:
    """Yield a message if fewer measures than the guideline's five are stated."""
    stated = len(organisation.safeguards)
    if stated < len(SAFEGUARDS):
        text = N_("보호 조치가 {stated}개입니다. 지침의 {needed}개 항목을 모두 적으십시오.")
        yield Message(text, {"stated": stated, "needed": len(SAFEGUARDS)})


def outdated(organisation: Organisation, facts: Facts) -> Iterator[Message]:
    """Yield a message if the law changed after the policy was last revised."""
    days = [revision.on for revision in organisation.history]
    revised = max([*days, *([organisation.effective_on] if organisation.effective_on else [])], default=None)
    changes = [day for day in TRACKED_CHANGES if day <= facts.on and revised is not None and revised < day]
    if revised is not None and changes:
        text = N_("마지막 개정({revised}) 뒤에 법령이 {count}번 바뀌었습니다. 가장 최근 변경: {newest}")
        yield Message(text, {"revised": revised, "count": len(changes), "newest": changes[-1]})


def no_history(organisation: Organisation, _facts: Facts) -> Iterator[Message]:
    """Yield a message if the policy keeps no history of its changes."""
    if not organisation.history:
        yield Message(N_("방침의 변경 이력이 없습니다."))


def promise(facts: Facts) -> Iterator[Breach]:
    """Yield the organisation if its promise differs from the legal limit."""
    snapshot = facts.snapshot
    if snapshot is not None and snapshot.organisation is not None:
        for message, severity in promised_days(snapshot.organisation, facts):
            yield Breach(organisation_place(snapshot), message, severity)
