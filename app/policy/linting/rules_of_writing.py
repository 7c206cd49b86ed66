"""Owns the list of the rules on how a policy is written: no law sets them, and they say so."""

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import LintRule
from app.policy.linting import contents, filmed, people, phrasing

WARNING, INFO = Severity.WARNING, Severity.INFO
_OURS = ("product.policy_text",)

RULES_OF_WRITING = (
    LintRule(
        id="POL-21",
        severity=WARNING,
        title=N_("글이 끊긴 곳"),
        look=contents.cut_off,
        sources=_OURS,
        advice=N_("글 전체를 다시 복사하거나, 일부만 살피려면 그렇다고 알려 주십시오."),
    ),
    LintRule(
        id="POL-22",
        severity=INFO,
        title=N_("CCTV에 관한 부분"),
        look=contents.no_camera_part,
        sources=_OURS,
        advice=N_("CCTV가 있으면 영 제25조제1항의 항목을 갖춘 부분을 넣으십시오."),
    ),
    LintRule(
        id="POL-23",
        severity=WARNING,
        title=N_("서식의 빈칸"),
        look=phrasing.leftovers,
        sources=_OURS,
        advice=N_("실제 값으로 채우거나 지우십시오."),
    ),
    LintRule(
        id="POL-24",
        severity=INFO,
        title=N_("잘못 적은 낱말과 주소"),
        look=phrasing.slips,
        sources=_OURS,
        advice=N_("바른 낱말이나 주소로 고치십시오."),
    ),
    LintRule(
        id="POL-25",
        severity=WARNING,
        title=N_("항목의 번호"),
        look=phrasing.numbering,
        sources=_OURS,
        advice=N_("빠진 항목이 없는지 확인하고 번호를 차례대로 매기십시오."),
    ),
    LintRule(
        id="POL-26",
        severity=INFO,
        title=N_("공고일과 시행일"),
        look=phrasing.days_order,
        sources=_OURS,
        advice=N_("공고한 날과 시행한 날을 확인하십시오."),
    ),
    LintRule(
        id="POL-27",
        severity=INFO,
        title=N_("제목과 본문의 범위"),
        look=phrasing.title_scope,
        sources=_OURS,
        advice=N_("제목에 이동형도 적거나 방침을 나누십시오."),
    ),
    LintRule(
        id="POL-28",
        severity=WARNING,
        title=N_("칸에 맞지 않는 값"),
        look=phrasing.misplaced,
        sources=_OURS,
        advice=N_("값을 맞는 칸에 옮기고 빠진 값을 적으십시오."),
    ),
    LintRule(
        id="POL-29",
        severity=INFO,
        title=N_("두 줄에 있는 곳"),
        look=filmed.doubled,
        sources=_OURS,
        advice=N_("같은 카메라라면 한 줄에만 적으십시오."),
    ),
    LintRule(
        id="POL-30",
        severity=INFO,
        title=N_("항목의 제목"),
        look=contents.empty_number,
        sources=_OURS,
        advice=N_("영 제25조제1항의 항목마다 제목을 붙이십시오."),
    ),
    LintRule(
        id="CAM-13",
        severity=INFO,
        title=N_("촬영 거리"),
        look=filmed.far_indoors,
        sources=_OURS,
        advice=N_("실제로 찍히는 범위를 적으십시오."),
    ),
    LintRule(
        id="MGR-05",
        severity=WARNING,
        title=N_("서로 다른 부서 이름"),
        look=people.departments_differ,
        sources=_OURS,
        advice=N_("부서 이름을 하나로 맞추십시오."),
    ),
)
