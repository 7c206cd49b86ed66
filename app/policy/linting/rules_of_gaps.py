"""Owns the list of the rules on what a text puts off, widens or makes weak, where the rest of it looks right.

What no law asks a policy to print is our own advice (``product.policy_text``), and says so.
"""

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import LintRule
from app.policy.linting import contrary_deeds, contrary_sums, contrary_ways, filmed, people, purposes, untold, weakened

WARNING, INFO = Severity.WARNING, Severity.INFO
_OURS = ("product.policy_text",)

RULES_OF_GAPS = (
    LintRule(
        id="CAM-01",
        severity=WARNING,
        title=N_("설치 목적과 법적 근거"),
        look=purposes.widened,
        advice=N_("법 제25조제1항 각 호의 목적으로 고치거나 그 목적의 카메라를 두지 마십시오."),
        sources=("pipa.25.1",),
    ),
    LintRule(
        id="CAM-01",
        severity=INFO,
        title=N_("설치 목적과 법적 근거"),
        look=purposes.ground_without_purpose,
        advice=N_("설치 목적을 적고 맞는 근거 조항을 적으십시오."),
        sources=("pipa.25.1", "decree.25.1.1"),
    ),
    LintRule(
        id="POL-17",
        severity=WARNING,
        title=N_("대장과 다른 값"),
        look=purposes.purposes_differ,
        drift=True,
        advice=N_("실제를 확인해 글이나 대장을 고치십시오."),
        sources=("decree.25.1", "pipa.3.3"),
    ),
    LintRule(
        id="POL-01",
        severity=WARNING,
        title=N_("방침의 여덟 항목"),
        look=untold.put_off,
        advice=N_("영 제25조제1항의 항목을 빠짐없이 적으십시오."),
        sources=("decree.25.1", "decree.25.1.5"),
    ),
    LintRule(
        id="POL-23",
        severity=WARNING,
        title=N_("서식의 빈칸"),
        look=untold.unfilled,
        advice=N_("실제 값으로 채우거나 지우십시오."),
        sources=_OURS,
    ),
    LintRule(
        id="CAM-09",
        severity=INFO,
        title=N_("촬영시간·설치 위치·보관장소"),
        look=untold.vague_hours,
        advice=N_("빠진 값을 적으십시오. 칸을 합치지 말고 줄마다 적는 편이 낫습니다."),
        sources=("decree.25.1.4",),
    ),
    LintRule(
        id="MGR-02",
        severity=WARNING,
        title=N_("접근권한자"),
        look=people.everybody,
        advice=N_("영상을 볼 수 있는 직위를 설치장소마다 적으십시오."),
        sources=("decree.25.1.3",),
    ),
    LintRule(
        id="MGR-02",
        severity=WARNING,
        title=N_("접근권한자"),
        look=contrary_ways.seen_by_all,
        advice=N_("영상을 볼 수 있는 직위를 설치장소마다 적으십시오."),
        sources=("decree.25.1.3",),
    ),
    LintRule(
        id="POL-31",
        severity=WARNING,
        title=N_("목적 밖의 이용과 제공"),
        look=people.other_work,
        advice=N_("설치 목적으로만 쓰고, 법이 정한 사유가 있을 때만 제공한다고 적으십시오."),
        sources=("pipa.18.2", "guideline.40"),
    ),
    LintRule(
        id="POL-31",
        severity=WARNING,
        title=N_("목적 밖의 이용과 제공"),
        look=contrary_ways.recognised,
        advice=N_("설치 목적으로만 쓰고, 법이 정한 사유가 있을 때만 제공한다고 적으십시오."),
        sources=_OURS,
    ),
    LintRule(
        id="CON-04",
        severity=Severity.ERROR,
        title=N_("재위탁의 동의"),
        look=contrary_sums.entrusted_again,
        advice=N_("수탁자가 다시 맡기려면 우리의 동의를 받는다고 적고 계약에 넣으십시오."),
        sources=("pipa.26.6",),
    ),
    LintRule(
        id="POL-12",
        severity=WARNING,
        title=N_("보호 조치 다섯 항목"),
        look=contrary_deeds.filmed_off_the_screen,
        advice=N_("내부 계획, 접근 통제, 안전한 저장·전송, 처리기록, 보관시설을 모두 적으십시오."),
        sources=("guideline.47", "guideline.47.3"),
    ),
    LintRule(
        id="POL-12",
        severity=WARNING,
        title=N_("보호 조치 다섯 항목"),
        look=weakened.measures,
        advice=N_("내부 계획, 접근 통제, 안전한 저장·전송, 처리기록, 보관시설을 모두 적으십시오."),
        sources=("guideline.47", "decree.25.1.7"),
    ),
    LintRule(
        id="POL-02",
        severity=WARNING,
        title=N_("설치 대수"),
        look=contrary_deeds.left_out_of_the_table,
        advice=N_("실제 대수를 확인해 맞지 않는 값을 고치십시오."),
        sources=("decree.25.1.2",),
    ),
    LintRule(
        id="POL-02",
        severity=WARNING,
        title=N_("설치 대수"),
        look=filmed.rough_counts,
        advice=N_("실제 대수를 확인해 맞지 않는 값을 고치십시오."),
        sources=("decree.25.1.2",),
    ),
    LintRule(
        id="POL-09",
        severity=WARNING,
        title=N_("이의를 제기하는 방법"),
        look=untold.objection_to_nobody,
        advice=N_("누구에게 어떻게 이의를 제기하는지 적으십시오."),
        sources=("pipa.38.5", "decree.42.2"),
    ),
    LintRule(
        id="POL-10",
        severity=WARNING,
        title=N_("열람 요구 방법"),
        look=untold.nowhere_to_ask,
        advice=N_("서면 말고도 전화·전자우편·인터넷으로 요구할 수 있게 하고 받는 곳을 적으십시오."),
        sources=("pipa.38.4", "decree.41.2"),
    ),
    LintRule(
        id="POL-10",
        severity=WARNING,
        title=N_("열람 요구 방법"),
        look=weakened.ways,
        advice=N_("서면 말고도 전화·전자우편·인터넷으로 요구할 수 있게 하고 받는 곳을 적으십시오."),
        sources=("pipa.38.4", "decree.41.2"),
    ),
    LintRule(
        id="POL-08",
        severity=WARNING,
        title=N_("약속한 답변 기한"),
        look=weakened.answers,
        advice=N_("법정 기한 안으로 적고, 적은 기한을 지키십시오."),
        sources=("decree.41.4", "decree.42.2"),
    ),
    LintRule(
        id="REQ-07",
        severity=WARNING,
        title=N_("함께 나온 사람의 보호"),
        look=weakened.masking,
        advice=N_("다른 사람을 알아볼 수 없게 가린 뒤 보여 준다고 적으십시오."),
        sources=("guideline.46", "pipa.35.4.2"),
    ),
    LintRule(
        id="REQ-07",
        severity=INFO,
        title=N_("함께 나온 사람의 보호"),
        look=untold.masking_untold,
        advice=N_("다른 사람을 알아볼 수 없게 가린 뒤 보여 준다고 적으십시오."),
        sources=_OURS,
    ),
)
