"""Owns the rules on how long footage is kept (RET)."""

import re
from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.rules.units import units
from app.kernel.messages import N_
from app.law.periods import guideline_retention_days
from app.registry.domain import Retention

_START = re.compile(r"촬영|녹화|수집|저장|기록")


def without_retention(facts: Facts) -> Iterator[Breach]:
    """Yield units without a period, and published rows whose sites keep footage for different periods."""
    for unit in units(facts):
        if not _is_stated(unit.values.retention):
            yield unit.breach(N_("보관기간이 없습니다."))
    for row in facts.snapshot.rows if facts.snapshot else ():
        for disagreement in row.disagreements:
            if disagreement.field == "retention":
                place = Place(Subject.ROW, row.code, row.name)
                yield Breach(place, disagreement.message, row=(row.code, row.name))


def long_without_reason(facts: Facts) -> Iterator[Breach]:
    """Yield units that keep footage longer than the guideline's period and say no reason."""
    limit = guideline_retention_days(facts.on).days or 0
    for unit in units(facts):
        retention = unit.values.retention
        if retention is None or not retention.recorded or retention.reason:
            continue
        days = retention.longest_days
        if days is not None and days > limit:
            text = N_("보관기간 {days}일은 {limit}일보다 길지만 적은 이유가 없습니다.")
            yield unit.breach(text, days=days, limit=limit)


def without_start(facts: Facts) -> Iterator[Breach]:
    """Yield units whose published period does not say from when it counts."""
    for unit in units(facts):
        retention = unit.values.retention
        if retention and retention.recorded and retention.text and not _START.search(retention.text):
            text = N_("보관기간 '{period}'은(는) 언제부터 세는지 알 수 없습니다.")
            yield unit.breach(text, period=retention.text)


def _is_stated(retention: Retention | None) -> bool:
    if retention is None:
        return False
    return not retention.recorded or bool(retention.longest_days or retention.least_days or retention.text)


RETENTION_RULES = (
    Rule(
        id="RET-01",
        area=Area.RETENTION,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("보관기간"),
        advice=N_("보관기간을 하나로 정해 적으십시오. 한 줄로 게시하는 곳은 값이 같아야 합니다."),
        sources=("decree.25.1.4",),
        look=without_retention,
        says_several=True,
    ),
    Rule(
        id="RET-02",
        area=Area.RETENTION,
        severity=Severity.WARNING,
        reads=Reads.REGISTRY,
        title=N_("30일을 넘는 보관의 이유"),
        advice=N_("왜 더 오래 보관해야 하는지 적거나 기간을 줄이십시오."),
        sources=("guideline.41.2", "pipa.3.1", "pipa.16.1"),
        look=long_without_reason,
    ),
    Rule(
        id="RET-10",
        area=Area.RETENTION,
        severity=Severity.INFO,
        reads=Reads.REGISTRY,
        title=N_("보관기간의 시작"),
        advice=N_("'촬영일로부터 20일'처럼 언제부터 세는지 적으십시오."),
        sources=("decree.25.1.4",),
        look=without_start,
    ),
)
