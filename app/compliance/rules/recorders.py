"""Owns the rules on what recorders really do with footage (RET): set, kept and overwritten otherwise than published."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Reads, RetentionFact, Rule, Severity
from app.kernel.messages import N_, Message
from app.law.periods import destroy_within_days
from app.recorder_checks.domain import CLOCK_TOLERANCE_SECONDS
from app.recorder_checks.measuring import is_set_otherwise, is_short


def set_otherwise(facts: Facts) -> Iterator[Breach]:
    """Yield cameras whose recorder is set to other days than published."""
    for found in facts.retentions:
        if is_set_otherwise(found.configured_days, shortest=found.shortest_days, longest=found.longest_days):
            text = N_("녹화기의 보관 설정은 {configured}일인데 게시한 보관기간은 {days}일입니다.")
            yield _breach(found, text, configured=found.configured_days, days=found.longest_days)


def kept_too_long(facts: Facts) -> Iterator[Breach]:
    """Yield cameras with footage that should have been destroyed, unless a hold keeps it.

    Where locked footage was counted in, it may be that which is old: then it is a warning.
    """
    for found in facts.retentions:
        if found.kept_days is None or found.is_held:
            continue
        allowed = destroy_within_days(facts.on).days or 0
        severity = Severity.ERROR if found.locked_left_out else Severity.WARNING
        if not found.recorded:
            text = N_("녹화하지 않는다고 게시했는데 {kept}일 된 영상이 있습니다.")
            yield _breach(found, text, severity=severity, kept=found.kept_days)
        elif found.longest_days is not None and found.kept_days > found.longest_days + allowed:
            text = N_("게시한 보관기간은 {days}일인데 {kept}일 된 영상이 남아 있습니다.")
            yield _breach(found, text, severity=severity, days=found.longest_days, kept=found.kept_days)


def overwritten_early(facts: Facts) -> Iterator[Breach]:
    """Yield cameras whose footage goes before the published period ends; new cameras are left in peace."""
    for found in facts.retentions:
        if not found.is_young and is_short(found.measured_days, published=found.shortest_days):
            text = N_("게시한 보관기간은 {days}일인데 녹화기는 {measured}일만 보관합니다.")
            yield _breach(found, text, days=found.shortest_days, measured=found.measured_days)


def unmeasured(facts: Facts) -> Iterator[Breach]:
    """Yield cameras whose recorder was never looked at, not lately, or without a result."""
    for found in facts.retentions:
        if not found.recorded:
            continue
        if found.looked_on is None:
            yield _breach(found, N_("녹화기가 실제로 며칠을 보관하는지 점검한 적이 없습니다."))
        elif found.is_unknown:
            yield _breach(found, N_("녹화기를 점검했지만 며칠을 보관하는지 알 수 없었습니다."))
        elif found.is_overdue:
            text = N_("녹화기를 {day}에 점검한 뒤로 다시 점검하지 않았습니다.")
            yield _breach(found, text, day=found.looked_on.isoformat())


def clock_wrong(facts: Facts) -> Iterator[Breach]:
    """Yield cameras whose recorder's clock was found wrong."""
    for found in facts.retentions:
        seconds = found.offset_seconds or 0
        if abs(seconds) > CLOCK_TOLERANCE_SECONDS:
            text = (
                N_("녹화기의 시계가 {seconds}초 빠릅니다.")
                if seconds > 0
                else N_("녹화기의 시계가 {seconds}초 느립니다.")
            )
            yield _breach(found, text, seconds=abs(seconds))


def _breach(found: RetentionFact, text: str, *, severity: Severity | None = None, **values: object) -> Breach:
    return Breach(found.place, Message(text, values), severity, found.row)


RECORDER_RULES = (
    Rule(
        id="RET-03",
        area=Area.RETENTION,
        severity=Severity.ERROR,
        reads=Reads.RECORDER_CHECKS,
        title=N_("녹화기의 보관 설정"),
        advice=N_("녹화기의 설정을 게시한 보관기간에 맞추거나 방침을 고치십시오."),
        sources=("pipa.21.1", "guideline.41.1"),
        look=set_otherwise,
    ),
    Rule(
        id="RET-04",
        area=Area.RETENTION,
        severity=Severity.ERROR,
        reads=Reads.RECORDER_CHECKS,
        title=N_("보관기간이 지난 영상"),
        advice=N_("지난 영상을 파기하십시오. 따로 보존해야 하는 영상이면 그 까닭과 기한을 적으십시오."),
        sources=("guideline.10.1", "pipa.21.1", "pipa.75.2.4"),
        look=kept_too_long,
        says_several=True,
    ),
    Rule(
        id="RET-05",
        area=Area.RETENTION,
        severity=Severity.WARNING,
        reads=Reads.RECORDER_CHECKS,
        title=N_("게시한 것보다 짧은 보관"),
        advice=N_("저장 공간을 늘리거나 게시한 보관기간을 고치십시오. 그동안 열람 신청의 영상은 잰 일수로 셈합니다."),
        sources=("decree.25.1.4",),
        look=overwritten_early,
    ),
    Rule(
        id="RET-07",
        area=Area.RETENTION,
        severity=Severity.INFO,
        reads=Reads.RECORDER_CHECKS,
        title=N_("녹화기 점검"),
        advice=N_("녹화기에서 가장 오래된 영상과 시계를 보고 녹화기 점검에 적으십시오."),
        sources=("guideline.42.2", "product.recorder_check_age"),
        look=unmeasured,
        says_several=True,
    ),
    Rule(
        id="RET-11",
        area=Area.RETENTION,
        severity=Severity.INFO,
        reads=Reads.RECORDER_CHECKS,
        title=N_("녹화기의 시계"),
        advice=N_("녹화기의 시계를 맞추고 다시 점검하십시오."),
        sources=("product.recorder_clock",),
        look=clock_wrong,
        says_several=True,
    ),
)
